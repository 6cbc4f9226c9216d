"""Figures from dated facts: how cases stood on any day, what flowed between days, how long it took."""
