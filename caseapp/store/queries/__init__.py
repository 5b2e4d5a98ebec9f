"""Reads for the screen, a file for each screen."""
