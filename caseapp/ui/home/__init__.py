"""The start page, and the figures at the edges of the window."""
