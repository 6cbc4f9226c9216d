"""What `python -m workflows` can do, one module per family of commands."""
