"""Thirty-two people want the same task at the same moment: for the test, and for the long game of the soak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

from data.engine import Busy
from data.tables import Grant, Organisation, Person
from tests.workflows.bureau import CITY, HERE, MONDAY, Bureau, bureau, sample
from workflows.cases.act import act
from workflows.cases.once import Done
from workflows.engine.types import Action, Actor
from workflows.office import Office
from workflows.people.actors import actor_of

RACERS = 32
LOST = frozenset({"task_taken", "stale", "busy"})
"""What whoever was slower is told: 已被他人处理; on a machine that has no time left, that it is busy."""


def course(office: Office, rows: int) -> tuple[Bureau, int, list[str], list[Actor]]:
    """A case under joint review with so many regions, and everybody who wants to speak for the desk."""
    desk = bureau(office, _many_regions)
    return (desk, *lap(desk, rows), _racers(desk))


def _many_regions(procedure: dict[str, Any]) -> None:
    del procedure["transitions"]["submit"]["when"], procedure["transitions"]["submit"]["else"]
    procedure["case"]["one_open_per"] = []


def lap(desk: Bureau, rows: int) -> tuple[int, list[str]]:
    """Another such case, and its rows."""
    first = sample()["区域"][0]
    one = {**first, "数量": 1, "经营主体": first["经营主体"][:1], "数量说明": None}
    regions = [{**one, "_id": f"r{n}", "申报名称": f"园{n}"} for n in range(rows)]
    for n, region in enumerate(regions):
        region["经营主体"] = [{**one["经营主体"][0], "_id": f"e{n}"}]
    case = desk.start()
    desk.fill(case, {**sample(), "填报区县": HERE, "区域": regions})
    answers = [f.key for f in desk.sheet(case).findings if f.key]
    desk.answer(case, answers, "同一主体")
    desk.done(case, "submit", "clerk")
    desk.stamp(case)
    desk.done(case, "endorse", "head")
    desk.done(case, "accept", "desk")
    return case, [r["_id"] for r in desk.sheet(case, "desk").values["区域"]]


def _racers(desk: Bureau) -> list[Actor]:
    with desk.office.db.write() as session:
        place = Organisation(name="企业处", district=CITY)
        session.add(place)
        session.flush()
        ids = []
        for n in range(RACERS):
            person = Person(login=f"racer{n}", name=f"某{n}", organisation_id=place.id or 0, created_at=MONDAY)
            session.add(person)
            session.flush()
            since = date(2020, 1, 1)
            session.add(Grant(
                person_id=person.id or 0, role="desk", organisation_id=place.id or 0, district=CITY, valid_from=since,
            ))  # fmt: skip
            ids.append(person.id or 0)
    with desk.office.db.read() as session:
        return [actor_of(desk.office, session, i, desk.now) for i in ids]


def race(desk: Bureau, case: int, row: str, actors: Sequence[Actor], key: str) -> Counter[str]:
    """How often which answer was given, when all want to speak about one row at once."""

    def wants(actor: Actor) -> str:
        action = Action(actor, "", -1, key, {"意见": "同意"}, "opinion", row=row)
        try:
            found = act(desk.office, case, action, desk.now)
        except Busy:  # nothing was stored, and pages say so
            return "busy"
        return "won" if isinstance(found, Done) else found.message.code

    with ThreadPoolExecutor(len(actors)) as pool:
        return Counter(pool.map(wants, actors))
