"""Tests of the machine's edge."""
