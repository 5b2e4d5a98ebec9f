"""Tests of the command line: what it prints, and the one sentence for what it cannot use."""
