"""Uploaded files: what they are by their bytes, what is not taken, and how they look."""
