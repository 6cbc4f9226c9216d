"""Rounds: the same question to several people inside one state, with one rule for what comes of it. Pure."""

from workflows.engine.rounds.opening import opening
from workflows.engine.rounds.settling import settled

__all__ = ["opening", "settled"]
