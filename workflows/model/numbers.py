"""How something is numbered: cases, and the papers of a case."""

from __future__ import annotations

from forms.model import Model


class Number(Model):
    """How a number is written: `{year} {district} {seq:3}`; one series per values of `series`."""

    pattern: str
    series: list[str]
