"""Stock phrases: sentences that a person keeps for a field, beside those that the form brings."""

from __future__ import annotations

from sqlmodel import col, select

from data.tables import Phrase
from forms.chars import clean
from forms.text import Message
from workflows.engine.types import Actor, Refusal
from workflows.office import Office

LONGEST, MOST = 500, 50


def mine(office: Office, actor: Actor, field: str) -> list[tuple[int, str]]:
    """A person's phrases for a field (`<form id>/<path>`), the oldest first, by id."""
    with office.db.read() as session:
        own = select(Phrase.id, Phrase.text).where(Phrase.person_id == actor.id, Phrase.field == field)
        return [(i or 0, text) for i, text in session.exec(own.order_by(col(Phrase.id)))]


def keep(office: Office, actor: Actor, field: str, text: str) -> int | Refusal:
    """Keep a phrase; one that is kept already is not kept twice."""
    words = clean(text)
    if not words or len(words) > LONGEST:
        return Refusal(Message("phrase_length", {"limit": LONGEST}), guard="length")
    with office.db.write() as session:
        own = list(session.exec(select(Phrase).where(Phrase.person_id == actor.id, Phrase.field == field)))
        known = next((p for p in own if p.text == words), None)
        if known is None and len(own) >= MOST:
            return Refusal(Message("phrase_many", {"limit": MOST}), guard="many")
        row = known or Phrase(person_id=actor.id, field=field, text=words)
        session.add(row)
        session.flush()
        return row.id or 0


def forget(office: Office, actor: Actor, phrase_id: int) -> None:
    """Drop a phrase of one's own; anything else stays."""
    with office.db.write() as session:
        row = session.get(Phrase, phrase_id)
        if row is not None and row.person_id == actor.id:
            session.delete(row)
