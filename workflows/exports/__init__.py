"""Lists taken away as files: workbooks and tables of text, large ones made beside the work."""
