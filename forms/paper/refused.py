"""Why a template is not taken, or a paper not made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.text import Message


@dataclass(frozen=True)
class Problem:
    """Something wrong in a template: its sentence, and where it stands (第 3 段, 第 1 个表格第 2 行第 1 格)."""

    code: str
    where: Message
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> Message:
        """The sentence with its place."""
        return Message("paper.at", {"where": self.where, "what": Message(self.code, self.data)})


class PaperRefused(Exception):
    """A file that is no template, or a template that nothing can be made of; `message` says why and what to do."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code)
        self.message = Message(code, data)


class BadTemplate(PaperRefused):
    """A template with problems; the first is told as the message."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("paper.at", **problems[0].message.data)
        self.problems = tuple(problems)
