"""What holidays are called in both languages; a local day is called as whoever decided it wrote."""

from __future__ import annotations

from forms.text import Message, Text
from workflows.clocks.notice import HOLIDAYS


def occasion(name: str) -> Message | Text:
    """The name of a holiday by what a notice calls it (国庆节、中秋节); of another day as it stands."""
    known = [n for n, holiday in enumerate(HOLIDAYS) if holiday in name]
    return Message(f"occasion.{known[0]}") if len(known) == 1 and len(name) <= 4 else Text(zh=name)
