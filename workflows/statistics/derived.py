"""What is worked out from the figures of a table: rows and columns with a formula, and whether its rules hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from forms import feel
from forms.feel.shapes import NUMBER
from forms.text import Text
from workflows.boards.figure import Amount
from workflows.model.statistics import Statistic

Values = dict[tuple[str, str], Amount | None]
"""(key of the row, id of the column) → figure; None: there is none."""


def derive(table: Statistic, keys: Sequence[str], values: Values) -> Values:
    """The same figures with everything that has a formula worked out anew; `keys` are those of the rows."""
    found = dict(values)
    for row in table.every_row:
        for column in (c.id for c in table.leaves if row.value is not None):
            along = {k: found.get((k, column)) for k in keys}
            found[row.id, column] = _worked(row.value or "", along, 0)
    for leaf in table.leaves:
        for key in keys if leaf.value is not None else ():
            along = {c.id: found.get((key, c.id)) for c in table.leaves if c.id != leaf.id}
            found[key, leaf.id] = _worked(leaf.value or "", along, leaf.decimals)
    return found


def _worked(formula: str, names: Mapping[str, Amount | None], decimals: int) -> Amount | None:
    found = _value(formula, names)
    if not isinstance(found, Decimal):
        return None
    return round(found, decimals) if decimals or found != found.to_integral_value() else int(found)


def _value(formula: str, names: Mapping[str, Amount | None]) -> object:
    usable = {k: v if v is None else Decimal(v) for k, v in names.items() if "/" not in k}
    return feel.evaluate(_compiled(formula, tuple(sorted(usable))), usable)


@lru_cache(maxsize=512)
def _compiled(formula: str, names: tuple[str, ...]) -> feel.Compiled:
    return feel.compile(formula, dict.fromkeys(names, NUMBER))


def broken(table: Statistic, titles: Mapping[str, Text], values: Values) -> Iterator[tuple[Text, Text]]:
    """Rules of the table that do not hold, each with the row or column where; what has no figure breaks nothing."""
    for check in table.checks:
        if check.along == "rows":
            groups = [(title, {c.id: values.get((k, c.id)) for c in table.leaves}) for k, title in titles.items()]
        else:
            groups = [(c.title, {k: values.get((k, c.id)) for k in titles}) for c in table.leaves]
        yield from ((check.title, where) for where, names in groups if feel.broken(_value(check.rule, names)))
