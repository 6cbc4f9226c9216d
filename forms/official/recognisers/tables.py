"""A head over rows that repeat (a table), over rows that are named (a field each), or over one row (labels above)."""

from __future__ import annotations

import re

from forms.official.blanks import Blank
from forms.official.collector import Collector
from forms.official.columns import add_columns
from forms.official.document import Cell
from forms.official.fixed import add_fixed
from forms.official.heads import Column, Head, body_of, head_of
from forms.official.inline import is_opinion
from forms.official.labels import label_of
from forms.official.lexicon import pattern, word
from forms.official.plain_words import closed
from forms.official.recognisers.base import of_rows
from forms.official.region import Region, blanks, empty, kind_of, named, writable
from forms.official.slot import Slot

_FEWEST = 3  # labels of a head that stands alone
_MOST_SIGNED = 6  # columns
_EXAMPLE_MARK = re.compile(r"[*×]{2,}|XX|某某|示例|^例")


@of_rows(38)
def table(region: Region, row: int, found: Collector) -> int:
    """A head with what is below it."""
    head = head_of(region, row)
    if head is None:
        return 0
    rows = body_of(region, head)
    repeated, fixed = _repeated(head, rows), _fixed(head, rows)
    if _signs(head) and (fixed or repeated):
        return _opinions(region, head, rows[: max(fixed, repeated)], found)
    if fixed >= 2 and fixed >= repeated:
        add_fixed(region, head, rows[:fixed], found)
        return head.bottom + fixed - row
    if repeated == 0:
        return 0
    if repeated == 1 and not head.numbered and _is_single(region, row, head):
        _above(region, head, rows[0], found)
    else:
        _table(region, row, head, rows[:repeated], found)
    return head.bottom + repeated - row


@of_rows(80)
def head_alone(region: Region, row: int, found: Collector) -> int:
    """A head with nothing below it: the list that follows is as long as somebody makes it."""
    cells = region.row(row)
    last = region.band(row) == region.bottom and region.left == 0
    labels = all(named(c) and not closed(c.text).endswith(":") and not label_of(c.text).sealed for c in cells)
    if not last or len(cells) < _FEWEST or not labels or any(c.row != row for c in cells):
        return 0
    columns = tuple(Column(c, (), c.column, c.right) for c in cells)
    _table(region, row, Head(columns, region.bottom, tuple(cells)), [], found)
    return region.bottom - row


def _number(head: Head, cell: Cell, n: int) -> bool:
    return n == 0 and (head.numbered or kind_of(cell) == "number")


def _repeated(head: Head, rows: list[list[Cell]]) -> int:
    """How many rows are there to be filled in: empty but for a number, an example, a total."""
    count = 0
    for n, cells in enumerate(rows):
        kinds = [kind_of(c) for c in cells]
        rest = [k for i, (k, c) in enumerate(zip(kinds, cells, strict=True)) if not _number(head, c, i)]
        blank = bool(rest) and all(k in ("empty", "blank", "inner") for k in rest)
        if not (blank or _total(cells) or (n == 0 and _example(head, cells, rows))):
            break
        count += 1
    return count


def _total(cells: list[Cell]) -> bool:
    said = [closed(c.text) for c in dict.fromkeys(cells) if not empty(c)]  # one may reach over several columns
    return bool(said) and any(pattern("total_row").match(s) for s in said[:2]) and len(said) <= 2


def _example(head: Head, cells: list[Cell], rows: list[list[Cell]]) -> bool:
    """A first row that shows how it is done, while the next ones are empty."""
    said = [c.text for i, c in enumerate(cells) if not empty(c) and not _number(head, c, i)]
    marked = any(_EXAMPLE_MARK.search(s) or pattern("example").search(closed(s)) for s in said)
    following = rows[1:3]
    free = bool(following) and all(
        empty(c) or _number(head, c, i) for cells in following for i, c in enumerate(cells)
    )  # fmt: skip
    return free and (marked or len(said) >= 2)


def _fixed(head: Head, rows: list[list[Cell]]) -> int:
    """How many rows are named by their first cells and blank behind them."""
    count = 0
    for cells in rows:
        first = 1 if head.numbered or kind_of(cells[0]) == "number" else 0
        said = [not empty(c) and kind_of(c) in ("label", "prose", "number") for c in cells]
        upto = next((i for i in range(first, len(cells)) if not said[i]), len(cells))
        if _total(cells) and count:
            count += 1
            continue
        if upto <= first or upto >= len(cells) or not all(writable(c) for c in cells[upto:]):
            break
        count += 1
    return count


def _signs(head: Head) -> bool:
    """Whether the columns ask several for their opinions: 部门, 意见, 签字, 日期."""
    said = [closed(c.text) for c in head.columns]
    if not any(pattern("opinion_of_table").search(s) for s in said):
        return False
    whose = any(pattern("signs_who").search(s) for s in said)
    return whose and any(pattern("signed").search(s) for s in said) and len(said) <= _MOST_SIGNED


def _opinions(region: Region, head: Head, rows: list[list[Cell]], found: Collector) -> int:
    first = 1 if head.numbered else 0
    for cells in rows:
        who = closed(cells[first].text)
        spots = [region.spot(c) for c in cells]
        title = who + word("opinion_name") if who and not is_opinion(who) else who
        if title:
            found.opinion(label_of(title), spots, " ".join(closed(c.text) for c in cells), True, True)
    if not any(closed(cells[first].text) for cells in rows):
        said = next(closed(c.text) for c in head.columns if pattern("opinion_of_table").search(closed(c.text)))
        label = label_of(f"{closed(head.columns[first].text)}{said}")
        found.opinion(label, [region.spot(c) for c in head.cells], said, True, True)
    return head.bottom + len(rows) - head.cells[0].row


def _is_single(region: Region, row: int, head: Head) -> bool:
    """Whether a head over one row is rather a row of labels above their blanks."""
    others = region.bottom - region.top > head.bottom + 1 - row
    return others and region.left == 0 and len(head.columns) <= 8


def _above(region: Region, head: Head, cells: list[Cell], found: Collector) -> None:
    for column, cell in zip(head.columns, cells, strict=True):
        if empty(column.cell):
            continue
        label = label_of(column.text)
        spots = [region.spot(column.cell), region.spot(cell)]
        wide = (column.right - column.left) / region.grid.columns
        before = label_of(column.above[-1].text).title if column.above else ""
        tall = max(cell.tall, float(cell.height))
        slot = Slot(label, _shape(cell), cell.text, wide, tall, cell.options, cell.number, before=before)
        if label.sealed:
            found.seal(label.whole, spots, label.whole)
        else:
            found.field(slot, spots, column.text)


def _shape(cell: Cell) -> Blank | None:
    own = blanks(cell.text)
    return own[0] if own else None


def _table(region: Region, row: int, head: Head, rows: list[list[Cell]], found: Collector) -> None:
    titles = tuple(closed(c.text) for c in head.columns)
    if titles == found.columns:
        return  # the same head again on the next page
    found.columns = titles
    spots = [region.spot(c) for c in head.cells] + [region.spot(c) for cells in rows for c in cells]
    caption = _caption(region, row, found)
    total = any(_total(cells) for cells in rows)
    blank = sum(not _total(cells) for cells in rows)
    made = found.table(caption, spots, " ".join(titles), blank, total=total)
    add_columns(region, head, rows, made, found)
    found.caption = ""


def _caption(region: Region, row: int, found: Collector) -> str:
    if found.caption:
        return found.caption
    title = next((g.title for g in found.guesses if g.kind == "title"), "")
    bare = re.sub(
        r"(申报表|申请表|登记表|汇总表|统计表|明细表|一览表|情况表|报告表|清单|名单|台账|名册|表)$", "", title
    )
    single = region.whole and row <= 2 and not any(g.kind == "table" for g in found.guesses)
    return bare if single and 2 <= len(bare) <= 20 else word("rows_name")
