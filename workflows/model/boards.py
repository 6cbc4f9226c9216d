"""Boards: what is counted, told apart by what, and drawn how. Shipped with a procedure, or made in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from pkgutil import iter_modules
from typing import Annotated, Literal

from pydantic import AfterValidator, WithJsonSchema
from pydantic import Field as Attr
from pydantic_core import PydanticKnownError

from forms.model import Amount, Model, UserKey
from forms.text import Text
from workflows import boards
from workflows.boards.dimensions import AnyDimension
from workflows.boards.measures import AnyMeasure
from workflows.boards.measures.count import Count
from workflows.boards.sources import AnySource
from workflows.boards.sources.cases import Cases
from workflows.boards.where import Where
from workflows.model.naming import StageKey


def _kind(value: str) -> str:
    if value not in KINDS:
        expected = ", ".join(KINDS)
        raise PydanticKnownError("literal_error", {"expected": expected})
    return value


KINDS = tuple(sorted(m.name for m in iter_modules([str(Path(boards.__file__).parent / "kinds")]) if m.name != "base"))
"""The kinds there are: a file of each in `workflows/boards/kinds`."""
Kind = Annotated[str, AfterValidator(_kind), WithJsonSchema({"type": "string", "enum": list(KINDS)})]


class Target(Model):
    """What was promised or planned: a number, or a parameter of a procedure."""

    title: Text | None = None
    value: Amount | None = None
    parameter: str | None = None
    procedure: str | None = None  # whose parameter; none: the only one of the chart


class Chart(Model):
    """One figure. Its head and its 口径 are worked out; `name` is what the head is about.

    `part` is what of each mark is shown apart (red): the late ones. `top` keeps so many marks and adds the others up.
    """

    id: UserKey
    name: Text | None = None
    kind: Kind = "bar"
    source: AnySource = Cases()
    measure: AnyMeasure = Count()
    by: list[AnyDimension] = Attr(default=[], max_length=2)
    where: Where = Where()
    part: Where | None = None
    compare: Literal["month", "year"] | None = None
    target: Target | None = None
    top: int | None = Attr(default=None, ge=1, le=100)
    levels: list[StageKey] = []  # of a sankey: the stages from left to right
    good: list[str] = []  # of a sankey: outcomes that are a success
    columns: list[str] = []  # of a table: number, title, state, stage, district, organisation, holder, due, light …
    order: Literal["due", "filed_on", "changed_at", "number", "district"] = "due"  # of a table
    descending: bool = False  # of a table: the other way round
    bad: bool = False  # of a figure: more of it is worse
    width: int = Attr(default=4, ge=2, le=12)  # twelfths of the page


class Section(Model):
    """Charts that belong together, under a heading."""

    id: UserKey
    title: Text | None = None
    charts: list[Chart] = []


class Board(Model):
    """A board, kind `board`. `public`: everybody in the office may see its figures, but never the cases behind them."""

    format: Literal[1] = 1
    kind: Literal["board"] = "board"
    id: UserKey
    title: Text
    about: Text | None = None
    procedures: list[str] = []  # none: every procedure of the office
    public: bool = False
    where: Where = Where()  # of every chart over cases, beside its own
    sentence: list[str] = []  # ids of the charts that the sentence on top speaks of, in order
    sections: list[Section]

    @property
    def charts(self) -> Iterator[Chart]:
        return (chart for section in self.sections for chart in section.charts)
