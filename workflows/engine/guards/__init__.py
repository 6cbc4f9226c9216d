"""Guards: what may stand against a transition. One class per file; asked from the cheap to the dear."""

from workflows.engine.guards.base import Guard, guards, load_all, refusal

load_all()

__all__ = ["Guard", "guards", "refusal"]
