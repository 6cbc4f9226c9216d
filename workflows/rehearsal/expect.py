"""What a case looks like after a step, beside what the step says it should."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlmodel import col, or_, select

from data.queries.registers import rows_of
from data.tables import Case, Entry, History
from forms.finding import Finding
from workflows.cases.drafts import Sheet, open_draft
from workflows.clocks.reckon import Reading
from workflows.clocks.service import clocks_of, lights
from workflows.draws.stored import stored
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.outbox.told import told
from workflows.rehearsal import tasks

REGISTER, ENTRY, DUE, CLOCK = "register.", "entry.", "due.", "clock."
FACTS = (
    "state", "number", "late", "title", "holder", "due", "findings", "reads", "writes", "may", "light", "messages",
    "draws",
    *tasks.FACTS,
)  # fmt: skip
"""What a step may speak of, beside the entries of a register."""


class View:
    """A case after a step, looked up as it is asked about."""

    def __init__(self, office: Office, case: int, now: datetime, actor: Callable[[str], Actor]) -> None:
        self._office, self._id, self._now, self._actor = office, case, now, actor
        self._sheets: dict[str, Sheet | None] = {}  # as people see it, by person
        with office.db.read() as session:
            self._row = session.get_one(Case, case)

    def pair(self, key: str, wanted: Any) -> tuple[Any, Any]:
        """What is wanted and what is found, so written that equal things are equal."""
        if key.startswith(REGISTER):
            return sorted(wanted), self._entries(key.removeprefix(REGISTER))
        if key.startswith(ENTRY):
            return wanted, self._entry(key.removeprefix(ENTRY), wanted)
        if key.startswith((DUE, CLOCK)) or key == "light":
            return wanted, self._time(key)
        if key == "findings":
            return sorted(wanted), self._findings()
        if key == "draws":
            found = self._draws()
            return wanted, {name: found.get(name, 0) for name in wanted}
        if key == "messages":
            return _told(wanted), {p: self._messages(p, n) for p, n in wanted.items()}
        if key == tasks.SEES:
            return _sorted(wanted), {p: self._tasks(key, named, p) for p, named in wanted.items()}
        if key in tasks.FACTS:
            return sorted(wanted), self._tasks(key, wanted)
        if key == "reads":
            return _sorted(wanted), {p: self._reads(p) for p in wanted}
        if key == "writes":
            return _sorted(wanted), {p: self._writes(p) for p in wanted}
        if key == "may":
            return _sorted(wanted), {p: self._may(p) for p in wanted}
        found = getattr(self._row, key)
        if key == "number" and isinstance(wanted, bool):
            return wanted, found is not None
        return wanted, found.isoformat() if key == "due" and found else found

    def _time(self, key: str) -> str | None:
        """The due date of a clock, how it stands (running, paused, ended), or the light of the case."""
        if key == "light":
            return lights(self._row.due, self._row.yellow_on, self._office.today(self._now))
        kind, _, name = key.partition(".")
        found = self._clocks.get(name)
        if found is None:
            return None
        if f"{kind}." == CLOCK:
            return found.status
        return found.due.isoformat() if found.due else None

    @cached_property
    def _clocks(self) -> Mapping[str, Reading]:
        return clocks_of(self._office, self._id, self._now)

    def _entries(self, register: str) -> list[str]:
        """Titles of the entries that are in a register on the day, or on the one behind the @."""
        name, _, day = register.partition("@")
        on = date.fromisoformat(day) if day else self._office.today(self._now)
        with self._office.db.read() as session:
            found = session.exec(select(Entry.title).where(Entry.register_id == name, *_open(on)))
            return sorted(found)

    def _entry(self, key: str, wanted: Mapping[str, Any]) -> dict[str, Any] | None:
        """The fields, or the keys of the rows, of an entry as it stands on the day; None where there is none."""
        register, _, title = key.partition(".")
        with self._office.db.read() as session:
            named = (Entry.register_id == register, Entry.title == title)
            entry = session.exec(select(Entry).where(*named, *_open(self._office.today(self._now)))).first()
            if entry is None:
                return None
            rows = {n: sorted(r.key for r in rows_of(session, entry.id or 0, n)) for n in wanted if n not in entry.body}
            return {name: rows[name] if name in rows else entry.body[name] for name in wanted}

    def _draws(self) -> dict[str, int]:
        """How many were drawn so far, by draw."""
        found: dict[str, int] = {}
        with self._office.db.read() as session:
            for each in stored(session, self._id):
                found[each.draw] = found.get(each.draw, 0) + len(each.record["drawn"])
        return found

    def _messages(self, name: str, wanted: int | list[str]) -> int | list[str]:
        """The messages about the case that somebody has got so far: how many, or which, as it is asked."""
        with self._office.db.read() as session:
            found = told(session, self._id).get(self._actor(name).id, [])
        return len(found) if isinstance(wanted, int) else sorted(found)

    def _tasks(self, fact: str, wanted: list[str], name: str = "") -> list[str]:
        return tasks.names(self._office, self._id, self._actor(name), self._now, fact, wanted)

    def _sheet(self, name: str) -> Sheet | None:
        if name not in self._sheets:
            found = open_draft(self._office, self._actor(name), self._id, self._now)
            self._sheets[name] = found if isinstance(found, Sheet) else None
        return self._sheets[name]

    def _findings(self) -> list[str]:
        """What blocks, as the person on stage sees it."""
        sheet = self._sheet("")
        return blocking(sheet.findings) if sheet else []

    def _reads(self, name: str) -> list[str]:
        sheet = self._sheet(name)
        return sorted(sheet.access.groups_readable) if sheet else []

    def _writes(self, name: str) -> list[str]:
        sheet = self._sheet(name)
        return sorted(sheet.access.groups_writable) if sheet else []

    def _may(self, name: str) -> list[str]:
        sheet = self._sheet(name)
        return sorted(o.transition for o in sheet.offers if o.why_not is None) if sheet else []


def _open(day: date) -> tuple[Any, ...]:
    until = col(Entry.until)
    return (Entry.since <= day, or_(until.is_(None), until > day))


def entry_called(office: Office, title: str, now: datetime, procedure: str, child: str) -> int:
    """The entry of a title that is in the register of a child on the day; 0 for none."""
    with office.db.read() as session:
        bundle = office.newest(session, procedure)
        declared = bundle.procedure.children.get(child) if bundle else None
        register = declared.of.partition(":")[2] if declared else ""
        wanted = select(Entry.id).where(Entry.register_id == register, Entry.title == title)
        found = session.exec(wanted.where(*_open(office.today(now)))).first()
    return found or 0


def blocking(findings: Iterable[Finding]) -> list[str]:
    """`path rule` of everything that blocks."""
    return sorted(f"{f.place.path} {f.rule}" for f in findings if f.blocks)


def standing(office: Office, cases: Iterable[int]) -> list[tuple[Any, ...]]:
    """Where cases are: equal before and after means that nothing was changed."""
    wanted = select(Case).where(col(Case.id).in_(list(cases))).order_by(col(Case.id))
    with office.db.read() as session:
        return [(c.id, c.state, c.revision, c.number, c.holder, c.title) for c in session.exec(wanted)]


def taken(office: Office, case: int) -> list[str]:
    """Every step of a case so far, those that follow by themselves included."""
    with office.db.read() as session:
        return list(session.exec(select(History.action).where(History.case_id == case).order_by(col(History.step))))


def words(value: Any) -> str:
    """A value as a mismatch shows it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _told(wanted: Mapping[str, int | list[str]]) -> dict[str, int | list[str]]:
    return {person: given if isinstance(given, int) else sorted(given) for person, given in wanted.items()}


def _sorted(wanted: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    return {person: sorted(named) for person, named in wanted.items()}
