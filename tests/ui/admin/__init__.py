"""Tests of the administrator's section."""
