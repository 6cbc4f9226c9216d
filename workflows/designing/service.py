"""A definition changed by one edit, several drafts changed as one, and the ways back and forward."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlmodel import Session

from data.tables import DraftStep
from forms.canonical import pretty
from forms.design import edited, empty_form, key_for
from forms.design.applying import Edit
from forms.text import Message
from workflows.checks.texts import MODELS
from workflows.draft_steps import Reach, caught_up, parts_of, reach_of, record, steps_of
from workflows.editing import LARGEST, may_define, not_admin, parts, put_draft, text_of
from workflows.engine.types import Actor, Refusal
from workflows.office import Office

FORM = "form"


@dataclass(frozen=True)
class Designed:
    """What an edit made: the text as it is kept now, and the field to look at next."""

    text: str
    chosen: str = ""


def design(office: Office, actor: Actor, name: str, edit: Edit, now: datetime) -> Designed | Refusal:
    """Makes one edit of the person's draft of a form (a procedure …) as it is kept now, whatever a tab showed."""
    if not may_define(actor):
        return not_admin()
    with office.db.write() as session:
        before = text_of(office, session, actor.id, name)
        done = edited(before, edit, MODELS[name.partition("/")[0]])
        if isinstance(done, Message):
            return Refusal(done, guard="design")
        if len(done.text) > LARGEST:
            return Refusal(Message("definition_too_long", {"limit": f"{LARGEST:,}"}))
        if done.text != before:
            _change(office, session, actor.id, {name: (before, done.text)}, now)
    return Designed(done.text, done.chosen)


def put(
    office: Office, actor: Actor, texts: Mapping[str, str], seen: Mapping[str, str], now: datetime
) -> Refusal | None:
    """Changes several drafts as one step, unless one of them is not any more what was seen."""
    if not may_define(actor):
        return not_admin()
    with office.db.write() as session:
        held = {name: text_of(office, session, actor.id, name) for name in texts}
        if any(held[name] != seen.get(name) for name in texts):
            return Refusal(Message("design_changed_meanwhile", {}), guard="design")
        changed = {n: (held[n], text) for n, text in texts.items() if text != held[n]}
        _change(office, session, actor.id, changed, now)
    return None


def begin(office: Office, actor: Actor, title: str, page: Any, now: datetime) -> str | Refusal:
    """A new form with one empty page, as a draft; the name of the part."""
    if not may_define(actor):
        return not_admin()
    if not title.strip():
        return Refusal(Message("design_title_needed", {}), guard="design")
    used = {p.name.partition("/")[2] for p in parts(office, actor)}
    key = key_for(title.strip(), used)
    with office.db.write() as session:
        put_draft(office, session, actor.id, f"{FORM}/{key}", _text(empty_form(key, title.strip(), page)), now)
    return f"{FORM}/{key}"


def undo(office: Office, actor: Actor, name: str, now: datetime) -> Refusal | None:
    """Back to the state before, together with the drafts that were changed in the same step."""
    return _go(office, actor, name, now, back=True)


def redo(office: Office, actor: Actor, name: str, now: datetime) -> Refusal | None:
    """Forward again to what was undone last."""
    return _go(office, actor, name, now, back=False)


def reach(office: Office, actor: Actor, name: str) -> Reach:
    """How far one can go back and forward."""
    if not may_define(actor):
        return Reach(0, 0)
    with office.db.read() as session:
        return reach_of(steps_of(session, actor.id, name), text_of(office, session, actor.id, name))


def _text(data: Mapping[str, Any]) -> str:
    return pretty(data) + "\n"


def _change(
    office: Office, session: Session, person: int, changed: Mapping[str, tuple[str, str]], now: datetime
) -> None:
    deed = token_hex(8)
    for name, (before, after) in changed.items():
        record(session, person, name, before, after, deed, now)
        put_draft(office, session, person, name, after, now)


def _go(office: Office, actor: Actor, name: str, now: datetime, *, back: bool) -> Refusal | None:
    if not may_define(actor):
        return not_admin()
    with office.db.write() as session:
        deed = _deed(_states(office, session, actor.id, name, now), back)
        for part in parts_of(session, actor.id, deed) or [name]:
            states = _states(office, session, actor.id, part, now)
            if part != name and _deed(states, back) != deed:
                session.rollback()
                return Refusal(Message("design_other_changed", {"part": part}), guard="design")
            _step(office, session, actor.id, part, states, now, back=back)
    return None


def _states(office: Office, session: Session, person: int, name: str, now: datetime) -> list[DraftStep]:
    return caught_up(session, person, name, text_of(office, session, person, name), now)


def _deed(states: list[DraftStep], back: bool) -> str:
    """The deed that the next step back, or forward, belongs to."""
    done, undone = [s for s in states if not s.undone], [s for s in states if s.undone]
    found = done[-1:] if back else undone[:1]
    return found[0].deed if found else ""


def _step(
    office: Office, session: Session, person: int, name: str, states: list[DraftStep], now: datetime, *, back: bool
) -> None:
    done, undone = [s for s in states if not s.undone], [s for s in states if s.undone]
    if back and len(done) > 1:
        done[-1].undone = True
        session.add(done[-1])
        put_draft(office, session, person, name, done[-2].body, now)
    elif not back and undone:
        undone[0].undone = False
        session.add(undone[0])
        put_draft(office, session, person, name, undone[0].body, now)
