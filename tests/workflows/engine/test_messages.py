"""A message says what its definition says, whatever that is: it never fails, and what is null is a dash."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.engine.toy import GOOD, HERE, NOON, FakeWorld, action, bundle, case, person
from workflows.engine.decide import decide
from workflows.engine.notices import NUMBER, numbered
from workflows.engine.types import Decision
from workflows.engine.wanted import Notice

PIECES = st.sampled_from([
    "{", "}", "{事由}", "{天数 / 0}", "{摊位[9].摊名}", "{case.number}", "{nothing.at all}", "{\"}\"}", "{1 +",
    "提交", "{{", "—", "{sum(摊位.代码)}", "{parameter(\"上限\")}", "{campaign.opens}", "{actor}", "{摊位}", "\\n",
    "{item.摊名}",
])  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=6).map("".join)


def told(text: str, to: list[Any], **effect: Any) -> tuple[Notice, ...]:
    """What handing in tells, with this text."""
    sends = {"effect": "message", "to": to, "text": "told", **effect}
    own = bundle(
        transitions__submit__do=[{"effect": "number"}, sends], messages={"told": {"text": {"zh": text, "en": text}}}
    )
    decision = decide(own, case(values=GOOD), action(person(1, f"writer@{HERE}"), "submit"), FakeWorld(own), NOON)
    assert isinstance(decision, Decision), decision
    return decision.notices


@settings(max_examples=200)
@given(TEXTS)
def test_any_text_comes_to_something(text: str) -> None:
    (found,) = told(text, ["writer"])
    assert isinstance(found.text.zh, str) and isinstance(found.text.en, str)


def test_what_is_null_is_a_dash_and_the_number_to_come_is_put_in_later() -> None:
    (found,) = told("{case.number}{摊位[9].摊名}", ["writer"])
    assert found.text.zh == f"{NUMBER}—" and numbered(found.text, "摊1").zh == "摊1—"
    assert numbered(found.text, None).zh == "——"


def test_one_goes_to_each_element_and_every_addressee_is_there_once() -> None:
    found = told("{item.摊名}", ["writer", "writer", {"person": "[7, {id: 8}, null, \"x\", 1.5]"}], each="摊位")
    assert [n.text.zh for n in found] == [r["摊名"] for r in GOOD["摊位"]]
    assert found[0].tokens == ("writer@500112", "person@7", "person@8")
