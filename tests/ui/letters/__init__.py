"""The letter page and the list of letters, by keys."""
