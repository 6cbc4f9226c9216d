"""The annual report of a procedure: words with figures in them, tables and charts, one part after the other."""

from __future__ import annotations

from forms.model import Model, UserKey
from forms.text import Text
from workflows.model.base import Titled
from workflows.model.naming import RoleKey


class Bars(Model):
    """Bars of a column of a table of figures: one for each of `rows` (none: every row), or one row over the year."""

    title: Text
    table: UserKey
    column: str
    rows: list[str] = []
    months: str | None = None  # a row: a bar for each period of the year instead


class OfBoard(Model):
    """A chart of a board of the procedure, as of the end of the year."""

    board: UserKey
    chart: UserKey


class AnnualPart(Model):
    """One part: exactly one of a heading, a paragraph, a table of figures, bars, a chart of a board.

    In a paragraph `{{ table.row.column }}` is a figure of the last period of the year, whose sums since January are
    those of the year; `{{ year }}`, `{{ scope }}` and `{{ today }}` say when and for what.
    """

    heading: Text | None = None
    text: Text | None = None
    table: UserKey | None = None
    bars: Bars | None = None
    chart: OfBoard | None = None


class AnnualReport(Titled):
    """A report in Word: who may have it, and what it says. Every figure comes from a statistical table or a board.

    What each table and chart counts, for which period and scope, whether it was closed, and every correction stand in
    its annex.
    """

    readers: list[RoleKey]  # roles
    parts: list[AnnualPart]
    basis: str = "own"
