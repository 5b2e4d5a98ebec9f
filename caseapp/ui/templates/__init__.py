"""Letter templates: the list, one template with its versions, and the editor of a new version."""
