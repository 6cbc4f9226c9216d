"""Pieces of typst: every text is a quoted string in code, so that nothing in a paper can be markup."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from forms.paper.pdf.looks import Line


def quoted(text: str) -> str:
    """A text as a string of typst."""
    return json.dumps(text, ensure_ascii=False).replace("\\/", "/")


def points(length: float) -> str:
    return f"{length:.2f}pt"


def listed(items: Iterable[str]) -> str:
    """An array; the comma at the end tells one item from brackets."""
    found = list(items)
    return f"({', '.join(found)},)" if found else "()"


def joined(pieces: Sequence[str]) -> str:
    """Content after content."""
    return " + ".join(pieces) if pieces else "[]"


def stroke(line: Line | None) -> str:
    return "none" if line is None else f'{points(line.width)} + rgb("{line.color}")'


def rule(line: Line) -> str:
    """A line across the column."""
    return f"line(length: 100%, stroke: {stroke(line)})"
