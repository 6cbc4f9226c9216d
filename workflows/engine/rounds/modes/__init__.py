"""The modes of rounds, one class per file; importing is registering."""

from workflows.engine.rounds.modes.base import Mode, load_all, mode, mode_of, modes

load_all()

__all__ = ["Mode", "mode", "mode_of", "modes"]
