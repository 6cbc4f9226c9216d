"""A label on the left that stands beside several rows: the heading of a group."""

from __future__ import annotations

from forms.official.collector import Collector
from forms.official.labels import label_of
from forms.official.recognisers.base import of_rows, read_region
from forms.official.region import Region, empty, named


@of_rows(40)
def side_label(region: Region, row: int, found: Collector) -> int:
    """Reads what stands beside the label as a part of its own."""
    cells = region.row(row)
    first = cells[0] if cells else None
    if first is None or first.row != row or first.height < 2 or first.right >= region.right or not named(first):
        return 0
    bottom = min(first.bottom, region.bottom)
    inner = region.within(row, bottom, first.right, region.right)
    rows = {tuple(c.row for c in inner.begun(r)) for r in range(row, bottom) if inner.begun(r)}
    several = sum(bool(inner.begun(r)) for r in range(row, bottom)) > 1
    if not several or len(rows) < 1 or all(empty(c) for r in range(row, bottom) for c in inner.row(r)):
        return 0
    if any(c.bottom > bottom for r in range(row, bottom) for c in inner.row(r)):
        return 0
    before = found.begin(label_of(first.text).title, region.spot(first), "official.why.group")
    read_region(inner, found)
    found.section = before
    return bottom - row
