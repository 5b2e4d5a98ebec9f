"""Page objects: only they use object names; they type and press, and never call slots."""
