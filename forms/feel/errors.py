"""What can go wrong: when an expression is read, and when it is run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.feel.messages import sentence


class FeelError(ValueError):
    """An expression that cannot be used, with the place and the cause.

    `code` names the sentence in the catalogue, `position` counts characters from 0, `data` fills the sentence.
    """

    def __init__(self, code: str, position: int = 0, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.position = position
        self.data: dict[str, Any] = dict(data or {})

    def say(self, lang: str = "zh") -> str:
        """The sentence for a person, with the position counted from 1."""
        return sentence(self.code, {**self.data, "at": self.position + 1}, lang)

    def __str__(self) -> str:
        return self.say("en")


class LimitReached(Exception):
    """Raised inside an evaluation when it has used up what it may use; never leaves the package."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a value came out as it did: a catalogue code and what fills its sentence."""

    code: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def say(self, lang: str = "zh") -> str:
        """The sentence for a person."""
        return sentence(self.code, self.data, lang)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in an expression that is probably not meant, with its place, counted from 0."""

    code: str
    position: int
    data: Mapping[str, Any] = field(default_factory=dict)

    def say(self, lang: str = "zh") -> str:
        """The sentence for a person, with the position counted from 1."""
        return sentence(self.code, {**self.data, "at": self.position + 1}, lang)
