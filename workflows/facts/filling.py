"""Spans for cases that were there before anybody kept any: every step played again, as far as the history tells.

State, number, times and what was handed in are what the history holds; stage, holder, who may see it, due date and
computed columns follow from them by the case's definition and the calendar of today. What history cannot tell is taken
from the present: the version, whose case it is, its district and campaign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import insert
from sqlmodel import Session, col, select

from data.queries import visibility
from data.queries.facts import spans, trails
from data.queries.facts import values as dated
from data.tables import Case, CaseSpan, CaseValue, History, ValueSpan
from workflows.audit.replay import Chain, Replayed, chain_of, replayed
from workflows.bundle import MAIN, Bundle
from workflows.cases import indexing
from workflows.engine.derive import Derived, derive
from workflows.engine.situation import Situation
from workflows.jobs.service import enqueue
from workflows.office import Office
from workflows.people.robot import looking
from workflows.world import About, OfficeWorld

_TOGETHER = 20
AT_ONCE = 300
"""So many cases are filled in while the program starts."""
KIND: Final = "spans"


@dataclass(frozen=True)
class _Stood:
    """How a step left a case."""

    at: datetime
    facts: Mapping[str, Any]
    values: frozenset[tuple[tuple[str, Any], ...]]  # rows of `value_span`, without their days


def fill(office: Office, now: datetime) -> None:
    """Writes the spans of cases that have none: of a few at once, of many by a job."""
    while True:
        with office.db.write() as session:
            waiting = len(_bare(session, AT_ONCE + 1))
            if waiting > AT_ONCE:
                enqueue(session, KIND, {}, now, key=f"{KIND}/{now.date()}")
                return
            if not fill_some(office, session):
                return


def fill_some(office: Office, session: Session) -> int:
    """The same for the next few cases, in the caller's transaction; how many that were."""
    cases = _bare(session, _TOGETHER)
    for case in cases:
        _fill(office, session, case)
    return len(cases)


def _bare(session: Session, limit: int) -> list[Case]:
    wanted = select(Case).where(~select(CaseSpan.id).where(CaseSpan.case_id == Case.id).exists())
    return list(session.exec(wanted.order_by(col(Case.id)).limit(limit)))


def _fill(office: Office, session: Session, case: Case) -> None:
    stood = list(_befallen(session, case, list(_played(office, session, case, chain_of(session, case.id or 0)))))
    session.execute(insert(CaseSpan), list(_spans(office, case, stood)))
    values = list(_values(office, session, case, stood))
    if values:
        session.execute(insert(ValueSpan), values)


def _played(office: Office, session: Session, case: Case, chain: Chain) -> Iterator[_Stood]:
    bundle = office.bundle(session, case.version_id)
    for n, (step, _) in enumerate(chain, 1):
        again = replayed(session, bundle, chain[:n])
        again = replace(again, facts=replace(
            again.facts, organisation=case.organisation_id, district=case.district, campaign=case.campaign_id,
            on_behalf=case.on_behalf,
        ))  # fmt: skip
        try:
            yield _left(office, session, case, bundle, step, again)
        except (LookupError, ValueError):  # a state or field that its version does not know any more
            continue


def _left(office: Office, session: Session, case: Case, bundle: Bundle, step: History, again: Replayed) -> _Stood:
    facts, today = again.facts, office.today(step.at)
    filed = case.filed_on if case.filed_at is not None and case.filed_at <= step.at else None
    about = About(case.id, case.district, case.campaign_id, facts.values, filed, organisation=case.organisation_id)
    world = OfficeWorld(office, session, bundle, about, today, frozenset())
    found = derive(Situation(bundle, facts, looking(), world, step.at))
    stood = {
        **spans.facts_of(case), "state": facts.state, "stage": found.stage, "ended": found.ended,
        "number": facts.number, "holder": found.holder, "late": facts.late, "due": found.due,
        "yellow_on": found.yellow_on, "suspended": facts.suspended, "filed_on": filed,
        "ended_on": today if found.ended else None, "steps": step.step,
        "audience_id": visibility.audience(session, indexing.with_columns(bundle, found.tokens)),
    }  # fmt: skip
    return _Stood(step.at, stood, frozenset(_copies(case, bundle, facts.values, found, world)))


def _befallen(session: Session, case: Case, stood: list[_Stood]) -> Iterator[_Stood]:
    """The same with what had befallen the case by then."""
    steps = session.exec(select(History).where(History.case_id == case.id)).all()
    for each in stood:
        so_far = frozenset[tuple[str, str]]().union(
            *(trails.of_step(s.action, s.to_state) for s in steps if s.step <= each.facts["steps"])
        )
        yield replace(each, facts={**each.facts, "trail_id": trails.trail(session, so_far)})


def _copies(
    case: Case, bundle: Bundle, values: Mapping[str, Any], found: Derived, world: OfficeWorld
) -> Iterator[tuple[tuple[str, Any], ...]]:
    rows = [
        *indexing.counted_copies(case.id or 0, bundle, values, world.options),
        *indexing.column_copies(case.id or 0, found.columns),
    ]
    return (tuple(sorted(row.items())) for row in [*rows, *dated.surplus(rows)])


def _spans(office: Office, case: Case, stood: list[_Stood]) -> Iterator[dict[str, Any]]:
    """The last one says how the case stands now; where nothing could be played again it is the only one."""
    told = [each for n, each in enumerate(stood) if not n or each.facts != stood[n - 1].facts]
    moments = [each.at for each in told] or [case.opened_at]
    facts = [*(each.facts for each in told[:-1]), spans.facts_of(case)]
    stage, come, left, overran = None, None, None, False
    for n, (begun, now) in enumerate(zip(moments, facts, strict=True)):
        left = come
        stage, come = (stage, come) if now["stage"] == stage else (now["stage"], office.today(begun))
        until = moments[n + 1] if n + 1 < len(moments) else None
        before = {f"from_{name}": facts[n - 1][name] if n else None for name in spans.FROM}
        yield {
            **now, **before, "stage_since": come, "from_since": left, "case_id": case.id, "since": begun,
            "since_on": office.today(begun), "until": until, "overran": overran,
            "until_on": until and office.today(until), "opened": n == 0, "counted": False, "pending": True,
        }  # fmt: skip
        overran = overran or (until is not None and spans.overstayed(now, office.today(until)))


def _values(office: Office, session: Session, case: Case, stood: list[_Stood]) -> Iterator[dict[str, Any]]:
    """What each step left, in force until a later one says otherwise; since the last one what is held now."""
    known = [(office.today(each.at), each.values) for each in stood[:-1]]
    known.append((office.today(stood[-1].at if stood else case.opened_at), _held(office, session, case)))
    begun, new = dict[Any, date](), {"counted": False, "pending": True}
    for day, rows in known:
        for row in [r for r in begun if r not in rows]:
            since = begun.pop(row)
            if since < day:
                yield {**dict(row), "since_on": since, "until_on": day, **new}
        begun |= {row: day for row in rows if row not in begun}
    for row, since in begun.items():
        yield {**dict(row), "since_on": since, "until_on": None, **new}


def _held(office: Office, session: Session, case: Case) -> frozenset[Any]:
    counted = set(indexing.counted(office.bundle(session, case.version_id).form(MAIN)))
    rows = [
        row.model_dump(exclude={"id"})
        for row in session.exec(select(CaseValue).where(CaseValue.case_id == case.id))
        if row.field in counted or row.field.startswith(indexing.COLUMN)
    ]  # fmt: skip
    return frozenset(tuple(sorted(row.items())) for row in [*rows, *dated.surplus(rows)])
