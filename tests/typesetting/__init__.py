"""Tests of the letters: what they say, how they stand on the paper, and what may never get into them."""
