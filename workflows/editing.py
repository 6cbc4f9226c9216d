"""Definitions as an administrator edits them: what there is, one's own drafts, and the versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from data.tables import Case, DefinitionDraft, DefinitionText, Person, Version
from forms.reading import parsed
from forms.text import Message, Text
from workflows.bundle import read_texts
from workflows.checks.texts import MODELS, part_of
from workflows.definition import Procedure
from workflows.engine.types import Actor, Refusal
from workflows.office import ADMIN, Office, holds
from workflows.publishing import PROCEDURE

LARGEST = 2_000_000  # characters of a definition


@dataclass(frozen=True)
class Part:
    """Something that can be edited: `procedure/<id>`, `form/<id>` …; which procedures use it; a draft."""

    name: str
    title: Text
    used_by: tuple[str, ...]
    drafted_at: datetime | None = None

    @property
    def kind(self) -> str:
        return self.name.partition("/")[0]


@dataclass(frozen=True)
class Opened:
    """A part on the desk: its text, what is published, and when the draft was kept (None: no draft)."""

    text: str
    published: str | None
    saved_at: datetime | None


@dataclass(frozen=True)
class VersionRow:
    """A published version as the list shows it: who, when, why, and how many cases run with it."""

    number: int
    version_id: int
    published_at: datetime
    by: str
    note: str
    open_cases: int


def may_define(actor: Actor) -> bool:
    """Whether somebody may change definitions."""
    return holds(actor, ADMIN)


def parts(office: Office, actor: Actor) -> list[Part]:
    """Everything published and everything the person drafts, procedures first, then forms, then code lists."""
    if not may_define(actor):
        return []
    with office.db.read() as session:
        found = {p.name: p for p in _published(office, session)}
        for draft in session.exec(select(DefinitionDraft).where(DefinitionDraft.person_id == actor.id)):
            name = f"{draft.kind}/{draft.key}"
            known = found.get(name)
            found[name] = Part(
                name, known.title if known else Text(zh=draft.key), known.used_by if known else (), draft.saved_at
            )
    order = list(MODELS)
    return sorted(found.values(), key=lambda p: (order.index(p.kind), p.name))


def _published(office: Office, session: Session) -> Iterator[Part]:
    used: dict[str, list[str]] = {}
    titles: dict[str, Text] = {}
    for procedure in office.procedures(session):
        bundle = office.newest(session, procedure)
        if bundle is None:
            continue
        own = {f"{PROCEDURE}/{procedure}": bundle.procedure.title}
        own |= {f"form/{k}": f.title for k, f in bundle.forms.items()}
        own |= {f"list/{k}": c.title for k, c in bundle.lists.items()}
        own |= {f"statistics/{k}": s.title for k, s in bundle.statistics.items()}
        own |= {f"board/{k}": b.title for k, b in bundle.boards.items()}
        shared = ((k, r) for k, r in bundle.procedure.registers.items() if r.is_shared)
        own |= {f"register/{k}": r.called for k, r in shared}
        own |= {f"paper/{p.template}": p.title for p in bundle.procedure.papers.values()}
        own |= {f"policy/{k}": p.title for k, p in bundle.policies.items()}
        own |= {f"section/{k}": s.title for k, s in bundle.sections.items()}
        titles |= own
        for name in own:
            used.setdefault(name, []).append(procedure)
    return (Part(name, title, tuple(used[name])) for name, title in titles.items())


def open_part(office: Office, actor: Actor, name: str) -> Opened | Refusal:
    """The person's draft of a part, or else its published text; empty for something new."""
    if not may_define(actor):
        return not_admin()
    if name.partition("/")[0] not in MODELS:
        return Refusal(Message("no_such_part", {"part": name}), guard="part")
    with office.db.read() as session:
        published, draft = published_text(office, session, name), draft_of(session, actor.id, name)
    text = draft.body if draft else published or ""
    return Opened(text, published, draft.saved_at if draft else None)


def keep(office: Office, actor: Actor, name: str, text: str, now: datetime) -> Refusal | None:
    """Keeps what is being typed; a text equal to the published one is no draft."""
    if not may_define(actor):
        return not_admin()
    if len(text) > LARGEST:
        return Refusal(Message("definition_too_long", {"limit": f"{LARGEST:,}"}))
    with office.db.write() as session:
        put_draft(office, session, actor.id, name, text, now)
    return None


def put_draft(office: Office, session: Session, person: int, name: str, text: str, now: datetime) -> None:
    """Makes a text somebody's draft of a part; one equal to the published text is none."""
    kind, _, key = name.partition("/")
    draft = draft_of(session, person, name)
    if text == (published_text(office, session, name) or ""):
        if draft:
            session.delete(draft)
        return
    draft = draft or DefinitionDraft(person_id=person, kind=kind, key=key, body=text, saved_at=now)
    draft.body, draft.saved_at = text, now
    session.add(draft)


def text_of(office: Office, session: Session, person: int, name: str) -> str:
    """The person's draft of a part, or else its published text; "" for something new."""
    draft = draft_of(session, person, name)
    return draft.body if draft else published_text(office, session, name) or ""


def named(text: str) -> str | None:
    """The name under which a pasted or uploaded text belongs, from its `kind` and `id`; None for no definition."""
    part = part_of(text)
    if part != PROCEDURE:
        return part
    procedure = parsed(Procedure, text).model
    return f"{PROCEDURE}/{procedure.id}" if procedure else None


def versions(office: Office, actor: Actor, procedure: str) -> list[VersionRow]:
    """The versions of a procedure, newest first."""
    if not may_define(actor):
        return []
    with office.db.read() as session:
        running = select(Case.version_id, func.count()).where(col(Case.ended).is_(False)).group_by(col(Case.version_id))
        counts: dict[int, int] = dict(session.exec(running).all())
        rows = select(Version, Person.name).join(Person, isouter=True).where(Version.procedure == procedure)
        found = session.exec(rows.order_by(col(Version.number).desc()))
        return [_row(version, name, counts.get(version.id or 0, 0)) for version, name in found]


def _row(version: Version, name: str | None, running: int) -> VersionRow:
    return VersionRow(version.number, version.id or 0, version.published_at, name or "", version.note, running)


def version_texts(office: Office, actor: Actor, version_id: int) -> Mapping[str, str]:
    """The published texts of a version, as they are; empty for who may not see them."""
    if not may_define(actor):
        return {}
    with office.db.read() as session:
        version = session.get(Version, version_id)
        return read_texts(session, version) if version else {}


def published_text(office: Office, session: Session, name: str) -> str | None:
    part = PROCEDURE if name.startswith(f"{PROCEDURE}/") else name
    for version in session.exec(select(Version).order_by(col(Version.id).desc())):
        if part in version.parts and (part != PROCEDURE or version.procedure == name.partition("/")[2]):
            stored = session.get(DefinitionText, version.parts[part])
            return stored.body if stored else None
    return None


def drafts_of(session: Session, person: int) -> dict[str, str]:
    """Everything that somebody drafts, by name."""
    found = session.exec(select(DefinitionDraft).where(DefinitionDraft.person_id == person))
    return {f"{d.kind}/{d.key}": d.body for d in found}


def draft_of(session: Session, person: int, name: str) -> DefinitionDraft | None:
    """What somebody drafts of a part."""
    kind, _, key = name.partition("/")
    wanted = (DefinitionDraft.person_id == person, DefinitionDraft.kind == kind, DefinitionDraft.key == key)
    return session.exec(select(DefinitionDraft).where(*wanted)).first()


def not_admin() -> Refusal:
    """Definitions are for administrators."""
    return Refusal(Message("not_admin", {}))
