"""The list behind figures of rows, tasks and steps: one line for each of them, and the case that it lies on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, get_args

from sqlmodel import Session, col, select

from data.queries import figures
from data.tables import Case
from forms.text import Text
from workflows import address
from workflows.cases import search
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.people.known import organisations

PIECE = 1_000
"""Lines that are read at once."""


OWN, GIVEN, HELD = "d_", "dg_", "dh_"
"""Prefixes of the parameters of an address that are a list's own, of what was chosen with its steps, and of what its
rows hold."""


@dataclass(frozen=True)
class Detail:
    """What is counted on the ground of which cases; empty means any."""

    ground: figures.Ground
    cases: search.Query
    on: date
    table: str = ""
    group: str = ""
    rounds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    transitions: tuple[tuple[str, str], ...] = ()  # procedure and transition
    done: tuple[date, date] | None = None
    doer: int | None = None
    stage: str = ""  # of stays
    given: Mapping[str, str] = field(default_factory=dict, hash=False)  # of steps: field of their form → choices
    held: Mapping[str, str] = field(default_factory=dict, hash=False)  # of rows: field of theirs → values

    @property
    def on_cases(self) -> search.Query:
        """The cases that it lies on; of steps those on which one of them was taken, and this was chosen with it."""
        found = replace(self.cases, values={**self.cases.values, **self.held}) if self.held else self.cases
        return replace(found, given={**found.given, **self.given}, **self._taken()) if self.given else found

    def _taken(self) -> dict[str, Any]:
        first, last = self.done or (self.cases.took_from, self.cases.took_until or self.on)
        took = tuple(dict.fromkeys(t for _, t in self.transitions)) or self.cases.took
        return {"took": took, "took_from": first, "took_until": last}

    def params(self) -> dict[str, str]:
        """The list as parameters of an address: those of its cases, and its own."""
        own = {
            "ground": self.ground, "on": self.on.isoformat(), "table": self.table, "rounds": ",".join(self.rounds),
            "roles": ",".join(self.roles), "transitions": ",".join(".".join(t) for t in self.transitions),
            "done": ",".join(d.isoformat() for d in self.done or ()), "stage": self.stage,
            "doer": "" if self.doer is None else str(self.doer),
        }  # fmt: skip
        given = {f"{GIVEN}{k}": v for k, v in self.given.items()} | {f"{HELD}{k}": v for k, v in self.held.items()}
        return {**self.cases.params(), **{f"{OWN}{k}": v for k, v in own.items() if v}, **given}

    @classmethod
    def read(cls, params: Mapping[str, str], today: date) -> Detail:
        """The list of an address; what makes no sense there is left out. Whose rows they are is not asked of it."""
        own = {k.removeprefix(OWN): address.word(v) for k, v in params.items() if k.startswith(OWN)}
        known: tuple[figures.Ground, ...] = get_args(figures.Ground)
        ground = next((g for g in known if g == own.get("ground")), known[0])
        some = {n: address.words(own.get(n, "")) for n in ("rounds", "roles", "transitions", "done")}
        days = [day for text in some["done"] if (day := address.day(text))]
        pairs = [t.partition(".") for t in some["transitions"]]
        return cls(
            ground, search.Query.read(params),
            address.day(own.get("on", "")) or today, own.get("table", ""), "", some["rounds"], some["roles"],
            tuple((p, t) for p, _, t in pairs), (days[0], days[1]) if len(days) == 2 else None,
            address.number(own.get("doer", "")), own.get("stage", ""),
            _with(GIVEN, params), _with(HELD, params),
        )  # fmt: skip

    def wanted(self, office: Office, session: Session, actor: Actor, now: datetime) -> figures.Wanted:
        """The same as storage asks it."""
        actions: dict[str, set[str]] = {}
        for procedure, transition in self.transitions:
            actions.setdefault(procedure, set()).add(transition)
        offset = now.astimezone(office.zone).utcoffset()
        return figures.Wanted(
            search.conditions(office, session, actor, self.cases), self.on, self.ground, self.table, self.group,
            search.sought(self.held), self.rounds, self.roles, actions,
            self.done, self.doer, self.stage, self.cases.as_of is not None,
            round(offset.total_seconds() / 3600) if offset else 0,
            search.sought(self.given),
        )  # fmt: skip


@dataclass(frozen=True)
class DetailLine:
    """A row, a task or a step: of which case, what it is, who did it, from when until when."""

    case: int
    number: str | None
    title: Text
    what: Text
    who: Text
    since: str
    until: str


def count(office: Office, actor: Actor, of: Detail, now: datetime) -> int:
    """How many lines the list has for the actor."""
    with office.db.read() as session:
        found = figures.cells(session, actor.tokens, of.wanted(office, session, actor, now), [])
        return int(found.get((), 0))


def find(
    office: Office, actor: Actor, of: Detail, now: datetime, limit: int = 50, skip: int = 0
) -> tuple[DetailLine, ...]:
    """Some lines of the list, the newest first, as far as the actor may see their cases."""
    with office.db.read() as session:
        wanted = of.wanted(office, session, actor, now)
        return tuple(_lines(office, session, figures.behind(session, actor.tokens, wanted, limit, skip)))


def every(office: Office, session: Session, actor: Actor, of: Detail, now: datetime) -> Iterator[DetailLine]:
    """The whole list, read piece by piece."""
    wanted, before = of.wanted(office, session, actor, now), None
    while found := figures.behind(session, actor.tokens, wanted, PIECE, before=before):
        yield from _lines(office, session, found)
        before = found[-1][-1]
        session.expunge_all()


def _lines(office: Office, session: Session, found: list[tuple[Any, ...]]) -> Iterator[DetailLine]:
    ids = sorted({row[0] for row in found})
    cases = {c.id: c for c in session.exec(select(Case).where(col(Case.id).in_(ids)))}
    offices = organisations(session)
    return (_line(office, session, cases[row[0]], row, offices) for row in found)


def _line(office: Office, session: Session, case: Case, row: tuple, offices: dict) -> DetailLine:  # type: ignore[type-arg]
    _, action, doer, since, until, _ = row
    procedure = office.bundle(session, case.version_id).procedure
    named = {**procedure.roles, **procedure.transitions}.get(action)
    who, what = offices.get(str(doer)), named.title if named else Text(zh=str(action or ""))
    title = Text(zh=case.title, en=case.title_en or None)
    doing = who.title if who else Text(zh="")
    return DetailLine(case.id or 0, case.number, title, what, doing, since or "", until or "")


def _with(prefix: str, params: Mapping[str, str]) -> dict[str, str]:
    return {k.removeprefix(prefix): address.word(v) for k, v in params.items() if k.startswith(prefix)}
