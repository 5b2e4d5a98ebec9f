"""Files that come and go: CSV, calendars, packages."""
