"""What a draft would change, what changed between two versions, and an old version as a draft again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from data.tables import Version
from forms.text import Message
from workflows.bundle import Bundle, bundle_of
from workflows.checks.texts import PROCEDURE, check_text
from workflows.designing.service import put
from workflows.differences.of_procedures import Differences, differences
from workflows.editing import may_define, not_admin, open_part, version_texts
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.releasing import around


@dataclass(frozen=True)
class OfDraft:
    """What publishing would change in one procedure; `number` is the version that it is held against."""

    procedure: str
    number: int
    found: Differences


def of_draft(office: Office, actor: Actor, name: str, text: str) -> tuple[OfDraft, ...]:
    """The differences of a draft, with the person's other drafts that belong to it, from what is published.

    Nothing for a procedure that was never published, and for texts that cannot be read.
    """
    if not may_define(actor) or check_text(name, text)[0].model is None:
        return ()
    made = []
    for texts in around(office, actor, name, text).values():
        after = whole(texts)
        with office.db.read() as session:
            before = office.newest(session, after.procedure.id) if after else None
        if after and before:
            made.append(OfDraft(after.procedure.id, before.number, differences(before, after)))
    return tuple(made)


def whole(texts: Mapping[str, str]) -> Bundle | None:
    """The bundle of texts that can all be read and lack no form; None for others."""
    if PROCEDURE not in texts or any(check_text(part, text)[0].model is None for part, text in texts.items()):
        return None
    bundle = bundle_of(texts)
    return bundle if all(use.form in bundle.forms for use in bundle.procedure.forms.values()) else None


def between(office: Office, actor: Actor, earlier: int, later: int) -> Differences | Refusal:
    """The differences of two versions of one procedure, by their ids."""
    if not may_define(actor):
        return not_admin()
    with office.db.read() as session:
        found = [_version(office, session, each) for each in (earlier, later)]
    before, after = found
    if before is None or after is None or before.procedure.id != after.procedure.id:
        return Refusal(Message("no_such_version"), guard="version")
    return differences(before, after)


def _version(office: Office, session: Session, version_id: int) -> Bundle | None:
    return office.bundle(session, version_id) if session.get(Version, version_id) else None


def restore(office: Office, actor: Actor, version_id: int, now: datetime) -> tuple[str, ...] | Refusal:
    """Makes every part of a version the person's draft, as one step that can be undone; those that differ from it."""
    if not may_define(actor):
        return not_admin()
    texts = version_texts(office, actor, version_id)
    if not texts:
        return Refusal(Message("no_such_version"), guard="version")
    with office.db.read() as session:
        procedure = session.get_one(Version, version_id).procedure
    named = {f"{PROCEDURE}/{procedure}" if part == PROCEDURE else part: text for part, text in texts.items()}
    held = {name: _held(office, actor, name) for name in named}
    refusal = put(office, actor, named, held, now)
    return refusal if refusal else tuple(n for n, text in named.items() if held[n] != text)


def _held(office: Office, actor: Actor, name: str) -> str:
    found = open_part(office, actor, name)
    return "" if isinstance(found, Refusal) else found.text
