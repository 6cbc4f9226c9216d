"""What a mailed workbook is about: which district, told by its cells, its headings or its name. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Told = Literal["cell", "heading", "name", "hand"]
"""How it is known: a field of the form, words above the table or on a tab, the name of the file, somebody's choice."""
_DEEP = 8  # rows that may stand above a table
_LONG = 200  # characters of a cell that are looked through
_SHORTEST = 2


@dataclass(frozen=True)
class Area:
    """A district as people write it: 石柱土家族自治县, 石柱县, 石柱."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Where:
    """The district of a file; without one, those that are in question (several that disagree, or none)."""

    code: str | None
    told: Told | None = None
    asked: tuple[str, ...] = ()


def areas_in(text: str, areas: Sequence[Area]) -> list[str]:
    """The codes of the districts that a text names, in its order; a longer name counts before a shorter one in it."""
    left = unicodedata.normalize("NFKC", text).replace(" ", "")
    found: dict[int, str] = {}
    for name, code in _longest_first(areas):
        at = left.find(name)
        while at >= 0:
            found[at] = code
            left = left[:at] + "\0" * len(name) + left[at + len(name) :]
            at = left.find(name)
    return list(dict.fromkeys(found[at] for at in sorted(found)))


def _longest_first(areas: Sequence[Area]) -> list[tuple[str, str]]:
    pairs = {(n, a.code) for a in areas for n in a.names if len(n) >= _SHORTEST}
    return sorted(pairs, key=lambda p: (-len(p[0]), p))


def where(
    file_name: str, cell: str | None, grids: Mapping[str, Sequence[Sequence[Any]]], areas: Sequence[Area]
) -> Where:
    """The district of a file: its own field first; then the words above its tables; then its name.

    What the field and the name of the file say must agree, and nothing is guessed between two districts.
    """
    named = areas_in(file_name, areas)
    if cell is not None and cell in {a.code for a in areas}:
        others = [c for c in named if c != cell]
        return Where(None, asked=(cell, *others)) if others and cell not in named else Where(cell, "cell")
    above = areas_in(" ".join(_above(grids)), areas)
    if named and above and set(named).isdisjoint(above):
        return Where(None, asked=tuple(dict.fromkeys((*above, *named))))
    for told, codes in (("name", named), ("heading", above)):
        if len(codes) == 1:
            return Where(codes[0], "name" if told == "name" else "heading")
    both = [c for c in above if c in named]
    if len(both) == 1:
        return Where(both[0], "heading")
    return Where(None, asked=tuple(dict.fromkeys((*named, *above))))


def _above(grids: Mapping[str, Sequence[Sequence[Any]]]) -> Iterable[str]:
    """The names of the sheets, and the lines above a table: rows with one or two cells, until one with more."""
    for sheet, grid in grids.items():
        yield sheet
        for row in grid[:_DEEP]:
            said = [str(c) for c in row if c is not None and str(c).strip()]
            if len(said) > 2:
                break
            yield from (c[:_LONG] for c in said)
