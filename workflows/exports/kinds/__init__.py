"""One kind of list a file."""
