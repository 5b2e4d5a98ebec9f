"""The composition root: the only room that knows every adapter. `house` opens data, `window` and `command_line` put faces on it."""
