"""What is hidden by a condition: kept in the draft, left out of the submission, never checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from forms import feel
from forms.context import Context, context, scopes_of
from forms.definition import Form
from forms.feel import Services
from forms.fields import Field, OptionSource
from forms.fields.table import ROW_ID, TableField
from forms.values import Values, rows, rows_of

Hidden = frozenset[tuple[str, str]]
"""Paths that are hidden, each with the row it is hidden in ("" outside tables)."""


def hidden(
    form: Form,
    values: Mapping[str, Any],
    options: OptionSource,
    extra: Mapping[str, Any] | None = None,
    services: Services | None = None,
    found: Context | None = None,
) -> Hidden:
    """Every field whose `visible_when`, or that of its page, is not true now; without one they are always shown.

    `found` is the context of all the values, for callers that have it already.
    """
    conditional = [(p, f.visible_when) for p, f in form.by_path.items() if f.visible_when]
    pages = [(p, p.visible_when) for p in form.pages if p.visible_when]
    if not conditional and not pages:
        return frozenset()
    names = context(form, values, options, extra, services) if found is None else found
    gone = [p for p, when in pages if not feel.satisfied(feel.evaluate(when or "", names, services))]
    single = (h for path, when in conditional for h in _hidden(form, path, when or "", values, names, services))
    return frozenset([*((f.key, "") for p in gone for f in p.fields), *single])


def visible(
    form: Form,
    values: Mapping[str, Any],
    options: OptionSource,
    extra: Mapping[str, Any] | None = None,
    services: Services | None = None,
) -> Values:
    """The values without what is hidden."""
    return without(form, values, hidden(form, values, options, extra, services))


def without(form: Form, values: Mapping[str, Any], gone: Hidden) -> Values:
    """The values without hidden ones; the same rows where nothing is hidden in them."""
    return _without(form.fields, values, "", gone) if gone else dict(values)


def _hidden(
    form: Form, path: str, when: str, values: Mapping[str, Any], found: Context, services: Services | None
) -> Iterator[tuple[str, str]]:
    table = path.rpartition(".")[0]
    if not table:
        if not feel.satisfied(feel.evaluate(when, found, services)):
            yield path, ""
        return
    for (row, _), scope in zip(rows_of(form, values, table), scopes_of(found, table), strict=True):
        if not feel.satisfied(feel.evaluate(when, scope, services)):
            yield path, row[ROW_ID]


def _without(fields: list[Field], values: Mapping[str, Any], prefix: str, gone: Hidden) -> Values:
    row = values.get(ROW_ID, "")
    kept = {k: v for k, v in values.items() if (f"{prefix}{k}", row) not in gone}
    for f in fields:
        if isinstance(f, TableField) and f.key in kept:
            kept[f.key] = [_without(f.fields, r, f"{prefix}{f.key}.", gone) for r in rows(kept, f.key)]
    return kept
