"""Tests of the first run and the unlock page."""
