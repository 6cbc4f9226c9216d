"""Who sees which opinion: on the page, in the history, and in what a page is handed."""

from __future__ import annotations

from tests.workflows.bureau import Bureau
from workflows.cases.drafts import open_draft
from workflows.cases.opinions import RoundView, opinions
from workflows.engine.types import Refusal

REASON = "只给同事看的理由"


def rounds(desk: Bureau, case: int, who: str) -> tuple[RoundView, ...]:
    found = opinions(desk.office, desk.actor(who), case, desk.now)
    assert not isinstance(found, Refusal), found
    return found


def seen(desk: Bureau, case: int, who: str) -> bool:
    """Whether the reason is told to somebody anywhere."""
    actor = desk.actor(who)
    told = (
        repr([a.opinion for r in rounds(desk, case, who) for about in r.about for a in about.asked]),
        repr([s.given for s in desk.view(case, who).steps]),
        repr(open_draft(desk.office, actor, case, desk.now)),
    )
    there = [REASON in text for text in told]
    assert any(there) == all(there), (who, there)
    return all(there)


def test_an_opinion_is_told_to_those_who_may_see_it_and_to_nobody_else(desk: Bureau) -> None:
    case = desk.filed()
    desk.done(case, "accept", "desk")
    rows = [r["_id"] for r in desk.sheet(case, "desk").values["区域"]]
    desk.say(case, "credit", {"意见": "不同意", "理由": REASON}, rows[0])
    told = {who: seen(desk, case, who) for who in ("desk", "credit", "clerk", "head", "auditor")}
    assert told == {"desk": True, "credit": True, "clerk": False, "head": False, "auditor": True}
    assert not seen(desk, case, "leader"), "not before it is complete"
    desk.say(case, "desk", {"意见": "同意"}, rows[0])
    assert not seen(desk, case, "clerk")


def test_a_round_shows_who_is_asked_about_what_and_who_has_answered(desk: Bureau) -> None:
    case = desk.filed()
    desk.done(case, "accept", "desk")
    desk.say(case, "credit", {"意见": "同意"})
    (now,) = rounds(desk, case, "desk")
    assert now.now and not now.complete and [(a.count, a.waiting) for a in now.about] == [(1, 1), (1, 1)]
    asked = {(a.role.zh, a.given, a.mine, a.state) for about in now.about for a in about.asked}
    assert asked == {("市局企业处", False, True, "open"), ("市局信用处", True, False, "done")}
    assert not any(a.nobody_left for about in now.about for a in about.asked)
