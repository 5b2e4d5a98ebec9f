"""Tests of the search feature."""
