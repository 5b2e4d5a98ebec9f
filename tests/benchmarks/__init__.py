"""Measurements against a floor taken in the same run. Started by a command; never part of the suite, never a timed test."""
