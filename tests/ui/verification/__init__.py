"""The verification page, driven by keys."""
