"""Readings of what is confidential: whoever is shown a field group that the procedure names is on record for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from data.tables import CaseFile, Organisation, Person, ReadLog
from forms.text import Message, Text
from forms.values import is_empty
from workflows.cases.opened import Opened, opened
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.rights import overseeing

AGAIN = timedelta(minutes=1)
"""A page that is drawn again so soon is the same reading."""


@dataclass(frozen=True)
class Reading:
    """Who was shown which group of a case, how and when."""

    person: str
    organisation: Text
    group: str
    how: str  # page | form | sheet | print | file
    at: datetime


def confidential(found: Opened) -> tuple[str, ...]:
    """The groups whose reading is on record that the actor is being shown something of."""
    wanted = [g for g in found.bundle.procedure.main.logged if g in found.access.groups_readable]
    return tuple(g for g in wanted if _anything(found, g))


def _anything(found: Opened, group: str) -> bool:
    paths = {p.partition(".")[0] for p in found.bundle.paths_by_group[group]}
    values: Mapping[str, Any] = found.facts.values
    return any(not is_empty(values.get(p)) for p in paths)


def keep(office: Office, found: Opened | None, how: str, now: datetime) -> None:
    """Puts on record what is being shown; once for each way in a minute. Before it is shown, or it is not."""
    groups = confidential(found) if found is not None else ()
    if found is None or not groups:
        return
    actor, revision = found.situation.actor, found.case.revision
    with office.db.write() as session:
        for group in groups:
            _keep(session, ReadLog(
                case_id=found.id, person_id=actor.id, group=group, how=how, revision=revision, at=now,
            ))  # fmt: skip


def _keep(session: Session, row: ReadLog) -> None:
    same = (
        ReadLog.case_id == row.case_id, ReadLog.person_id == row.person_id, ReadLog.group == row.group,
        ReadLog.how == row.how, ReadLog.revision == row.revision, col(ReadLog.at) > row.at - AGAIN,
    )  # fmt: skip
    if session.exec(select(ReadLog.id).where(*same).limit(1)).first() is None:
        session.add(row)


def keep_file(office: Office, actor: Actor, key: str, now: datetime) -> None:
    """The same for a file that lies in such a group of a case that the actor may see."""
    with office.db.read() as session:
        held = session.exec(select(CaseFile.case_id, CaseFile.group).where(CaseFile.hash == key)).all()
        wanted = [(c, g) for c, g in held if _shown(opened(office, session, c, actor, now), g)]
    if not wanted:
        return
    with office.db.write() as session:
        for case_id, group in wanted:
            row = ReadLog(case_id=case_id, person_id=actor.id, group=group, how="file", revision=0, at=now)
            _keep(session, row)


def _shown(found: Opened | None, group: str) -> bool:
    return found is not None and group in confidential(found)


def readings(office: Office, actor: Actor, case_id: int, limit: int = 500) -> tuple[Reading, ...] | Refusal:
    """Every reading of a case, the last first, for those who oversee the office."""
    if not overseeing(actor):
        return Refusal(Message("not_auditor"), guard="role")
    with office.db.read() as session:
        rows = (
            select(ReadLog, Person.name, Organisation)
            .join(Person, col(Person.id) == ReadLog.person_id)
            .join(Organisation, col(Organisation.id) == Person.organisation_id)
            .where(ReadLog.case_id == case_id)
            .order_by(col(ReadLog.at).desc(), col(ReadLog.id).desc())
        )
        return tuple(
            Reading(name, Text(zh=own.name, en=own.name_en or None), row.group, row.how, row.at)
            for row, name, own in session.exec(rows.limit(limit))
        )
