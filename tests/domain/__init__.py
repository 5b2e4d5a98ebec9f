"""Tests of the rules that need nothing but the standard library."""
