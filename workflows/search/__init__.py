"""Search: what is found of cases and registers, kept with every write, and found again by whoever may read it."""
