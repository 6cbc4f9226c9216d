"""Drafts of an applicant that turns out to be one that the office knows belong to that one from then on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from data.queries import visibility
from data.queries.facts import spans, values
from data.tables import Case, CaseValue, SubmissionValues, Task
from workflows.cases import indexing
from workflows.cases.opened import main_of, reopened
from workflows.engine.derive import derive
from workflows.keys import open_key
from workflows.office import Office
from workflows.people.robot import robot
from workflows.search import keeping


def move_cases(office: Office, session: Session, old: int, new: int, now: datetime) -> None:
    """Gives every case of one organisation to another: values, tasks, who may see them."""
    for case_id in list(session.exec(select(Case.id).where(Case.organisation_id == old))):
        _move(office, session, case_id or 0, old, new, now)


def _move(office: Office, session: Session, case_id: int, old: int, new: int, now: datetime) -> None:
    spans.at(session, now)
    case = session.get_one(Case, case_id)
    subject = office.bundle(session, case.version_id).procedure.case.subject
    case.organisation_id = new
    if case.holder is not None:
        case.holder = case.holder.replace(f"@#{old}", f"@#{new}")
    _rename(session, case_id, subject, old, new)
    session.flush()
    found = reopened(office, session, case_id, robot(session, now), now)
    if found is None:
        return
    after = derive(found.situation)
    case.title, case.title_en = after.title, after.title_en
    case.audience_id = visibility.audience(session, indexing.with_columns(found.bundle, after.tokens))
    key = open_key(found.bundle.procedure, case.campaign_id, found.facts.values)
    taken = session.exec(select(Case.id).where(Case.open_key == key, Case.id != case_id)).first()
    case.open_key = None if case.ended or taken is not None else key
    session.add(case)
    keeping.whole(office, session, case_id, now)


def _rename(session: Session, case_id: int, subject: str, old: int, new: int) -> None:
    """Writes the other id wherever the case names its organisation."""
    submission = main_of(session, case_id)
    working = SubmissionValues.submission_id == submission.id, SubmissionValues.revision == submission.working
    for row in session.exec(select(SubmissionValues).where(*working)):  # what was frozen stays as it was
        row.body = {**row.body, subject: str(new)}
        session.add(row)
    submission.changes += 1
    session.add(submission)
    session.exec(
        update(CaseValue).where(col(CaseValue.case_id) == case_id, col(CaseValue.field) == subject)
        .values(text=str(new))
    )
    values.keep(session, case_id, [subject])
    for task in session.exec(select(Task).where(Task.case_id == case_id)):
        task.token = task.token.replace(f"@#{old}", f"@#{new}")
        session.add(task)
