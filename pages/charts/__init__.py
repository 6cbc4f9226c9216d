"""Charts: answers in, pictures out. One class per file draws one kind; every mark carries the key of what it counts."""
