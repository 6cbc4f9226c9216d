"""Totals under a table: exact sums, counts, averages, ends; for all rows, for a row around them, for a group of them.

One mechanism for the grid, the printed layout and workbooks. Values that are empty or wrong do not count, and how many
there are is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from forms.fields import Field, OptionSource
from forms.fields.table import TableField, Total
from forms.numbers import canonical_number, grouped_digits, sheet_number, total_of
from forms.text import Message
from forms.values import Row, is_empty

_EXACT = Context(prec=80, rounding=ROUND_HALF_UP)
FINER = 2
"""Digits by which an average is finer than the numbers it is made of, at most."""


@dataclass(frozen=True)
class Totalled:
    """What a column comes to: a stored value of its field, or a plain number; None where nothing counts."""

    total: Total
    field: Field
    value: Any
    counted: int
    empty: int = 0
    wrong: int = 0

    @property
    def plain(self) -> bool:
        """Whether it is a number of values, not a value."""
        return self.total.by == "count"

    def show(self, options: OptionSource, lang: str = "zh") -> str:
        """The figure as a person reads it; "" where nothing counts."""
        if self.value is None:
            return ""
        if self.plain:
            return grouped_digits(str(self.value))
        shown = self.field.show(self.value, options, lang)
        return grouped_digits(shown) if type(self.value) is str and shown == self.value else shown

    def cell(self, options: OptionSource) -> Any:
        """The figure for a cell of a sheet: a number where a sheet keeps all its digits, else text."""
        if self.value is None or self.plain:
            return self.value
        found = self.field.cell(self.value, options)
        if not isinstance(found, str) or found != self.value:
            return found
        exact = sheet_number(Decimal(found))
        return found if exact is None else exact

    def left_out(self) -> Message | None:
        """How many values do not count: those that are wrong; empty ones are seen."""
        return Message("total.wrong", {"title": self.field.title, "count": self.wrong}) if self.wrong else None


@dataclass(frozen=True)
class Group:
    """The rows that have the same value in the column by which a table is grouped."""

    by: Field
    value: Any
    rows: int
    totals: tuple[Totalled, ...]


def totals(table: TableField, rows: Sequence[Row], options: OptionSource) -> list[Totalled]:
    """What the table asks for, over some of its rows, in the order of its columns."""
    return totals_of(table, table.totals, rows, options)


def totals_of(
    table: TableField, wanted: Iterable[Total], rows: Sequence[Mapping[str, Any]], options: OptionSource
) -> list[Totalled]:
    """The same for other totals than the table's own."""
    by_key = {t.of: t for t in wanted}
    return [_total(by_key[f.key], f, rows, options) for f in table.fields if f.key in by_key]


def asked(table: TableField, keys: Sequence[str] | None) -> list[Total]:
    """The totals of a printed table: those it names, as the table reckons them, else as sums; None: the table's own."""
    own = {t.of: t for t in table.totals}
    return list(table.totals) if keys is None else [own.get(k, Total(of=k)) for k in keys]


def groups(table: TableField, rows: Sequence[Row], options: OptionSource) -> list[Group]:
    """Sub-totals for each value of the grouping column, in the order in which the values come; empty ones last."""
    key = table.totals_by
    by = next((f for f in table.fields if f.key == key), None)
    if by is None or key is None:
        return []
    found: dict[str, list[Row]] = {}
    first: dict[str, Any] = {}
    for row in rows:
        name = repr(row.get(key)) if not is_empty(row.get(key)) else ""
        found.setdefault(name, []).append(row)
        first.setdefault(name, row.get(key))
    order = [n for n in found if n] + [n for n in found if not n]
    return [Group(by, first[n], len(found[n]), tuple(totals(table, found[n], options))) for n in order]


def _total(total: Total, field: Field, rows: Sequence[Mapping[str, Any]], options: OptionSource) -> Totalled:
    filled = [v for row in rows if not is_empty(v := row.get(field.key))]
    right = [v for v in filled if not field.numeric or isinstance(field.feel(v, options), Decimal)]
    seen = [field.feel(v, options) for v in right]
    empty, wrong = len(rows) - len(filled), len(filled) - len(right)
    return Totalled(total, field, _value(total, field, seen, options), len(seen), empty, wrong)


def _value(total: Total, field: Field, seen: list[Any], options: OptionSource) -> Any:
    if total.by == "count":
        return len(seen)
    if not seen:
        return field.normal(Decimal(0), options) if total.by == "sum" else None
    if total.by == "average":
        mean = _EXACT.divide(total_of(seen), Decimal(len(seen)))
        return _rounded(field, mean, options)
    found = total_of(seen) if total.by == "sum" else min(seen) if total.by == "min" else max(seen)
    return field.normal(found, options)


def _rounded(field: Field, mean: Decimal, options: OptionSource) -> Any:
    """An average, rounded half up to two digits more than the field's numbers have, without zeros behind."""
    exact = mean.quantize(Decimal(1).scaleb(-(field.scale + FINER)), context=_EXACT)
    return field.normal(Decimal(canonical_number(exact, field.scale)), options)
