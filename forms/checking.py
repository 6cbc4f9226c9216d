"""All findings of a filled form: what is missing, wrong, doubtful or asked about, in the order of the form."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from forms import feel
from forms.context import Context, context, scopes_of
from forms.definition import Form
from forms.feel import Services
from forms.fields import Field, OptionSource
from forms.fields.table import ROW_ID, TableField
from forms.finding import Finding, Place
from forms.labels import At, label, places
from forms.messages import todo_for
from forms.rules import rule_findings
from forms.text import Message
from forms.unique import unique_findings
from forms.values import Values, identified, is_empty, rows_of
from forms.visibility import Hidden, hidden, without

_REMEMBERED = 20_000  # texts of a column that were found right
_LEVELS = {"error": 0, "question": 1, "warning": 2}


class Access(Protocol):
    """What somebody may see and fill in: by field path, and where rights differ from row to row, by row.

    A path alone asks whether there is such a right at all; `…_at` asks for a field of one row ("" outside tables),
    `…_row` for the row itself. Whoever says nothing about rows means all of them.
    """

    @abstractmethod
    def may_read(self, path: str) -> bool: ...

    @abstractmethod
    def may_write(self, path: str) -> bool: ...

    def may_read_at(self, path: str, row: str) -> bool:
        """Whether a field may be read in a row of the table it stands in."""
        return self.may_read(path)

    def may_write_at(self, path: str, row: str) -> bool:
        """Whether a field may be filled in, in a row of the table it stands in."""
        return self.may_write(path)

    def may_read_row(self, table: str, row: str) -> bool:
        """Whether a row of a table is there for this person."""
        return self.may_read(table)

    def may_write_row(self, table: str, row: str) -> bool:
        """Whether a row of a table may be taken away or put there."""
        return self.may_write(table)


@dataclass(frozen=True)
class _Sheet:
    """A filled form being checked: what is seen of it, as values and as FEEL names."""

    form: Form
    values: Values
    names: Context
    at: Mapping[str, At]
    gone: Hidden
    options: OptionSource
    services: Services | None


def check(
    form: Form,
    values: Mapping[str, Any],
    options: OptionSource,
    *,
    answers: Mapping[str, str] | None = None,
    extra: Mapping[str, Any] | None = None,
    services: Services | None = None,
    access: Access | None = None,
    found: Context | None = None,
) -> list[Finding]:
    """Everything to be said about the values; what is hidden by a condition is not looked at.

    With `access`, missing and wrong values are named only where somebody may write, rules and doubles only where
    they may read: nobody is asked to mend what is not theirs. A question is answered by `answers` under its key.
    `found` is the context of all the values, for callers that have it already.
    """
    whole = identified(form, values)
    every = _names(form, whole, options, extra, services) if found is None else found
    gone = hidden(form, whole, options, extra, services, every)
    seen = without(form, whole, gone)
    names = context(form, seen, options, extra, services) if gone else every
    sheet = _Sheet(form, seen, names, places(form, seen), gone, options, services)
    given = answers or {}
    made = [f.answered(given.get(f.key)) if f.key else f for f in _findings(sheet, access)]
    return sorted(made, key=lambda f: (_order(sheet, f.place), _LEVELS[f.level]))


def _names(
    form: Form,
    values: Values,
    options: OptionSource,
    extra: Mapping[str, Any] | None,
    services: Services | None,
) -> Context:
    """The names of expressions, worked out only where something asks for them: a form may have very many rows."""
    asked = form.rules or any(f.required_when or f.visible_when for f in form.by_path.values())
    return context(form, values, options, extra, services) if asked else {}


def _findings(sheet: _Sheet, access: Access | None) -> Iterator[Finding]:
    form, told = sheet.form, set()
    for path, field in form.by_path.items():
        if field.stored and (access is None or access.may_write(path)):
            for finding in _of_field(sheet, path, field):
                told.add(finding.place)
                if access is None or _writes(access, finding.place):
                    yield finding
    for finding in unique_findings(form, sheet.values, sheet.at, sheet.services, access):
        if access is None or _reads(access, finding.place):
            yield finding
    for finding in rule_findings(form, sheet.names, sheet.values, sheet.at, sheet.services, access):
        place = finding.place
        if place in told or (place.path, place.row) in sheet.gone:
            continue  # rules judge values that are there and have the right form
        if access is None or _reads(access, place):
            yield finding


def _reads(access: Access, place: Place) -> bool:
    return access.may_read_at(place.path, place.row) if place.row else access.may_read(place.path)


def _writes(access: Access, place: Place) -> bool:
    return access.may_write_at(place.path, place.row) if place.row else access.may_write(place.path)


def _of_field(sheet: _Sheet, path: str, field: Field) -> Iterator[Finding]:
    """What is missing or wrong in one field, in every row it stands in."""
    table, _, key = path.rpartition(".")
    if not table:
        yield from _of_value(sheet, _place(field), sheet.values, field, sheet.names)
        return
    if not field.required_when:
        yield from _of_column(sheet, table, key, field)
        return
    for (row, _), scope in zip(rows_of(sheet.form, sheet.values, table), scopes_of(sheet.names, table), strict=True):
        yield from _of_value(sheet, Place(key, table, row[ROW_ID]), row, field, scope)


def _of_column(sheet: _Sheet, table: str, key: str, field: Field) -> Iterator[Finding]:
    """The same where no expression is asked; a text that was right once is right in every row."""
    right: set[str] = set()
    for row, _ in rows_of(sheet.form, sheet.values, table):
        value = row.get(key)
        if value and value.__class__ is str and value in right:
            continue
        found = list(_of_value(sheet, Place(key, table, row[ROW_ID]), row, field, {}))
        yield from found
        if value.__class__ is str and not found and not sheet.gone and len(right) < _REMEMBERED:
            right.add(value)


def _place(field: Field) -> Place:
    return Place("", field.key) if isinstance(field, TableField) else Place(field.key)


def _of_value(
    sheet: _Sheet, place: Place, values: Mapping[str, Any], field: Field, scope: Mapping[str, Any]
) -> Iterator[Finding]:
    value = values.get(field.key)
    empty = is_empty(value)
    if sheet.gone and (place.path, place.row) in sheet.gone:
        return
    if empty and _required(field, scope, sheet.services):
        yield _finding(sheet, place, Message("no_rows" if isinstance(field, TableField) else "required"))
    elif not empty or isinstance(field, TableField):
        for message in field.problems(value, sheet.options):
            yield _finding(sheet, place, message)


def _required(field: Field, scope: Mapping[str, Any], services: Services | None) -> bool:
    when = field.required_when
    return field.required or (when is not None and feel.satisfied(feel.evaluate(when, scope, services)))


def _finding(sheet: _Sheet, place: Place, message: Message) -> Finding:
    where = label(sheet.form, sheet.at, place)
    return Finding("error", message.code, place, where, message, todo_for(message.code))


def _order(sheet: _Sheet, place: Place) -> tuple[int, ...]:
    """Where a place stands in the form: field, row, field in the row, and so on inwards."""
    ranks, row = sheet.form.ranks, sheet.at.get(place.row)
    if row is None:
        return (ranks.get(place.path, 0),)
    outer = place.table.rpartition(".")[0]
    before = _order(sheet, Place("", outer, row.parent)) if outer else ()
    own = (ranks.get(place.table, 0), row.number)
    return (*before, *own, ranks.get(place.path, 0)) if place.field else (*before, *own)
