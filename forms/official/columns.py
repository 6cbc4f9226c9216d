"""The columns of a table as guesses: under several headings, with tables inside, and with what an annex holds."""

from __future__ import annotations

import re

from forms.official.blanks import Blank
from forms.official.collector import Collector
from forms.official.document import Cell
from forms.official.guess import Guess
from forms.official.heads import Column, Head, body_of, head_of
from forms.official.inline import is_opinion
from forms.official.labels import Label, label_of
from forms.official.lexicon import pattern
from forms.official.plain_words import closed
from forms.official.region import Region, blanks, empty, kind_of
from forms.official.slot import Slot


def add_columns(region: Region, head: Head, rows: list[list[Cell]], table: Guess, found: Collector) -> None:
    """A guess for each column; the one that only counts the rows is none."""
    repeated = _twice(head)
    for n, column in enumerate(head.columns):
        if (n == 0 and head.numbered) or empty(column.cell):
            continue
        below = [cells[n] for cells in rows if n < len(cells)]
        inner = next((g for c in below for g in c.inner), None)
        spots = [region.spot(column.cell)]
        if inner is not None:
            _inner_table(Region.of(inner), column, table, spots, found)
            continue
        for text in _pieces(column.text):
            _column(text, column, repeated, below, table, spots, found)


def _twice(head: Head) -> set[str]:
    """Labels that stand under more than one heading."""
    said = [label_of(c.text).title for c in head.columns]
    return {s for s in said if said.count(s) > 1}


def _pieces(text: str) -> list[str]:
    """Two columns in one heading: 数量（户），明细（附表，包括…）."""
    said = closed(text)
    depth, cuts = 0, [0]
    for n, c in enumerate(said):
        depth += (c == "(") - (c == ")")
        if c in ",;" and depth == 0:
            cuts.append(n + 1)
    parts = [said[a:b].strip(" ,;") for a, b in zip(cuts, [*cuts[1:], len(said) + 1], strict=True)]
    annexed = [p for p in parts if pattern("see_annex").search(p)]
    return parts if len(parts) > 1 and annexed and all(len(p) > 1 for p in parts) else [text]


def _column(
    text: str, column: Column, repeated: set[str], below: list[Cell], table: Guess, spots: list[str], found: Collector
) -> None:
    label = label_of(text)
    if label.annexed and label.parts:
        _listed_table(label, table, spots, found)
        return
    above = [t for c in column.above if (t := label_of(c.text).title) and c.width > 1]
    unit = next((u for c in reversed(column.above) if (u := label_of(c.text).unit)), "")
    label = Label(**{**vars(label), "unit": label.unit or unit})
    slot = _slot(label, below, above[-1] if above else "")
    guess = found.field(slot, spots, column.text, table.id)
    if label.annexed:
        found.waiting[guess.id] = label.title
    if is_opinion(text) and guess.type != "long_text":
        found.retype(guess, "long_text")


def _slot(label: Label, below: list[Cell], before: str) -> Slot:
    shaped = next((c for c in below if kind_of(c) == "blank"), None)
    own = blanks(shaped.text) if shaped else ()
    blank: Blank | None = own[0] if own else None
    options = next((c.options for c in below if c.options), ())
    number = next((c.number for c in below if c.number), "")
    said = shaped.text if shaped else ""
    return Slot(label, blank, said, 0.2, 1.0, options, number, column=True, before=before)


def _listed_table(label: Label, table: Guess, spots: list[str], found: Collector) -> None:
    """A column that stands for an annex whose columns are listed in brackets."""
    made = found.table(label.title, spots, label.whole, 0, within=table.id, help=label.help, sure=0.85)
    found.waiting[made.id] = label.title
    for part in label.parts:
        found.field(Slot(label_of(part), column=True), spots, label.whole, made.id)


def _inner_table(region: Region, column: Column, table: Guess, spots: list[str], found: Collector) -> None:
    """A table inside the cells of a column."""
    head = head_of(region, region.top)
    label = label_of(column.text)
    if head is None:
        found.field(Slot(label, column=True), spots, column.text, table.id)
        return
    spots = [*spots, *(region.spot(c) for c in head.cells)]
    made = found.table(label.title, spots, column.text, region.rows_below(head.bottom), within=table.id)
    add_columns(region, head, body_of(region, head), made, found)


_KEY = re.compile(r"^(所属|对应|归属)")


def links_back(title: str, outer: set[str]) -> bool:
    """Whether a column of an annex names the row it belongs to."""
    return title in outer or _KEY.sub("", title) in outer
