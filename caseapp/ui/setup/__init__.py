"""Before anybody is signed in: the first run and the unlock page."""
