"""What is wrong, doubtful or asked about in a filled form."""

from __future__ import annotations

from dataclasses import dataclass, replace

from forms.definition import Level
from forms.text import Message, Text


@dataclass(frozen=True)
class Place:
    """Where: a field outside tables (`table` and `row` empty), or a field of one row.

    `field` "" means a whole table outside tables; a table inside a row is a field of that row.
    """

    field: str
    table: str = ""
    row: str = ""

    @property
    def path(self) -> str:
        return ".".join(p for p in (self.table, self.field) if p)


@dataclass(frozen=True)
class Finding:
    """One finding: its level, its place, the words for it, and what to do.

    `key` names the question together with the facts it is about, so that an answer holds while they do.
    """

    level: Level
    rule: str
    place: Place
    label: Text  # the place in words: 区域 1　经营主体 第 3 行　统一社会信用代码
    message: Message
    todo: Message | None = None
    key: str = ""
    answer: str | None = None
    also: tuple[Place, ...] = ()  # further places that are marked

    @property
    def marks(self) -> tuple[Place, ...]:
        """Every place that is marked."""
        return (self.place, *self.also)

    @property
    def blocks(self) -> bool:
        """Whether the form can't be handed in because of it."""
        return self.level == "error" or (self.level == "question" and not self.answer)

    def answered(self, text: str | None) -> Finding:
        return replace(self, answer=text)
