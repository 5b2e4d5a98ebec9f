"""Tests of the home feature."""
