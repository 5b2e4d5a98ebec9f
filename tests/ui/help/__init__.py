"""Help for the screen in front."""
