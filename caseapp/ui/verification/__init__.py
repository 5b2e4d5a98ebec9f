"""The verification checklist of one request."""
