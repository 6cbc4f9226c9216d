"""A document read: its lines and grids, and everything that was guessed from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from forms.official import document as documents
from forms.official import guess as guesses
from forms.official.collector import Collector
from forms.official.columns import links_back
from forms.official.document import Document, Grid, Line
from forms.official.guess import Guess
from forms.official.opening import document_of
from forms.official.recognisers import read_lines, read_region
from forms.official.refused import OfficialRefused
from forms.official.region import Region
from forms.text import Message


@dataclass(frozen=True)
class Reading:
    """What a document says, and what it is taken for."""

    document: Document
    guesses: tuple[Guess, ...]

    def of(self, spot: str) -> list[Guess]:
        """The guesses that were read from a cell or line."""
        return [g for g in self.guesses if spot in g.spots]


def read_official(data: bytes, name: str) -> Reading:
    """A blank Word or Excel table as guesses; raises `OfficialRefused` with a sentence for anything else."""
    return reading_of(document_of(data, name))


def reading_of(document: Document) -> Reading:
    """Everything guessed from a document that was read; raises `OfficialRefused` where nothing asks for anything."""
    found = Collector()
    for lines, grid in _parts(document):
        read_lines(lines, found)
        if grid is not None:
            before, section = len(found.guesses), found.section
            found.in_grid = True
            read_region(Region.of(grid), found)
            found.section, found.caption = section, ""
            _annexed(found, before)
    if not any(g.kind in ("field", "table", "opinion", "seal") for g in found.guesses):
        raise OfficialRefused("official.nothing")
    if not found.titled:
        title = Guess(
            "title:", "title", document.name, (), document.name, sure=0.4, why=(Message("official.why.name"),)
        )
        found.guesses.insert(0, title)
    return Reading(document, tuple(found.guesses))


def _parts(document: Document) -> Iterator[tuple[list[Line], Grid | None]]:
    """Lines that follow each other with the grid behind them."""
    lines: list[Line] = []
    for block in document.blocks:
        if isinstance(block, Line):
            lines.append(block)
        else:
            yield lines, block
            lines = []
    yield lines, None


def _annexed(found: Collector, before: int) -> None:
    """A table of an annex becomes that of the column or field that speaks of it."""
    if found.annex is None:
        return
    new = next((g for g in found.guesses[before:] if g.kind == "table" and not g.table), None)
    waiting = _waiting(found, new.title if new else "")
    if new is None or waiting is None:
        return
    found.annex = None
    del found.waiting[waiting.id]
    found.guesses[:] = [g for g in found.guesses if g.table != waiting.id and g is not waiting]
    outer = {g.title for g in found.guesses if g.table == waiting.table and waiting.table}
    why = Message("official.why.annexed", {"title": waiting.title})
    kept = replace(
        new, table=waiting.table, section=waiting.section, title=_named(waiting, new), why=(why,),
        spots=(*waiting.spots, *new.spots),
    )  # fmt: skip
    found.put(new, kept)
    rows = [g for g in found.guesses if g.table == kept.id]
    for each in rows:
        if waiting.table and links_back(each.title, outer):
            found.guesses.remove(each)
        else:
            found.put(each, replace(each, section=waiting.section))
    _empty_section(found, new.section)


def _named(waiting: Guess, new: Guess) -> str:
    return waiting.title if len(waiting.title) <= 20 else new.title


def _waiting(found: Collector, title: str) -> Guess | None:
    """The guess that speaks of this annex: the one called like it, else the only one, else the first."""
    known = [g for g in found.guesses if g.id in found.waiting]
    same = [g for g in known if g.title and (g.title in title or title in g.title)]
    return next(iter(same or known), None)


def _empty_section(found: Collector, section: str) -> None:
    """An annex that went into its column leaves no heading behind."""
    if section and not any(g.section == section for g in found.guesses):
        found.guesses[:] = [g for g in found.guesses if g.id != section]
        found.section = found.section if found.section != section else ""


def to_plain(reading: Reading) -> dict[str, Any]:
    """The reading as JSON data, to be kept until everything is confirmed."""
    return {
        "document": documents.to_plain(reading.document),
        "guesses": [guesses.to_plain(g) for g in reading.guesses],
    }


def from_plain(data: Mapping[str, Any]) -> Reading:
    """The reading of JSON data that `to_plain` made."""
    return Reading(documents.from_plain(data["document"]), tuple(map(guesses.from_plain, data["guesses"])))
