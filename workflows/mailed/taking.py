"""Taking one mailed workbook: a new draft on behalf of its district, or its rows into the draft that is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from forms.fields.table import ROW_ID
from forms.sheet import Read
from forms.text import Message, Text
from forms.values import all_rows
from workflows.cases import bulk
from workflows.cases.once import Refused
from workflows.cases.opened import Opened, no_such_case, opened
from workflows.cases.start import start_in
from workflows.engine.types import Actor, Refusal
from workflows.mailed.about import Sorted
from workflows.office import Office
from workflows.rights import stand_ins


def take(office: Office, session: Session, actor: Actor, about: Sorted, read: Read, now: datetime) -> Sorted:
    """Writes in the caller's transaction and says what came of it; raises `Refused` for what may not be done."""
    case = about.case or 0 if about.does == "update" else _begun(office, session, actor, about, now)
    found = _open(office, session, actor, case, now)
    if about.does == "new":  # should this be rolled back, its number is given again
        office.filled.put(found.submission.id or 0, None)
    mine = bulk.allowed(found.form, read, found.access)
    base = read.base.values if read.base and about.does == "update" else None
    plan = bulk.planned(found, mine, replacing=False, base=base)
    count = bulk.write(found, plan, now)
    there = {"", *(row[ROW_ID] for _, row, _ in all_rows(found.form, mine.values))}
    wrong = [f for f in plan.findings if f.level == "error" and f.place.row in there]
    changes = count.added + count.changed + ("" in plan.applied.touched)
    notes = (Message("mailed.clashes", {"count": plan.clashes}),) if plan.clashes else ()
    wrongs = len(wrong) + len(read.problems)
    return replace(about, case=case, changes=changes, wrong=wrongs, notes=(*about.notes, *notes))


def _open(office: Office, session: Session, actor: Actor, case: int, now: datetime) -> Opened:
    """The draft, which must still lie with its district and be the actor's to fill in for it."""
    found = opened(office, session, case, actor, now, lock=True)
    if found is None:
        raise Refused(no_such_case())
    if not stand_ins(found.bundle.procedure, found.facts):
        named = found.case.number or Text(zh=found.case.title, en=found.case.title_en or None)
        raise Refused(Refusal(Message("mailed.handed_in", {"case": named}), guard="role"))
    return found


def _begun(office: Office, session: Session, actor: Actor, about: Sorted, now: datetime) -> int:
    procedure, district = about.procedure or "", about.district or ""
    done = start_in(office, session, actor, procedure, district, about.campaign, True, None, now)
    if isinstance(done, Refusal):
        raise Refused(done)
    session.flush()
    return done.case_id
