"""A label with its blank: what a field type is guessed from."""

from __future__ import annotations

from dataclasses import dataclass, field

from forms.official.blanks import Blank
from forms.official.labels import Label
from forms.text import Message


@dataclass(frozen=True)
class Slot:
    """A label with its blank. `wide` is the share of the line that the blank has, `tall` its height in lines."""

    label: Label
    blank: Blank | None = None
    said: str = ""  # what stands in the blank
    wide: float = 0.0
    tall: float = 1.0
    options: tuple[str, ...] = ()
    number: str = ""
    column: bool = False  # of a table
    before: str = ""  # the label of the group it stands in, where it belongs to the name

    @property
    def shape(self) -> str:
        return self.blank.shape if self.blank else ""

    @property
    def unit(self) -> str:
        return self.label.unit or (self.blank.unit if self.blank else "")


@dataclass(frozen=True)
class Vote:
    """One reason for a type."""

    type: str
    weight: float
    why: Message
    unit: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """The type that has most for it, why, how sure, and what else it may be."""

    type: str
    sure: float
    why: tuple[Message, ...]
    kinds: tuple[str, ...]
    unit: str = ""
    options: tuple[str, ...] = ()
    other: bool = field(default=False)
