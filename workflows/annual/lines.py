"""A report as lines of an official document (see `forms/paper/official.py`): pure, from the tables of a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from forms.paper.drawn import Chart
from forms.paper.language import marks
from forms.paper.official import CHART
from forms.text import Message, Text
from workflows.annual.charts import chart_of, sentence, title_of
from workflows.annual.paths import path_of
from workflows.boards.figure import Amount, Answer, Card, Number
from workflows.boards.sheets import grid
from workflows.messages import say
from workflows.model.annual import AnnualPart, AnnualReport, Bars, OfBoard
from workflows.statistics.layout import Cell, Line, Printed, column_titles
from workflows.statistics.yearly import OfYear

WIDEST = 6
"""Columns of figures beside each other on a page."""
_NOT = str.maketrans({"|": "｜", "\n": " ", "\r": " "})  # what a line of a table cannot hold


@dataclass(frozen=True)
class Year:
    """A year of one scope: its tables by id, those that who asks may see, and charts of boards by board and chart."""

    year: int
    scope: str
    today: str
    tables: Mapping[str, OfYear]
    answers: Mapping[tuple[str, str], Answer] = field(default_factory=dict)


@dataclass
class Written:
    """A report being written: its lines, and the charts that stand in them by key."""

    lines: list[str] = field(default_factory=list)
    charts: dict[str, Chart] = field(default_factory=dict)

    def draw(self, chart: Chart) -> str:
        """A chart as a line."""
        key = f"chart{len(self.charts) + 1}"
        self.charts[key] = chart
        return f"{CHART}{key}"


def written(report: AnnualReport, of: Year, lang: str) -> Written:
    """The whole report: title, for which year and scope, its parts, the annex."""
    made = Written([f"# {report.title.say(lang)}", f"@ {_word('for', lang, year=of.year, scope=of.scope)}"])
    for part in report.parts:
        made.lines += _part(part, of, lang, made)
    made.lines += ["~", *_annex(report, of, lang)]
    return made


def _word(code: str, lang: str, /, **data: object) -> str:
    return say(Message(f"annual.{code}", data), lang)


def _part(part: AnnualPart, of: Year, lang: str, made: Written) -> Iterator[str]:
    if part.heading is not None:
        yield f"## {_plain(part.heading.say(lang))}"
    if part.text is not None:
        yield _plain(_filled(part.text.say(lang), of))
    if part.table is not None:
        yield from _table(of.tables.get(part.table), part.table, lang)
    if part.bars is not None:
        yield from _bars(part.bars, of, lang, made)
    if part.chart is not None:
        yield from _of_board(part.chart, of, lang, made)


def _filled(text: str, of: Year) -> str:
    """The words with the figures in their places; a dash where there is none."""
    made, last = "", 0
    for found in marks(text):
        made += text[last : found.start] + _value(path_of(found), of)
        last = found.end
    return made + text[last:]


def _value(path: tuple[str, ...] | None, of: Year) -> str:
    if path is None:
        return "—"
    if len(path) == 1:
        return {"year": str(of.year), "scope": of.scope, "today": of.today}.get(path[0], "—")
    table = of.tables.get(path[0])
    found = _cell(table.last, path[1], path[2]) if table and table.last and len(path) == 3 else None
    return found.text if found else "—"


def _cell(printed: Printed, row: str, column: str) -> Cell | None:
    return next((c for line in printed.lines if line.head.key == row for c in line.cells if c.place[1] == column), None)


def _table(of: OfYear | None, name: str, lang: str) -> Iterator[str]:
    """The last period of a table, headings over headings said in one line each; what was corrected has a star."""
    if of is None or of.last is None:
        yield _word("nothing", lang, table=name)
        return
    columns = [c.id for c in of.last.table.leaves]
    for at in range(0, len(columns), WIDEST):
        yield from _some(of.last, columns[at : at + WIDEST], lang, goes_on=at > 0)
        yield "~"


def _some(printed: Printed, columns: Sequence[str], lang: str, *, goes_on: bool) -> Iterator[str]:
    """The rows with some of the columns."""
    titles = column_titles(printed.table)
    yield f"- {_plain(_named(printed, lang))}{_word('goes_on', lang) if goes_on else ''}"
    yield f"|{'|'.join(['4', *['2'] * len(columns)])}|"
    yield _row([printed.table.head.say(lang), *(titles[c].say(lang) for c in columns)])
    for line in printed.lines:
        yield _row([_name(line, lang), *(_figure(c) for c in line.cells if c.place[1] in columns)])


def _name(line: Line, lang: str) -> str:
    """What a row is called; what it is part of stands above it."""
    before = "" if not line.head.level else _word("among", lang) if line.head.among else "· "
    return f"{before}{line.head.title.say(lang)}"


def _named(printed: Printed, lang: str) -> str:
    table = printed.table
    return _word(
        "table", lang, number=table.number, title=table.title, period=printed.period, scope=printed.scope,
        unit=table.unit,
    )  # fmt: skip


def _figure(cell: Cell) -> str:
    return f"{cell.text}*" if cell.corrected else cell.text


def _row(cells: Sequence[str]) -> str:
    return f"|{'|'.join(c.translate(_NOT) for c in cells)}|"


def _plain(text: str) -> str:
    """A paragraph in one line that begins like none of another kind."""
    return " ".join(text.split()).lstrip("#@<>~|-%").strip()


def _bars(bars: Bars, of: Year, lang: str, made: Written) -> Iterator[str]:
    """A bar for each value, or a column for each period of the year."""
    table = of.tables.get(bars.table)
    values = list(_of_bars(bars, table, lang)) if table else []
    if not any(v is not None for _, v in values):
        yield _word("nothing", lang, table=bars.table)
        return
    yield f"- {_plain(bars.title.say(lang))}"
    names, numbers = zip(*values, strict=True)
    kind: Literal["bar", "column"] = "bar" if bars.months is None else "column"
    yield made.draw(Chart(kind, names, ((bars.title.say(lang), numbers),)))


def _of_board(part: OfBoard, of: Year, lang: str, made: Written) -> Iterator[str]:
    """A chart as Word draws it, else its numbers as a table; a number is a sentence."""
    answer = of.answers.get((part.board, part.chart))
    if answer is None:
        yield _word("nothing", lang, table=part.chart)
    elif isinstance(answer, Number):
        yield _plain(sentence(answer, lang)) + _word("stop", lang)
    else:
        yield f"- {_plain(say(answer.title, lang))}　{_plain(say(answer.note, lang))}"
        yield from _drawn(answer, lang, made)


def _drawn(card: Card, lang: str, made: Written) -> Iterator[str]:
    chart = chart_of(card, lang)
    rows = grid(card, lang)
    if card.missing is not None:
        yield _plain(say(card.missing, lang))
    elif chart is not None:
        yield made.draw(chart)
    else:
        yield _row([str(h) for h in rows.headings])
        yield from (_row(["" if c is None else str(c) for c in row]) for row in rows.rows)
        yield "~"


def _of_bars(bars: Bars, table: OfYear, lang: str) -> Iterator[tuple[str, Amount | None]]:
    if bars.months is not None:
        for printed in table.periods:
            cell = _cell(printed, bars.months, bars.column)
            yield printed.period.say(lang), cell.value if cell else None
        return
    for line in table.last.lines if table.last else ():
        if not bars.rows and not line.total or line.head.key in bars.rows:
            yield line.head.title.say(lang), _in(line, bars.column)


def _in(line: Line, column: str) -> Amount | None:
    return next((c.value for c in line.cells if c.place[1] == column), None)


def _annex(report: AnnualReport, of: Year, lang: str) -> Iterator[str]:
    """What each table counts, for which period and scope, whether it was closed, and every correction of the year."""
    yield f"## {_word('annex', lang)}"
    yield _word("made", lang, today=of.today, scope=of.scope)
    for name in used(report):
        table = of.tables.get(name)
        if table is None or table.last is None:
            yield _word("nothing", lang, table=name)
            continue
        yield _plain(f"{_named(table.last, lang)} {_state(table.last, lang)}")
        told = [*table.last.notes, *(c for p in table.periods for c in p.corrections)]
        yield from (f"- {_plain(_said(note, lang))}" for note in told)
    for part in report.parts:
        answer = of.answers.get((part.chart.board, part.chart.chart)) if part.chart else None
        if answer is not None:
            yield _plain(_word("chart_how", lang, title=title_of(answer, lang), how=answer.how))


def used(report: AnnualReport) -> list[str]:
    """The tables that a report speaks of, in the order of its parts."""
    found: list[str] = []
    for part in report.parts:
        found += [part.table] if part.table else []
        found += [part.bars.table] if part.bars else []
        paths = (path_of(m) for m in marks(part.text.zh)) if part.text else ()
        found += [p[0] for p in paths if p and len(p) == 3]
    return list(dict.fromkeys(found))


def _state(printed: Printed, lang: str) -> str:
    if printed.closed_on is None:
        return _word("not_closed", lang)
    by = _word("by", lang, by=printed.closed_by) if printed.closed_by else ""
    return _word("closed", lang, on=printed.closed_on, by=by)


def _said(words: Text | Message, lang: str) -> str:
    return words.say(lang) if isinstance(words, Text) else say(words, lang)
