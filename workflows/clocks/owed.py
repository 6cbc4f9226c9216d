"""What is owed in the whole office: reports of cases and of register entries that are missing or due, for who may see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from data.queries.registers import open_on
from data.queries.visibility import may_see
from data.tables import Case, Entry, Organisation, Version
from forms.text import Text
from workflows import address
from workflows.cases.opened import opened
from workflows.clocks.duties import Occurrence
from workflows.clocks.entry_timers import owing_registers
from workflows.clocks.reports import duties_of, owing_of
from workflows.clocks.table import calendar_of, tree
from workflows.definition import Procedure
from workflows.engine.types import Actor
from workflows.model.clocks import Duty
from workflows.office import Office
from workflows.registers.writing import first_of
from workflows.workdays import Calendar

MOST = 2000
"""Cases, and entries, that are looked at; a procedure or a district narrows them."""
MISSING, SOON, OPEN = "missing", "soon", "open"
ONLY = (MISSING, SOON, OPEN)
"""Reports that are missing; those soon due; all that are not there yet."""
_LIGHTS = {MISSING: ("red",), SOON: ("yellow",), OPEN: ("red", "yellow", "green")}


@dataclass(frozen=True)
class Asked:
    """What is looked for; "" and None mean any. A district stands for all that lies in it.

    Without `only` it is what comes first and is not empty: missing, soon due, all.
    """

    procedure: str = ""
    district: str = ""
    organisation: int | None = None
    only: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        """From an address; what is wrong in it counts as not given."""
        only = given.get("only", "")
        organisation = address.number(given.get("organisation", ""))
        return cls(
            given.get("procedure", ""), given.get("district", ""), organisation, only if only in ONLY else ""
        )

    def params(self) -> dict[str, str]:
        """As an address writes it."""
        number = str(self.organisation) if self.organisation is not None else ""
        found = {"procedure": self.procedure, "district": self.district, "organisation": number, "only": self.only}
        return {k: v for k, v in found.items() if v}


@dataclass(frozen=True)
class Report:
    """One report that is not there: of a case or of an entry, for which period, until when."""

    case: int | None
    entry: int | None
    title: Text
    number: str
    procedure: str
    procedure_title: Text
    district: str
    organisation: int | None
    duty: Text
    period: Occurrence
    late: int  # working days since it was due

    @property
    def id(self) -> str:
        about = f"case-{self.case}" if self.case is not None else f"entry-{self.entry}"
        return f"{about}-{self.period.duty}-{self.period.first}"


@dataclass(frozen=True)
class Owed:
    """What was found, the longest due first, with what it can be narrowed by; `more`: not everything was looked at."""

    reports: tuple[Report, ...]
    only: str  # which of them these are
    counts: Mapping[str, int]  # of each of ONLY
    procedures: Mapping[str, Text]
    districts: Mapping[str, Text]
    organisations: Mapping[int, Text]
    more: bool


def owed(office: Office, actor: Actor, asked: Asked, now: datetime) -> Owed:
    """The reports that are not there, among the cases and entries that the actor may see."""
    if actor.task is not None:
        return Owed((), asked.only or MISSING, dict.fromkeys(ONLY, 0), {}, {}, {}, more=False)
    with office.db.read() as session:
        looked = _Look(office, session, actor, asked, now)
        found = [*looked.of_cases(), *looked.of_entries()]
        names = {d: o.title for d, o in office.district_names(session).items()}
        called = {o.id: Text(zh=o.name, en=o.name_en or None) for o in session.exec(select(Organisation)) if o.id}
    mine = [r for r in found if looked.wanted(r)]
    lit = {only: [r for r in mine if r.period.light in _LIGHTS[only]] for only in ONLY}
    only = asked.only or next((each for each in ONLY if lit[each]), MISSING)
    return Owed(
        tuple(sorted(lit[only], key=lambda r: (r.period.due, r.id))), only, {k: len(v) for k, v in lit.items()},
        {r.procedure: r.procedure_title for r in found}, _named(names, {r.district for r in found}),
        {k: v for k, v in called.items() if k in {r.organisation for r in found}}, looked.more,
    )  # fmt: skip


def own(office: Office, actor: Actor, now: datetime) -> Mapping[str, int]:
    """How many of the reports that are theirs to hand in are missing, and how many soon due."""
    held = {held.partition("@")[0] for held in actor.tokens}
    with office.db.read() as session:
        bundles = [b for p in office.procedures(session) if (b := office.newest(session, p))]
    asked = [b.procedure for b in bundles if held & _reporters(b.procedure)]
    found = [owed(office, actor, Asked(procedure=p.id), now).counts for p in asked]
    return {only: sum(counts[only] for counts in found) for only in (MISSING, SOON)}


def _reporters(procedure: Procedure) -> set[str]:
    """The roles that hand in reports of a procedure."""
    return {role for duty in procedure.duties.values() for role in procedure.children[duty.child].by}


def _named(names: Mapping[str, Text], codes: set[str]) -> dict[str, Text]:
    return {code: title for code, title in names.items() if code in codes}


class _Look:
    """One look over what somebody may see."""

    def __init__(self, office: Office, session: Session, actor: Actor, asked: Asked, now: datetime) -> None:
        self.office, self.session, self.actor, self.asked, self.now = office, session, actor, asked, now
        self.today, self.more = office.today(now), False
        self.calendar = calendar_of(office, session)
        self._tree = Calendar({}, frozenset(), {}, tree(session))

    def wanted(self, report: Report) -> bool:
        asked = self.asked
        there = not asked.district or asked.district in self._tree.around(report.district)
        return there and asked.organisation in (None, report.organisation)

    def of_cases(self) -> Iterator[Report]:
        """Of open cases whose version knows duties."""
        versions = select(Version.id, Version.procedure)
        known = [(v or 0, p) for v, p in self.session.exec(versions) if self.asked.procedure in ("", p)]
        owing = [v for v, _ in known if self._duties(v)]
        seen = (~col(Case.ended), col(Case.version_id).in_(owing), may_see(self.actor.tokens))
        for case in self._first(select(Case.id).where(*seen).order_by(col(Case.id))):
            found = opened(self.office, self.session, case, self.actor, self.now)
            for _, duty, periods in duties_of(found) if found else ():
                assert found is not None
                row, bundle = found.case, found.bundle
                yield from self._reports(
                    duty, periods, found.world.calendar, case=case, entry=None,
                    title=Text(zh=row.title, en=row.title_en or None), number=row.number or "",
                    procedure=bundle.procedure.id, procedure_title=bundle.procedure.title, district=row.district,
                    organisation=row.organisation_id,
                )  # fmt: skip

    def _duties(self, version: int) -> bool:
        return any(d.while_in for d in self.office.bundle(self.session, version).procedure.duties.values())

    def of_entries(self) -> Iterator[Report]:
        """Of entries that are in a register of which a procedure asks reports."""
        bundles = [b for p in self.office.procedures(self.session) if (b := self.office.newest(self.session, p))]
        asked = [b for b in bundles if self.asked.procedure in ("", b.procedure.id)]
        registers = {r for b in asked for r in owing_registers(b.procedure)}
        seen = (col(Entry.register_id).in_(registers), open_on(self.today), may_see(self.actor.tokens, of=Entry))
        rows = self._first(select(Entry.id).where(*seen).order_by(col(Entry.id)))
        firsts = [first_of(e) for e in self.session.exec(select(Entry).where(col(Entry.id).in_(rows)))]
        for each in owing_of(self.office, self.session, firsts, self.actor, self.now):
            procedure = each.bundle.procedure
            if self.asked.procedure in ("", procedure.id):
                yield from self._reports(
                    each.duty, each.occurrences, each.calendar, case=None, entry=each.first,
                    title=Text(zh=each.entry.title), number="", procedure=procedure.id,
                    procedure_title=procedure.title, district=each.entry.district or "",
                    organisation=each.organisation,
                )  # fmt: skip

    def _first(self, wanted: Any) -> list[int]:
        found = list(self.session.exec(wanted.limit(MOST + 1)))
        self.more = self.more or len(found) > MOST
        return found[:MOST]

    def _reports(self, duty: Duty, periods: list[Occurrence], calendar: Calendar, **about: Any) -> Iterator[Report]:
        for period in periods:
            if period.report is None:
                late = calendar.between(period.due, self.today) or 0
                yield Report(duty=duty.title, period=period, late=max(late, 0), **about)
