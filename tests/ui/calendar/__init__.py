"""Tests of the calendar feature."""
