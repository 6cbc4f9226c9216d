"""The designer of code lists: one begun from its title, and where one is chosen from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms.canonical import pretty
from forms.definition import CodeList, Form
from forms.design import key_for
from forms.reading import parsed
from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.designing.known import LIST, drafts
from workflows.editing import may_define, not_admin, parts, put_draft
from workflows.engine.types import Actor, Refusal
from workflows.model.registers import Register, RegisterFile
from workflows.office import Office


@dataclass(frozen=True)
class ListUse:
    """A field whose values are chosen from a list: the part it stands in, its path, how both are called."""

    part: str
    path: str
    of: Text
    title: Text


def begin_list(office: Office, actor: Actor, title: str, now: datetime) -> str | Refusal:
    """A new code list without entries, as a draft; the name of the part."""
    if not may_define(actor):
        return not_admin()
    if not title.strip():
        return Refusal(Message("list_title_needed", {}), guard="design")
    used = {p.name.partition("/")[2] for p in parts(office, actor)}
    key = key_for(title.strip(), used)
    made = {"format": 1, "kind": LIST, "id": key, "title": title.strip(), "basis": "own", "items": []}
    CodeList.model_validate(made)
    with office.db.write() as session:
        put_draft(office, session, actor.id, f"{LIST}/{key}", pretty(made) + "\n", now)
    return f"{LIST}/{key}"


def uses_of_list(office: Office, actor: Actor, key: str) -> list[ListUse]:
    """Every field of a form or register that chooses from it, in what is published and what the person drafts."""
    if not may_define(actor):
        return []
    with office.db.read() as session:
        bundles = [office.newest(session, p) for p in office.procedures(session)]
    seen: dict[str, Form | Register] = {n: d for b in bundles if b is not None for n, d in _holders(b)}
    seen |= _drafted(drafts(office, actor))
    return [use for name, held in seen.items() for use in _uses(name, held, key)]


def _holders(bundle: Bundle) -> Iterator[tuple[str, Form | Register]]:
    yield from ((f"form/{k}", form) for k, form in bundle.forms.items())
    for key, register in bundle.procedure.registers.items():
        yield (f"register/{key}" if register.is_shared else f"procedure/{bundle.procedure.id}"), register


def _drafted(texts: Mapping[str, str]) -> dict[str, Form | Register]:
    models: dict[str, type[Any]] = {"form": Form, "register": RegisterFile}
    read = {n: parsed(models[kind], x).model for n, x in texts.items() if (kind := n.partition("/")[0]) in models}
    return {n: model for n, model in read.items() if model is not None}


def _uses(name: str, held: Form | Register, key: str) -> Iterator[ListUse]:
    if isinstance(held, Form):
        for path, field in held.by_path.items():
            if key in field.lists:
                yield ListUse(name, path, held.title, field.title)
        return
    for table, fields in [("", held.fields), *((path, t.fields) for path, t in held.paths.items())]:
        for field_key, entry in fields.items():
            if entry.options == key:
                path = f"{table}.{field_key}" if table else field_key
                yield ListUse(name, path, held.called, entry.title or Text(zh=field_key))
