"""Registers that follow another one: their entries are worked out anew whenever what they rest on is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from data.queries.registers import revisions
from data.tables import Entry, EntryRow, EntryValue, Version
from forms import feel
from forms.text import Text
from workflows.clocks import entry_timers
from workflows.engine.asking import services_for
from workflows.engine.entries import key_text, stored
from workflows.engine.entry_types import NewEntry
from workflows.model.registers import Follows, Register
from workflows.office import Office
from workflows.registers.importing import PIECE, insert_entries
from workflows.registers.known import Known, every
from workflows.registers.seeing import fields_view
from workflows.registers.writing import By, first_of, hold_register
from workflows.world import About, OfficeWorld, open_on


def follow(
    office: Office, session: Session, written: Collection[int], now: datetime, case: int | None = None
) -> list[dict[str, Any]]:
    """After revisions of entries were written or ended: what follows them, at once; gives what a history tells."""
    rows = [e for number in written if (e := session.get(Entry, number)) is not None]
    told = []
    for each in _followers(office, session, {e.register_id for e in rows}, now):
        for day in sorted({_day(e) for e in rows}):
            touched = [e for e in rows if _day(e) == day]
            made = _Following(office, session, each, day, By(session, each.bundle, now, case_id=case))
            told += made.of(_sources(session, each.rule, touched))
    return told


def follow_all(office: Office, session: Session, register: str, day: date, now: datetime, number: int | None) -> None:
    """After many entries of a register were written by one import: what follows it, all of it."""
    for each in _followers(office, session, {register}, now):
        if each.rule.register_id == register:
            by = By(session, each.bundle, now, import_id=number)
            _Following(office, session, each, day, by).of(None)


def catch_up(office: Office, session: Session, versions: Collection[int] | None, now: datetime) -> int:
    """What registers that follow lack of what was there before they did; gives how many entries were written or ended.

    Of `versions` that were just published those whose rule is another than before; None means all of today's.
    """
    if versions is None:
        found = list(every(office, session, office.today(now)))
    else:
        found = [k for v in versions for k in _new_rules(office, session, v)]
    return sum(len(each.told) for each in _caught_up(office, session, _as_followers(found), now))


@dataclass(frozen=True)
class CaughtUp:
    """A register that follows another one, and what was written into it or ended in it, as a history tells it."""

    title: Text
    follows: Text
    told: tuple[Mapping[str, Any], ...]


def what_lacks(office: Office, now: datetime, *, dry: bool) -> list[CaughtUp]:
    """What each register of today that follows lacked; it is there now, unless this was only to find out (`dry`)."""
    with office.db.write() as session:
        followers = list(_as_followers(every(office, session, office.today(now))))
        made = list(_caught_up(office, session, followers, now))
        if dry:
            session.rollback()
        return made


def begin(office: Office, session: Session, now: datetime) -> int:
    """At a start: what registers lack that hold nothing yet, although what they follow does; gives how many entries.

    They were published before it was known how to catch up. What others lack `what_lacks` says.
    """
    followers = _as_followers(every(office, session, office.today(now)))
    bare = [f for f in followers if not _holds(session, f.id) and _holds(session, f.rule.register_id)]
    return sum(len(each.told) for each in _caught_up(office, session, bare, now))


def _holds(session: Session, register: str) -> bool:
    return session.exec(select(Entry.id).where(Entry.register_id == register).limit(1)).first() is not None


def _caught_up(
    office: Office, session: Session, followers: Iterable[_Follower], now: datetime
) -> Iterator[CaughtUp]:
    day = office.today(now)
    for each in followers:
        told = _Following(office, session, each, day, By(session, each.bundle, now)).of(None)
        yield CaughtUp(each.register.called, each.source.called, tuple(told))


def _new_rules(office: Office, session: Session, version: int) -> Iterator[Known]:
    """The registers of a version that follow otherwise than they did in the version before."""
    row = session.get_one(Version, version)
    earlier = (Version.procedure == row.procedure, Version.number < row.number)
    before = session.exec(select(Version.id).where(*earlier).order_by(col(Version.number).desc()).limit(1)).first()
    old = office.bundle(session, before).procedure.registers if before is not None else {}
    bundle = office.bundle(session, version)
    for key, register in bundle.procedure.registers.items():
        if key not in old or old[key].follows != register.follows:
            yield Known(key, bundle, register)


def _as_followers(found: Iterable[Known]) -> Iterator[_Follower]:
    for each in found:
        rule = each.register.follows
        if rule is not None:
            source = each.bundle.procedure.registers[rule.register_id]
            yield _Follower(each.id, each.bundle, each.register, rule, source)


@dataclass(frozen=True, eq=False)
class _Follower(Known):
    """A register that follows, with the one that it follows."""

    rule: Follows
    source: Register


def _followers(office: Office, session: Session, registers: Collection[str], now: datetime) -> list[_Follower]:
    """The registers that follow one of some, or ask for one of them."""
    of_today = _as_followers(every(office, session, office.today(now)))
    return [f for f in of_today if not {f.rule.register_id, *f.rule.also}.isdisjoint(registers)]


def _day(entry: Entry) -> date:
    """From which day on it holds that this was written."""
    return entry.since if entry.until is None else entry.until


def _sources(session: Session, rule: Follows, touched: Sequence[Entry]) -> set[int]:
    """The identities of the entries to look at again: those written, and those found by a key of the others."""
    found = {first_of(e) for e in touched if e.register_id == rule.register_id}
    others = [r for e in touched if e.register_id in rule.also for r in revisions(session, first_of(e))]
    keys = {e.key for e in others}
    for start in range(0, len(others), PIECE):
        ids = [e.id for e in others[start : start + PIECE]]
        keys |= set(session.exec(select(EntryRow.key).where(col(EntryRow.entry_id).in_(ids))))
    return found | set(_bearing(session, rule.register_id, sorted(keys)))


def _bearing(session: Session, register: str, keys: Sequence[str]) -> Iterator[int]:
    """The identities of the entries of a register that are found by one of the keys."""
    for start in range(0, len(keys), 500):
        some = col(EntryValue.text).in_(keys[start : start + 500])
        found = select(Entry).join(EntryValue, col(EntryValue.entry_id) == Entry.id).where(some)
        yield from (first_of(e) for e in session.exec(found.where(Entry.register_id == register)))


@dataclass
class _Following:
    """One register brought up to date as of a day."""

    office: Office
    session: Session
    of_: _Follower
    day: date
    by: By
    services: dict[str, feel.Services] = field(default_factory=dict)

    def of(self, identities: Collection[int] | None) -> list[dict[str, Any]]:
        """Looks at these entries of what it follows, or at all (None): writes what is to be in, ends what is not."""
        hold_register(self.session, self.of_.id)
        wanted, seen = self._wanted(identities)
        standing = self._standing(None if identities is None else seen)
        new = [(None, e) for key, e in wanted.items() if key not in standing]
        changed = [
            (old, e) for key, e in wanted.items() if (old := standing.get(key)) is not None and old.body != e.body
        ]
        gone = [e for key, e in standing.items() if key not in wanted]
        ids = insert_entries(self.by, [*new, *changed])
        self._end([e for e, _ in changed], goes_on=True, reasons={})
        self._end(gone, goes_on=False, reasons=seen)
        if ids or gone:
            entry_timers.schedule(self.office, self.session, [self.of_.id], self.by.now)
        return [*self._told(ids, [*new, *changed]), *(self._told_gone(e, seen) for e in gone)]

    def _wanted(self, identities: Collection[int] | None) -> tuple[dict[str, NewEntry], dict[str, str]]:
        """What is to be in by key; and every key that was looked at, with the reason that is given."""
        wanted, seen = dict[str, NewEntry](), dict[str, str]()
        names = self.office.district_names(self.session)
        for each in self._revisions(identities):
            scope = {"entry": fields_view(each, self.of_.source, names)}
            made = self._made(scope, each.district or "")
            if made is None:
                continue
            seen[made.key] = made.reason
            if self._in_force(each) and self._value(self.of_.rule.when, scope, each.district or "") is True:
                wanted[made.key] = made
        return wanted, seen

    def _revisions(self, identities: Collection[int] | None) -> Iterator[Entry]:
        if identities is None:
            mine = select(Entry).where(Entry.register_id == self.of_.rule.register_id, *open_on(self.day))
            yield from self.session.exec(mine.order_by(col(Entry.id)))
            return
        for first in sorted(identities):
            yield from revisions(self.session, first)

    def _in_force(self, each: Entry) -> bool:
        return each.since <= self.day and (each.until is None or each.until > self.day)

    def _made(self, scope: Mapping[str, Any], district: str) -> NewEntry | None:
        """The entry that follows from one; None where its key is empty."""
        register, rule = self.of_.register, self.of_.rule
        texts = {**rule.fields, **rule.key}
        body = {
            name: stored(each, self._value(texts[name], scope, district)) if name in texts else None
            for name, each in register.fields.items()
        }
        if any(body[name] is None for name in register.key):
            return None
        reason = self._value(rule.reason, scope, district) if rule.reason else None
        key = key_text(register, body)
        return NewEntry(
            register_id=self.of_.id, since=self.day, key=key, title=str(body.get(register.title) or key),
            district=body.get(register.district) if register.district else None, body=body, rows={},
            reason=reason if isinstance(reason, str) else "",
        )  # fmt: skip

    def _value(self, text: str, scope: Mapping[str, Any], district: str) -> Any:
        if district not in self.services:
            world = OfficeWorld(
                self.office, self.session, self.of_.bundle, About(None, district, None, {}), self.day
            )
            noon = datetime.combine(self.day, time(12), self.office.zone)
            self.services[district] = services_for(self.of_.bundle, {}, world, noon)
        return feel.evaluate(text, scope, self.services[district])

    def _standing(self, keys: Collection[str] | None) -> dict[str, Entry]:
        """What is in on the day, or comes in later, by key; all of it, or what bears one of the keys."""
        until = col(Entry.until)
        mine = select(Entry).where(Entry.register_id == self.of_.id, until.is_(None) | (until > self.day))
        if keys is None:
            return {e.key: e for e in self.session.exec(mine.order_by(col(Entry.id)))}
        some, found = sorted(keys), dict[str, Entry]()
        for start in range(0, len(some), 500):
            here = mine.where(col(Entry.key).in_(some[start : start + 500])).order_by(col(Entry.id))
            found |= {e.key: e for e in self.session.exec(here)}
        return found

    def _end(self, entries: Sequence[Entry], *, goes_on: bool, reasons: Mapping[str, str]) -> None:
        """Ends revisions on the day; one that began later lasts no day."""
        lines = [
            {"id": e.id, "until": max(self.day, e.since), "goes_on": goes_on, "out_case_id": self.by.case_id,
             "out_import_id": self.by.import_id, "out_reason": reasons.get(e.key, "")}
            for e in entries
        ]  # fmt: skip
        for start in range(0, len(lines), PIECE):
            self.session.execute(update(Entry), lines[start : start + PIECE])

    def _told(
        self, ids: Sequence[int], made: Sequence[tuple[Entry | None, NewEntry]]
    ) -> Iterator[dict[str, Any]]:
        for number, (before, entry) in zip(ids, made, strict=True):
            told = {"register": self.of_.id, "id": number, "title": entry.title, "since": entry.since.isoformat()}
            yield {**told, "first": first_of(before)} if before is not None else told

    def _told_gone(self, entry: Entry, reasons: Mapping[str, str]) -> dict[str, Any]:
        told = {"register": self.of_.id, "id": entry.id or 0, "first": first_of(entry), "title": entry.title}
        return {**told, "until": self.day.isoformat(), "reason": reasons.get(entry.key, "")}
