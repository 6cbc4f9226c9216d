"""What conditions ask for, and what may be filled in so that they turn: values at and beside their boundaries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

from forms import feel
from forms.context import context
from forms.definition import Form
from forms.feel import FeelError, ast
from forms.feel.constant import constant
from forms.feel.watching import watch
from forms.fields import Field
from forms.fields.attachment import AttachmentField
from forms.fields.table import TableField
from workflows.definition import Procedure
from workflows.engine.situation import Situation
from workflows.rehearsal.branches import conditions
from workflows.rehearsal.generate.values import Maker, plain

Change = Mapping[str, Any]
"""What is filled in otherwise: a path (of a row: of the first) and its value; `#table` and its number of rows."""
MOST = 400
"""So many combinations of changes are looked at for one condition."""


def listings(procedure: Procedure) -> Iterator[tuple[str, str, str]]:
    """Place, register and expression of everything that conditions look up in a register; each register once."""
    seen = set()
    for place, text, _ in conditions(procedure):
        for node in _nodes(text):
            if isinstance(node, ast.Call) and node.function == ast.Name("listed") and len(node.args) >= 2:
                register = constant(node.args[0])
                if isinstance(register, str) and register not in seen and register in procedure.registers:
                    seen.add(register)
                    yield place, register, feel.render(node.args[1])


def _nodes(text: str) -> Iterator[ast.Node]:
    try:
        yield from ast.walk(feel.parse(text))
    except FeelError:
        return


class Turns:
    """The changes that turn a condition of a case as it stands, found by asking the condition itself."""

    def __init__(self, situation: Situation, place: str, text: str, maker: Maker) -> None:
        self._situation, self._place, self._text, self._maker = situation, place, text, maker

    def found(self) -> list[tuple[Change, Any, frozenset[Any]]]:
        """Changes with the value of the condition and what they show of it; each shows something new."""
        known: set[Any] = set()
        found = []
        for change in self._combined():
            value, shown = self.asked(change)
            if shown - known:
                known |= shown
                found.append((change, value, shown))
        return found

    def true(self) -> Change | None:
        """The first change with which the condition holds."""
        return next((change for change in self._combined() if self.asked(change)[0] is True), None)

    def _combined(self) -> Iterator[Change]:
        """Nothing, each single change, then pairs of changes of different things."""
        single = list(self._single())
        yield {}
        count = 0
        for size in (1, 2, 3):
            for combined in combinations(single, size):
                if len({key for key, _ in combined}) == size:
                    count += 1
                    if count > MOST:
                        return
                    yield dict(combined)

    def _single(self) -> Iterator[tuple[str, Any]]:
        named, form = self._named(), self._situation.form
        numbers = sorted(set(self._numbers()))
        for path in [p for p in form.by_path if p in named]:
            field = form.by_path[path]
            if isinstance(field, TableField):
                counts = {0, 1, *(int(n) + d for n in numbers for d in (-1, 0, 1))} | {field.min_rows}
                yield from ((f"#{path}", n) for n in sorted(c for c in counts if 0 <= c <= 8))
            elif field.stored:
                yield from ((path, value) for value in self._values(field, numbers))

    def _named(self) -> set[str]:
        """The paths of the main form that the condition speaks of, those inside rows by the last of their names."""
        words = {n.name for n in _nodes(self._text) if isinstance(n, ast.Name)}
        words |= {n.name for n in _nodes(self._text) if isinstance(n, ast.Path)}
        by_path = self._situation.form.by_path
        top = {p for p in by_path if "." not in p and p in words}
        return top | {p for p in by_path if p.rpartition(".")[0] in top and p.rpartition(".")[2] in words}

    def _numbers(self) -> Iterator[Decimal]:
        """The numbers it compares with, those of parameters too."""
        for node in _nodes(self._text):
            found = constant(node)
            if isinstance(node, ast.Call) and node.function == ast.Name("parameter"):
                found = feel.evaluate(feel.render(node), {}, self._situation.services)
            if isinstance(found, Decimal):
                yield found

    def _values(self, field: Field, numbers: list[Decimal]) -> Iterable[Any]:
        """Values of a field at and beside what the condition compares with; empty, and as usual."""
        texts = [c for c in (constant(n) for n in _nodes(self._text)) if isinstance(c, str)]
        usual = plain(self._maker.one(self._situation.form, self._path(field)))
        if isinstance(field, AttachmentField):
            return [None, usual]
        if field.type in ("integer", "decimal", "money", "percent", "rating"):
            return [None, *dict.fromkeys(_number(field, n + d) for n in numbers for d in (-1, 0, 1)), usual]
        if field.type == "yes_no":
            return [None, True, False]
        if field.type == "date":
            today = self._situation.today
            return [None, *((today + timedelta(d)).isoformat() for d in (-1, 0, 1))]
        options = self._options(field)
        if options:
            other = next((o for o in options if o not in texts), None)
            return [None, *(t for t in dict.fromkeys(texts) if t in options), *([other] if other else [])]
        return [None, usual]

    def _path(self, field: Field) -> str:
        return next(p for p, f in self._situation.form.by_path.items() if f is field)

    def _options(self, field: Field) -> list[str]:
        named = getattr(field, "options", None)
        return list(self._situation.world.options.choices(named)) if isinstance(named, str) else []

    def asked(self, change: Change) -> tuple[Any, frozenset[Any]]:
        """What the condition says with a change, and the branches and boundaries that it shows."""
        situation, shown = self._situation, set[Any]()
        values = changed(situation.form, situation.values, change, self._maker)
        names = context(situation.form, values, situation.world.options, situation.extra, situation.services)
        watch(self._text, names, situation.services, lambda part, was: shown.add((self._place, part, was)))
        value = feel.evaluate(self._text, names, situation.services)
        bounds = {(self._place, key, to) for key, to in change.items() if _is_bound(key, to)}
        return value, frozenset(shown | (bounds if len(change) == 1 else set()))


def _is_bound(key: str, value: Any) -> bool:
    return key.startswith("#") or (isinstance(value, (int, str)) and str(value).lstrip("-").isdigit())


def _number(field: Field, value: Decimal) -> Any:
    return int(value) if field.type in ("integer", "rating") else str(value)


def changed(
    form: Form, values: Mapping[str, Any], change: Change, maker: Maker, paths: Collection[str] | None = None
) -> dict[str, Any]:
    """Values with a change in them; new rows have these paths, or everything."""
    found = {**values, **{k: v for k, v in change.items() if "." not in k and not k.startswith("#")}}
    tables = {k[1:] for k in change if k.startswith("#")}
    tables |= {k.rpartition(".")[0] for k in change if "." in k}
    for table in tables:
        found[table] = rows_with(form, found.get(table) or [], table, change, maker, paths)
    return found


def rows_with(
    form: Form, before: list[Any], table: str, change: Change, maker: Maker, paths: Collection[str] | None
) -> list[dict[str, Any]]:
    """The rows of a table with a change: so many of them, its cells in the first."""
    cells = {k.rpartition(".")[2]: v for k, v in change.items() if k.rpartition(".")[0] == table}
    count = change.get(f"#{table}", max(len(before), 1 if cells else 0))
    made = plain(maker.rows(form, table, count, paths))
    rows = [{**row} for row in [*before, *made[len(before) :]][:count]]
    if rows and cells:
        rows[0] = {**rows[0], **cells}
    return rows
