"""Jobs: long work and timers, done by workers beside the requests; each effect exactly once."""
