"""The search index: pieces of cases and entries, kept word by word beside the text they came from."""
