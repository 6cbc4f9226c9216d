"""Fields that ask the office: people, entries and other cases, what was handed in last, the whole city."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import col, select

from data.tables import CaseValue, Person
from forms.draft import SetValue
from forms.fields.lookup import LookupField
from forms.finding import Finding
from tests.workflows.bureau import HERE, PROCEDURE, THERE, Bureau, sample
from tests.workflows.rich import REGISTER, enrich
from workflows import lookup
from workflows.cases.drafts import save


@pytest.fixture
def rich(desk: Bureau) -> Bureau:
    """The bureau with a newer version of its form that has such fields."""
    return enrich(desk)


def closed(desk: Bureau, subject: str = HERE) -> int:
    """A case that came to its end, with an entry in the register."""
    case = desk.filed(subject)
    desk.done(case, "accept", "desk")
    desk.decided(case)
    return case


def field(desk: Bureau, case: int, key: str) -> Any:
    return desk.sheet(case).bundle.form().by_path[key]


def test_a_new_case_begins_with_what_the_office_knows(rich: Bureau) -> None:
    closed(rich)
    values = rich.sheet(rich.start()).values
    assert values["经办"] == str(rich.people["clerk"])
    assert values["单位"] == f"{HERE}局"
    assert values["上次"] == sample()["联系人"]
    assert values["地址"] == next(r["注册登记地址"] for r in sample()["区域"])
    assert "上次" not in rich.sheet(rich.start("clerk2", THERE), "clerk2").values, "what others handed in is not theirs"


def test_several_choices_and_a_level_are_found_by_their_keys(rich: Bureau) -> None:
    case = rich.start()
    rich.fill(case, {"情形": "孵化园、园区", "行业": "汽车制造业"})
    assert rich.sheet(case).values["情形"] == ["园区", "孵化园"]
    with rich.office.db.read() as session:
        wanted = select(CaseValue.field, CaseValue.text).where(
            CaseValue.case_id == case, col(CaseValue.field).in_(["情形", "行业"])
        )
        assert sorted(session.exec(wanted)) == [("情形", "园区"), ("情形", "孵化园"), ("行业", "36")]
    rich.fill(case, {"情形": ["园区"]})
    with rich.office.db.read() as session:
        wanted = select(CaseValue.text).where(CaseValue.case_id == case, CaseValue.field == "情形")
        assert list(session.exec(wanted)) == ["园区"]


def test_who_left_is_shown_and_may_not_be_chosen_any_more(rich: Bureau) -> None:
    case = rich.start()
    clerk = field(rich, case, "经办")
    options = rich.sheet(case).options
    offered = clerk.offered(options)
    assert {str(rich.people[p]) for p in ("clerk", "colleague", "clerk2")} == set(offered), "only clerks are offered"
    with rich.office.db.write() as session:
        person = session.get_one(Person, rich.people["clerk"])
        person.active = False
        session.add(person)
    options = rich.sheet(case, "colleague").options
    me = str(rich.people["clerk"])
    assert clerk.show(me, options) == "某clerk" and me not in clerk.offered(options)
    assert [m.code for m in clerk.problems(me, options)] == ["left"]


def test_people_of_one_name_are_told_apart(rich: Bureau) -> None:
    with rich.office.db.write() as session:
        for login in ("colleague", "clerk2"):
            person = session.get_one(Person, rich.people[login])
            person.name = "李红"
            session.add(person)
    case = rich.start()
    clerk, options = field(rich, case, "经办"), rich.sheet(case).options
    shown = {clerk.show(str(rich.people[p]), options) for p in ("colleague", "clerk2")}
    assert shown == {f"李红（{HERE}局）", f"李红（{THERE}局）"}
    assert all(clerk.normal(name, options) == key for key, name in _shown(rich, clerk, options).items())


def _shown(desk: Bureau, clerk: Any, options: Any) -> dict[str, str]:
    return {str(desk.people[p]): clerk.show(str(desk.people[p]), options) for p in ("colleague", "clerk2")}


def test_organisations_are_those_of_the_districts_or_of_the_city(rich: Bureau) -> None:
    case = rich.start()
    titles = {o.title.zh for o in field(rich, case, "牵头").offered(rich.sheet(case).options).values()}
    assert titles == {f"{HERE}局", f"{THERE}局"}


def _search(desk: Bureau, who: str, text: str, source: str = f"register/{REGISTER}") -> list[str]:
    return [o.title.zh for o in lookup.search(desk.office, desk.actor(who), source, text, desk.now.date())]


def test_a_search_finds_by_title_and_by_sound_what_somebody_may_read(rich: Bureau) -> None:
    closed(rich)
    name = sample()["区域"][0]["申报名称"]
    assert [_search(rich, "clerk", typed) for typed in (name[:2], "xingyun", "xysjg")] == [[name]] * 3
    assert _search(rich, "clerk2", name[:4]) == [], "an entry of another district is not theirs to read"
    assert _search(rich, "clerk", "没有这样的") == [] == _search(rich, "clerk", " ")
    cases = _search(rich, "clerk", "2026", f"procedure/{PROCEDURE}")
    assert len(cases) == 1 and _search(rich, "clerk2", "2026", f"procedure/{PROCEDURE}") == []


def test_a_look_up_by_its_name_keeps_where_it_came_from_and_sees_when_the_source_changed(rich: Bureau) -> None:
    closed(rich)
    region = sample()["区域"][0]
    case = rich.start()
    rich.fill(case, {"关联": region["申报名称"]})
    value = rich.sheet(case).values["关联"]
    assert value["title"] == region["申报名称"] and value["values"] == {"地址": region["注册登记地址"]}
    assert value["as_of"] == rich.now.date().isoformat()
    source: LookupField = field(rich, case, "关联")
    now = lookup.now(rich.office, rich.actor("clerk"), source.source, value["id"], rich.now.date())
    assert now is not None and source.differs(value, now) == []
    assert source.differs({**value, "values": {"地址": "旧址"}}, now) == ["地址"]
    assert lookup.now(rich.office, rich.actor("clerk2"), source.source, value["id"], rich.now.date()) is None


def test_a_look_up_may_take_over_from_another_case(rich: Bureau) -> None:
    old = closed(rich)
    number = rich.view(old).number
    case = rich.start()
    rich.fill(case, {"前案": number})
    assert rich.sheet(case).values["前案"]["values"] == {"上次": sample()["联系人"]}
    there = rich.start("clerk2", THERE)
    rich.fill(there, {"前案": number}, "clerk2")
    assert rich.sheet(there, "clerk2").values["前案"] == number, "what is not theirs to read stays as it was typed"


def test_a_look_up_that_somebody_made_up_is_only_a_text(rich: Bureau) -> None:
    old = closed(rich)
    number = rich.view(old).number
    case = rich.start()
    rich.fill(case, {"前案": number})
    value = rich.sheet(case).values["前案"]
    rich.fill(case, {"前案": {**value, "title": "编的"}})
    assert rich.sheet(case).values["前案"]["title"] == value["title"]
    there = rich.start("clerk2", THERE)
    for made_up in (value, {**value, "id": value["id"] + 1}, {**value, "source": "register/x"}):
        rich.fill(there, {"前案": made_up}, "clerk2")
        assert rich.sheet(there, "clerk2").values["前案"] == number


def _city(found: Any) -> list[Finding]:
    return [f for f in found.findings if f.message.code == "twice_city"]


def test_a_value_that_another_district_declared_is_a_question_until_it_is_answered(rich: Bureau) -> None:
    here, there = rich.start(), rich.start("clerk2", THERE)
    rich.fill(here, {"编号": "A-1"})
    assert _city(rich.sheet(here)) == []
    rich.fill(there, {"编号": "A-1"}, "clerk2")
    found = _city(rich.sheet(there, "clerk2"))
    assert [(f.place.field, f.level) for f in found] == [("编号", "question")]
    assert "渝中区" in str(found[0].message.data["places"][0].zh)
    assert [f.place.field for f in _city(rich.sheet(here))] == ["编号"], "the other one is told too"
    save(rich.office, rich.actor("clerk2"), there, [SetValue("编号", "A-2")], rich.now)
    assert _city(rich.sheet(here)) == []
