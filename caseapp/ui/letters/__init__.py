"""Letters: the list, the letter page with its preview, and what a person may do with a letter."""
