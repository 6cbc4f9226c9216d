"""The office: its database, its files, its clock zone, and the published definitions, ready to use."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from data.engine import Database
from data.files import FileStore
from data.queries import standing
from data.tables import District, Setting, Version
from forms.fields import Option, OptionSource
from forms.paper.pdf.fonts import Fonts
from workflows.bundle import Bundle, read_bundle
from workflows.definition import Procedure
from workflows.engine.types import Actor
from workflows.files.scanner import Scanner
from workflows.lookup import called
from workflows.outbox.outside import Outside
from workflows.people.cities import city_of
from workflows.people.known import district_names, district_option, organisations, people
from workflows.recent import Recent
from workflows.workdays import Calendar

ZONE = ZoneInfo("Asia/Shanghai")
ADMIN, AUDITOR = "admin", "auditor"
"""Roles of the office itself; all others belong to procedures."""
INSIDE = Outside()
"""Of an office from which nothing goes out."""
USUAL_FONTS = Fonts()
"""Of an office whose settings name none: what the system has."""
_VERSIONS = 256
"""Versions that are kept as they were read: those of every procedure that an office works with, and older ones."""
PRACTICE = "practice"
"""The setting that says that everything in an office is made up."""


class Office:
    """Where cases are kept. One object per process, shared by all threads."""

    def __init__(
        self,
        db: Database,
        files: FileStore,
        zone: ZoneInfo = ZONE,
        scanner: Scanner | None = None,
        outside: Outside = INSIDE,
        fonts: Fonts = USUAL_FONTS,
    ) -> None:
        self.db = db
        self.files = files
        self.folder = files.folder.parent  # what belongs to the installation and is no row: its keys
        self.zone = db.zone = zone
        self.scanner = scanner  # looks for viruses in what is uploaded
        self.outside = outside  # how messages leave the office
        self.fonts = fonts  # of papers as PDF
        self._bundles: Recent[int, Bundle] = Recent(_VERSIONS)
        self.calendars: Recent[int, Calendar] = Recent(4)  # tables of working days, by the number of their change
        self.filled: Recent[int, object] = Recent(32)  # submissions as last read, by id

    def today(self, now: datetime) -> date:
        """The local date of a moment."""
        return now.astimezone(self.zone).date()

    def bundle(self, session: Session, version_id: int) -> Bundle:
        """A published version, read once; raises `KeyError` for one that is not there."""
        return self._bundles.get(version_id) or self._bundles.put(version_id, read_bundle(session, version_id))

    def current_version(self, session: Session, procedure: str, on: date) -> Bundle | None:
        """The newest version of a procedure that is offered on a day, None without one."""
        for version_id in self._versions(session).get(procedure, ()):
            bundle = self.bundle(session, version_id)
            if offered(bundle, on):
                return bundle
        return None

    def newest(self, session: Session, procedure: str) -> Bundle | None:
        """The newest version of a procedure, offered or not."""
        found = self._versions(session).get(procedure)
        return self.bundle(session, found[0]) if found else None

    def _versions(self, session: Session) -> Mapping[str, list[int]]:
        """Every version of every procedure by its id, the newest first; pages ask for those of all procedures."""
        return standing.once(session, "versions", lambda: _versions(session))

    def procedures(self, session: Session) -> list[str]:
        """The ids of all procedures ever published."""
        return sorted(self._versions(session))

    def districts(self, session: Session, on: date, city: str | None = None) -> dict[str, Option]:
        """Districts and units that exist on a day, by code, in the order of their codes; of one city, or of all."""
        return {d.code: district_option(d) for d in self.district_rows(session, on, city)}

    def places(self, session: Session, on: date, procedure: Procedure, city: str | None = None) -> dict[str, Option]:
        """The districts that a procedure is for: those it names, else all of its city (or of `city`)."""
        found = self.districts(session, on, city or procedure.city)
        return {d: o for d, o in found.items() if not procedure.districts or d in procedure.districts}

    def cities(self, session: Session) -> dict[str, Option]:
        """The cities that the office works for, by code."""
        found = session.exec(select(District).where(District.kind == "city").order_by(District.code))
        return {d.code: district_option(d) for d in found}

    def district_rows(self, session: Session, on: date, city: str | None = None) -> list[District]:
        """The same with their places on the tile grid."""
        every = select(District).order_by(District.code)
        rows = standing.once(session, "districts", lambda: list(session.exec(every)))
        there = [d for d in rows if d.kind != "city" and d.valid_from <= on]
        still = [d for d in there if d.valid_until is None or d.valid_until > on]
        if city is None:
            return still
        by_code = {d.code: d for d in rows}
        return [d for d in still if city_of(d.code, by_code) == city]

    def district_names(self, session: Session) -> Mapping[str, Option]:
        """Every district there ever was, and the city: for showing."""
        return district_names(session)

    def options(
        self, session: Session, bundle: Bundle, on: date, tokens: Collection[str] = frozenset()
    ) -> OptionSource:
        """What the fields of a version may look up on a day; other cases and entries as far as the tokens may read.

        Organisations and people are read only where a form asks for them.
        """
        key = ("options", bundle, on, frozenset(tokens))
        return standing.once(session, key, lambda: self._options(session, bundle, on, tokens))

    def _options(self, session: Session, bundle: Bundle, on: date, tokens: Collection[str]) -> OptionSource:
        known: dict[str, Any] = {}
        if "organisation" in bundle.types:
            key = ("organisations", frozenset(tokens))
            known["organisations"] = standing.once(session, key, lambda: organisations(session, tokens))
        if "person" in bundle.types:
            known["people"] = people(session, on)
        if "lookup" in bundle.types:
            known["lookup"] = called(self, tokens, on)
        return bundle.options(self.places(session, on, bundle.procedure), on, **known)

    def setting(self, session: Session, key: str, default: object = None) -> object:
        """A fact about this installation."""
        found = session.get(Setting, key)
        return default if found is None else found.value

    def practice(self, session: Session) -> bool:
        """Whether everything in here is made up (演示数据)."""
        return self.setting(session, PRACTICE) is True


def holds(actor: Actor, role: str) -> bool:
    """Whether somebody holds a role of the office for the whole city."""
    return f"{role}@*" in actor.tokens


def offered(bundle: Bundle, on: date) -> bool:
    """Whether a version's procedure may be started on a day."""
    valid = bundle.procedure.valid
    return valid.from_ <= on.isoformat() and (valid.until is None or on.isoformat() <= valid.until)


def _versions(session: Session) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    rows = select(Version.procedure, Version.id).order_by(col(Version.number).desc())
    for procedure, version_id in session.exec(rows):
        found.setdefault(procedure, []).append(version_id or 0)
    return found
