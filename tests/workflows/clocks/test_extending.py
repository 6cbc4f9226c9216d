"""Extending a limit: by whom, how far, how often, and never without a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.workflows.clocks.permit import HANDLING, played
from tests.workflows.engine.toy import BUREAU, CHIEF, FakeWorld, bundle, case
from workflows.cases.act import act
from workflows.clocks.service import clocks_of
from workflows.engine.decide import decide
from workflows.engine.types import Action, Actor, Decision, Passed, Refusal
from workflows.office import Office
from workflows.people.actors import actor_of

NOW = datetime(2026, 3, 5, 4, tzinfo=UTC)
RULE = {"by": ["bureau"], "at_most": "5", "times": 2}
BEGUN = (Passed("pass", 2, "review", "deal", datetime(2026, 3, 2, 4, tzinfo=UTC)),)
ONCE = (*BEGUN, Passed("extend", 3, "deal", "deal", NOW, clock="handling", amount=2))
OFTEN = (*ONCE, Passed("extend", 3, "deal", "deal", NOW, clock="handling", amount=2))


def wanted(who: Actor, amount: int | None, reason: str = "材料多", target: str = "handling") -> Action:
    return Action(who, "", 3, "key", verb="extend", target=target, amount=amount, reason=reason)


def tried(action: Action, trail: Any = BEGUN, **rule: Any) -> Decision | Refusal:
    made = bundle(clocks={"handling": {**HANDLING, "extend": {**RULE, **rule}, "legal": 9}})
    return decide(made, case("deal", trail=trail), action, FakeWorld(made), NOW)


@pytest.mark.parametrize(
    ("action", "trail", "code"),
    [
        (wanted(CHIEF, 2), BEGUN, "extend_role"), (wanted(BUREAU, 2, " "), BEGUN, "extend_reason"),
        (wanted(BUREAU, 0), BEGUN, "extend_amount"), (wanted(BUREAU, None), BEGUN, "extend_amount"),
        (wanted(BUREAU, 5), BEGUN, "extend_far"), (wanted(BUREAU, 4), ONCE, "extend_far"),
        (wanted(BUREAU, 1), OFTEN, "extend_often"), (wanted(BUREAU, 2, target="fly"), BEGUN, "extend_no_clock"),
        (wanted(BUREAU, 2), (), "extend_no_clock"),
    ],
)  # fmt: skip
def test_an_extension_that_may_not_be_is_refused(action: Action, trail: Any, code: str) -> None:
    found = tried(action, trail)
    assert isinstance(found, Refusal) and found.message.code == code


def test_an_extension_moves_the_due_date_by_as_much() -> None:
    found = tried(wanted(BUREAU, 4))
    assert isinstance(found, Decision) and not found.moves
    assert found.due == date(2026, 3, 13) and found.details == {"clock": "handling", "amount": 4, "reason": "材料多"}
    assert tried(replace(wanted(BUREAU, 2), seen=2)) is not None


def test_history_keeps_the_extension(office: Office) -> None:
    number = played(office, {"handling": {**HANDLING, "extend": RULE}}).cases["1"]
    with office.db.read() as session:
        bureau = actor_of(office, session, 3, NOW)
    done = act(office, number, replace(wanted(bureau, 3), seen=-1), NOW)
    assert not isinstance(done, Refusal), done
    found = clocks_of(office, number, NOW)["handling"]
    assert (found.due, found.limit, found.run.extensions) == (date(2026, 3, 12), 8, 1)
