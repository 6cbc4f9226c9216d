from __future__ import annotations

from sqlmodel import select

from data.queries.search import finding, matching
from data.tables import CaseValue
from tests.workflows.bureau import HERE, PROCEDURE, THERE, Bureau, sample
from workflows.cases.filters import filters, many
from workflows.cases.next_case import next_case
from workflows.cases.search import Query, find


def two(desk: Bureau) -> tuple[int, int]:
    return desk.filed(HERE), desk.filed(THERE, {**sample("one_region"), "填报区县": THERE})


def test_a_list_can_be_narrowed_by_what_the_office_has(desk: Bureau) -> None:
    known = filters(desk.office, desk.actor("leader"), desk.now)
    assert list(known.procedures) == [PROCEDURE]
    assert known.chosen("") is known.procedures[PROCEDURE]
    assert known.chosen("another") is None
    assert HERE in known.districts and [c.title.zh for c in known.campaigns] == ["2026年第一批"]


def test_what_is_offered_for_many_hangs_on_their_states_and_on_who_asks(desk: Bureau) -> None:
    first, second = two(desk)
    desk.done(second, "accept", "desk")
    known = filters(desk.office, desk.actor("desk"), desk.now)

    def offered(who: str) -> list[tuple[str, list[int]]]:
        rows = find(desk.office, desk.actor(who), Query()).rows
        return [(m.id, [c for c, _ in m.seen]) for m in many(known.procedures, desk.actor(who), rows)]

    assert offered("desk") == [("ask", [second, first]), ("accept", [first])]
    assert offered("leader") == offered("clerk") == []


def test_after_a_case_the_next_one_that_waits_is_named(desk: Bureau) -> None:
    first, second = two(desk)
    assert next_case(desk.office, desk.actor("desk"), first) == (second, 1, False)
    assert next_case(desk.office, desk.actor("desk"), 0)[1] == 2
    assert next_case(desk.office, desk.actor("clerk"), first) == (None, 0, False)


def test_who_has_to_act_is_named_by_role_and_district(desk: Bureau) -> None:
    known = filters(desk.office, desk.actor("leader"), desk.now)
    named = {held: known.holder(held).zh for held in ("desk@*", f"clerk@{HERE}", "clerk@500105", "somebody@*", "")}
    assert named == {
        "desk@*": "市局企业处", f"clerk@{HERE}": "渝中区 区县经办人", "clerk@500105": "江北区 区县经办人",
        "somebody@*": "somebody", "": "",
    }  # fmt: skip
    assert "500105" not in known.districts and known.names["500105"].title.zh == "江北区", "merged since"


def test_a_text_that_stands_in_too_much_says_so(desk: Bureau, monkeypatch) -> None:
    first, _ = two(desk)
    with desk.office.db.read() as session:
        begins = session.exec(select(CaseValue.text).where(CaseValue.case_id == first, CaseValue.text != "")).first()
    assert begins
    assert not find(desk.office, desk.actor("desk"), Query(text=begins[:2])).broad
    monkeypatch.setattr(matching, "RARE", 0)
    monkeypatch.setattr(finding, "MOST", 0)
    assert find(desk.office, desk.actor("desk"), Query(text=begins[:2])).broad
    assert not find(desk.office, desk.actor("desk"), Query()).broad
