"""Registered by discovery: see `base`."""

from workflows.boards.kinds.base import Kind, kinds, load_all

load_all()

__all__ = ["Kind", "kinds"]
