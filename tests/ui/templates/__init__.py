"""Tests of the section of templates."""
