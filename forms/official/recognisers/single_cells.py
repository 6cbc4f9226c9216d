"""Rows of one cell: titles, sections, notes, questions with room below, and cells that hold a table."""

from __future__ import annotations

import re

from forms.official.blanks import is_blank
from forms.official.collector import Collector
from forms.official.document import Cell
from forms.official.inline import inline, is_opinion
from forms.official.labels import label_of
from forms.official.lexicon import pattern, word
from forms.official.plain_words import closed, unnumbered
from forms.official.recognisers.base import of_rows, read_region
from forms.official.region import Region, blanks, empty, kind_of
from forms.official.slot import Slot

_ROOM = 3.0
_HEADS = re.compile(r"^[一二三四五六七八九十]{1,3}[、.]|^第.部分|^\([一二三四五六七八九十]\)")


@of_rows(10)
def nothing(region: Region, row: int, found: Collector) -> int:
    """Rows in which nothing stands and to which nothing leads."""
    return int(all(empty(c) and not c.options for c in region.begun(row)))


@of_rows(20)
def one_cell(region: Region, row: int, found: Collector) -> int:
    """A row that is one cell from side to side."""
    cells = region.row(row)
    if len(cells) != 1 or cells[0].row != row:
        return 0
    cell, rows = cells[0], min(cells[0].bottom, region.bottom) - row
    spots = [region.spot(cell)]
    if cell.inner:
        _holds_tables(cell, spots, found)
        return rows
    said = closed(cell.text)
    if _is_title(region, row, cell, found):
        found.title(cell.text, spots[0])
        return rows
    kind = kind_of(cell)
    if (note := pattern("note_line").match(said)) and not (said == note[1] and _room_below(region, cell)):
        found.note(note[1], said[note.end() :] or said, spots)
        return rows
    if kind in ("label", "number"):
        return rows + _labelled(region, cell, said, spots, found)
    if kind == "blank":
        _with_blanks(cell, said, spots, found)
        return rows
    found.note(found.caption or word("note_name"), cell.text, spots)
    return rows


def _is_title(region: Region, row: int, cell: Cell, found: Collector) -> bool:
    """The first row of the first table, where no line above it was the title."""
    if found.titled or row != 0 or not region.whole or region.grid.columns < 2 or found.guesses:
        return False
    return bool(pattern("title_end").search(closed(cell.text))) and not blanks(cell.text)


def _room_below(region: Region, cell: Cell) -> bool:
    below = region.grid.at.get((cell.bottom, cell.column)) if cell.bottom < region.bottom else None
    return below is not None and empty(below) and below.right >= region.right


def _labelled(region: Region, cell: Cell, said: str, spots: list[str], found: Collector) -> int:
    """A label from side to side: with room in it or below it a question, else the heading of what follows."""
    below = region.grid.at.get((cell.bottom, cell.column)) if cell.bottom < region.bottom else None
    room = below is not None and below.column <= cell.column and below.right >= region.right
    if room and below is not None and kind_of(below) == "inner":
        found.caption = label_of(said).title
        return 0
    if room and below is not None and (empty(below) or (kind_of(below) == "blank" and not _own_labels(below))):
        below_spots = [*spots, region.spot(below)]
        if is_opinion(said):
            _opinion(said, below.text, below_spots, found)
        else:
            tall = max(below.tall, float(below.height))
            own = blanks(below.text)
            slot = Slot(label_of(said), own[0] if own else None, below.text, 1.0, max(tall, _ROOM) if not own else 1)
            found.field(slot, below_spots, said)
        return min(below.bottom, region.bottom) - cell.bottom
    if is_opinion(said) and cell.tall >= _ROOM:
        _opinion(said, "", spots, found)
    elif said.endswith(":") and not _HEADS.match(said) and not pattern("note_heading").match(said):
        found.field(Slot(label_of(said), None, "", 1.0, cell.tall), spots, said)
    elif label_of(said).sealed:
        found.seal(said, spots, said)
    else:
        found.begin(label_of(said).title, spots[0])
    return 0


def _own_labels(cell: Cell) -> bool:
    return any(b.label for b in blanks(cell.text))


def _opinion(said: str, blank: str, spots: list[str], found: Collector) -> None:
    dated = any(b.shape in ("date", "month") for b in blanks(blank))
    found.opinion(label_of(said), spots, f"{said} {blank}", bool(pattern("seal").search(closed(said + blank))), dated)


def _with_blanks(cell: Cell, said: str, spots: list[str], found: Collector) -> None:
    """Text with blanks: long words before them are told too, for they are what is signed."""
    first = cell.text.split("\n")[0]
    prose = re.sub(r"[_\s□]", "", closed(cell.text))
    head = closed(first).rstrip(":")
    if is_opinion(head) and len(head) < 30:
        _opinion(head, cell.text, spots, found)
        return
    if len(prose) > 60 and not is_opinion(said):
        found.note(_heading(first) or found.caption or word("note_name"), cell.text, spots)
    before = _heading(first) if len(cell.text.split("\n")) > 1 and len(prose) <= 60 else ""
    inline(cell.text, spots, found, before if all(not b.label for b in blanks(cell.text)) else "")


def _heading(first: str) -> str:
    said = unnumbered(closed(first)).strip(" :")
    return said if 2 <= len(said) <= 16 and not blanks(first) and not is_blank(first) else ""


def _holds_tables(cell: Cell, spots: list[str], found: Collector) -> None:
    if cell.text.strip():
        found.caption = label_of(cell.text.split("\n")[0]).title
        if blanks(cell.text):
            inline(cell.text, spots, found)
    for grid in cell.inner:
        read_region(Region.of(grid), found)
