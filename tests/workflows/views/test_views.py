"""Saved views: whose they are, with whom they are shared, in which order, and that they share no case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.text import Text
from tests.workflows.bureau import HERE, Bureau
from workflows.cases.search import Query, find
from workflows.engine.types import Refusal
from workflows.views.desk import on_desk
from workflows.views.model import CASES, EVERYBODY, View
from workflows.views.service import MOST_COLUMNS, arrange, drop, keep, one, share, views
from workflows.views.sharing import shareable

LATE = View(CASES, Text(zh="逾期的"), {"late": "1"}, ("state", "due"), 50, ("accept",))


def kept(desk: Bureau, who: str = "desk", view: View = LATE, view_id: str = "") -> str:
    found = keep(desk.office, desk.actor(who), view, desk.now, view_id)
    assert isinstance(found, str), found
    return found


def mine(desk: Bureau, who: str) -> list[str]:
    return [s.view.title.zh for s in views(desk.office, desk.actor(who)) if not s.fixed]


def test_what_was_kept_is_found_again(desk: Bureau) -> None:
    view = kept(desk)
    found = one(desk.office, desk.actor("desk"), view)
    assert found is not None and found.view == LATE and found.mine and found.desk
    assert one(desk.office, desk.actor("leader"), view) is None
    kept(desk, view=replace(LATE, title=Text(zh="新名字")), view_id=view)
    assert mine(desk, "desk") == ["新名字"]


def test_it_is_shared_with_those_one_belongs_to_and_by_administrators_with_everybody(desk: Bureau) -> None:
    view = kept(desk)
    own = desk.actor("desk").organisation
    assert share(desk.office, desk.actor("desk"), view, [f"organisation@{own}", "role@desk"]) is None
    assert mine(desk, "leader") == ["逾期的"] == mine(desk, "admin") and mine(desk, "clerk") == []
    refused = share(desk.office, desk.actor("desk"), view, [EVERYBODY])
    assert isinstance(refused, Refusal) and refused.message.code == "view.not_shareable"
    assert set(shareable(desk.office, desk.actor("admin"))) > set(shareable(desk.office, desk.actor("desk")))
    other = kept(desk, "admin")
    assert share(desk.office, desk.actor("admin"), other, [EVERYBODY]) is None
    assert mine(desk, "clerk") == ["逾期的"] and mine(desk, "nobody") == []


def test_sharing_a_view_shares_no_case(desk: Bureau) -> None:
    case = desk.start("clerk")
    view = kept(desk, "admin", View(CASES, Text(zh="全部"), {"districts": HERE}))
    share(desk.office, desk.actor("admin"), view, [EVERYBODY])
    counted = {who: {c.seen.view.title.zh: c.total for c in on_desk(desk.office, desk.actor(who), desk.now)}
               for who in ("clerk", "desk", "clerk2")}  # fmt: skip
    assert counted == {"clerk": {"全部": 1}, "desk": {"全部": 0}, "clerk2": {"全部": 0}}
    found = one(desk.office, desk.actor("clerk2"), view)
    assert found is not None and not found.targets
    assert not find(desk.office, desk.actor("clerk2"), Query.read(found.view.params)).rows and case


def test_each_keeps_their_own_order_and_desk(desk: Bureau) -> None:
    first, second = kept(desk), kept(desk, view=replace(LATE, title=Text(zh="二")))
    share(desk.office, desk.actor("desk"), first, ["role@desk"])
    arrange(desk.office, desk.actor("desk"), [second, first, "99"], [second])
    found = [(s.id, s.desk) for s in views(desk.office, desk.actor("desk")) if not s.fixed]
    assert found == [(second, True), (first, False)]


def test_a_dropped_one_is_gone_for_everybody_and_only_its_owner_drops_it(desk: Bureau) -> None:
    view = kept(desk)
    share(desk.office, desk.actor("desk"), view, [f"organisation@{desk.actor('desk').organisation}"])
    assert isinstance(drop(desk.office, desk.actor("leader"), view), Refusal)
    assert isinstance(keep(desk.office, desk.actor("leader"), LATE, desk.now, view), Refusal)
    assert drop(desk.office, desk.actor("desk"), view) is None
    assert mine(desk, "leader") == [] == mine(desk, "desk")
    assert isinstance(drop(desk.office, desk.actor("desk"), view), Refusal)


@pytest.mark.parametrize(("view", "code"), [
    (replace(LATE, title=Text(zh="　 ")), "view.title"), (replace(LATE, title=Text(zh="字" * 41)), "view.title"),
    (replace(LATE, columns=("x",) * (MOST_COLUMNS + 1)), "view.columns"), (replace(LATE, size=7), "view.size"),
    (replace(LATE, kind="nonsense"), "view.not_yours"),
])  # fmt: skip
def test_nonsense_is_not_kept(desk: Bureau, view: View, code: str) -> None:
    found = keep(desk.office, desk.actor("desk"), view, desk.now)
    assert isinstance(found, Refusal) and found.message.code == code
