"""What is different in a form: its fields, pages and rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from forms.definition import Form
from forms.fields import Field, registry
from forms.fields.table import TableField
from forms.text import Message
from workflows.differences.things import called, things
from workflows.differences.vocabulary import Vocabulary
from workflows.differences.walking import Pair
from workflows.messages import MESSAGES


def of_form(names: Vocabulary, before: Form, after: Form) -> Iterator[Message]:
    """Every difference between two states of a form."""
    thing = Message("diff.thing.form", {"name": before.title})
    if before.title != after.title:
        yield Message("diff.called", {"thing": thing, "after": after.title})
    yield from _fields(names, before, after)
    yield from things(names, "page", {p.id: p for p in before.pages}, {p.id: p for p in after.pages}, skip=("fields",))
    yield from things(names, "rule", _rules(before), _rules(after))
    for part in ("decisions", "sources"):
        yield from things(names, part, getattr(before, part), getattr(after, part))
    yield from Pair(names, thing, before, after, skip=("pages", "rules", "decisions", "sources")).told()


def _rules(form: Form) -> dict[str, Any]:
    return {rule.id: rule for rule in form.rules}


def paths(before: Form, after: Form) -> dict[str, str]:
    """New path → the path of the same field before, as its own keys and their earlier ones tell."""
    return dict(_paths(before.fields, after.fields, "", ""))


def _paths(before: list[Field], after: list[Field], old: str, new: str) -> Iterator[tuple[str, str]]:
    known = {f.key: f for f in before}
    taken: set[str] = {f.key for f in after if f.key in known}
    for f in after:
        former = next((k for k in reversed(f.formerly) if k in known and k not in taken), None)
        was = known.get(f.key) or known.get(former or "")
        if was is None:
            continue
        taken.add(was.key)
        yield f"{new}{f.key}", f"{old}{was.key}"
        if isinstance(f, TableField) and isinstance(was, TableField):
            yield from _paths(was.fields, f.fields, f"{old}{was.key}.", f"{new}{f.key}.")


def _fields(names: Vocabulary, before: Form, after: Form) -> Iterator[Message]:
    pairs = paths(before, after)
    for path, field in after.by_path.items():
        if path not in pairs:
            yield Message("diff.field_added", {"thing": _place(after, path), "type": registry[field.type].name})
    for path in before.by_path:
        if path not in pairs.values():
            yield Message("diff.removed", {"thing": _place(before, path)})
    for path, old in pairs.items():
        yield from _field(names, before, after, old, path)
    places = [[_page(before, old) for old in pairs.values()], [_page(after, new) for new in pairs]]
    order = [p for p in before.by_path if p in pairs.values()]
    if places[0] != places[1] or order != list(pairs.values()):
        moved = [_place(after, new) for new, old in pairs.items() if _page(before, old) != _page(after, new)]
        yield Message("diff.fields_moved", {"fields": moved}) if moved else Message("diff.fields_order")


def _field(names: Vocabulary, before: Form, after: Form, old: str, path: str) -> Iterator[Message]:
    was, now = before.by_path[old], after.by_path[path]
    thing = _place(before, old)
    if was.key != now.key:
        yield Message("diff.rekeyed", {"thing": thing, "before": was.key, "after": now.key})
    if was.type != now.type:
        types = {"before": registry[was.type].name, "after": registry[now.type].name}
        yield Message("diff.type", {"thing": thing, **types})
        yield from Pair(names, thing, *_alike(was, now), own=_property).told()
    elif was != now:
        yield from Pair(names, thing, was, now, skip=("fields", "type"), own=_property).told()


def _alike(was: Field, now: Field) -> tuple[Field, Field]:
    """Both as what every field is."""
    shared = [name for name in Field.model_fields if name != "type"]
    return tuple(Field.model_construct(type="", **{n: getattr(f, n) for n in shared}) for f in (was, now))  # type: ignore[return-value]


def _property(pair: Pair, name: str, was: Any, now: Any) -> Iterator[Message] | None:
    """Sentences that fields alone have: 改为必填."""
    code = f"diff.field.{name}.{'on' if now else 'off'}"
    return iter([Message(code, {"thing": pair.thing})]) if isinstance(now, bool) and code in MESSAGES else None


def _page(form: Form, path: str) -> str:
    top = path.partition(".")[0]
    return next((p.id for p in form.pages if any(f.key == top for f in p.fields)), "")


def _place(form: Form, path: str) -> Message:
    """A field by its title, in the table in which it stands."""
    field, table = form.by_path[path], path.rpartition(".")[0]
    thing = called("table" if isinstance(field, TableField) else "field", path, field)
    return Message("diff.in_table", {"table": form.by_path[table].title, "thing": thing}) if table else thing
