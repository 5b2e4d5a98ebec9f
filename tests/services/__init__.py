"""Acts of a case, from the call to the dispatched letter."""
