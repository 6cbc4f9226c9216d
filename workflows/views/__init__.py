"""Saved views of lists: kept, shared, on the desk. A view shares a question, never a case."""
