"""Keys: passphrases, key slots, sealing, signing. The only importer of argon2, cryptography and keyring."""
