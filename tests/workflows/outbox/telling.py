"""A bureau whose declarations tell people something, and what has to be done to carry it out of the office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlmodel import col, select

from data.tables import Delivery, Job, Letter, Person
from tests.workflows.bureau import HERE, Bureau, bureau, sample
from workflows.jobs.worker import Worker
from workflows.office import Office
from workflows.outbox.told import told

FILED = {
    "subject": {"zh": "{case.number}已提交", "en": "{case.number} was handed in"},
    "text": {
        "zh": "{case.title}有{count(区域)}个区域。{campaign.名称}", "en": "{count(区域)} regions. {campaign.name}",
    },
}  # fmt: skip


def saying(*effects: dict[str, Any], on: str = "submit", **texts: Any) -> Callable[[dict[str, Any]], None]:
    """A change of the procedure: a transition has these effects too."""

    def change(procedure: dict[str, Any]) -> None:
        procedure["messages"] = {**procedure["messages"], "filed": FILED, **texts}
        procedure["transitions"][on].setdefault("do", []).extend({"effect": "message", **e} for e in effects)

    return change


def telling(office: Office, *effects: dict[str, Any], on: str = "submit", **texts: Any) -> Bureau:
    """The bureau with addresses for everybody."""
    found = bureau(office, saying(*effects, on=on, **texts))
    with office.db.write() as session:
        for person in session.exec(select(Person)):
            person.email = f"{person.login}@example.org"
            session.add(person)
    return found


def filled(desk: Bureau, who: str = "clerk", subject: str = HERE) -> int:
    """A case that can be handed in."""
    case = desk.start(who, subject)
    desk.fill(case, {**sample(), "填报区县": subject}, who)
    return case


def submitted(desk: Bureau, who: str = "clerk", subject: str = HERE) -> int:
    """A case that was."""
    case = filled(desk, who, subject)
    desk.done(case, "submit", who)
    return case


def letters(desk: Bureau) -> list[Letter]:
    with desk.office.db.read() as session:
        return list(session.exec(select(Letter).order_by(col(Letter.id))))


def deliveries(desk: Bureau) -> list[Delivery]:
    with desk.office.db.read() as session:
        return list(session.exec(select(Delivery).order_by(col(Delivery.id))))


def who_was_told(desk: Bureau, case: int) -> dict[str, list[str]]:
    names = {p: login for login, p in desk.people.items()}
    with desk.office.db.read() as session:
        return {names[p]: keys for p, keys in told(session, case).items()}


def carried(desk: Bureau) -> int:
    """How many deliveries a worker sees to now, beside whatever else is to be done."""
    before, worker = _done(desk), Worker(desk.office, lambda: desk.now)
    while worker.once():
        pass
    return _done(desk) - before


def _done(desk: Bureau) -> int:
    with desk.office.db.read() as session:
        return len(session.exec(select(Job.id).where(Job.kind == "deliver", Job.state == "done")).all())
