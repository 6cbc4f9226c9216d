"""A register that follows another one is as what it rests on says, from the day on which that is written."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from data.tables import Entry, HistoryDetail
from tests.workflows.registers.test_importing import DAY, checked, confirmed, csv
from tests.workflows.shops import HERE, LICENCE, THERE, Shops, shops, texts, written
from workflows.__main__ import main
from workflows.checks.texts import check_texts
from workflows.office import Office
from workflows.publishing import publish
from workflows.registers import imports
from workflows.registers.following import begin
from workflows.registers.listing import find
from workflows.registers.query import Query

LARGE: dict[str, Any] = {
    "zh": "大店名单", "en": "Large shops", "key": ["店名"], "title": "店名", "basis": "own",
    "fields": {"店名": {"type": "text", "find": True}, "面积": {"type": "integer"}}, "read": {"bureau": "*"},
    "follows": {
        "register": "shops", "also": ["warned"], "when": "entry.面积 >= 15 and not(listed(\"warned\", entry.店名))",
        "key": {"店名": "entry.店名"}, "fields": {"面积": "entry.面积"}, "reason": "\"面积\" + string(entry.面积)",
    },
}  # fmt: skip


@pytest.fixture
def street(office: Office) -> Shops:
    return shops(office, lambda given: given[f"procedure/{LICENCE}"]["registers"].update(large=LARGE))


def large(street: Shops, on: date | None = None) -> list[str]:
    page = find(street.office, street.actor("bureau"), Query("large", on), street.now)
    return [f"{line.title} {line.cells['面积'].zh}" for line in page.lines] if page else []


def test_what_a_case_writes_is_followed_at_once(street: Shops) -> None:
    street.entered({"店名": "面馆", "面积": 20}, {"店名": "粉店", "面积": 10})
    assert large(street) == ["面馆 20"]
    case = street.licence({"店名": "面馆", "面积": 30}, {"店名": "粉店", "面积": 16}, on="2026-03-03")
    street.later(days=1)
    street.done(case, "bureau", "alter")
    assert sorted(large(street)) == ["粉店 16", "面馆 30"]
    assert large(street, date(2026, 3, 2)) == ["面馆 20"]
    with street.office.db.read() as session:
        told = [e for body in session.exec(select(HistoryDetail.body)) for e in (body or {}).get("entries", ())]
    assert [e["title"] for e in told if e["register"] == "large"] == ["面馆", "粉店", "面馆"]
    street.done(case, "bureau", "expel")
    assert large(street) == []
    assert street.entry("面馆").out_reason


def test_what_is_written_elsewhere_under_the_same_key_is_looked_at_too(street: Shops) -> None:
    case = street.licence({"店名": "面馆", "面积": 20})
    street.entered({"店名": "面馆", "面积": 20})
    assert large(street) == ["面馆 20"]
    street.later(days=1)
    street.done(case, "bureau", "warn")
    assert large(street) == []


def test_a_child_that_ends_is_followed(street: Shops) -> None:
    street.entered({"店名": "面馆", "面积": 20})
    with street.office.db.read() as session:
        entry = session.exec(select(Entry.id).where(Entry.register_id == "shops")).one()
    street.later(days=1)
    change = street.child("writer", "change", entry=entry)
    assert isinstance(change, int)
    street.fill(change, "writer", 面积=5, 生效="2026-03-03", 理由="缩小")
    street.done(change, "writer", "submit")
    street.done(change, "bureau", "approve")
    assert large(street) == []


def test_an_import_is_followed_and_taken_back_with_what_followed(street: Shops) -> None:
    street.entered({"店名": "面馆", "面积": 20}, {"店名": "粉店", "面积": 10})
    street.later(days=60)
    done = confirmed(street, checked(street, csv(f"{HERE},面馆,12", f"{HERE},粉店,18", f"{THERE},茶馆,40")))
    assert sorted(large(street, DAY)) == ["粉店 18", "茶馆 40"]
    assert imports.undo_import(street.office, street.actor("bureau"), done.result["import"], street.now) is None
    assert large(street) == ["面馆 20"]


def test_what_was_there_before_a_register_follows_is_taken_in_when_it_is_published(office: Office) -> None:
    street = shops(office)
    street.entered({"店名": "面馆", "面积": 20}, {"店名": "粉店", "面积": 10})
    street.later(days=3)
    published(street, LARGE)
    assert large(street) == ["面馆 20"] and large(street, date(2026, 3, 4)) == []
    street.later(days=1)
    published(street, {**LARGE, "follows": {**LARGE["follows"], "when": "entry.面积 < 15"}})
    assert large(street) == ["粉店 10"] and large(street, date(2026, 3, 5)) == ["面馆 20"]
    published(street, {**LARGE, "follows": {**LARGE["follows"], "when": "entry.面积 < 15"}, "en": "Small shops"})
    assert large(street) == ["粉店 10"]


def published(street: Shops, register: dict[str, Any]) -> None:
    given = texts()
    given[f"procedure/{LICENCE}"]["registers"]["large"] = register
    made = publish(street.office, written(given), "", None, street.now)
    assert made, [f.say() for f in made.findings]


@pytest.fixture
def late(office: Office, monkeypatch: pytest.MonkeyPatch) -> Shops:
    """An office whose register began to follow when nothing caught up yet."""
    street = shops(office)
    street.entered({"店名": "面馆", "面积": 20}, {"店名": "粉店", "面积": 10})
    monkeypatch.setattr("workflows.publishing.catch_up", lambda *_: 0)
    published(street, LARGE)
    assert large(street) == []
    return street


def test_a_register_published_before_the_rule_catches_up_by_a_command_that_says_before_what_it_would_do(
    late: Shops, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("workflows.commands.registers.the_office", lambda: nullcontext(late.office))
    monkeypatch.setattr("workflows.commands.registers.now", lambda: late.now)
    told = "“大店名单”随“店铺名录”：列入 1 条，变更 0 条，移出 0 条。\n  列入 面馆\n"
    assert main(["registers", "follow", "--dry-run"]) == 0
    assert capsys.readouterr().out == f"{told}这是试算，什么都没有写。\n" and large(late) == []
    assert main(["registers", "follow"]) == 0
    assert capsys.readouterr().out == told and large(late) == ["面馆 20"]
    assert main(["--lang", "en", "registers", "follow"]) == 0
    assert capsys.readouterr().out == "“Large shops” follows “Shops”: in 0, changed 0, out 0.\n"


def test_a_register_that_holds_nothing_yet_catches_up_at_a_start(late: Shops) -> None:
    for written_then in (1, 0):
        with late.office.db.write() as session:
            assert begin(late.office, session, late.now) == written_then
        assert large(late) == ["面馆 20"]


WRONG = [
    ({"register": "shop"}, "unknown_near"),
    ({"register": "large"}, "follows_follower"),
    ({"also": ["shop"]}, "unknown_near"),
    ({"key": {}}, "effect_key_missing"),
    ({"when": "entry.面积 +"}, "expression"),
    ({"fields": {"大小": "entry.面积"}}, "unknown"),
]


@pytest.mark.parametrize(("change", "code"), WRONG, ids=[c for _, c in WRONG])
def test_what_is_wrong_with_following_is_told(change: dict[str, Any], code: str) -> None:
    assert code in codes({**LARGE, "follows": {**LARGE["follows"], **change}})


def test_nobody_else_writes_what_follows() -> None:
    assert codes(LARGE) == []
    assert "follows_written" in codes({**LARGE, "import_by": ["bureau"]})
    add = {"effect": "register.add", "register": "large", "key": {"店名": "说明"}}
    assert "follows_written" in codes(LARGE, {"transitions": {"again": {"do": [add]}}})


def codes(register: dict[str, Any], more: dict[str, Any] | None = None) -> list[str]:
    given = texts()
    own = given[f"procedure/{LICENCE}"]
    own["registers"]["large"] = register
    for name, patch in (more or {}).get("transitions", {}).items():
        own["transitions"][name].update(patch)
    parts = {p: t for p, t in given.items() if not p.startswith("procedure")}
    return [f.finding.code for f in check_texts(written({"procedure": own, **parts}))[1] if f.blocks]


@pytest.mark.parametrize(
    ("asked", "found"), [("shops.人员", []), ("shops.店铺", ["unknown_near"]), ("shops.人员.证照", ["unknown_near"])]
)
def test_rows_of_a_register_can_be_asked_for(asked: str, found: list[str]) -> None:
    given = texts()
    own = given[f"procedure/{LICENCE}"]
    own["transitions"]["again"].update({"when": f'listed("{asked}", 说明)', "else": "没有"})
    parts = {p: t for p, t in given.items() if not p.startswith("procedure")}
    assert [f.finding.code for f in check_texts(written({"procedure": own, **parts}))[1] if f.blocks] == found


def test_a_row_is_found_while_its_entry_is_in(office: Office) -> None:
    def asking(given: dict[str, Any]) -> None:
        again = given[f"procedure/{LICENCE}"]["transitions"]["again"]
        again.update({"when": 'listed("shops.人员", 说明)', "else": "没有这个人"})

    street = shops(office, asking)
    case = street.licence({"店名": "面馆", "员": ("张三",)}, note="张三")
    assert getattr(street.act(case, "bureau", "again"), "guard", None) == "when"
    street.done(case, "bureau", "enter")
    other = street.licence({"店名": "粉店"}, note="张三")
    street.done(other, "bureau", "again")
