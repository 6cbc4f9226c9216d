"""Children of cases and of register entries."""
