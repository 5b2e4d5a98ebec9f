"""The list of cases, the page of one case, and the acts on it."""
