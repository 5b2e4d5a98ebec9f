"""Search over cases and commands (Ctrl+K)."""
