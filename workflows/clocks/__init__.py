"""Time: clocks, duties, public periods, and the timers that make them act."""
