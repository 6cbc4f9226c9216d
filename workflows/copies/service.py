"""Practice copies: made from a draft, entered as somebody made up, left, and wiped."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Final

from sqlmodel import Session, col, delete, select

from data.engine import open_database
from data.files import FileStore
from data.migrations import VERSIONS, migrate
from data.reference.load import load_places
from data.tables import ParameterValue, Person, PracticeCopy, PracticeVisit, Setting
from forms.text import Message, Text
from workflows import releasing
from workflows.bundle import read_texts
from workflows.checks.texts import PROCEDURE
from workflows.clocks import entry_timers
from workflows.clocks.table import calendar_of
from workflows.copies.peopling import people
from workflows.editing import may_define, not_admin
from workflows.engine.types import Actor, Refusal
from workflows.facts import working
from workflows.jobs.worker import Worker
from workflows.office import PRACTICE, Office
from workflows.packs.making import family_of
from workflows.people.actors import actor_on
from workflows.people.cities import home
from workflows.people.sessions import Signed
from workflows.publishing import publish
from workflows.rehearsal.approving import digest

FOLDER: Final = "practice_copies"
JOBS: Final = 20
"""Done at most before a page is drawn: nobody else works in a copy."""
_open: dict[Path, Office] = {}
_opening = threading.Lock()


@dataclass(frozen=True)
class Copy:
    """A practice copy as an administrator sees it."""

    id: int
    part: str
    procedures: tuple[str, ...]
    digest: str
    made_at: datetime
    by: str


@dataclass(frozen=True)
class Somebody:
    """A made-up person of a copy: their name, and what they are there."""

    id: int
    name: str
    roles: tuple[Text, ...]
    organisation: Text


def make(office: Office, actor: Actor, name: str, text: str, now: datetime) -> int | Refusal:
    """A new copy of a draft with whatever belongs to it, instead of one that the actor made of it before."""
    if not may_define(actor):
        return not_admin()
    texts = releasing.drafted(office, actor, name, text)
    if not texts:
        return Refusal(Message("copy.unsound"), guard="definition")
    _sweep(office)
    folder = token_hex(8)
    try:
        _furnish(office, _place(office, folder), texts, now)
    except BaseException:
        _gone(_place(office, folder))
        raise
    with office.db.write() as session:
        old = select(PracticeCopy).where(PracticeCopy.part == name, PracticeCopy.made_by == actor.id)
        before = _removed(session, session.exec(old).all())
        row = PracticeCopy(
            folder=folder, part=name, procedures=sorted(texts), digest=digest_of(texts), made_at=now, made_by=actor.id
        )
        session.add(row)
        session.flush()
        made = row.id or 0
    _all_gone(office, before)
    return made


def digest_of(texts: Mapping[str, Mapping[str, str]]) -> str:
    """What tells a draft with all that belongs to it from a later one."""
    return digest({name: digest(every) for name, every in texts.items()})


def _place(office: Office, folder: str) -> Path:
    return office.folder / FOLDER / folder


def _furnish(office: Office, place: Path, texts: Mapping[str, Mapping[str, str]], now: datetime) -> None:
    """An office of its own, in which the draft is published and nobody real is."""
    place.mkdir(parents=True)
    shutil.copy(blank(office), place / "office.db")
    copy = _opened(place)
    with office.db.read() as session:
        city = home(session)
        values = [r.model_dump(exclude={"id", "set_by"}) for r in _values(session, texts)]
        given = _family(session, texts)
    made = publish(copy, given, "", None, now)
    if not made:
        raise ValueError("a sound draft cannot be published in its copy")
    with copy.db.write() as session:
        bundles = [b for name in sorted(texts) if (b := copy.newest(session, name))]
        bundles += [b for v in made.versions if v.procedure not in texts if (b := copy.newest(session, v.procedure))]
        people(copy, session, bundles, city, now)
        session.add_all(ParameterValue(**row) for row in values)
        session.add(Setting(key=PRACTICE, value=True))
        working.keep(session, calendar_of(copy, session))
        entry_timers.schedule_all(copy, session, now)


def blank(office: Office) -> Path:
    """A database with places and nothing else, to be copied: all migrations take longer than anybody likes to wait."""
    wanted = office.folder / FOLDER / f"blank-{max(p.stem for p in VERSIONS.glob('*.py'))}.db"
    if not wanted.exists():
        begun = wanted.with_name(f"begun-{token_hex(4)}.db")
        db = open_database(f"sqlite:///{begun}")
        migrate(db)
        with db.write() as session:
            load_places(session)
        db.close()
        begun.replace(wanted)
    return wanted


def _values(session: Session, texts: Collection[str]) -> list[ParameterValue]:
    """What the office has set for its city: part of how a procedure goes, and about nobody."""
    mine = select(ParameterValue).where(col(ParameterValue.procedure).in_(list(texts)), ParameterValue.scope == "")
    return list(session.exec(mine.order_by(col(ParameterValue.id))))


def _family(session: Session, texts: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The drafted texts, with the published ones of what they open as children."""
    found: dict[str, str] = {}
    for name in texts:
        for other, version in family_of(session, name).items():
            found |= _named(other, read_texts(session, version))
    for name, every in texts.items():
        found |= _named(name, every)
    return found


def _named(procedure: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {f"{PROCEDURE}/{procedure}" if part == PROCEDURE else part: text for part, text in texts.items()}


def copies(office: Office, actor: Actor, part: str = "") -> list[Copy]:
    """Every copy, or those of one draft, the newest first: administrators try out what others drafted, too."""
    if not may_define(actor):
        return []
    wanted = select(PracticeCopy, Person.name).join(Person).order_by(col(PracticeCopy.id).desc())
    with office.db.read() as session:
        rows = session.exec(wanted.where(PracticeCopy.part == part) if part else wanted)
        return [Copy(c.id or 0, c.part, tuple(c.procedures), c.digest, c.made_at, by) for c, by in rows]


def cast(office: Office, copy_id: int, now: datetime) -> list[Somebody]:
    """Everybody in a copy, in the order of the roles; nobody where it was wiped meanwhile."""
    from workflows.people.listing import badge

    copy = opened(office, copy_id)
    if copy is None:
        return []
    with copy.db.read() as session:
        everybody = session.exec(select(Person.id).order_by(col(Person.id))).all()
        actors = [actor_on(session, p, copy.today(now)) for p in everybody if p is not None]
    badges = [(a, badge(copy, a, now)) for a in actors if a.held]
    return [Somebody(a.id, b.name, b.roles, b.organisation) for a, b in badges]


def enter(office: Office, actor: Actor, session_id: str, copy_id: int, person: int) -> Refusal | None:
    """From now on the session acts as somebody of a copy, in every tab, until it leaves."""
    if not may_define(actor):
        return not_admin()
    return act_as(office, session_id, copy_id, person)


def act_as(office: Office, session_id: str, copy_id: int, person: int) -> Refusal | None:
    """The same for whoever is in it already."""
    copy = opened(office, copy_id)
    if copy is None or not _is_there(copy, person):
        return Refusal(Message("copy.gone"), guard="copy")
    with office.db.write() as session:
        session.merge(PracticeVisit(sign_in_id=session_id, copy_id=copy_id, person_id=person))
    return None


def _is_there(copy: Office, person: int) -> bool:
    with copy.db.read() as session:
        return session.get(Person, person) is not None


def part_of(office: Office, copy_id: int) -> str:
    """The draft that a copy was made of; nothing where it was wiped meanwhile."""
    with office.db.read() as session:
        copy = session.get(PracticeCopy, copy_id)
        return copy.part if copy else ""


def leave(office: Office, session_id: str) -> None:
    """Back to oneself."""
    with office.db.write() as session:
        session.exec(delete(PracticeVisit).where(col(PracticeVisit.sign_in_id) == session_id))


def visiting(office: Office, signed: Signed) -> Signed:
    """Who acts by a session: somebody of a copy while it is in one, else the person themselves."""
    with office.db.read() as session:
        visit = session.get(PracticeVisit, signed.session_id)
    copy = opened(office, visit.copy_id) if visit else None
    if visit is None or copy is None:
        return signed
    with copy.db.read() as session:
        person = session.get(Person, visit.person_id)
    if person is None:
        return signed
    return replace(signed, person_id=visit.person_id, name=person.name, copy=visit.copy_id, own=signed.person_id)


def opened(office: Office, copy_id: int) -> Office | None:
    """The office of a copy; None once it was wiped."""
    with office.db.read() as session:
        row = session.get(PracticeCopy, copy_id)
    place = _place(office, row.folder) if row else None
    return _opened(place) if place and (place / "office.db").exists() else None


def _opened(place: Path) -> Office:
    """Opened once in this process; nothing goes out of it, whatever the settings say."""
    with _opening:
        if place not in _open:
            _open[place] = Office(open_database(f"sqlite:///{place / 'office.db'}"), FileStore(place / "files"))
        return _open[place]


def work(copy: Office, now: datetime) -> None:
    """What is due in a copy is done: it has no worker of its own."""
    worker = Worker(copy, lambda: now)
    for _ in range(JOBS):
        if not worker.once():
            return


def wipe(office: Office, actor: Actor, copy_id: int) -> Refusal | None:
    """A copy with everything in it is gone; whoever was in it is themselves again."""
    if not may_define(actor):
        return not_admin()
    with office.db.write() as session:
        row = session.get(PracticeCopy, copy_id)
        gone = _removed(session, [row] if row else [])
    _all_gone(office, gone)
    return None


def wipe_published(office: Office, procedures: Collection[str]) -> None:
    """What was tried out is published now: its copies are gone."""
    with office.db.write() as session:
        rows = session.exec(select(PracticeCopy)).all()
        gone = _removed(session, [r for r in rows if set(r.procedures) & set(procedures)])
    _all_gone(office, gone)


def _removed(session: Session, rows: Collection[PracticeCopy]) -> list[str]:
    """Rows are gone before the files are; their folders."""
    ids = [r.id for r in rows]
    session.exec(delete(PracticeVisit).where(col(PracticeVisit.copy_id).in_(ids)))
    folders = [r.folder for r in rows]
    for row in rows:
        session.delete(row)
    return folders


def _all_gone(office: Office, folders: Collection[str]) -> None:
    for folder in folders:
        _gone(_place(office, folder))


def _gone(place: Path) -> None:
    with _opening:
        copy = _open.pop(place, None)
    if copy is not None:
        copy.db.close()
    shutil.rmtree(place, ignore_errors=True)


def _sweep(office: Office) -> None:
    """Folders that no row speaks of: what a broken-off making or wiping has left."""
    base = office.folder / FOLDER
    with office.db.read() as session:
        known = set(session.exec(select(PracticeCopy.folder)))
    for place in base.iterdir() if base.is_dir() else ():
        if place.is_dir() and place.name not in known and place not in _open:
            shutil.rmtree(place, ignore_errors=True)
