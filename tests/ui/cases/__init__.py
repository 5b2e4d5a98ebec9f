"""The cases section, driven by keys."""
