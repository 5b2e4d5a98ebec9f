"""Tests of the law as data: what is shipped, and how faults in it are named."""
