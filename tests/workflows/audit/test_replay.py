"""Random work on a real database: one state, nobody's task, clocks that go on, and a history that tells the case."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from forms.edits import SetValue
from forms.values import rows
from tests.workflows.audit.playing import Play
from tests.workflows.bureau import bureau
from tests.workflows.shops import shops
from workflows.audit.verify import verify
from workflows.cases.opened import Opened
from workflows.engine.types import TaskFacts
from workflows.office import Office

SEEDS = range(2)
STEPS = 25
"""The soak plays many more."""


def straight(procedure: dict[str, Any]) -> None:
    """Whoever returns a case chooses whether it comes straight back; cases can be stopped and ended."""
    procedure["transitions"]["anywhere"] = {
        "zh": "退回任一环节", "en": "Return anywhere", "kind": "return", "from": ["joint"], "to": "@earlier",
        "back": "choose", "by": ["desk"], "basis": "own",
    }  # fmt: skip
    procedure.setdefault("verbs", {}).setdefault("roles", {})["suspend"] = ["desk"]


def said(dice: random.Random) -> dict[str, Any]:
    return {"意见": dice.choice(["同意", "不同意"]), "理由": "看过", "退回原因": ["其他"], "补正内容": "补"}


def renamed(found: Opened, dice: random.Random) -> list[SetValue]:
    """Another name for a region, where somebody may write it; sometimes one that it had before."""
    regions = rows(found.facts.values, "区域")
    if not regions or not found.access.may_write("区域.申报名称"):
        return []
    return [SetValue("申报名称", f"园{dice.randint(1, 3)}", dice.choice(regions)["_id"])]


def rests(found: Opened, task: TaskFacts) -> str:
    """What an opinion about a region rests on, as the procedure names it, told without the engine."""
    region = next((r for r in rows(found.facts.values, "区域") if r["_id"] == task.row), {})
    firms = [{k: v for k, v in e.items() if k != "_id"} for e in region.get("经营主体", ())]
    named = [region.get(k) for k in ("申报名称", "所属类型", "注册登记地址")]
    return json.dumps([named, firms], ensure_ascii=False, sort_keys=True, default=str)


def review(office: Office, seed: int, steps: int) -> Play:
    """A joint review per region, with returns and verbs, at random."""
    desk = bureau(office, straight)
    desk.filed()
    people = {k: desk.people[k] for k in ("clerk", "colleague", "head", "desk", "credit", "leader")}
    return played(Play(office, people, desk.now, random.Random(seed), said, renamed, rests), steps)


def licences(office: Office, seed: int, steps: int) -> Play:
    """Licences with children and registers, at random."""
    street = shops(office)
    for name in ("面馆", "茶馆"):
        street.licence({"店名": name, "面积": 20, "员": ("张三",)})
    people = {k: street.people[k] for k in ("writer", "bureau")}
    return played(Play(office, people, street.now, random.Random(seed), lambda dice: {}, dated), steps)


def dated(found: Opened, dice: random.Random) -> list[SetValue]:
    return [SetValue("生效", f"2026-03-{dice.randint(10, 20)}")] if found.access.may_write("生效") else []


def played(play: Play, steps: int) -> Play:
    for _ in range(steps):
        play.step()
    for case in play.cases():
        play.holds(case)
    return play


def sound(office: Office) -> None:
    with office.db.read() as session:
        assert verify(office, session)[1] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_rounds_returns_and_verbs_in_any_order(office: Office, seed: int) -> None:
    played = review(office, seed, STEPS)
    sound(office)
    assert sum(played.done.values()) > STEPS // 2


@pytest.mark.parametrize("seed", SEEDS)
def test_children_and_registers_in_any_order(office: Office, seed: int) -> None:
    played = licences(office, seed, STEPS)
    sound(office)
    assert len(played.cases()) > 2
