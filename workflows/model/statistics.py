"""Statistics: periodic tables in the official layout: what stands in which row and column, who closes a period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator
from pydantic import Field as Attr

from forms.model import Day, Model, UserKey
from forms.text import Text
from workflows.boards.dimensions import AnyDimension
from workflows.boards.measures import AnyMeasure
from workflows.boards.sources import AnySource
from workflows.boards.where import Where
from workflows.model.naming import RoleKey

Period = Literal["month", "quarter", "half", "year"]
Extent = Literal["period", "year", "end"]
"""What of time a column speaks of: the period, the year up to its end, or how it stood at its end."""
Happening = Literal["opened", "filed", "ended", "came", "went"]
"""What has to have happened in that time: to a case, or to an entry of a register."""


def _upgraded(value: Any) -> Any:
    """The way in which tables once asked for working days on average."""
    return "mean" if value == "average days" else value


class Asked(Model):
    """What a row or a column says about its cells; a row says it over its column, both over the table."""

    source: AnySource | None = None
    measure: Annotated[AnyMeasure | None, BeforeValidator(_upgraded)] = None
    happened: Happening | None = None  # none: how it stood at the end
    where: Where = Where()


class Column(Asked):
    """A column of figures, or a heading over several.

    Without `value` and `like` it is asked for; `value` is worked out from other columns of the row (FEEL, by their
    ids); `like` is another column a period or a year earlier, as it was closed then.
    """

    id: UserKey
    title: Text
    unit: Text | None = None
    over: Extent = "period"
    like: str | None = None
    ago: Literal["period", "year"] = "year"
    value: str | None = None
    decimals: int = Attr(default=0, ge=0, le=4)
    columns: list[Column] = []

    @property
    def leaves(self) -> Iterator[Column]:
        """The columns of figures below a heading, or it itself."""
        if not self.columns:
            yield self
        for column in self.columns:
            yield from column.leaves


class Row(Asked):
    """A row, with rows of which it consists (其中). With `by` it stands for one row for each value of a dimension.

    `value` works it out from other rows of the column (FEEL, by their ids).
    """

    id: UserKey
    title: Text | None = None
    by: AnyDimension | None = None
    value: str | None = None
    rows: list[Row] = []
    among: bool = False  # 其中: the rows below it are some of it, not all


class Check(Model):
    """What has to hold in every row (over its columns) or in every column (over its rows): FEEL, by their ids."""

    along: Literal["rows", "columns"]
    rule: str
    title: Text


class Statistic(Model):
    """A statistical table, kind `statistics`. Its procedures name it, so that it is published with them."""

    format: Literal[1] = 1
    kind: Literal["statistics"] = "statistics"
    id: UserKey
    title: Text
    about: Text | None = None
    number: str  # 表号
    maker: Text  # 制定机关
    approver: Text | None = None  # 批准机关
    approval: str | None = None  # 批准文号
    unit: Text  # 计量单位
    period: Period
    since: Day | None = None  # the first day of the first period
    due_days: int | None = Attr(default=None, ge=0)  # days after the end by which it is to be closed
    source: AnySource
    where: Where = Where()
    head: Text  # of the column of names (指标名称)
    rows: list[Row]
    columns: list[Column]
    total: Text | None = None  # the row of totals, on top
    checks: list[Check] = []
    notes: list[Text] = []
    signed: list[Text] = []  # who signs below (单位负责人 …); none: the usual three
    readers: list[RoleKey]  # roles that see it, each for where it is held
    close_by: list[RoleKey]  # roles that close a period and correct it
    correct_by: list[RoleKey] = []  # none: those who close
    yearly: bool = True  # part of the annual report
    basis: str = "own"

    @property
    def leaves(self) -> list[Column]:
        """The columns of figures in order."""
        return [leaf for column in self.columns for leaf in column.leaves]

    @property
    def every_row(self) -> Iterator[Row]:
        """Rows in the order of reading, each before those below it."""
        return _deep(self.rows)

    @property
    def correctors(self) -> list[str]:
        return self.correct_by or self.close_by

    @property
    def keepers(self) -> list[str]:
        """Those who close it and those who correct it."""
        return [*self.close_by, *self.correct_by]


def _deep(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        yield from _deep(row.rows)


Column.model_rebuild()
Row.model_rebuild()
