"""Values as FEEL sees them, with everything that is computed from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from forms import feel
from forms.decision import functions
from forms.definition import Form
from forms.feel import FeelError, Services
from forms.feel.shapes import ANY, BOOLEAN, DATE, TEXT, WHOLE, Shape, grouped
from forms.fields import Field, OptionSource
from forms.fields.computed import ComputedField
from forms.fields.table import ROW_ID, TableField
from forms.values import Row, Values, is_empty, rows

GIVEN: dict[str, Shape] = {
    "case": grouped({
        "number": TEXT, "state": TEXT, "first_of_subject": BOOLEAN, "late": BOOLEAN, "on_behalf": BOOLEAN,
        "organisation": WHOLE,
    }),
    "campaign": grouped({"名称": TEXT, "name": TEXT, "opens": DATE, "closes": DATE}),
    "actor": grouped({"id": WHOLE, "name": TEXT, "organisation": WHOLE, "organisation_name": TEXT}),
    "clock": ANY,  # by the keys of the procedure's clocks
    "last": ANY,  # of the shape of the form's own fields, see `forms.names`
}  # fmt: skip
"""Names that a caller adds, with their shapes; null where it does not."""
LAST = "last"
"""The name of what the same subject handed in last: for defaults."""

Context = dict[str, Any]


def context(
    form: Form,
    values: Mapping[str, Any],
    options: OptionSource,
    extra: Mapping[str, Any] | None = None,
    services: Services | None = None,
) -> Context:
    """The names an expression of the form may use: every field (empty ones null), rows as contexts, `extra`."""
    found: Context = {**dict.fromkeys(GIVEN), **functions(form.decisions), **(extra or {})}
    found |= {f.key: f.feel(values.get(f.key), options) for f in form.fields}
    for path in computed_order(form):
        _compute(form, path, found, services)
    return found


def row_scope(
    root: Context, row: Context, parent: Context | None = None, previous: Context | None = None
) -> Mapping[str, Any]:
    """The names in a row: its fields, `row`, `parent`, `previous`, the fields around it, then those of the form."""
    own = feel.layers(row, root) if parent is None else feel.layers(row, parent, root)
    own["row"], own["parent"], own["previous"] = row, parent, previous
    return own


def scopes_of(found: Context, table: str) -> Iterator[Mapping[str, Any]]:
    """The names in every row of a table, in the order of the values; `previous` is the row before it, null for none."""
    before, around = None, None
    for row, parent in contexts_of(found, table):
        yield row_scope(found, row, parent, before if parent is around else None)
        before, around = row, parent


def contexts_of(found: Context, table: str) -> Iterator[tuple[Context, Context | None]]:
    """Every row of a table in a context, with the row around it; in the order of the values."""
    outer, _, inner = table.partition(".")
    for row in found[outer]:
        if not inner:
            yield row, None
        else:
            for below in row[inner]:
                yield below, row


def compute(
    form: Form,
    values: Mapping[str, Any],
    options: OptionSource,
    extra: Mapping[str, Any] | None = None,
    services: Services | None = None,
) -> Values:
    """A copy of the values with the computed fields filled in, for showing."""
    return _shown(form.fields, values, context(form, values, options, extra, services), options)


def defaults(
    form: Form, options: OptionSource, extra: Mapping[str, Any] | None = None, services: Services | None = None
) -> Values:
    """The values a new form starts with."""
    return _defaults(form.fields, context(form, {}, options, extra, services), options, services)


def row_defaults(
    form: Form,
    table: str,
    values: Mapping[str, Any],
    options: OptionSource,
    extra: Mapping[str, Any] | None = None,
    services: Services | None = None,
) -> Row:
    """The values a new row of a table starts with."""
    fields = form.tables[table].fields
    return _defaults(fields, context(form, values, options, extra, services), options, services)


def reads_last(form: Form) -> bool:
    """Whether a default asks for what was handed in last."""
    return any(LAST in _names(f.default) for f in form.by_path.values() if f.default)


@lru_cache(maxsize=512)
def _names(text: str) -> frozenset[str]:
    try:
        return frozenset(name for path in feel.references(text) for name in path[:1])
    except FeelError:
        return frozenset()


def stored(field: Field, value: Any, options: OptionSource) -> Any:
    """A FEEL value in the stored form of a field; districts are taken by their code, people by their id."""
    if not isinstance(value, dict) or isinstance(field.feel(None, options), dict):
        return field.normal(value, options)  # also a value that is a context itself
    return field.normal(value.get("code", value.get("id", value)), options)


def computed_order(form: Form) -> tuple[str, ...]:
    """Paths of the computed fields, each after those it reads; fields that wait for each other come last."""
    found = tuple((p, f.value) for p, f in form.by_path.items() if isinstance(f, ComputedField))
    return _ordered(found)


@lru_cache(maxsize=64)
def _ordered(expressions: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(_sorted(dict(expressions)))


def _sorted(expressions: dict[str, str]) -> Iterator[str]:
    waiting = {path: reads(path, text) & expressions.keys() for path, text in expressions.items()}
    while waiting:
        ready = [p for p, needs in waiting.items() if not needs & waiting.keys()] or list(waiting)
        yield from ready
        waiting = {p: needs for p, needs in waiting.items() if p not in ready}


def reads(path: str, text: str) -> set[str]:
    """Paths that the expression of a computed field may read, seen from where it stands."""
    try:
        named = {".".join(r) for r in feel.references(text)}
    except FeelError:
        return set()
    outer = [path.rpartition(".")[0], path.partition(".")[0], ""]
    plain = {n.removeprefix("row.").removeprefix("parent.") for n in named}
    return {f"{o}.{n}".removeprefix(".") for o in outer for n in plain}


def _compute(form: Form, path: str, found: Context, services: Services | None) -> None:
    """Fill one computed field into the context, in every row it stands in."""
    field = form.by_path[path]
    if not isinstance(field, ComputedField):
        return
    table, _, key = path.rpartition(".")
    if not table:
        found[key] = feel.evaluate(field.value, found, services)
        return
    rows = [row for row, _ in contexts_of(found, table)]
    for row, value in zip(rows, feel.evaluate_each(field.value, scopes_of(found, table), services), strict=True):
        row[key] = value


def _shown(fields: list[Field], values: Mapping[str, Any], found: Context, options: OptionSource) -> Values:
    copy = {k: v for k, v in values.items() if not is_empty(v)}
    for f in fields:
        if isinstance(f, TableField) and f.key in copy:
            pairs = zip(rows(values, f.key), found[f.key], strict=True)
            copy[f.key] = [_shown(f.fields, row, below, options) for row, below in pairs]
        elif isinstance(f, ComputedField):
            copy[f.key] = stored(f, found[f.key], options)
    return copy


def _defaults(fields: list[Field], found: Context, options: OptionSource, services: Services | None) -> Values:
    made = {f.key: stored(f, feel.evaluate(f.default, found, services), options) for f in fields if f.default}
    return {k: v for k, v in made.items() if not is_empty(v) and k != ROW_ID}
