"""The law and the case, as plain Python: standard library only, no I/O, no clock, no text for people."""
