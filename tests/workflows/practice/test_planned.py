"""Planned cases: a rehearsal told of others, each on its days, as far as today lets it or where it is to stand."""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlmodel import select

from data.reference.load import load_places
from data.tables import Case, Entry, Job, Organisation, Person, Task
from tests.workflows.practice.test_practice import empty
from workflows.bundle import Bundle, bundle_of
from workflows.office import Office
from workflows.practice.casting import Casting
from workflows.practice.model import PlannedCase, Practice, PracticeOffice
from workflows.practice.retell import Retelling
from workflows.practice.running import _tell
from workflows.practice.stage import NotPlayable, Stage
from workflows.publishing import DEFINITIONS, shipped
from workflows.rehearsal import Rehearsal
from workflows.rehearsal.files import read_folder
from workflows.rehearsal.model import Step
from workflows.setup import set_up

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
filling = importlib.import_module("workflows.practice.fill")
MARCH, MAY = date(2026, 3, 2), date(2026, 5, 9)
PLANS = {
    path.parent.name: Practice.model_validate_json(path.read_text(encoding="utf-8"))
    for path in sorted(DEFINITIONS.glob("*/practice.json"))
}
OFFICE = PracticeOffice.model_validate_json(
    (DEFINITIONS / "shared" / "practice_office.json").read_text(encoding="utf-8")
)
PLANNED = [pytest.param(name, case, id=f"{name}-{n}") for name, p in PLANS.items() for n, case in enumerate(p.cases)]

TOLD: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"甲": "旧"}, {"甲": "新"}),
    ({"甲": None}, {"甲": None}),
    ({"乙": "旧"}, {"乙": "旧"}),
    ({"乙": "2026-03-01"}, {"乙": "2026-05-08"}),
    ({"乙": "2026-03"}, {"乙": "2026-05"}),
    ({"乙": "2025-12"}, {"乙": "2026-02"}),
    ({"乙": "2026-03-01 起"}, {"乙": "2026-03-01 起"}),
    ({"乙": 3, "丙": True}, {"乙": 3, "丙": True}),
    ({"乙": [{"部门": "110000 2", "起": "2026-03-02"}]}, {"乙": [{"部门": "41", "起": "2026-05-09"}]}),
    ({"部门": "110000 3"}, {"部门": "110000 3"}),
]


@pytest.mark.parametrize(("given", "told"), TOLD)
def test_values_are_told_of_others_and_their_days_move_along(given: dict[str, Any], told: dict[str, Any]) -> None:
    assert Retelling({"甲": "新"}, {"110000 2": "41"}).values(given, MARCH, MAY) == told


def test_a_planned_case_is_opened_at_another_entry_of_the_office() -> None:
    planned = PlannedCase(play="r", begun=-1, entries={"旧": "新"})
    told = Rehearsal.model_validate({"id": "r", "title": "r", "procedure": "p", "people": {}, "play": []})
    stage = cast(Stage, SimpleNamespace(plan=Practice(procedure="p"), folder=DEFINITIONS))
    tell = _tell(stage, planned, told, {})
    steps = [Step(on="2026-03-02", who="甲", does="start", case="一", child="c", entry=e) for e in ("旧", "别的")]
    assert [tell(step, MARCH, MAY).entry for step in steps] == ["新", "别的"]


def test_an_entry_is_called_by_the_value_that_was_told_instead() -> None:
    retelling = Retelling({"甲": "新"}, {})
    retelling.values({"甲": "旧"}, MARCH, MAY)
    assert [retelling.title(t) for t in ("旧", "别的", None)] == ["新", "别的", None]


@pytest.fixture
def casting(office: Office) -> Callable[..., dict[str, str]]:
    """Casts a play in the practice office; gives the organisation of everybody."""
    with office.db.write() as session:
        load_places(session)
    staff = filling.people_only(office, NOW)

    def cast(people: dict[str, str], **wanted: str) -> dict[str, str]:
        told = {"id": "r", "title": {"zh": "r"}, "procedure": "p", "people": people, "play": []}
        play = Rehearsal.model_validate(told)
        found = Casting(office, staff, random.Random(1), wanted).people(play)
        with office.db.read() as session:
            rows = {n: session.get_one(Person, p).organisation_id for n, p in found.items()}
            return {n: session.get_one(Organisation, o).name for n, o in rows.items()}

    return cast


def test_who_is_of_one_organisation_stays_so_and_others_are_of_another(casting: Callable[..., dict[str, str]]) -> None:
    people = {"甲": "department@110000#1", "乙": "department@110000#2", "丙": "department@110000#1", "丁": "approval"}
    found = casting(people, 乙="北京经开区城市运行局")
    assert found["甲"] == found["丙"] != found["乙"] == "北京经开区城市运行局"
    assert found["丁"] == "北京经开区行政审批局"


def test_a_department_may_be_of_one_district(casting: Callable[..., dict[str, str]]) -> None:
    people = {"联": "liaison@500157#1", "甲": "bureau@500157#2", "乙": "bureau@500157#3"}
    found = casting(people, 甲="两江新区生态环境局")
    assert found["联"] == "两江新区重点企业服务专班" and found["甲"] == "两江新区生态环境局" != found["乙"]
    with pytest.raises(NotPlayable, match="联"):
        casting({"联": "liaison@500106#1"})


def test_everybody_of_every_planned_case_is_somebody_of_the_office(casting: Callable[..., dict[str, str]]) -> None:
    for name, plan in PLANS.items():
        told = {r.model.id: r.model for r in read_folder(DEFINITIONS / name).values() if r.model is not None}
        for case in plan.cases:
            assert casting(told[case.play].people, **case.who), (name, case.play)


@pytest.mark.parametrize("wanted", [{"甲": "没有这个单位"}, {"甲": "北京经开区行政审批局"}])
def test_a_play_that_nobody_can_be_cast_for_is_not_played(
    casting: Callable[..., dict[str, str]], wanted: dict[str, str]
) -> None:
    with pytest.raises(NotPlayable, match="甲"):
        casting({"甲": "department@110000#1"}, **wanted)


def test_a_case_stands_where_it_is_planned_to_and_the_numbers_follow_the_days(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = PLANS["sandbox_approval"]
    late = plan.cases[0].model_copy(update={"play": "straight_through", "begun": -20, "until": "compliance", "more": 1})
    early = late.model_copy(update={"begun": -40, "until": None, "who": {}, "told": []})
    few = plan.model_copy(update={"cases": [late, early]})
    monkeypatch.setattr(filling, "_plans", lambda: [(few, DEFINITIONS / "sandbox_approval")])
    office = empty(tmp_path)
    set_up(office, NOW, practice=True)
    with office.db.read() as session:
        cases = {c.number[-4:]: c for c in session.exec(select(Case).where(Case.procedure == few.procedure))}
        assert [cases["0001"].state, cases["0002"].state] == ["pilot", "compliance"]
        told = session.exec(select(Task.state).where(Task.case_id == cases["0002"].id, Task.round == "compliance"))
        assert sorted(told) == ["done", "open", "open"]
        assert cases["0002"].title == f"{late.who['企']}：{plan.values[late.told[0]]['项目名称']}"
        assert session.exec(select(Entry.title)).all() == ["低速无人配送车商业运营"]
        assert session.exec(select(Job.id).where(Job.attempts > 1)).all() == [], "no timer looked with a clock behind"


@cache
def _bundle(procedure: str) -> Bundle:
    return bundle_of(shipped()[procedure])


def _played(procedure: str, known: frozenset[str] = frozenset()) -> list[Bundle]:
    """The procedure, those that its children are cases of, and those of theirs; one may open cases of its own."""
    own, known = _bundle(procedure), known | {procedure}
    below = {c.procedure for c in own.procedure.children.values()} - known
    return [own, *(b for child in sorted(below) for b in _played(child, known))]


@pytest.mark.parametrize(("procedure", "planned"), PLANNED)
def test_what_is_planned_is_there(procedure: str, planned: PlannedCase) -> None:
    rehearsals = {r.model.id: r.model for r in read_folder(DEFINITIONS / procedure).values() if r.model}
    rehearsal = rehearsals[planned.play]
    states = {state for b in _played(procedure) for state in b.procedure.states}
    titles = {a.title.zh for city in OFFICE.others for a in [*city.departments, *city.applicants]}
    assert rehearsal.demo and planned.begun < 0
    assert planned.until is None or planned.until in states
    assert set(planned.who) <= set(rehearsal.people) and set(planned.who.values()) <= titles
    assert set(planned.entries) <= {step.entry for step in rehearsal.play}
    assert set(planned.told) <= set(PLANS[procedure].values)


@pytest.mark.parametrize("procedure", [name for name, plan in PLANS.items() if plan.values])
def test_values_that_are_told_instead_are_of_fields_and_used(procedure: str) -> None:
    plan, played = PLANS[procedure], _played(procedure)
    fields = {key for b in played for form in b.forms.values() for key in form.by_path if "." not in key}
    assert {key for values in plan.values.values() for key in values} <= fields
    assert {name for case in plan.cases for name in case.told} == set(plan.values)
