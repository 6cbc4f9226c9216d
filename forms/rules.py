"""The rules of a form, asked once or for every row of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forms import feel
from forms.context import Context, scopes_of
from forms.definition import Form, Rule
from forms.feel import Services
from forms.fields.table import ROW_ID, TableField
from forms.finding import Finding, Place
from forms.keys import facts_of, question_key
from forms.labels import At, label
from forms.template import expressions, fill
from forms.text import Message
from forms.values import all_rows, rows_of

if TYPE_CHECKING:
    from forms.checking import Access


def rule_findings(
    form: Form,
    found: Context,
    values: Mapping[str, Any],
    at: Mapping[str, At],
    services: Services | None,
    access: Access | None = None,
) -> Iterator[Finding]:
    """One finding for each place in which a rule is broken; only `false` breaks one.

    A sentence that would tell something of rows which `access` hides gives way to one that only says so.
    """
    unseen = _tables_with_unseen_rows(form, values, access)
    for rule in form.rules:
        for row, scope in _scopes(form, rule, found, values):
            if feel.broken(feel.evaluate(rule.holds, scope, services)):
                made = _finding(form, rule, row, scope, at, services)
                yield replace(made, message=Message("rule_unseen")) if _tells(rule, unseen) else made


def _tables_with_unseen_rows(form: Form, values: Mapping[str, Any], access: Access | None) -> set[str]:
    """Keys of the tables some of whose rows are not there for this person."""
    if access is None:
        return set()
    return {form.tables[t].key for t, row, _ in all_rows(form, values) if not access.may_read_row(t, row[ROW_ID])}


def _tells(rule: Rule, unseen: set[str]) -> bool:
    """Whether the words of a rule name one of the tables."""
    said = (text for words in (rule.message.zh, rule.message.en or "") for _, text in expressions(words))
    return bool(unseen) and any(unseen & {part for path in feel.references(text) for part in path} for text in said)


def _scopes(
    form: Form, rule: Rule, found: Context, values: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each row that the rule is asked for, with the names it sees there; "" for the form itself."""
    if rule.each is None:
        yield "", found
    elif rule.each in form.tables:
        for (row, _), scope in zip(rows_of(form, values, rule.each), scopes_of(found, rule.each), strict=True):
            yield row[ROW_ID], scope


def place_of(form: Form, rule: Rule, row: str, field: str | None = None) -> Place:
    """The place a rule marks in a row (or another `field` of it); a table outside tables is marked as a whole."""
    at = field or rule.at
    if rule.each:
        return Place(at, rule.each, row)
    return Place("", at) if isinstance(form.by_path.get(at), TableField) else Place(at)


def _finding(
    form: Form, rule: Rule, row: str, scope: Mapping[str, Any], at: Mapping[str, At], services: Services | None
) -> Finding:
    place = place_of(form, rule, row)
    said = fill(rule.message, scope, services)
    key = ""
    if rule.level == "question":
        key = question_key(rule.id, row, *facts_of(rule.holds, said, scope, services))
    todo = Message("said", {"text": fill(rule.todo, scope, services)}) if rule.todo else Message(f"{rule.level}.todo")
    also = tuple(place_of(form, rule, row, key) for key in rule.also)
    message = Message("said", {"text": said})
    return Finding(rule.level, rule.id, place, label(form, at, place), message, todo, key, also=also)
