"""The rows of a table as they are printed: those of the definition, and one for each value that they are spread by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms.text import Text
from workflows.boards.dimensions.base import Dimension
from workflows.boards.scope import View
from workflows.model.statistics import Row
from workflows.office import Office
from workflows.statistics.kinds import field_of
from workflows.statistics.known import Known

TOTAL = "total"
"""The key of the row of totals."""


@dataclass(frozen=True)
class Head:
    """A printed row. `among`: the first of those that are some of the row above (其中)."""

    key: str
    title: Text
    level: int = 0
    among: bool = False


@dataclass(frozen=True)
class Spread:
    """A row for one value of a dimension: its key there."""

    value: str


@dataclass(frozen=True)
class Line:
    """A head with what it is in the definition: no row is the total, `of` one of several values of a row."""

    head: Head
    row: Row | None
    around: tuple[Row, ...] = ()
    of: Spread | None = None


def lines(view: View, of: Known) -> list[Line]:
    """All rows in the order of reading."""
    table = of.table
    top = [Line(Head(TOTAL, table.total), None)] if table.total else []
    return [*top, *_below(view, of, table.rows, ())]


def _below(view: View, of: Known, rows: list[Row], around: tuple[Row, ...]) -> Iterator[Line]:
    for n, row in enumerate(rows):
        among = n == 0 and bool(around) and around[-1].among
        if row.by is None:
            yield Line(Head(row.id, row.title or Text(zh=row.id), len(around), among), row, around)
        else:
            for value, title in _values(view, of, row, row.by):
                head = Head(f"{row.id}/{value}", title, len(around), among)
                yield Line(head, row, around, Spread(value))
                among = False
        yield from _below(view, of, row.rows, (*around, row))


def _values(view: View, of: Known, row: Row, by: Dimension) -> Iterator[tuple[str, Text]]:
    """The values of a dimension in their own order, whether anything has them or not."""
    procedure = of.bundle.procedure
    if by.kind == "district":
        yield from ((p.code, p.title) for p in view.shown)
    elif by.kind == "stage":
        yield from ((s.id, s.title) for s in procedure.stages)
    elif by.kind == "state":
        yield from ((key, s.title) for key, s in procedure.states.items())
    elif by.kind == "outcome":
        yield from ((key, Text(zh=titles[0].zh, en=titles[0].en)) for key, titles in _outcomes(of).items())
    elif by.kind == "procedure":
        yield from ((p, _called(view.office, view, p)) for p in of.procedures)
    else:
        yield from _items(of, row, field_of(by) or "")


def _called(office: Office, view: View, procedure: str) -> Text:
    bundle = office.newest(view.session, procedure)
    return bundle.procedure.title if bundle else Text(zh=procedure)


def _outcomes(of: Known) -> dict[str, list[Text]]:
    found: dict[str, list[Text]] = {}
    for state in of.bundle.procedure.states.values():
        if state.end:
            found.setdefault(state.end, []).append(state.title)
    return found


def _items(of: Known, row: Row, name: str) -> Iterator[tuple[str, Text]]:
    """What the code list of a field holds."""
    source = row.source or of.table.source
    register = of.bundle.procedure.registers.get(getattr(source, "register_", ""))
    field = register.fields.get(name) if register else of.bundle.form().by_path.get(name)
    listed = of.bundle.lists.get(str(getattr(field, "options", "") or ""))
    for item in listed.items if listed else []:
        yield item.key, item.title or Text(zh=item.key)
