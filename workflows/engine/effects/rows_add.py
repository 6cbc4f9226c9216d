"""Adding rows to a table of the main form: what is known stands there already, and only the rest is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from forms import feel
from forms.context import stored
from forms.edits import AddRows
from forms.feel.shapes import ANY
from forms.fields import Field
from forms.fields.table import ROW_ID
from forms.text import Message
from forms.values import is_empty, new_id, rows
from workflows.engine.effects.base import Effect, Outcome, effect
from workflows.engine.shapes import table_path
from workflows.engine.types import Refusal
from workflows.model.naming import Feel, FieldPath

if TYPE_CHECKING:
    from workflows.checks.base import Problems
    from workflows.engine.situation import Attempt


@effect
class RowsAdd(Effect):
    """Adds a row to a table for each element of `each`, but for those of which a row says the same already.

    So what was filled in beside it stays when the case comes here again, and no row is taken away. What `fields` leave
    empty says nothing.
    """

    effect: Literal["rows.add"] = "rows.add"
    of_cases: ClassVar[bool] = True
    into: FieldPath  # table of the main form that lies in no other
    each: Feel  # FEEL: a list; in what follows each of its elements is `item`
    fields: dict[str, Feel]  # its fields → FEEL

    def apply(self, attempt: Attempt, outcome: Outcome) -> Refusal | None:
        situation = attempt.situation
        items = feel.evaluate(self.each, situation.context, situation.services)
        if not isinstance(items, list):
            return Refusal(Message("rows_no_list", {"transition": attempt.transition.title, "text": self.each}))
        there = list(rows(attempt.case.values, self.into))
        made = list(_new(there, self._rows(attempt, items)))
        table = situation.form.tables[self.into]
        if made and len(there) + len(made) > table.max_rows:
            data = {"transition": attempt.transition.title, "table": table.title, "limit": table.max_rows}
            return Refusal(Message("rows_too_many", data))
        outcome.sets += [AddRows(self.into, tuple(made))] if made else []
        return None

    def _rows(self, attempt: Attempt, items: list[Any]) -> Iterator[dict[str, Any]]:
        situation = attempt.situation
        own: dict[str, Field] = {key: situation.form.by_path[f"{self.into}.{key}"] for key in self.fields}
        for item in items:
            scope = feel.scope({"item": item}, situation.context)
            found = {
                key: stored(own[key], feel.evaluate(text, scope, situation.services), situation.world.options)
                for key, text in self.fields.items()
            }
            yield {key: value for key, value in found.items() if not is_empty(value)}

    def problems(self, at: Problems) -> None:
        form = at.form
        if form is None or not at.at("into").known(self.into, {p for p in form.tables if "." not in p}, "word.table"):
            return
        at.at("each").compiled(self.each, at.types(), "list")
        table = table_path(form, self.each)
        types = at.types(given={"item": at.types(table)["row"] if table else ANY})
        own = {f.key for f in form.tables[self.into].fields if f.stored}
        for name, text in self.fields.items():
            if at.at("fields", name).known(name, own, "word.row_field"):
                at.at("fields", name).compiled(text, types)
        if not self.fields:
            at.at("fields").error("rows_say_nothing")


def _new(there: Sequence[Mapping[str, Any]], wanted: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The rows that no row says already, each once."""
    held = dict[tuple[str, ...], set[str]]()
    for values in wanted:
        keys = tuple(values)
        if keys not in held:
            held[keys] = {_said(row, keys) for row in there}
        if values and _said(values, keys) not in held[keys]:
            held[keys].add(_said(values, keys))
            yield {ROW_ID: new_id(), **values}


def _said(row: Mapping[str, Any], keys: Iterable[str]) -> str:
    return repr([row.get(key) for key in keys])
