"""A mailed file: as it came, what somebody chose for it, what it is about."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from forms.text import Message, Text
from workflows.mailed.matching import Told

Does = Literal["new", "update", "ask", "refused", "skip"]


@dataclass(frozen=True)
class Mail:
    """One file as it came."""

    name: str
    content: bytes

    @cached_property
    def hash(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Chosen:
    """What somebody chose by hand for a file; None: as it was found out."""

    procedure: str | None = None
    district: str | None = None
    campaign: int | None = None
    leave: bool = False  # not to be taken


@dataclass(frozen=True)
class Sorted:
    """A file with what it is about and what would be done with it; `why` says what stands against it."""

    name: str
    hash: str
    does: Does
    procedure: str | None = None
    title: Text | None = None
    district: str | None = None
    told: Told | None = None
    asked: tuple[str, ...] = ()  # the districts in question
    campaign: int | None = None
    campaign_title: Text | None = None
    case: int | None = None  # the draft that would be changed
    rows: int = 0
    changes: int = 0  # rows and fields of the draft that would change
    wrong: int = 0  # places to mend
    why: Message | None = None
    notes: tuple[Message, ...] = ()

    @property
    def takes(self) -> bool:
        return self.does in ("new", "update")
