"""The administrator's section, and each person's own account."""
