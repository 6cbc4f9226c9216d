"""Drawing in a case: committed to before, carried out with the transition, written into the form, kept for a replay."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from data.tables import DrawRecord, Entry, History, HistoryDetail, Version
from tests.workflows.bureau import HERE, MONDAY, Bureau
from tests.workflows.draws.sampling import SAMPLED, ready, sampled, sampling
from workflows.draws.record import commitment_of
from workflows.draws.stored import stored
from workflows.draws.verify import differences
from workflows.engine.types import Refusal
from workflows.office import Office


def record(desk: Bureau, case: int) -> dict[str, Any]:
    with desk.office.db.read() as session:
        (found,) = stored(session, case)
    assert found.wrong == () and differences(found.record) == []
    return found.record


def told(desk: Bureau, case: int) -> list[dict[str, Any]]:
    """What the history says about draws."""
    wanted = select(HistoryDetail.body).join(History, col(History.id) == HistoryDetail.history_id)
    with desk.office.db.read() as session:
        bodies = session.exec(wanted.where(History.case_id == case).order_by(col(History.step)))
        return [d for body in bodies for d in (body or {}).get("draws", [])]


def test_what_is_drawn_stands_in_the_form_and_in_a_record_that_replays(office: Office) -> None:
    desk = sampling(office)
    case = sampled(desk)
    found = record(desk, case)
    rows = desk.sheet(case, "head").values["抽查"]
    assert [SAMPLED[d["key"]] for d in found["drawn"]] == [r["对象"] for r in rows]
    assert [r["次序"] for r in rows] == [1, 2, 3] and {c["key"] for c in found["pool"]} == set(SAMPLED)


def test_the_history_holds_the_commitment_first_and_the_digest_of_the_record_then(office: Office) -> None:
    desk = sampling(office)
    case = ready(desk)
    with office.db.read() as session:
        row = session.exec(select(DrawRecord)).one()
    assert told(desk, case) == [{"draw": "sample", "number": 1, "commitment": commitment_of(row.seed)}]
    desk.done(case, "endorse", "head")
    found = record(desk, case)
    assert told(desk, case)[1]["digest"] == found["digest"] and found["seed"] == row.seed
    assert found["committed_at"] < found["drawn_at"]


def test_handed_in_again_it_keeps_the_seed_that_waits(office: Office) -> None:
    """Nobody tries until a seed pleases them."""
    desk = sampling(office)
    case = ready(desk)
    desk.done(case, "recall", "clerk")
    desk.done(case, "submit", "clerk")
    assert len({d["commitment"] for d in told(desk, case)}) == 1 == len({d["number"] for d in told(desk, case)})


def test_a_seed_that_vanished_is_not_replaced_at_the_draw(office: Office) -> None:
    desk = sampling(office)
    case = ready(desk)
    with office.db.write() as session:
        session.delete(session.exec(select(DrawRecord)).one())
    refused = desk.act(case, "endorse", "head")
    assert isinstance(refused, Refusal) and refused.message.code == "draw_not_committed"


def test_who_is_left_out_is_never_drawn_and_stands_there_with_the_reason(office: Office) -> None:
    first = next(iter(SAMPLED))
    out = {"when": f'item.统一社会信用代码 = "{first}"', "reason": {"zh": "去年查过", "en": "Was sampled last year"}}
    desk = sampling(office, exclude=[out], count="size")
    found = record(desk, sampled(desk))
    assert {d["key"] for d in found["drawn"]} == set(SAMPLED) - {first}
    (excluded,) = [c for c in found["pool"] if c["excluded"]]
    assert excluded["key"] == first and excluded["excluded"][0]["en"] == "Was sampled last year"


def test_each_stratum_gives_its_share_and_what_weighs_nothing_is_never_drawn(office: Office) -> None:
    keys = sorted(SAMPLED)
    strata = f'if item.统一社会信用代码 < "{keys[6]}" then "甲" else "乙"'
    weight = f'if item.统一社会信用代码 = "{keys[0]}" then 0 else 1.5'
    desk = sampling(office, strata=strata, weight=weight, count='if stratum = "甲" then size else 1')
    found = record(desk, sampled(desk))
    assert found["counts"] == {"乙": 1, "甲": 5}
    assert {d["key"] for d in found["drawn"] if d["stratum"] == "甲"} == set(keys[1:6])


def test_two_people_are_matched_and_nobody_who_has_to_recuse_themselves(office: Office) -> None:
    match = {"people": "role:clerk", "each": 1, "recused_if": "person.id = actor.id or person.名称 = \"某clerk\""}
    fields = {"对象": "item.名称", "检查人": 'string join(people.名称, "、")'}
    desk = sampling(office, match=match, fields=fields)
    case = sampled(desk)
    assert {r["检查人"] for r in desk.sheet(case, "head").values["抽查"]} == {"某colleague"}
    found = record(desk, case)
    assert found["people"] == [str(desk.people["clerk"]), str(desk.people["colleague"])]
    assert set(found["recused"]) == {str(desk.people["clerk"])}


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("a pool that comes to nothing", {"pool": "if count(区域) > 99 then 区域 else null"}, "draw_no_pool"),
    ("a key that is not there", {"key": "null"}, "draw_no_key"),
    ("a key that stands twice", {"key": '"同一个"'}, "draw_key_twice"),
    ("a negative weight", {"weight": "-1"}, "draw_bad_weight"),
    ("a weight that is too fine", {"weight": "1/3"}, "draw_bad_weight"),
    ("half a thing", {"count": "0.5"}, "draw_bad_count"),
    ("too few people", {"match": {"people": "role:clerk", "each": 3}}, "draw_too_few"),
]


@pytest.mark.parametrize(("what", "changes", "code"), BAD, ids=[b[0] for b in BAD])
def test_a_pool_that_cannot_be_drawn_from_changes_nothing(
    office: Office, what: str, changes: dict[str, Any], code: str
) -> None:
    desk = sampling(office, **changes)
    case = ready(desk)
    refused = desk.act(case, "endorse", "head")
    assert isinstance(refused, Refusal) and (refused.message.code, refused.guard) == (code, "draw")
    with office.db.read() as session:
        assert stored(session) == []


def test_a_register_is_a_pool_of_its_open_entries(office: Office) -> None:
    weight = 'if item.since < date("2026-01-01") then 0 else 1'
    desk = sampling(
        office, pool="register:sandbox_regions", key="item.key", weight=weight, count="size",
        strata="item.区县", fields={"对象": "item.title"},
    )  # fmt: skip
    with office.db.write() as session:
        version = session.exec(select(Version.id)).first() or 0
        for name, since, until in (
            ("甲", date(2026, 1, 1), None), ("乙", date(2026, 2, 1), date(2026, 3, 2)), ("丙", date(2025, 1, 1), None),
        ):  # fmt: skip
            session.add(Entry(
                register_id="sandbox_regions", key=name, title=name, district=HERE, since=since, until=until,
                body={"区县": HERE, "申报名称": name}, version_id=version, added_at=MONDAY,
            ))  # fmt: skip
    case = ready(desk)
    desk.done(case, "endorse", "head")
    found = record(desk, case)
    assert [c["key"] for c in found["pool"]] == ["丙", "甲"] and found["counts"] == {HERE: 1}
    assert [r["对象"] for r in desk.sheet(case, "head").values["抽查"]] == ["甲"]


def test_an_empty_pool_gives_nothing(office: Office) -> None:
    desk = sampling(office, pool="register:sandbox_regions", key="item.key", fields={"对象": "item.title"}, count="2")
    case = sampled(desk)
    assert record(desk, case)["pool"] == [] and "抽查" not in desk.sheet(case, "head").values
