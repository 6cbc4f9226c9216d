"""Small words of the board as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape as e
from typing import Any

from forms.text import Message
from pages.context import say, t
from pages.parts.html import whole_dates
from workflows.boards.evaluate import Clause

_UNSAFE = re.compile(r"[^A-Za-z0-9]+")
_OPEN, _CLOSE = "\ue000", "\ue001"


def key_of(name: str) -> str:
    """The id of a figure as part of a CSS class: keys of definitions may be Chinese."""
    return _UNSAFE.sub("_", name.encode("unicode_escape").decode("ascii"))


def title(words: Message, note: Message, doubts: tuple[Message, ...] = ()) -> str:
    """What a figure shows, the grey line, and what had to be left out."""
    left = "".join(f'<p class="doubt">{e(say(d))}</p>' for d in doubts)
    return f'<div class="fig"><h3>{e(say(words))}</h3><p>{whole_dates(say(note))}</p>{left}</div>'


def sentence(clauses: Iterable[Clause]) -> str:
    """The state of it all, numbers bold, what is late red."""
    parts = []
    for clause in clauses:
        words = e(say(_marked(clause.says))).replace(_OPEN, "<b>").replace(_CLOSE, "</b>")
        parts.append(f'<span class="late">{words}</span>' if clause.bad else words)
    return f'<p class="sentence">{t("board.page.pause").join(parts)}{t("board.page.stop")}</p>'


def _marked(says: Message) -> Message:
    """The same with its numbers between marks that no text holds."""
    return Message(says.code, {k: _mark(v) for k, v in says.data.items()})


def _mark(value: Any) -> Any:
    if isinstance(value, Message):
        return _marked(value)
    number = isinstance(value, int) or (isinstance(value, str) and value.replace(",", "").replace(".", "").isdecimal())
    return f"{_OPEN}{value}{_CLOSE}" if number else value
