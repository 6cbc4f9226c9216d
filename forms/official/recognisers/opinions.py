"""A label such as 审核意见 with room for words, a seal and a day beside it: the opinion of somebody else."""

from __future__ import annotations

from forms.official.collector import Collector
from forms.official.document import Cell
from forms.official.inline import is_opinion
from forms.official.labels import label_of
from forms.official.lexicon import pattern
from forms.official.plain_words import closed
from forms.official.recognisers.base import of_rows
from forms.official.region import Region, blanks, empty, kind_of, named, writable


@of_rows(30)
def opinions(region: Region, row: int, found: Collector) -> int:
    """One or several opinions beside each other: label and blank in turns."""
    end = region.band(row)
    cells = list(region.begun(row))
    if len(cells) < 2 or not named(cells[0]) or not is_opinion(cells[0].text):
        return _beneath(region, row, end, cells, found)
    if any(c.row < row for c in cells):
        return 0
    pairs = _pairs(region, row, end, cells)
    if not pairs:
        return 0
    for label, blank in pairs:
        _take(region, label, blank, found)
    return max(c.bottom for pair in pairs for c in (pair[0], *pair[1])) - row


def _pairs(region: Region, row: int, end: int, cells: list[Cell]) -> list[tuple[Cell, list[Cell]]]:
    """Each label with the cells up to the next; none where something else is asked in between."""
    found: list[tuple[Cell, list[Cell]]] = []
    for cell in cells:
        if named(cell):
            if not is_opinion(cell.text):
                return []
            found.append((cell, []))
        elif writable(cell) and found:
            found[-1][1].append(cell)
        else:
            return []
    last = found[-1][0] if found else None
    if last is not None and last.height > 1 and len(cells) == 2:
        right = [c for r in range(row + 1, min(last.bottom, end)) for c in region.begun(r)]
        if any(not (empty(c) or kind_of(c) == "blank") for c in right):
            return []
        found[-1][1].extend(right)
    return found if all(blanks_ for _, blanks_ in found) else []


def _take(region: Region, label: Cell, beside: list[Cell], found: Collector) -> None:
    said = " ".join(closed(c.text) for c in (label, *beside))
    dated = any(b.shape in ("date", "month") for c in beside for b in blanks(c.text))
    spots = [region.spot(c) for c in (label, *beside)]
    found.opinion(label_of(label.text), spots, said, bool(pattern("seal").search(said)), dated)


def _beneath(region: Region, row: int, end: int, cells: list[Cell], found: Collector) -> int:
    """Labels of opinions beside each other with the room below them."""
    if len(cells) < 2 or end != row + 1 or not all(named(c) and is_opinion(c.text) for c in cells):
        return 0
    under = [region.below(c) for c in cells]
    if any(c is None or not writable(c) for c in under):
        return 0
    for label, blank in zip(cells, under, strict=True):
        if blank is not None:
            _take(region, label, [blank], found)
    return max(c.bottom for c in under if c is not None) - row


@of_rows(35)
def headed_cells(region: Region, row: int, found: Collector) -> int:
    """Cells beside each other that each begin with the name of an opinion and leave room below it."""
    cells = region.begun(row)
    if len(cells) < 2 or not all(kind_of(c) == "blank" and is_opinion(c.text.split("\n")[0]) for c in cells):
        return 0
    for cell in cells:
        _take(region, cell, [], found) if not _headed(cell) else _take_headed(region, cell, found)
    return max(c.bottom for c in cells) - row


def _headed(cell: Cell) -> bool:
    return "\n" in cell.text.strip() or ":" in closed(cell.text)


def _take_headed(region: Region, cell: Cell, found: Collector) -> None:
    head = closed(cell.text.split("\n")[0]).split(":")[0]
    dated = any(b.shape in ("date", "month") for b in blanks(cell.text))
    said = closed(cell.text)
    found.opinion(label_of(head), [region.spot(cell)], said, bool(pattern("seal").search(said)), dated)
