"""Another declaration of the same shape: the values of a rehearsal with other names and more rows."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from forms.definition import Form
from forms.fields import Field, OptionSource
from forms.fields.table import ROW_ID, TableField
from workflows.practice.model import Made, Practice
from workflows.practice.names import Names

Values = dict[str, Any]


class Variation:
    """Turns sets of values into others, the same old value always into the same new one."""

    def __init__(self, form: Form, plan: Practice, names: Names, options: OptionSource, rng: random.Random) -> None:
        self._form, self._plan, self._names, self._options, self._rng = form, plan, names, options, rng
        self._known: dict[tuple[str, str], str] = {}
        self._extra: dict[str, list[Values]] = {}

    def of(self, values: Mapping[str, Any], subject: str, district: str) -> Values:
        """The values with everything varied, for another subject."""
        made = self._record(values, self._form.fields, "")
        if subject in made:
            made[subject] = district
        return made

    def _record(self, values: Mapping[str, Any], fields: list[Field], prefix: str) -> Values:
        made: Values = {ROW_ID: values[ROW_ID]} if ROW_ID in values else {}
        for field in fields:
            if field.key in values:
                made[field.key] = self._value(field, f"{prefix}{field.key}", values[field.key], values.get(ROW_ID, ""))
        self._count(made, values, prefix)
        return made

    def _value(self, field: Field, path: str, value: Any, row: str) -> Any:
        if isinstance(field, TableField):
            rows = [self._record(r, field.fields, f"{path}.") for r in value]
            return rows + self._more(field, path, row, len(rows))
        kind = self._plan.vary.get(path)
        if kind is None or not isinstance(value, str):
            return value
        return self._other(path, kind, value, wrong=bool(field.problems(value, self._options)))

    def _other(self, path: str, kind: Made, value: str, wrong: bool) -> str:
        made = self._known.setdefault((path, value), self._names.make(kind))
        return made[:-1] + ("1" if made[-1] == "0" else "0") if wrong else made

    def _more(self, table: TableField, path: str, row: str, have: int) -> list[Values]:
        """Rows beyond those of the rehearsal, the same ones whenever the same table is varied again."""
        place = f"{path}@{row}"
        if place not in self._extra:
            low, high = self._plan.rows.get(path, (0, 0))
            wanted = self._rng.randint(low, high) - have if high else 0
            self._extra[place] = [self._fresh(table, path, f"{row}x{n}") for n in range(max(0, wanted))]
        return [dict(r) for r in self._extra[place]]

    def _fresh(self, table: TableField, path: str, identity: str) -> Values:
        made: Values = {ROW_ID: identity}
        for field in table.fields:
            kind = self._plan.vary.get(f"{path}.{field.key}")
            if kind is not None:
                made[field.key] = self._names.make(kind)
        return made

    def _count(self, made: Values, before: Mapping[str, Any], prefix: str) -> None:
        """Numbers that counted rows still differ from them by as much as they did."""
        for path, table in self._plan.counts.items():
            key = path.removeprefix(prefix)
            if path == f"{prefix}{key}" and isinstance(before.get(key), int) and table in before:
                made[key] = before[key] - len(before[table]) + len(made[table])
