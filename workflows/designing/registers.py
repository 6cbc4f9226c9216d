"""The page of shared registers: one begun from its title, and the procedures that use one."""

from __future__ import annotations

from datetime import datetime

from forms.canonical import pretty
from forms.design import key_for
from forms.reading import parsed
from forms.text import Message
from workflows.definition import Procedure
from workflows.designing.known import drafts
from workflows.editing import may_define, not_admin, parts, put_draft
from workflows.engine.types import Actor, Refusal
from workflows.model.registers import RegisterFile
from workflows.office import Office

REGISTER, NAME = "register", "名称"


def begin_register(office: Office, actor: Actor, title: str, now: datetime) -> str | Refusal:
    """A new shared register whose entries have a name, as a draft; the name of the part."""
    if not may_define(actor):
        return not_admin()
    if not title.strip():
        return Refusal(Message("register_title_needed"), guard="design")
    key = key_for(title.strip(), {p.name.partition("/")[2] for p in parts(office, actor)})
    made = {
        "format": 1, "kind": REGISTER, "zh": title.strip(), "key": [NAME],
        "fields": {NAME: {"title": {"zh": NAME, "en": "Name"}, "type": "text", "find": True}}, "title": NAME,
        "basis": "own", "id": key,
    }  # fmt: skip
    RegisterFile.model_validate(made)
    with office.db.write() as session:
        put_draft(office, session, actor.id, f"{REGISTER}/{key}", pretty(made) + "\n", now)
    return f"{REGISTER}/{key}"


def uses_of_register(office: Office, actor: Actor, key: str) -> list[str]:
    """The procedures that use a shared register, as parts, in what is published and what the person drafts."""
    if not may_define(actor):
        return []
    with office.db.read() as session:
        bundles = [office.newest(session, p) for p in office.procedures(session)]
    held = {f"procedure/{b.procedure.id}": b.procedure for b in bundles if b is not None}
    for name, text in drafts(office, actor).items():
        read = parsed(Procedure, text).model if name.startswith("procedure/") else None
        held |= {name: read} if read else {}
    return sorted(n for n, p in held.items() if key in p.registers and p.registers[key].is_shared)
