"""Registered by discovery: see `base`."""

from workflows.boards.sources.base import AnySource, Source, kinds

kinds.load("workflows.boards.sources")

__all__ = ["AnySource", "Source", "kinds"]
