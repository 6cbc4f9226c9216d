"""The history of every case: chained from its first row (`chain`), with the means to prove that nobody changed it
(`verify`)."""
