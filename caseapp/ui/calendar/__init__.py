"""The calendar of deadlines: month and agenda."""
