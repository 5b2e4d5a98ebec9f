"""The figures of the year, and the age of what is open."""
