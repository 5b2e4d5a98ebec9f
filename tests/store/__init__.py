"""The store on real encrypted files."""
