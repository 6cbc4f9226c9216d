"""Draws: random samples that anybody can replay."""
