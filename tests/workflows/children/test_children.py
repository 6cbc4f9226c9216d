"""Children of cases and of entries: opened by whom, given what, bringing what, waited for, ended along."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from data.queries import registers as stored
from data.tables import Case, CaseSpan, Entry, History, HistoryDetail
from tests.workflows.shops import CHANGE, LICENCE, Shops, shops
from workflows.audit.verify import verify
from workflows.cases.start import start
from workflows.children.beginnings import at_entries
from workflows.engine.types import Refusal
from workflows.office import Office


@pytest.fixture
def street(office: Office) -> Shops:
    """A shop is in since March 2, by a case that is closed."""
    found = shops(office)
    found.entered({"店名": "面馆", "面积": 20, "员": ("张三", "李四")})
    found.later(days=30)
    return found


def opened(street: Shops, who: str = "writer", child: str = "change", **of: Any) -> int:
    found = street.child(who, child, **of)
    assert isinstance(found, int), found
    return found


def code(found: object) -> str:
    assert isinstance(found, Refusal), found
    return found.message.code


def sound(street: Shops) -> None:
    with street.office.db.read() as s:
        assert verify(street.office, s)[1] == []


def test_a_child_of_an_entry_begins_with_what_the_entry_gives(street: Shops) -> None:
    case = opened(street, entry=1)
    values = street.sheet(case, "writer").values
    assert (values["店名"], values["面积"]) == ("面馆", 20)
    staff = [(r["姓名"], [c["证号"] for c in r["证照"]]) for r in values["人员"]]
    assert staff == [("张三", ["张三1"]), ("李四", ["李四1"])]
    with street.office.db.read() as s:
        row = s.get_one(Case, case)
        assert (row.procedure, row.parent_entry_id, row.child) == (CHANGE, 1, "change")


def small_ones_at_once(texts: dict[str, Any]) -> None:
    """A change of a shop under 30 m² needs no filling in."""
    texts[f"procedure/{CHANGE}"]["transitions"]["small"] = {
        "zh": "小店直接办", "kind": "automatic", "from": ["draft"], "to": "work", "basis": "own", "when": "面积 < 30",
        "do": [{"effect": "number"}],
    }  # fmt: skip


def test_a_child_goes_on_by_itself_as_soon_as_it_is_begun(office: Office) -> None:
    street = shops(office, small_ones_at_once)
    street.entered({"店名": "面馆", "面积": 20, "员": ()}, {"店名": "酒楼", "面积": 300, "员": ()})
    small, large = opened(street, entry=1), opened(street, entry=2)
    assert (street.view(small).state_id, street.view(large, "writer").state_id) == ("work", "draft")
    assert street.view(small).number and not street.view(large, "writer").number
    with street.office.db.read() as s:
        assert list(s.exec(select(History.case_id).where(History.action == "small"))) == [small]
    sound(street)


def approved(street: Shops, case: int, **values: Any) -> object:
    street.fill(case, "writer", **values)
    street.done(case, "writer", "submit")
    return street.act(case, "bureau", "approve")


def test_its_end_changes_the_entry_though_its_case_is_long_closed(street: Shops) -> None:
    case = opened(street, entry=1)
    assert not isinstance(approved(street, case, 面积=55, 生效="2026-04-10", 理由="扩店"), Refusal)
    with street.office.db.read() as s:
        old, new = stored.revisions(s, 1)
        assert (new.body["面积"], new.since, new.case_id, new.reason) == (55, date(2026, 4, 10), case, "扩店")
        assert old.out_case_id == case and len(stored.rows_of(s, new.id or 0, "人员.证照")) == 2
        steps = s.exec(select(History.case_id, HistoryDetail.body).join(HistoryDetail)
                       .where(History.action == "child_ended").order_by(col(History.case_id))).all()  # fmt: skip
        assert [(c, (b or {})["ended"]["outcome"]) for c, b in steps] == [(1, "approved"), (case, "approved")]
        assert all((b or {})["entries"][0]["changed"] == "2026-04-10" for _, b in steps)
    sound(street)


def test_a_removal_takes_the_entry_out(street: Shops) -> None:
    case = opened(street, entry=1)
    assert not isinstance(approved(street, case, 移出=True, 生效="2026-04-10", 理由="关店"), Refusal)
    entry = street.entry("面馆")
    assert (entry.until, entry.out_reason, entry.out_case_id) == (date(2026, 4, 10), "关店", case)
    street.later(days=60)
    assert code(street.child("writer", "change", entry=1)) == "child_entry_out"


def test_what_cannot_be_done_to_the_entry_refuses_the_end(street: Shops) -> None:
    case = opened(street, entry=1)
    refused = approved(street, case, 面积=55, 生效="2026-03-01", 理由="早了")
    assert code(refused) == "entry_before_last"
    assert street.view(case).state_id == "work"


def test_one_is_open_per_entry_and_after_its_end_another_may_be(street: Shops) -> None:
    first = opened(street, entry=1)
    assert code(street.child("writer", "change", entry=1)) == "child_open_already"
    street.done(first, "writer", "drop")
    assert opened(street, entry=1) != first


def test_the_same_request_opens_one_child(street: Shops) -> None:
    assert opened(street, entry=1, key="k") == opened(street, entry=1, key="k")


def test_of_many_at_once_one_opens_it(street: Shops) -> None:
    answers: list[object] = []
    actor = street.actor("writer")

    def work(n: int) -> None:
        from workflows.children.service import open_child

        answers.append(open_child(street.office, actor, "change", f"r{n}", street.now, entry_id=1))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(a, int) for a in answers) == 1
    assert {code(a) for a in answers if not isinstance(a, int)} == {"child_open_already"}


def test_only_the_roles_that_the_child_names_open_it_where_they_are(street: Shops) -> None:
    assert code(street.child("bureau", "change", entry=1)) == "child_role"
    assert code(street.child("other", "change", entry=1)) == "no_such_entry"  # another district
    assert code(street.child("writer", "nothing", entry=1)) == "no_such_child"
    assert code(street.start("writer", procedure=CHANGE)) == "start_role"


def test_without_its_procedure_no_child_is_opened(street: Shops) -> None:
    street.now = street.now.replace(year=2019)
    with street.office.db.write() as s:
        s.get_one(Entry, 1).since = date(2019, 1, 1)
    refused = street.child("writer", "change", entry=1)
    assert isinstance(refused, Refusal)


def test_a_transition_waits_for_children_and_values_come_back(street: Shops) -> None:
    case = street.licence({"店名": "粉店", "面积": 12})
    child = opened(street, "bureau", "verify", case=case)
    assert street.sheet(child, "writer").values["面积"] == 12
    refused = street.act(case, "bureau", "enter")
    assert isinstance(refused, Refusal) and (refused.guard, code(refused)) == ("waiting", "children_open")
    assert code(street.child("bureau", "verify", case=case)) == "child_open_already"
    approved(street, child, 理由="属实")
    assert street.sheet(case, "bureau").values["说明"] == "属实"
    street.done(case, "bureau", "enter")
    assert code(street.child("bureau", "verify", case=case)) == "child_not_in_state"
    sound(street)


def test_a_dropped_child_brings_nothing(street: Shops) -> None:
    case = street.licence({"店名": "粉店"}, note="原来的")
    child = opened(street, "bureau", "verify", case=case)
    street.fill(child, "writer", 理由="不说")
    street.done(child, "writer", "drop")
    assert street.sheet(case, "bureau").values["说明"] == "原来的"


def test_children_end_with_their_parent_and_say_why(street: Shops) -> None:
    case = street.licence({"店名": "粉店"}, {"店名": "茶馆"})
    street.done(case, "bureau", "send")
    with street.office.db.read() as s:
        names = s.exec(select(Case.title).where(Case.parent_id == case).order_by(col(Case.id))).all()
        assert names == ["粉店变更", "茶馆变更"]
    street.done(case, "bureau", "enter")
    with street.office.db.read() as s:
        ends = [(c.state, c.ended) for c in s.exec(select(Case).where(Case.parent_id == case))]
        assert ends == [("stopped", True)] * 2
        reasons = [(d.body or {})["reason"] for h, d in s.exec(select(History, HistoryDetail).join(HistoryDetail))
                   if h.action == "terminate"]  # fmt: skip
        assert len(reasons) == 2 and "已经结束" in reasons[0]
    sound(street)


def test_expressions_speak_of_children_and_of_the_parent(office: Office) -> None:
    def change(given: dict[str, Any]) -> None:
        licence, other = given[f"procedure/{LICENCE}"], given[f"procedure/{CHANGE}"]
        licence["transitions"]["again"]["when"] = "children.verify.count = 1 and children.verify.open = 0"
        licence["children"]["inspect"]["give"]["面积"] = "店铺[1].面积"
        other["transitions"]["submit"]["when"] = "parent.面积 >= 12"

    street = shops(office, change)
    case = street.licence({"店名": "粉店", "面积": 11})
    child = opened(street, "bureau", "verify", case=case)
    assert isinstance(street.act(child, "writer", "submit"), Refusal)
    street.fill(case, "bureau", 店铺=[{"_id": "粉店", "店名": "粉店", "面积": 12}])
    assert isinstance(street.act(case, "bureau", "again"), Refusal)
    approved(street, child, 理由="属实")
    street.done(case, "bureau", "again")


def test_how_a_child_stood_begins_with_its_steps_also_where_its_rules_look_at_the_parent(office: Office) -> None:
    def change(given: dict[str, Any]) -> None:
        given[f"procedure/{LICENCE}"]["children"]["inspect"]["give"]["面积"] = "店铺[1].面积"
        given[f"procedure/{CHANGE}"]["transitions"]["submit"]["when"] = "parent.面积 >= 10"

    street = shops(office, change)
    child = opened(street, "bureau", "verify", case=street.licence({"店名": "粉店", "面积": 11}))
    street.later(hours=9)
    approved(street, child, 理由="属实")
    with office.db.read() as s:
        stood = set(s.exec(select(CaseSpan.since).where(CaseSpan.case_id == child)))
        steps = set(s.exec(select(History.at).where(History.case_id == child)))
    assert stood <= steps and len(stood) > 1


def test_opening_by_oneself_stays_possible_where_roles_are_named(office: Office) -> None:
    street = shops(office)
    found = start(office, street.actor("writer"), LICENCE, subject="500103", key="k", now=street.now)
    assert isinstance(found, int)


def test_who_may_begin_something_at_entries_only_is_told_where(street: Shops) -> None:
    """One entry leads to it, several to their register; nobody else is told of any."""
    def told(who: str) -> list[tuple[str, str, int | None]]:
        found = at_entries(street.office, street.actor(who), street.now)
        return [(f.register, f.title.zh, f.entry) for f in found if f.key == "change"]

    ((register, title, entry),) = told("writer")
    assert entry == 1
    street.entered({"店名": "饼店", "面积": 12, "员": ("王五",)})
    assert told("writer") == [(register, title, None)]
    assert told("auditor") == []
