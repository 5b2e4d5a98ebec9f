"""The print queue, by keys."""
