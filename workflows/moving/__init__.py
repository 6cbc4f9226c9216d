"""Running cases are moved to another version: a mapping, a dry run, the move in the background, and the way back."""

from workflows.moving.drafting import keep, kept
from workflows.moving.foreseeing import Foreseen, foreseen
from workflows.moving.mapping import Mapping, Taken
from workflows.moving.proposing import Doubt, Proposal, doubts
from workflows.moving.service import (
    KIND,
    SHOWN,
    Choice,
    Dry,
    Moved,
    Rehearsed,
    Running,
    back,
    begin,
    begin_back,
    dry_run,
    last,
    proposed,
    refused,
    report,
    running,
    wrong,
)

__all__ = [
    "KIND", "SHOWN", "Choice", "Doubt", "Dry", "Foreseen", "Mapping", "Moved", "Proposal", "Rehearsed", "Running",
    "Taken", "back", "begin", "begin_back", "doubts", "dry_run", "foreseen", "keep", "kept", "last", "proposed",
    "refused", "report", "running", "wrong",
]  # fmt: skip
