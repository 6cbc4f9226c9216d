"""Registered by discovery: see `base`."""

from workflows.boards.measures.base import AnyMeasure, Measure, kinds

kinds.load("workflows.boards.measures")

__all__ = ["AnyMeasure", "Measure", "kinds"]
