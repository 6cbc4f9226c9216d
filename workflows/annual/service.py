"""The annual reports that somebody may have, and one of them as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from forms.paper.official import official
from forms.text import Message, Text
from workflows.annual.lines import Year, written
from workflows.boards.evaluate import drawn
from workflows.boards.figure import Answer
from workflows.boards.scope import WHOLE
from workflows.bundle import Bundle
from workflows.engine.types import Actor, Refusal
from workflows.model.annual import AnnualReport
from workflows.office import Office
from workflows.rights import concerned
from workflows.statistics.yearly import OfYear, figures

EARLIEST = 1990
"""The first year that is asked for."""


@dataclass(frozen=True)
class Report:
    """A report that somebody may have: its procedure, its key there, and what it is called."""

    procedure: str
    key: str
    title: Text


@dataclass(frozen=True)
class Document:
    """A report in Word, and what to call it without its ending."""

    name: str
    content: bytes


def reports(office: Office, actor: Actor, now: datetime) -> list[Report]:
    """The reports of all procedures that somebody may have."""
    return [Report(b.procedure.id, k, r.title) for b in _bundles(office, now) for k, r in _theirs(b, actor)]


def _bundles(office: Office, now: datetime) -> list[Bundle]:
    with office.db.read() as session:
        today = office.today(now)
        found = (
            office.current_version(session, p, today) or office.newest(session, p) for p in office.procedures(session)
        )
        return [b for b in found if b is not None]


def _theirs(bundle: Bundle, actor: Actor) -> list[tuple[str, AnnualReport]]:
    return [(k, r) for k, r in bundle.procedure.annual.items() if concerned(r.readers, actor)]


def report(
    office: Office, actor: Actor, procedure: str, key: str, year: int, now: datetime, lang: str = "zh",
    scope: str = WHOLE,
) -> Document | Refusal:  # fmt: skip
    """A report of a year for a scope; its figures are those of the tables that the actor may see for it."""
    bundles = _bundles(office, now)
    found = {(b.procedure.id, k): r for b in bundles for k, r in _theirs(b, actor)}
    wanted = found.get((procedure, key))
    if wanted is None:
        return Refusal(Message("annual.none"), guard="report")
    known = EARLIEST <= year <= office.today(now).year
    tables = {t.of.id: t for t in figures(office, actor, year, now, scope)} if known else {}
    if not tables:
        return Refusal(Message("annual.no_year", {"year": year}), guard="year")
    bundle = next(b for b in bundles if b.procedure.id == procedure)
    answers = _answers(office, actor, bundle, wanted, year, scope, now)
    made = written(wanted, Year(year, _scope(tables, lang), str(office.today(now)), tables, answers), lang)
    content = official("\n".join(made.lines), made.charts)
    return Document(f"{wanted.title.say(lang)} {year} {_scope(tables, lang)}", content)


def _answers(
    office: Office, actor: Actor, bundle: Bundle, of: AnnualReport, year: int, scope: str, now: datetime
) -> dict[tuple[str, str], Answer]:
    """The charts of boards in a report, as of the end of the year or, while it runs, of today."""
    found: dict[tuple[str, str], Answer] = {}
    wanted = [p.chart for p in of.parts if p.chart]
    with office.db.read() as session:
        for name in dict.fromkeys(c.board for c in wanted):
            only = {c.chart for c in wanted if c.board == name}
            made = drawn(office, session, actor, bundle.boards[name], date(year, 12, 31), scope, now, only=only)
            found |= {(name, c.id): c.answer for c in made.charts}
    return found


def _scope(tables: dict[str, OfYear], lang: str) -> str:
    """What the scope is called, as the tables call it."""
    return next((t.last.scope.say(lang) for t in tables.values() if t.last), "")
