"""Any two submissions beside each other: revisions of a case, a revision and the draft, two cases of one form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from data.tables import Case, History
from forms.comparing import PageCompared, compared, matched
from forms.definition import Form
from forms.fields import OptionSource
from forms.text import Message, Text
from forms.values import Values
from workflows.cases import filled
from workflows.cases.history import START, as_of
from workflows.cases.opened import Opened, no_such_case, opened
from workflows.engine.types import Actor, Refusal
from workflows.office import Office

OTHERS = 20
"""Cases of the same procedure that are offered to compare with."""


@dataclass(frozen=True)
class Side:
    """One side: a case, and one of its frozen revisions, or what stands in it now."""

    case: int
    revision: int | None = None


@dataclass(frozen=True)
class Version:
    """A revision that can be chosen: which step froze it, and when."""

    revision: int
    at: datetime
    action: Text | Message


@dataclass(frozen=True)
class Other:
    """Another case of the same procedure."""

    id: int
    number: str | None
    title: Text


@dataclass(frozen=True)
class Beside:
    """Both sides, as far as both may be read."""

    form: Form
    options: OptionSource
    before_options: OptionSource
    pages: tuple[PageCompared, ...]
    by_key: bool  # rows of two cases were paired by what stands in them


def beside(office: Office, actor: Actor, left: Side, right: Side, now: datetime) -> Beside | Refusal:
    """Everything on both sides; what may not be read on one of them is on none."""
    with office.db.read() as session:
        first = opened(office, session, left.case, actor, now)
        last = opened(office, session, right.case, actor, now)
        if first is None or last is None:
            return no_such_case()
        if first.bundle.procedure.id != last.bundle.procedure.id or first.form.id != last.form.id:
            return Refusal(Message("not_comparable"), guard="form")
        before, after = _values(first, left), _values(last, right)
        if isinstance(before, Refusal) or isinstance(after, Refusal):
            return before if isinstance(before, Refusal) else after
        return _beside(first, last, before, after)


def _beside(first: Opened, last: Opened, before: Values, after: Values) -> Beside:
    apart = first.id != last.id
    was = {p: f.type for p, f in first.form.by_path.items()}

    def readable(path: str) -> bool:
        both = first.access.may_read(path) and last.access.may_read(path)
        return both and was.get(path) == last.form.by_path[path].type

    if apart:
        before = matched(last.form, before, after)
    pages = compared(last.form, before, after, readable)
    return Beside(last.form, last.world.options, first.world.options, pages, apart)


def _values(found: Opened, side: Side) -> Any:
    """The readable values of a side, or why there is no such revision."""
    if side.revision is None:
        return found.access.restrict(found.facts.values)
    if side.revision not in range(1, found.submission.working + 1):
        return Refusal(Message("no_such_revision", {"last": found.submission.working}), guard="revision")
    return as_of(found.access, filled.at(found.session, found.submission, side.revision).values)


def versions(office: Office, actor: Actor, case_id: int, now: datetime) -> tuple[Version, ...]:
    """The frozen revisions of a case, oldest first; none for a case that may not be seen."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        if found is None:
            return ()
        steps = select(History.revision, History.at, History.action).where(History.case_id == case_id)
        known = found.bundle.procedure.transitions
        made = {}
        for revision, at, action in session.exec(steps.order_by(col(History.step))):
            if revision:
                title = known[action].title if action in known else Message(f"step.{START}")
                made[revision] = Version(revision, at, title)
        return tuple(made.values())


def others(office: Office, actor: Actor, case_id: int, now: datetime) -> tuple[Other, ...]:
    """Cases of the same procedure that the actor may see, those of the same district first, then the newest."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        if found is None:
            return ()
        seen = (o for o in _candidates(session, found) if opened(office, session, o.id or 0, actor, now))
        return tuple(Other(c.id or 0, c.number, Text(zh=c.title, en=c.title_en or None)) for c in seen)


def _candidates(session: Session, found: Opened) -> list[Case]:
    same = select(Case).where(Case.procedure == found.case.procedure, Case.id != found.id)
    here = same.where(Case.district == found.case.district).order_by(col(Case.id).desc()).limit(OTHERS)
    cases = list(session.exec(here))
    if len(cases) < OTHERS:
        elsewhere = same.where(Case.district != found.case.district).order_by(col(Case.id).desc())
        cases += session.exec(elsewhere.limit(OTHERS - len(cases)))
    return cases
