"""The page on which requests are taken, driven by keys only."""
