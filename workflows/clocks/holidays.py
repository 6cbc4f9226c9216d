"""The table of working days as administrators keep it: what a notice changes is shown before it is confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from data.tables import CalendarDay, CalendarNotice, District, Person, Setting
from forms.text import Message
from workflows.clocks.entry_timers import schedule_all
from workflows.clocks.moving import Moves, moves
from workflows.clocks.notice import Notice, read_notice
from workflows.clocks.table import CHANGED, calendar_of, read_calendar, tree, with_notice
from workflows.engine.types import Actor, Refusal
from workflows.facts import working
from workflows.jobs.service import RETIME, enqueue
from workflows.office import ADMIN, Office, holds
from workflows.workdays import FIRST, Calendar, Special

MANY = 366
"""Local days added at once."""


@dataclass(frozen=True)
class Changed:
    """A day that is another than before."""

    day: date
    works: bool
    worked: bool
    occasion: str


@dataclass(frozen=True)
class Preview:
    """What confirming would change: days, and due dates of open cases. `doubts` are for a person to look at."""

    title: str
    year: int
    whole: bool
    changed: tuple[Changed, ...]
    moves: Moves
    doubts: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Kept:
    """A notice or a decision about local days, as it is listed."""

    id: int
    kind: str
    year: int
    title: str
    basis: str
    text: str
    district: str
    days: tuple[tuple[date, bool], ...]
    added_at: datetime
    added_by: str
    revoked_at: datetime | None


@dataclass(frozen=True)
class Local:
    """Days off, or at work, of one place and all that lies in it ("": the whole office)."""

    district: str
    first: date
    last: date
    works: bool
    occasion: str
    basis: str

    def days(self) -> dict[date, Special]:
        """Every day of it."""
        count = min((self.last - self.first).days, MANY - 1)
        return {self.first + timedelta(n): Special(self.works, self.occasion, local=True) for n in range(count + 1)}


def preview_notice(office: Office, actor: Actor, text: str, now: datetime) -> Preview | Refusal:
    """What a pasted notice would change, or why it cannot be read."""
    read = _read(actor, text)
    if isinstance(read, Refusal):
        return read
    row = CalendarNotice(kind="notice", year=read.year, whole=read.whole, title=read.title, added_at=now, added_by=0)
    return _preview(office, row, read.days, now, read.doubts)


def confirm_notice(office: Office, actor: Actor, text: str, now: datetime) -> int | Refusal:
    """Take a notice into the table and move what depends on it; its id."""
    read = _read(actor, text)
    if isinstance(read, Refusal):
        return read
    row = CalendarNotice(
        kind="notice", year=read.year, whole=read.whole, title=read.title, text=text.strip(), added_at=now,
        added_by=actor.id,
    )  # fmt: skip
    return _add(office, row, read.days, now)


def _read(actor: Actor, text: str) -> Notice | Refusal:
    if not holds(actor, ADMIN):
        return Refusal(Message("not_admin"), guard="role")
    read = read_notice(text)
    return Refusal(read, guard="notice") if isinstance(read, Message) else read


def preview_local(office: Office, actor: Actor, local: Local, now: datetime) -> Preview | Refusal:
    """What local days would change."""
    refused = _against(office, actor, local)
    return refused or _preview(office, _row(local, actor, now), local.days(), now)


def add_local(office: Office, actor: Actor, local: Local, now: datetime) -> int | Refusal:
    """Take local days into the table; the id of the decision."""
    refused = _against(office, actor, local)
    return refused or _add(office, _row(local, actor, now), local.days(), now)


def _row(local: Local, actor: Actor, now: datetime) -> CalendarNotice:
    return CalendarNotice(
        kind="local", year=local.first.year, title=local.occasion.strip(), basis=local.basis.strip(),
        district=local.district, added_at=now, added_by=actor.id,
    )  # fmt: skip


def _against(office: Office, actor: Actor, local: Local) -> Refusal | None:
    if not holds(actor, ADMIN):
        return Refusal(Message("not_admin"), guard="role")
    if not local.basis.strip() or not local.occasion.strip():
        return Refusal(Message("calendar.why"), guard="basis")
    if not FIRST <= local.first <= local.last or (local.last - local.first).days >= MANY:
        return Refusal(Message("calendar.range", {"most": MANY}), guard="days")
    with office.db.read() as session:
        if local.district and session.get(District, local.district) is None:
            return Refusal(Message("calendar.district", {"code": local.district}), guard="district")
    return None


def _preview(
    office: Office, row: CalendarNotice, days: Mapping[date, Special], now: datetime, doubts: tuple[Message, ...] = ()
) -> Preview:
    with office.db.read() as session:
        before = replace(calendar_of(office, session), tree=tree(session))
        return _compared(office, session, row, before, with_notice(before, row, days), now, doubts)


def _compared(
    office: Office,
    session: Session,
    row: CalendarNotice,
    before: Calendar,
    after: Calendar,
    now: datetime,
    doubts: tuple[Message, ...] = (),
) -> Preview:
    found = tuple(changed(before.of(row.district), after.of(row.district)))
    moved = moves(office, session, after, now)
    return Preview(row.title, row.year, row.whole, found, moved, doubts)


def changed(before: Calendar, after: Calendar) -> Iterable[Changed]:
    """The days that are at work in one table and off in the other."""
    for day in sorted({*before.days, *after.days}):
        works, worked = after.is_workday(day), before.is_workday(day)
        if works != worked:
            special = after.special(day) or before.special(day)
            yield Changed(day, works, worked, special.occasion if special else "")


def _add(office: Office, row: CalendarNotice, days: Mapping[date, Special], now: datetime) -> int:
    with office.db.write() as session:
        session.add(row)
        session.flush()
        number = row.id or 0
        rows = (CalendarDay(notice_id=number, day=d, works=s.works, occasion=s.occasion) for d, s in days.items())
        session.add_all(rows)
        _touched(office, session, now)
        return number


def _touched(office: Office, session: Session, now: datetime) -> None:
    """Say that the table is another one, and have the due dates of open cases follow."""
    known = session.exec(select(Setting).where(Setting.key == CHANGED).with_for_update()).first()
    setting = known or Setting(key=CHANGED, value=0)
    setting.value = int(str(setting.value)) + 1
    session.add(setting)
    working.keep(session, read_calendar(session))
    enqueue(session, RETIME, {}, now, key=f"{RETIME}/{setting.value}")
    schedule_all(office, session, now)


def preview_revoke(office: Office, actor: Actor, notice_id: int, now: datetime) -> Preview | Refusal:
    """What taking a notice back would change."""
    with office.db.read() as session:
        row = session.get(CalendarNotice, notice_id)
        refused = _not_there(actor, row)
        if refused or row is None:
            return refused or Refusal(Message("calendar.gone"), guard="notice")
        after = read_calendar(session, without=notice_id)
        return _compared(office, session, row, calendar_of(office, session), after, now)


def revoke(office: Office, actor: Actor, notice_id: int, now: datetime) -> Refusal | None:
    """Take a notice, or local days, back."""
    with office.db.write() as session:
        row = session.get(CalendarNotice, notice_id)
        refused = _not_there(actor, row)
        if refused is None and row is not None:
            row.revoked_at, row.revoked_by = now, actor.id
            session.add(row)
            _touched(office, session, now)
        return refused


def _not_there(actor: Actor, row: CalendarNotice | None) -> Refusal | None:
    if not holds(actor, ADMIN):
        return Refusal(Message("not_admin"), guard="role")
    if row is None or row.revoked_at is not None:
        return Refusal(Message("calendar.gone"), guard="notice")
    return None


def kept(office: Office) -> list[Kept]:
    """Every notice and every decision about local days, the newest first."""
    with office.db.read() as session:
        wanted = select(CalendarNotice, Person.name).join(Person, col(Person.id) == col(CalendarNotice.added_by))
        rows = session.exec(wanted.order_by(col(CalendarNotice.id).desc())).all()
        days: dict[int, list[tuple[date, bool]]] = {}
        for d in session.exec(select(CalendarDay).order_by(col(CalendarDay.day))):
            days.setdefault(d.notice_id, []).append((d.day, d.works))
        return [
            Kept(n.id or 0, n.kind, n.year, n.title, n.basis, n.text, n.district, tuple(days.get(n.id or 0, ())),
                 n.added_at, name, n.revoked_at)
            for n, name in rows
        ]  # fmt: skip


def table(office: Office, district: str = "") -> Calendar:
    """The table as it stands, of the whole office or of a place."""
    with office.db.read() as session:
        return calendar_of(office, session).of(district)
