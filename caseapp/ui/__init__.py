"""The window. The only importer of PySide6. One folder for each feature."""
