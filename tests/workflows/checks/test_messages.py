"""Messages in a definition: to whom, which text, and that every placeholder of it can be filled in."""

from __future__ import annotations

from typing import Any

import pytest

from forms.text import LANGUAGES
from tests.workflows.checks.test_checks import found_in
from workflows.words.outbox import WORDS

GOOD = {"subject": {"zh": "{case.title}", "en": "{case.title}"}, "text": {"zh": "{事由}", "en": "{case.number}"}}


def sending(words: dict[str, Any] = GOOD, **effect: Any) -> dict[str, Any]:
    """Changes of the toy: closing tells people something."""
    sends = {"effect": "message", "to": ["writer"], "text": "told", **effect}
    return {"transitions/pass/do": [sends], "messages": {"told": words}}


def text(zh: str, en: str | None = "x") -> dict[str, Any]:
    return {"text": {"zh": zh, "en": en} if en is not None else zh}


BAD, OPEN = "message_placeholder", "message_open_brace"
TEXT = "/messages/told/text"
HERE = "/transitions/pass/do/0"
CASES: list[tuple[str, dict[str, Any], str, str, str]] = [
    ("nobody", sending(to=[]), "message_nobody", f"{HERE}/to", "发给谁"),
    ("a role nobody has", sending(to=["writr"]), "unknown_near", f"{HERE}/to/0", "“writer”"),
    ("a word that means nothing", sending(to=["@all"]), "message_no_word", f"{HERE}/to/0", "@holders"),
    ("a transition nobody takes", sending(to=["@last(sumbit)"]), "unknown_near", f"{HERE}/to/0", "“submit”"),
    ("nobody in an expression", sending(to=[{}]), "message_nobody", f"{HERE}/to/0", "发给谁"),
    ("an expression about nothing", sending(to=[{"person": "谁.id"}]), "expression", f"{HERE}/to/0/person", "谁"),
    ("a text that is not there", sending(text="tld"), "unknown_near", f"{HERE}/text", "“told”"),
    ("a condition that is none", sending(when="天数"), "expression", f"{HERE}/when", "天数"),
    ("for each of no list", sending(each="天数"), "expression", f"{HERE}/each", "天数"),
    ("a text nobody sends", {"messages": {"told": GOOD}}, "message_unused", "/messages/told", "told"),
    ("one language", sending(text("是", None)), "message_one_language", TEXT, "英文"),
    ("a placeholder of nothing", sending(text("共{总数}件")), BAD, f"{TEXT}/zh", "第 3 个字"),
    ("the same in English", sending(text("是", "{total}")), BAD, f"{TEXT}/en", "“total”"),
    ("a placeholder that cannot be read", sending(text("{1 +}")), BAD, f"{TEXT}/zh", "1 +"),
    ("a brace that stays open", sending(text("共{事由件")), OPEN, f"{TEXT}/zh", "第 2 个字"),
    ("a brace that closes nothing", sending(text("共}件")), OPEN, f"{TEXT}/zh", "第 2 个字"),
    ("what they may not read", sending(text("{摊位.结果}"), to=["chief"]) | {
        "states/done/rights/*/read": ["writer", "bureau"]}, "message_tells", "/messages/told", "审核人"),
    ("a parameter nobody has", sending(text('{parameter("上线")}')), "unknown_near", f"{TEXT}/zh", "上限"),
]  # fmt: skip


def test_a_message_that_is_right_has_no_findings() -> None:
    sends = {"to": ["writer", "@holders", "@applicant", "@last(submit)", {"person": "actor.id"}], "each": "摊位"}
    assert found_in(sending({**GOOD, **text("{item.摊名}{round.anything}")}, **sends)) == []


@pytest.mark.parametrize(("what", "changes", "code", "at", "says"), CASES, ids=[c[0] for c in CASES])
def test_what_is_wrong_is_said_with_its_place(
    what: str, changes: dict[str, Any], code: str, at: str, says: str
) -> None:
    everything = found_in(changes)
    found = [f for f in everything if (f.code, f.pointer) == (code, at)]
    assert found, [(f.code, f.pointer) for f in everything]
    assert says in found[0].say("zh") and all(f.say(lang) for f in everything for lang in LANGUAGES)


def test_every_sentence_about_messages_is_said_here() -> None:
    assert {w for w in WORDS if w.startswith("message_")} == {c[2] for c in CASES if c[2].startswith("message_")}
