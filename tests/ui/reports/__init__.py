"""Tests of the reports feature."""
