"""Moving running cases to another version: which, how, what it would do, doing it in the background, taking it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from data.tables import Case, CaseMove, Job, Version
from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.cases.opened import Opened, reopened
from workflows.editing import may_define, not_admin
from workflows.engine.types import Actor, Refusal
from workflows.jobs import service as jobs
from workflows.jobs.packing import unpacked
from workflows.moving import checking, drafting, proposing, writing
from workflows.moving.deciding import Due, plan
from workflows.moving.mapping import Mapping
from workflows.moving.proposing import Proposal
from workflows.moving.telling import lines
from workflows.office import Office

KIND = "move"
MOST = 20_000
"""Cases in one go."""
SHOWN = 40
"""Cases of a dry run that are looked at at once."""


@dataclass(frozen=True)
class Choice:
    """Which cases: those of a procedure that are open and run by a version; in a state, in a district, or by id."""

    procedure: str
    version_id: int
    states: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Running:
    """A version by which open cases run."""

    version_id: int
    number: int
    count: int
    states: tuple[tuple[str, Text, int], ...]


@dataclass(frozen=True)
class Dry:
    """One case of a dry run: what would change, what stands against it."""

    case: int
    number: str | None
    title: Text
    state: Text
    to: Text
    lines: tuple[Message, ...]
    dues: tuple[Due, ...]
    refused: tuple[Message, ...]


@dataclass(frozen=True)
class Rehearsed:
    """A dry run of the first cases: each by itself; `count` is how many there are in all."""

    cases: tuple[Dry, ...]
    count: int


@dataclass(frozen=True)
class Moved:
    """A case that was moved, and whether it can still be taken back."""

    case: int
    number: str | None
    title: Text
    at: datetime
    undone: bool
    why_not: Message | None  # what stands against taking it back


def running(office: Office, actor: Actor, procedure: str) -> list[Running]:
    """The versions by which open cases of a procedure run, newest first."""
    if not may_define(actor):
        return []
    with office.db.read() as session:
        counted = select(Case.version_id, Case.state, func.count()).where(_open(procedure))
        found: dict[int, dict[str, int]] = {}
        for version, state, n in session.exec(counted.group_by(col(Case.version_id), col(Case.state))):
            found.setdefault(version, {})[state] = n
        made = [_running(office.bundle(session, v), states) for v, states in found.items()]
    return sorted(made, key=lambda r: -r.number)


def _running(bundle: Bundle, states: dict[str, int]) -> Running:
    known = bundle.procedure.states
    told = tuple((k, s.title, states[k]) for k, s in known.items() if k in states)
    return Running(bundle.version_id or 0, bundle.number, sum(states.values()), told)


def _open(procedure: str) -> Any:
    return (col(Case.procedure) == procedure) & col(Case.ended).is_(False)


def proposed(office: Office, actor: Actor, before: int, after: int) -> Proposal | Refusal:
    """The mapping of one version to another, as far as it can be told."""
    both = _versions(office, actor, before, after)
    return both if isinstance(both, Refusal) else proposing.propose(*both)


def wrong(office: Office, actor: Actor, before: int, after: int, mapping: Mapping) -> list[Message]:
    """Everything that is wrong with a mapping, at once."""
    both = _versions(office, actor, before, after)
    return [both.message] if isinstance(both, Refusal) else checking.wrong(*both, mapping)


def _versions(office: Office, actor: Actor, before: int, after: int) -> tuple[Bundle, Bundle] | Refusal:
    if not may_define(actor):
        return not_admin()
    with office.db.read() as session:
        if any(session.get(Version, v) is None for v in (before, after)) or before == after:
            return Refusal(Message("no_such_version"), guard="version")
        return office.bundle(session, before), office.bundle(session, after)


def chosen(session: Session, choice: Choice) -> Any:
    """The ids of the cases of a choice, in their order."""
    wanted = select(Case.id).where(_open(choice.procedure), Case.version_id == choice.version_id)
    for column, values in ((Case.state, choice.states), (Case.district, choice.districts), (Case.id, choice.ids)):
        wanted = wanted.where(col(column).in_(values)) if values else wanted
    return wanted.order_by(col(Case.id))


def dry_run(
    office: Office, actor: Actor, choice: Choice, to: int, mapping: Mapping, now: datetime, *, offset: int = 0
) -> Rehearsed | Refusal:
    """What would become of the cases, some of them at a time; nothing is written."""
    refusal = _refusal(office, actor, choice, to, mapping)
    if refusal is not None:
        return refusal
    with office.db.read() as session:
        every = chosen(session, choice)
        count = session.exec(select(func.count()).select_from(every.order_by(None).subquery())).one()
        after = office.bundle(session, to)
        ids = session.exec(every.offset(offset).limit(SHOWN)).all()
        return Rehearsed(tuple(dry(office, session, actor, i, after, mapping, now) for i in ids), count)


def _refusal(office: Office, actor: Actor, choice: Choice, to: int, mapping: Mapping) -> Refusal | None:
    found = wrong(office, actor, choice.version_id, to, mapping)
    return Refusal(Message("move.wrong", {"what": found}), guard="mapping") if found else None


def dry(
    office: Office, session: Session, actor: Actor, case_id: int, after: Bundle, mapping: Mapping, now: datetime
) -> Dry:
    """One case as it would be moved, with a mapping that fits both versions; for readers who may define."""
    found = reopened(office, session, case_id, actor, now)
    assert found is not None
    made = plan(found, after, mapping)
    states = found.bundle.procedure.states[found.case.state], after.procedure.states[made.situation.case.state]
    return Dry(
        case_id, found.case.number, _title(found.case), states[0].title, states[1].title, tuple(lines(made)), made.dues,
        made.refused,
    )  # fmt: skip


def _title(case: Case) -> Text:
    return Text(zh=case.title, en=case.title_en or None)


def begin(
    office: Office, actor: Actor, choice: Choice, to: int, mapping: Mapping, note: str, now: datetime
) -> int | Refusal:
    """Moves the cases in the background, each in a transaction of its own; the id of the job."""
    refusal = _refusal(office, actor, choice, to, mapping)
    if refusal is not None:
        return refusal
    if not note.strip():
        return Refusal(Message("move.note_needed"), guard="note")
    with office.db.write() as session:
        ids = list(session.exec(chosen(session, choice).limit(MOST + 1)))
        if not ids:
            return Refusal(Message("move.nothing"), guard="choice")
        if len(ids) > MOST:
            return Refusal(Message("move.too_many", {"limit": MOST}), guard="choice")
        payload = {"cases": ids, "from": choice.version_id, "to": to, "mapping": mapping.model_dump(by_alias=True),
                   "note": note.strip()}  # fmt: skip
        title = office.bundle(session, to).procedure.title.say("zh")
        drafting.forget(session, actor.id, choice.version_id, to)
        return jobs.enqueue(session, KIND, payload, now, person=actor.id, about=about(choice.procedure), title=title)


def begin_back(office: Office, actor: Actor, job_id: int, now: datetime) -> int | Refusal:
    """Takes back, in the background, whatever of a move can still be taken back."""
    if not may_define(actor):
        return not_admin()
    with office.db.write() as session:
        job = session.get(Job, job_id)
        moved = select(CaseMove.case_id).where(CaseMove.job_id == job_id, col(CaseMove.undone_at).is_(None))
        ids = list(session.exec(moved.order_by(col(CaseMove.case_id))))
        if job is None or not ids:
            return Refusal(Message("move.nothing_back"), guard="choice")
        payload = {"cases": ids, "back": job_id}
        return jobs.enqueue(session, KIND, payload, now, person=actor.id, about=job.about, title=job.title)


def about(procedure: str) -> str:
    """What the jobs that move cases of a procedure are about."""
    return f"moving/{procedure}"


def move_one(
    office: Office, session: Session, actor: Actor, case_id: int, payload: dict[str, Any], job: int, now: datetime
) -> list[Message] | None:
    """Moves one case, in the caller's transaction; what stands against it, None where nothing did.

    A case that is not there any more as it was chosen (ended, moved already) is left alone.
    """
    found = reopened(office, session, case_id, actor, now, lock=True)
    if found is None or found.case.ended or found.case.version_id != payload["from"]:
        done = select(CaseMove.id).where(CaseMove.case_id == case_id, CaseMove.job_id == job)
        return None if session.exec(done).first() else [Message("move.gone_on")]
    after = office.bundle(session, payload["to"])
    made = writing.move(found, after, Mapping.model_validate(payload["mapping"]), job, payload["note"])
    return list(made.refused) or None


def back_one(
    office: Office, session: Session, actor: Actor, case_id: int, job: int, now: datetime
) -> list[Message] | None:
    """Takes the move of one case back, in the caller's transaction; what stands against it."""
    found, row = _moved(office, session, actor, case_id, job, now, lock=True)
    if found is None or row is None:
        return [Message("move.nothing_back")]
    if row.undone_at is not None:
        return None
    refusal = writing.back(found, row)
    return [refusal.message] if refusal else None


def back(office: Office, actor: Actor, case_id: int, job: int, now: datetime) -> Refusal | None:
    """Takes the move of one case back."""
    if not may_define(actor):
        return not_admin()
    with office.db.write() as session:
        against = back_one(office, session, actor, case_id, job, now)
        return Refusal(against[0], guard="since") if against else None


def _moved(
    office: Office, session: Session, actor: Actor, case_id: int, job: int, now: datetime, *, lock: bool
) -> tuple[Opened | None, CaseMove | None]:
    row = session.exec(select(CaseMove).where(CaseMove.case_id == case_id, CaseMove.job_id == job)).first()
    return reopened(office, session, case_id, actor, now, lock=lock) if row else None, row


def last(office: Office, actor: Actor, procedure: str) -> Sequence[jobs.JobView]:
    """The actor's moves of a procedure, the newest first."""
    if not may_define(actor):
        return []
    with office.db.read() as session:
        mine = (Job.kind == KIND, Job.about == about(procedure), Job.person_id == actor.id)
        ids = session.exec(select(Job.id).where(*mine).order_by(col(Job.id).desc()).limit(10)).all()
    return [view for i in ids if (view := jobs.job(office, actor, i or 0)) is not None]


def report(office: Office, actor: Actor, job_id: int, now: datetime, *, limit: int = SHOWN) -> list[Moved]:
    """The cases that a job moved, the first of them, each with whether it can be taken back."""
    if not may_define(actor):
        return []
    with office.db.read() as session:
        rows = select(CaseMove).where(CaseMove.job_id == job_id).order_by(col(CaseMove.case_id)).limit(limit)
        return list(_reported(office, session, actor, session.exec(rows).all(), now))


def _reported(
    office: Office, session: Session, actor: Actor, rows: Sequence[CaseMove], now: datetime
) -> Iterator[Moved]:
    for row in rows:
        found = reopened(office, session, row.case_id, actor, now)
        if found is not None:
            against = writing.against(found, row)
            yield Moved(row.case_id, found.case.number, _title(found.case), row.at, row.undone_at is not None,
                        against.message if against else None)  # fmt: skip


def refused(view: jobs.JobView) -> list[tuple[int, list[Message]]]:
    """The cases that a job left where they were, and why."""
    return [(each["case"], [unpacked(m) for m in each["why"]]) for each in view.result.get("refused", ())]
