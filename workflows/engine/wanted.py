"""What a decision asks of the services beside moving the case: messages, children, draws; plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.text import Text


@dataclass(frozen=True)
class Notice:
    """A message to be sent: to whoever holds the tokens, in both languages.

    `@holders` among the tokens stands for whoever has an open task once the decision is carried out.
    """

    key: str
    tokens: tuple[str, ...]
    subject: Text
    text: Text
    channels: tuple[str, ...] = ()  # to the outside; none means every one that there is


@dataclass(frozen=True)
class NewChild:
    """A child to be opened by a transition: which, for which district, with what in its main form."""

    child: str
    subject: str
    values: Mapping[str, Any]
    entry: int | None = None


@dataclass(frozen=True)
class DrawWanted:
    """A draw that is asked for, or is to be committed to; the service does it inside the transaction."""

    draw: str
    commit: bool = False
