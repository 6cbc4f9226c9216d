"""A package is taken: as drafts of an administrator, or published at once; all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from secrets import token_hex
from typing import Any

from sqlmodel import Session, select

from data.tables import ApprovedRehearsal, RehearsalFile
from forms.canonical import plain
from forms.text import Message
from workflows import parameters
from workflows.draft_steps import record
from workflows.editing import may_define, not_admin, put_draft, text_of
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.packs.looking import Look, declarations, files_beside, rehearsals, values
from workflows.packs.manifest import Pack
from workflows.publishing import Publication
from workflows.rehearsal import approving
from workflows.rehearsal.model import Rehearsal
from workflows.releasing import release


def as_drafts(office: Office, actor: Actor, look: Look, now: datetime) -> list[str] | Refusal:
    """What differs becomes drafts of the actor, in one step that can be gone back; rehearsals come along."""
    refused = _against(actor, look)
    if refused is not None:
        return refused
    kept = _kept_files(office, look.pack)
    deed, drafted = token_hex(8), [c.part for c in look.changes if c.kind != "same" and c.part in look.pack.texts]
    with office.db.write() as session:
        for part in drafted:
            before, after = text_of(office, session, actor.id, part), look.pack.texts[part]
            record(session, actor.id, part, before, after, deed, now)
            put_draft(office, session, actor.id, part, after, now)
        _bring(session, actor, look, kept, now)
    return drafted


def take(
    office: Office, actor: Actor, look: Look, tried: Mapping[str, Any] | None, note: str, now: datetime, *,
    with_parameters: bool = False,
) -> Publication | Refusal:  # fmt: skip
    """Publishes the package, once its rehearsals were played (`tried`) and came out as they should.

    `with_parameters` also takes over the values that the other office has set for its city.
    """
    refused = _against(actor, look) or _untried(tried) or _noteless(note)
    if refused is not None:
        return refused
    kept = _kept_files(office, look.pack)

    def along(session: Session) -> None:
        _bring(session, actor, look, kept, now)
        if with_parameters:
            _set(session, actor, look.pack, now)

    against = partial(approving.against_now, office)  # what this office approved of it counts too
    return release(office, look.pack.texts, note, actor.id, now, against, along)


def _against(actor: Actor, look: Look) -> Refusal | None:
    if not may_define(actor):
        return not_admin()
    return None if look.signer is not None else Refusal(Message("pack.unknown_signer"), guard="signer")


def _untried(tried: Mapping[str, Any] | None) -> Refusal | None:
    if tried is None:
        return Refusal(Message("pack.not_tried"), guard="rehearsal")
    if tried["unsound"]:
        return Refusal(Message("pack.unsound"), guard="rehearsal")
    other = [zh for zh, _ in tried["titles"].values()]
    return Refusal(Message("pack.other", {"titles": other}), guard="rehearsal") if other else None


def _noteless(note: str) -> Refusal | None:
    return None if note.strip() else Refusal(Message("note_needed", {}), guard="note")


def _kept_files(office: Office, pack: Pack) -> dict[tuple[str, str], str]:
    """The files of rehearsals among those of the office, before any row speaks of them: (procedure, path) → hash."""
    every = {(p, path): body for p in pack.procedures for path, body in files_beside(pack, p).items()}
    return {place: office.files.put(body) for place, body in every.items()}


def _bring(
    session: Session, actor: Actor, look: Look, kept: Mapping[tuple[str, str], str], now: datetime
) -> None:  # fmt: skip
    """Rehearsals and files that are not here yet, or are others here."""
    news = {c.part for c in look.changes if c.kind != "same"}
    for procedure in look.pack.procedures:
        for name, each in rehearsals(look.pack, procedure).items():
            if f"rehearsal/{procedure}/{name}" in news:
                _approve(session, actor, each, now)
    for (procedure, path), key in kept.items():
        if f"file/{procedure}/{path}" in news:
            session.merge(RehearsalFile(procedure=procedure, path=path, hash=key))


def _approve(session: Session, actor: Actor, each: Rehearsal, now: datetime) -> None:
    """Counts from now on, as it is: whoever takes the package vouches for it here."""
    mine = (ApprovedRehearsal.procedure == each.procedure, ApprovedRehearsal.key == each.id)
    row = session.exec(select(ApprovedRehearsal).where(*mine)).first() or ApprovedRehearsal(
        procedure=each.procedure, key=each.id, body={}, approved_by=actor.id, approved_at=now
    )
    row.body, row.approved_by, row.approved_at = plain(each), actor.id, now
    session.add(row)


def _set(session: Session, actor: Actor, pack: Pack, now: datetime) -> None:
    """The values that fit what is declared; another one is left as it is here."""
    for procedure in pack.procedures:
        declared = declarations(pack, procedure)
        for name, (value, basis) in values(pack, procedure).items():
            if name in declared and value is not None:
                wish = parameters.Wish(procedure, name, value, basis)
                parameters.put(session, declared[name], actor, wish, now)
