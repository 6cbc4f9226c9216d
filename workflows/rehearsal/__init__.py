"""Rehearsals: a procedure tried out with people, data and actions, and what must come of each."""

from workflows.rehearsal.cast import Cast, cast
from workflows.rehearsal.check import check_rehearsal
from workflows.rehearsal.coverage import Coverage, coverage
from workflows.rehearsal.files import read_folder, read_rehearsal
from workflows.rehearsal.model import Rehearsal, Step
from workflows.rehearsal.play import Mismatch, Played, play, rehearse

__all__ = [
    "Cast", "Coverage", "Mismatch", "Played", "Rehearsal", "Step",
    "cast", "check_rehearsal", "coverage", "play", "read_folder", "read_rehearsal", "rehearse",
]  # fmt: skip
