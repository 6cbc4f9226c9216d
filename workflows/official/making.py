"""Drafts from a confirmed document: the form, the code lists it brings, and a procedure around it if wanted."""

from __future__ import annotations

from datetime import datetime

from pydantic import ValidationError
from sqlmodel import Session

from forms.canonical import canonical
from forms.model import user_key
from forms.official import Made, assemble
from forms.text import Message
from workflows.editing import draft_of, may_define, not_admin, put_draft, text_of
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.official.keeping import Kept, gone, kept, known_lists, row_of
from workflows.official.skeleton import skeleton


def make(office: Office, actor: Actor, number: int, now: datetime, procedure: bool = False) -> str | Refusal:
    """Keeps the drafts in one transaction; the name of the part to open, or why not.

    What is not confirmed yet stays with the draft; once everything is, the document is done with.
    """
    if not may_define(actor):
        return not_admin()
    with office.db.write() as session:
        row = row_of(session, actor, number)
        if row is None:
            return gone()
        found = kept(row)
        refusal = _wrong_key(found.form) or _taken(office, session, actor, found)
        if refusal is not None:
            return refusal
        made = assemble(found.reading, found.answers, found.form, known_lists(office, session))
        around = skeleton(made, office.today(now)) if procedure else {}
        texts = _texts(made) | around
        for name, text in texts.items():
            put_draft(office, session, actor.id, name, text, now)
        row.made, row.changed_at = made.form.id, now
        session.delete(row) if not found.counts.left else session.add(row)
        return next((n for n in around if n.startswith("procedure/")), f"form/{made.form.id}")


def _texts(made: Made) -> dict[str, str]:
    texts = {f"form/{made.form.id}": canonical(made.form)}
    return texts | {f"list/{key}": canonical(each) for key, each in made.lists.items()}


def _wrong_key(form: str) -> Refusal | None:
    try:
        user_key(form)
    except (ValueError, ValidationError, TypeError):
        return Refusal(Message("official_bad_key", {"key": form}))
    return None


def _taken(office: Office, session: Session, actor: Actor, found: Kept) -> Refusal | None:
    """Another form of that name is not written over; the draft that was made of this document is."""
    name = f"form/{found.form}"
    own = found.made == found.form and draft_of(session, actor.id, name) is not None
    if not own and text_of(office, session, actor.id, name):
        return Refusal(Message("official_taken", {"key": found.form}))
    return None
