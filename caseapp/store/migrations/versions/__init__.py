"""One file for each step, never edited after a release."""
