"""The same services without a window, in English, for administrators."""
