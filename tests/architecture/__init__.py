"""The house rules as tests: they read the source and name the file and line that breaks one."""
