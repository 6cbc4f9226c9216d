"""Effects: what a transition does beside moving the case. One class per file; importing is registering."""

from workflows.engine.effects.base import AnyEffect, Effect, Outcome, effect, load_all, registry

load_all()

__all__ = ["AnyEffect", "Effect", "Outcome", "effect", "registry"]
