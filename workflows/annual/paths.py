"""What words of a report may speak of: figures of its tables, the year, the scope, the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from forms.paper.language import Found, Place, marks
from forms.text import Message
from workflows.model.annual import AnnualReport, Bars, OfBoard
from workflows.model.boards import Board
from workflows.model.statistics import Statistic
from workflows.statistics.heads import TOTAL

ABOUT = ("year", "scope", "today")


def wrong(
    report: AnnualReport, tables: Mapping[str, Statistic], boards: Mapping[str, Board]
) -> Iterator[tuple[tuple[str | int, ...], Message]]:
    """Everything that a report speaks of and that is not there, with its place in the report."""
    for n, part in enumerate(report.parts):
        said = [name for name in ("heading", "text", "table", "bars", "chart") if getattr(part, name) is not None]
        if len(said) != 1:
            yield ("parts", n), Message("annual.one_of", {"count": len(said)})
        if part.table is not None and part.table not in tables:
            yield ("parts", n, "table"), _unknown(part.table, tables)
        for text in (part.text.zh, part.text.en or "") if part.text else ():
            yield from ((("parts", n, "text"), m) for m in _in_text(text, tables))
        if part.bars is not None:
            yield from ((("parts", n, "bars"), m) for m in _in_bars(part.bars, tables))
        if part.chart is not None:
            yield from ((("parts", n, "chart"), m) for m in _in_chart(part.chart, boards))


def _in_chart(of: OfBoard, boards: Mapping[str, Board]) -> Iterator[Message]:
    if of.board not in boards:
        yield Message("annual.no_board", {"board": of.board, "known": sorted(boards) or Message("none_at_all")})
        return
    charts = [c.id for c in boards[of.board].charts]
    if of.chart not in charts:
        yield Message("annual.no_chart", {"board": of.board, "chart": of.chart, "known": charts})


def _unknown(table: str, tables: Mapping[str, Statistic]) -> Message:
    return Message("annual.no_table", {"table": table, "known": sorted(tables) or Message("none_at_all")})


def _in_text(text: str, tables: Mapping[str, Statistic]) -> Iterator[Message]:
    for found in marks(text):
        path = path_of(found)
        if path is None:
            yield Message("annual.not_a_path", {"text": found.text})
        elif path[0] not in ABOUT or len(path) > 1:
            yield from _in_path(path, tables)


def path_of(found: Found) -> tuple[str, ...] | None:
    """The path of a mark; None for one that is none."""
    return found.mark.path if isinstance(found.mark, Place) else None


def _in_path(path: tuple[str, ...], tables: Mapping[str, Statistic]) -> Iterator[Message]:
    if len(path) != 3:
        yield Message("annual.path", {"path": ".".join(path)})
    elif path[0] not in tables:
        yield _unknown(path[0], tables)
    else:
        yield from _of_table(tables[path[0]], [path[1]], path[2])


def _in_bars(bars: Bars, tables: Mapping[str, Statistic]) -> Iterator[Message]:
    if bars.table not in tables:
        yield _unknown(bars.table, tables)
    else:
        wanted = [*bars.rows, *([bars.months] if bars.months else [])]
        yield from _of_table(tables[bars.table], wanted, bars.column)


def _of_table(table: Statistic, wanted: list[str], column: str) -> Iterator[Message]:
    rows = {r.id for r in table.every_row if r.by is None} | ({TOTAL} if table.total else set())
    for row in wanted:
        if row not in rows:
            yield Message("annual.no_row", {"table": table.id, "row": row, "known": sorted(rows)})
    columns = [c.id for c in table.leaves]
    if column not in columns:
        yield Message("annual.no_column", {"table": table.id, "column": column, "known": columns})
