"""A table whose rows are named already: a scale for each of them, or a field for each of its cells."""

from __future__ import annotations

from forms.official.blanks import Blank
from forms.official.collector import Collector
from forms.official.document import Cell
from forms.official.guess import Guess
from forms.official.heads import Column, Head
from forms.official.hints import judge
from forms.official.labels import Label, label_of
from forms.official.lexicon import listed, pattern, unit_kind, word
from forms.official.plain_words import closed, full, unnumbered
from forms.official.region import Region, blanks, empty, kind_of, writable
from forms.official.slot import Slot
from forms.text import Message


def add_fixed(region: Region, head: Head, rows: list[list[Cell]], found: Collector) -> None:
    """What is asked about each named row."""
    names = _names(head, rows)
    first = _first_blank(head, rows)
    steps = [n for n in range(first, len(head.columns)) if closed(head.columns[n].text) in listed("matrix_steps")]
    boxed = [n for n in range(first, len(head.columns)) if n not in steps and _boxes(rows, n)]
    if len(steps) > 1:
        said = [closed(head.columns[n].text) for n in steps]
        _scale(region, head, rows, names, said, steps, found)
    for n in boxed:
        _scale(region, head, rows, names, list(_boxes(rows, n)), [n], found)
    left = [n for n in range(first, len(head.columns)) if n not in boxed and (n not in steps or len(steps) < 2)]
    left = [n for n in left if not empty(head.columns[n].cell)]
    asked = len(steps) > 1 or bool(boxed)
    for n in left:
        if asked:
            _one_for_all(region, head.columns[n], rows, n, found)
    if not asked:
        _each_cell(region, head, rows, names, left, found)


def _first_blank(head: Head, rows: list[list[Cell]]) -> int:
    """The first column that is blank in all rows."""
    return next(n for n in range(len(head.columns)) if all(writable(r[n]) or n == len(r) - 1 for r in rows))


def _names(head: Head, rows: list[list[Cell]]) -> list[str]:
    """What each row is called: the last words in front of its blanks that tell it from others."""
    first = _first_blank(head, rows)
    named = [n for n in range(first) if not (n == 0 and (head.numbered or kind_of(rows[0][0]) == "number"))]
    named = [n for n in named if not _is_unit(head.columns[n]) and not all(kind_of(r[n]) == "number" for r in rows)]
    named = named or [first - 1]
    whole = [[unnumbered(closed(r[n].text)) for n in named] for r in rows]
    for at in range(len(named)):
        found = [w[at] for w in whole]
        if len(set(found)) == len(found) and all(found):
            return found
    return [" ".join(dict.fromkeys(w for w in words if w)) for words in whole]


def _is_unit(column: Column) -> bool:
    return closed(column.text) in ("单位", "计量单位")


def _boxes(rows: list[list[Cell]], n: int) -> tuple[str, ...]:
    """The options that stand in all cells of a column."""
    found = [b.options for r in rows for b in blanks(r[n].text)[:1] if b.shape == "boxes" and len(b.options) > 1]
    return found[0] if len(found) * 2 > len(rows) else ()


def _scale(
    region: Region, head: Head, rows: list[list[Cell]], names: list[str], steps: list[str], at: list[int],
    found: Collector,
) -> None:  # fmt: skip
    """A matrix: a choice of the same steps for each row."""
    cells = [*(head.columns[n].cell for n in at), *(c for r in rows for c in (*r[: at[0]], *(r[n] for n in at)))]
    spots = list(dict.fromkeys(map(region.spot, cells)))
    above = [label_of(c.text).title for c in head.columns[at[0]].above if c.width > 1]
    own = label_of(head.columns[at[0]].text).title if len(at) == 1 else ""
    title = own or next(iter(above), "") or found.caption or word("matrix_name")
    why = (Message("official.why.matrix", {"count": len(rows), "options": steps}),)
    found.add(
        Guess(
            "", "field", full(title), tuple(spots), " ".join([*steps, *names])[:200], "matrix", 0.88, why, ("table",),
            options=tuple(steps), rows=tuple(full(n) for n in names),
        )
    )  # fmt: skip


def _one_for_all(region: Region, column: Column, rows: list[list[Cell]], n: int, found: Collector) -> None:
    """备注 beside a scale: one field for all rows."""
    label = label_of(column.text)
    spots = [region.spot(column.cell), *(region.spot(r[n]) for r in rows)]
    tall = 3.0 if pattern("remark").search(label.title) else 1.0
    found.field(Slot(label, None, "", 0.8, tall), spots, column.text)


def _each_cell(
    region: Region, head: Head, rows: list[list[Cell]], names: list[str], left: list[int], found: Collector
) -> None:
    """A field for each cell, named by its row and, where there are several, its column."""
    units = next((n for n, c in enumerate(head.columns) if _is_unit(c)), None)
    for name, cells in zip(names, rows, strict=True):
        unit = closed(cells[units].text) if units is not None else ""
        for n in left:
            column = _under(head.columns[n])
            own = label_of(name)
            label = Label(**{**vars(own), "unit": column.unit or own.unit or (unit if unit_kind(unit) else "")})
            _cell(region, label, column, cells, n, len(left) > 1, found)


def _under(column: Column) -> Label:
    """The label of a column with the one above it."""
    label = label_of(column.text)
    above = next((t for c in reversed(column.above) if (t := label_of(c.text).title) and c.width > 1), "")
    return Label(**{**vars(label), "title": f"{above}·{label.title}"}) if above else label


def _cell(
    region: Region, label: Label, column: Label, cells: list[Cell], n: int, several: bool, found: Collector
) -> None:
    cell = cells[n]
    if not writable(cell):
        return
    own: tuple[Blank, ...] = blanks(cell.text)
    wide = cell.width / region.grid.columns
    blank = own[0] if own else None
    kept = label
    if several and not label.unit and not blank and _says_more(column):
        kept = Label(**{**vars(column), "title": f"{label.title}·{column.title}"})
    elif several:
        kept = Label(**{**vars(label), "title": f"{label.title}·{column.title}"})
    slot = Slot(kept, blank, cell.text, wide, cell.tall, cell.options, cell.number)
    spots = [region.spot(c) for c in (cells[0], cell)] if cells[0] is not cell else [region.spot(cell)]
    found.field(slot, spots, f"{label.whole} {column.whole}")


def _says_more(column: Label) -> bool:
    """Whether the name of the column says what kind of thing stands in it: 完成时间, 备注."""
    return judge(Slot(column)).type not in ("text",) or bool(pattern("remark").search(column.title))
