"""What is in a register of the practice office before anything is played: such as came in long ago, outside of it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from sqlmodel import Session, select

from data.tables import Organisation
from workflows.engine.entries import key_text
from workflows.engine.entry_types import NewEntry
from workflows.model.registers import Register
from workflows.practice.model import PlannedEntry
from workflows.practice.stage import Stage
from workflows.registers.following import follow
from workflows.registers.writing import By, add


def enter(stage: Stage) -> None:
    """Writes every entry that is planned, with what follows it."""
    if not stage.plan.entries:
        return
    with stage.office.db.write() as session:
        for name, planned in stage.plan.entries.items():
            register = stage.bundle.procedure.registers[name]
            for each in planned:
                _enter(stage, session, name, register, each)


def _enter(stage: Stage, session: Session, name: str, register: Register, planned: PlannedEntry) -> None:
    since = stage.today + timedelta(days=planned.since)
    now = datetime.combine(since, time(9), stage.office.zone)
    values = {k: _value(session, register, k, v) for k, v in planned.values.items()}
    district = values.get(register.district) if register.district else None
    title = str(values.get(register.title) or "")
    new = NewEntry(name, since, key_text(register, values), title, district, values, {})
    entry = add(By(session, stage.bundle, now), new)
    follow(stage.office, session, [entry.id or 0], now)


def _value(session: Session, register: Register, field: str, value: Any) -> Any:
    """Organisations are planned by their titles."""
    if field not in register.fields or register.fields[field].type != "organisation":
        return value
    return str(session.exec(select(Organisation.id).where(Organisation.name == value)).one())
