"""Registered by discovery: see `base`."""

from workflows.boards.dimensions.base import AnyDimension, Dimension, kinds

kinds.load("workflows.boards.dimensions")

__all__ = ["AnyDimension", "Dimension", "kinds"]
