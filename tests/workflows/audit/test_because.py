"""Why somebody sees or may do something: what the engine answers, and nothing that it does not."""

from __future__ import annotations

import pytest

from tests.workflows.bureau import HERE, THERE, Bureau
from workflows.audit import because
from workflows.cases.opened import opened
from workflows.engine.decide import offers_in
from workflows.engine.types import Refusal
from workflows.messages import say

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_every_answer_is_that_of_the_rules(desk: Bureau) -> None:
    case = desk.filed(HERE)
    number = desk.view(case, "desk").number or ""
    for who in ("clerk", "head", "clerk2", "desk", "leader", "credit", "nobody"):
        found = because.of_case(desk.office, desk.actor("auditor"), desk.people[who], number, desk.now)
        assert isinstance(found, because.Because), found
        with desk.office.db.read() as session:
            real = opened(desk.office, session, case, desk.actor(who), desk.now)
            assert found.seen == (real is not None), who
            free = {o.transition for o in offers_in(real.situation) if o.why_not is None} if real else set()
            titles = {real.bundle.procedure.transitions[t].title for t in free} if real else set()
        may = {m.title for m in found.may if m.why_not is None}
        assert titles <= may or not titles and not may, who
        assert all(s.by for s in found.sees if s.reads)


def test_who_does_not_see_it_is_told_who_does_and_what_stands_against_a_transition(desk: Bureau) -> None:
    case = desk.filed(HERE)
    number = desk.view(case, "desk").number or ""
    found = because.of_case(desk.office, desk.actor("admin"), desk.people["clerk2"], number, desk.now)
    assert isinstance(found, because.Because) and not found.seen
    (declared,) = [s for s in found.sees if s.group == "申报"]
    assert any("市局企业处" in by.zh for by in declared.by)
    (ask,) = [m for m in found.may if m.title.zh == "退回补正"]
    assert ask.why_not is not None and say(ask.why_not)


def test_what_waits_for_a_round_is_told_without_paths(desk: Bureau) -> None:
    case = desk.filed(HERE)
    desk.done(case, "accept", "desk")
    number = desk.view(case, "desk").number or ""
    found = because.of_case(desk.office, desk.actor("auditor"), desk.people["desk"], number, desk.now)
    assert isinstance(found, because.Because)
    told = [say(m.why_not) for m in found.may if m.why_not is not None]
    assert any("联合审查的意见还没有齐" in each for each in told), told
    assert not any("round." in each for each in told), told


def test_a_draft_is_asked_before_it_is_published(desk: Bureau) -> None:
    with desk.office.db.read() as session:
        bundle = desk.office.newest(session, "region_declaration")
    assert bundle is not None
    for where, sees in ((HERE, True), (THERE, False)):
        found = because.of_draft(
            desk.office, desk.actor("admin"), desk.people["clerk"], bundle, "draft", where, desk.now
        )
        assert isinstance(found, because.Because) and found.seen == sees
    assert any(s.writes for s in found.sees) is False


def test_nobody_else_asks(desk: Bureau) -> None:
    asked = because.of_case(desk.office, desk.actor("desk"), desk.people["clerk"], "x", desk.now)
    assert isinstance(asked, Refusal) and because.people(desk.office, desk.actor("desk")) == {}
