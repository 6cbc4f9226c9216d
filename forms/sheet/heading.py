"""The row of headings of a table: which one it is, and what the columns are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from forms.chars import half_width
from forms.headings import NUMBER, bare, matched
from forms.sheet.plan import IDENTITY, Tab
from forms.sheet.source import Grid, Source, is_blank
from forms.sheet.traits import Area, Marks

_DEEP = 15  # rows that may stand above the headings
_DEEPER = 2_000  # the same, where another table stands above
_STACKED = 3  # rows that headings may take


@dataclass(frozen=True)
class Heading:
    """Where the headings stand (first and last row) and what the columns are."""

    sheet: str
    top: int
    row: int
    fields: dict[int, str]
    key: int | None
    number: int | None  # of the row itself
    identity: int | None
    unknown: list[str]
    words: list[str]


def find_heading(source: Source, tab: Tab) -> Heading | None:
    """The row that names the most columns: on the sheet that the file names, else on any; one row before several."""
    path = source.older.tab(tab.path) if source.older else tab.path
    own = source.tab_of(path)
    renamed = source.older.words(tab.path) if source.older else {}
    asides = source.asides(tab.path)
    grids = {own: source.grids[own]} if own else source.grids
    least = 1 if own else min(2, len(tab.fields))
    alone = tab.inner and len(tab.fields) == 1  # its one column says little: its sheet is called so, or names rows
    for deep in (0, _DEEP):
        found = [
            h for s, g in grids.items() for h in _headings(s, g, tab, source.marks[s], renamed, asides, deep, bool(own))
        ]
        best = max(found, key=lambda h: (len(h.fields), h.top == h.row, h.sheet == tab.name), default=None)
        if best and len(best.fields) >= least and (own or not alone or best.sheet == tab.name or best.key is not None):
            return best
    return None


def _headings(
    sheet: str, grid: Grid, tab: Tab, marks: Marks, renamed: Mapping[str, str | None], asides: AbstractSet[str],
    start: int, own: bool,
) -> Iterator[Heading]:  # fmt: skip
    """The candidates near the top, or (from `start`) further down where a cell says exactly what a column is called."""
    stop = _DEEPER if start else _DEEP
    titles = {bare(t) for f in tab.fields for t in (f.key, f.title.zh, f.title.en) if t}
    merged = _merged(marks.merged, stop)
    for row in range(start, min(len(grid), stop)):
        if start and not any(isinstance(c, str) and len(c) < 200 and bare(c) in titles for c in grid[row]):
            continue
        for top, words in _candidates(grid, row, merged):
            said = ["" if w in asides else w for w in words] if asides else words
            yield _read(sheet, top, row, said, tab, renamed, own)


def _merged(areas: list[Area], stop: int) -> dict[int, set[Area]]:
    """The merged areas that may belong to headings, by their first row."""
    found: dict[int, set[Area]] = {}
    for area in areas:
        if area[0] < stop and area[2] - area[0] < _STACKED:
            found.setdefault(area[0], set()).add(area)
    return found


def _candidates(grid: Grid, row: int, merged: dict[int, set[Area]]) -> Iterator[tuple[int, list[str]]]:
    """A row by itself, and together with rows above it that are merged with it or into groups."""
    yield row, _words(grid[row])
    for top in range(max(0, row - _STACKED + 1), row):
        over = [a for n in range(top, row + 1) for a in merged.get(n, ()) if a[2] <= row and a[:2] != a[2:]]
        if any(a[0] == top for a in over):
            levels = [_spread(_words(grid[n]), n, over) for n in range(top, row + 1)]
            width = max(map(len, levels))
            columns = [[level[n] if n < len(level) else "" for level in levels] for n in range(width)]
            yield top, [next((w for w in reversed(c) if w), "") for c in columns]
            yield top, ["".join(dict.fromkeys(w for w in c if w)) for c in columns]


def _words(cells: list[Any]) -> list[str]:
    return [c if isinstance(c, str) and len(c) < 200 and not is_blank(c) else "" for c in cells]


def _spread(words: list[str], row: int, merged: list[Area]) -> list[str]:
    """A word for each column that its merged cell covers."""
    found = list(words)
    for top, left, _, right in merged:
        if top == row and left < len(words):
            found.extend([""] * (right + 1 - len(found)))
            found[left : right + 1] = [words[left]] * (right + 1 - left)
    return found


def _read(
    sheet: str, top: int, row: int, words: list[str], tab: Tab, renamed: Mapping[str, str | None], own: bool
) -> Heading:
    plain = [half_width(w).casefold() for w in words]
    identity = next((n for n, w in enumerate(words) if w == IDENTITY), None)
    known = {n: renamed[b] for n, w in enumerate(words) if w and (b := bare(w)) in renamed}
    key = _key(tab, plain, known, own)
    free = ["" if n in {key, identity} or n in known else w for n, w in enumerate(words)]
    keys = {f.key for f in tab.fields}
    mapped = {n: k for n, k in known.items() if k in keys and n != key}
    found = matched(free, [f for f in tab.fields if f.key not in mapped.values()])
    numbers = next((n for n, k in found.items() if k == NUMBER), None)
    fields = {n: k for n, k in found.items() if k != NUMBER} | {n: k for n, k in mapped.items() if k is not None}
    lost = [n for n in known if n not in mapped and n != key]
    unknown = [w.strip() for n, w in enumerate(free) if w.strip() and n not in found]
    return Heading(
        sheet, top, row, dict(sorted(fields.items())), key if tab.inner else numbers, numbers, identity,
        [*unknown, *(words[n].strip(" *") for n in lost)], words,
    )  # fmt: skip


def _key(tab: Tab, plain: list[str], known: Mapping[int, str | None], own: bool) -> int | None:
    """The column in which an inner table names the row around it; in a workbook of ours it is the first."""
    if not tab.inner:
        return None
    keys = {half_width(k).casefold() for k in tab.keys}
    found = next((n for n, w in enumerate(plain) if w in keys), None)
    return 0 if found is None and own and plain and 0 not in known else found
