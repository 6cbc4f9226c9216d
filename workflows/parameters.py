"""Parameters: what a rule leaves open, with a value per scope, bounds, and a history of who set it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from data.queries import standing
from data.tables import ParameterValue, Person
from forms.definition import Source
from forms.text import Message, Text
from workflows.definition import Parameter, Procedure
from workflows.engine.types import Actor, Refusal
from workflows.jobs.service import RETIME, enqueue
from workflows.office import ADMIN, Office, holds

CITY = ""


@dataclass(frozen=True)
class Set:
    """A value somebody set: in which scope, on what basis, by whom."""

    scope: str
    value: Any
    basis: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Shown:
    """A parameter with its value for the whole city and everything that was ever set."""

    name: str
    title: Text
    declared: Parameter
    value: Any
    history: tuple[Set, ...]
    sources: Mapping[str, Source]  # the documents that its basis may name


def scope(declared: Parameter, district: str, campaign: int | None) -> str:
    """The scope in which a parameter is looked up for a case; "" is the whole city."""
    if declared.per == "district" and district:
        return f"district:{district}"
    return f"campaign:{campaign}" if declared.per == "campaign" and campaign is not None else CITY


def value_of(session: Session, procedure: Procedure, name: str, district: str, campaign: int | None) -> Any:
    """The value for a case: of its own scope, else of the city, else as published; a date as a date."""
    declared = procedure.parameters.get(name)
    if declared is None:
        return None
    set_here = standing.once(session, ("parameters", procedure.id), lambda: _set(session, procedure.id))
    for where in dict.fromkeys((scope(declared, district, campaign), CITY)):
        if set_here.get((name, where)) is not None:
            return _typed(declared, set_here[name, where])
    return _typed(declared, declared.value)


def _set(session: Session, procedure: str) -> dict[tuple[str, str], Any]:
    """What was set last of every parameter in each scope; None where it was taken back."""
    mine = select(ParameterValue).where(ParameterValue.procedure == procedure)
    return {(row.name, row.scope): row.value for row in session.exec(mine.order_by(col(ParameterValue.id)))}


def shown(office: Office, procedure: str) -> list[Shown]:
    """Every parameter of the newest version of a procedure, with its history."""
    with office.db.read() as session:
        bundle = office.newest(session, procedure)
        if bundle is None:
            return []
        return [
            Shown(
                name,
                _title(declared, name),
                declared,
                value_of(session, bundle.procedure, name, "", None),
                tuple(_history(session, procedure, name)),
                bundle.procedure.sources,
            )
            for name, declared in bundle.procedure.parameters.items()
        ]


def set_value(
    office: Office, actor: Actor, procedure: str, name: str, where: str, value: Any, basis: str, now: datetime
) -> Refusal | None:
    """Set a parameter in a scope ("", `district:…`, `campaign:…`) from now on, for a reason; None takes it back."""
    if not holds(actor, ADMIN):
        return Refusal(Message("not_admin"), guard="role")
    with office.db.write() as session:
        bundle = office.newest(session, procedure)
        declared = bundle.procedure.parameters.get(name) if bundle else None
        if declared is None:
            return Refusal(Message("no_parameter", {"name": name}), guard="parameter")
        return put(session, declared, actor, Wish(procedure, name, value, basis, where), now)


@dataclass(frozen=True)
class Wish:
    """A value that is to hold from now on in a scope, and why; None takes it back."""

    procedure: str
    name: str
    value: Any
    basis: str
    scope: str = CITY


def put(session: Session, declared: Parameter, actor: Actor, wish: Wish, now: datetime) -> Refusal | None:
    """The same in a transaction of somebody who knows what is declared."""
    before = _newest(session, wish.procedure, wish.name, wish.scope)
    refused = against(declared, wish.name, wish.scope, wish.value, before)
    refused = refused or _unreasoned(declared, wish.name, wish.basis)
    if refused is None:
        row = ParameterValue(
            procedure=wish.procedure, name=wish.name, scope=wish.scope, value=wish.value, basis=wish.basis.strip(),
            set_at=now, set_by=actor.id,
        )  # fmt: skip
        session.add(row)
        session.flush()
        enqueue(session, RETIME, {}, now, key=f"{RETIME}/parameter/{row.id}")  # limits may hang on it
    return refused


def _unreasoned(declared: Parameter, name: str, basis: str) -> Refusal | None:
    if basis.strip():
        return None
    return Refusal(Message("parameter_reason", {"title": _title(declared, name)}), guard="reason")


def _title(declared: Parameter, name: str) -> Text:
    return declared.title or Text(zh=name)


def against(
    declared: Parameter, name: str, where: str, value: Any, before: ParameterValue | None = None
) -> Refusal | None:
    """Why a value may not be set, or not be taken back."""
    title = _title(declared, name)
    if where != CITY and where.partition(":")[0] != declared.per:
        return Refusal(Message("parameter_scope", {"title": title}), guard="scope")
    if value is None:
        return None if before else Refusal(Message("parameter_not_set", {"title": title}), guard="value")
    if declared.type == "date" and not _is_date(value):
        return Refusal(Message("parameter_date", {"title": title, "value": value}), guard="value")
    if declared.type == "integer" and (not isinstance(value, int) or isinstance(value, bool)):
        return Refusal(Message("parameter_integer", {"title": title, "value": value}), guard="value")
    low, high = declared.min, declared.max
    if declared.type == "integer" and not (low is None or low <= value) & (high is None or value <= high):
        data = {"title": title, "value": value, "min": low if low is not None else "−∞"}
        data["max"] = high if high is not None else "∞"
        return Refusal(Message("parameter_bounds", data), guard="value")
    return None


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _typed(declared: Parameter, value: Any) -> Any:
    return date.fromisoformat(value) if declared.type == "date" and isinstance(value, str) else value


def _newest(session: Session, procedure: str, name: str, where: str) -> ParameterValue | None:
    """The newest value of a scope; None where none was set or it was taken back."""
    rows = (
        select(ParameterValue)
        .where(ParameterValue.procedure == procedure, ParameterValue.name == name, ParameterValue.scope == where)
        .order_by(col(ParameterValue.id).desc())
    )
    found = session.exec(rows.limit(1)).first()
    return None if found is None or found.value is None else found


def _history(session: Session, procedure: str, name: str) -> list[Set]:
    rows = (
        select(ParameterValue, Person.name)
        .join(Person, col(Person.id) == col(ParameterValue.set_by), isouter=True)
        .where(ParameterValue.procedure == procedure, ParameterValue.name == name)
        .order_by(col(ParameterValue.id).desc())
    )
    return [Set(p.scope, p.value, p.basis, p.set_at, by or "") for p, by in session.exec(rows)]
