"""The question why a date is what it is, from everywhere in the window."""
