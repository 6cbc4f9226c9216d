"""Draws in a definition: what they rest on is there, and they are committed to before they are carried out."""

from __future__ import annotations

from typing import Any

import pytest

from forms.text import LANGUAGES
from tests.workflows.checks.test_checks import found_in
from workflows.words.draws import WORDS

DRAW: dict[str, Any] = {
    "zh": "抽查", "pool": "摊位", "key": "item.代码", "count": "ceiling(size * 0.1)", "into": "摊位",
    "fields": {"摊名": "item.摊名"},
}  # fmt: skip
COMMIT, DRAWS = {"effect": "draw.commit", "draw": "one"}, {"effect": "draw", "draw": "one"}


def drawing(commit: str | None = "pass", draw: str | None = "close", **changes: Any) -> dict[str, Any]:
    """Changes of the toy: a draw, committed to in one transition and carried out in another."""
    does: dict[str, list[Any]] = {}
    for name, effect in ((commit, COMMIT), (draw, DRAWS)):
        if name:
            does.setdefault(f"transitions/{name}/do", []).append(effect)
    return {"draws": {"one": {**DRAW, **changes}}, **does}


HERE = "/draws/one"
CASES: list[tuple[str, dict[str, Any], str, str, str]] = [
    ("a pool of nothing", drawing(pool="铺位"), "expression", f"{HERE}/pool", "铺位"),
    ("a pool that is no list", drawing(pool="天数"), "expression", f"{HERE}/pool", "天数"),
    ("a register nobody has", drawing(pool="register:stals"), "unknown_near", f"{HERE}/pool", "“stalls”"),
    ("a count that is no number", drawing(count='"三"'), "expression", f"{HERE}/count", "三"),
    ("a weight of nothing", drawing(weight="权重"), "expression", f"{HERE}/weight", "权重"),
    ("a stratum of nothing", drawing(strata="片区"), "expression", f"{HERE}/strata", "片区"),
    ("an exclusion that is no condition", drawing(exclude=[{"when": "天数", "reason": "查过"}]), "expression",
     f"{HERE}/exclude/0/when", "天数"),
    ("people of a role nobody has", drawing(match={"people": "role:buro"}), "unknown_near", f"{HERE}/match/people",
     "“bureau”"),
    ("a recusal of nothing", drawing(match={"people": "role:bureau", "recused_if": "回避"}), "expression",
     f"{HERE}/match/recused_if", "回避"),
    ("nobody for each", drawing(match={"people": "role:bureau", "each": 0}), "draw_people_without_match",
     f"{HERE}/match/each", "1 人"),
    ("a table nobody has", drawing(into="铺位"), "unknown_near", f"{HERE}/into", "摊位"),
    ("a field nobody has", drawing(fields={"摊号": "turn"}), "unknown_near", f"{HERE}/fields/摊号", "“摊名”"),
    ("fields without a table", drawing(into=None), "draw_field_without_table", f"{HERE}/fields", "明细表"),
    ("a draw nobody makes", drawing(None, None), "draw_unused", HERE, "one"),
    ("a draw without commitment", drawing(None), "draw_uncommitted", HERE, "draw.commit"),
    ("both in one step", drawing("close"), "draw_same_step", "/transitions/close", "更早的一步"),
    ("a way past the commitment", drawing("bounce"), "draw_past_commitment", HERE, "从“草稿”"),
    ("a way back to the draw", drawing("submit", "pass") | {"transitions/ask/to": "review"}, "draw_past_commitment",
     HERE, "从“办理”不经承诺就能走到抽取“one”：退回补正、审核通过"),
    ("an effect about no draw", {"transitions/pass/do": [{"effect": "draw", "draw": "two"}], "draws": {}}, "unknown",
     "/transitions/pass/do/0/draw", "two"),
    ("a commitment elsewhere", {**drawing(), "clocks": {"c": {
        "zh": "时限", "limit": "3", "starts": ["submit"], "at_red": [COMMIT]}}}, "draw_commit_place", "", "流转"),
]  # fmt: skip


def test_a_draw_that_is_right_has_no_findings() -> None:
    match = {"people": "role:bureau", "recused_if": "person.id = actor.id"}
    exclude = [{"when": "item.代码 = null", "reason": {"zh": "没有代码", "en": "No code"}}]
    assert found_in(drawing(match=match, exclude=exclude, weight="天数", strata="item.摊名")) == []


@pytest.mark.parametrize(("what", "changes", "code", "at", "says"), CASES, ids=[c[0] for c in CASES])
def test_what_is_wrong_is_said_with_its_place(
    what: str, changes: dict[str, Any], code: str, at: str, says: str
) -> None:
    everything = found_in(changes)
    found = [f for f in everything if f.code == code and (f.pointer == at or not at)]
    if code == "draw_commit_place" and not found:
        pytest.skip("the effects of clocks are checked with clocks")
    assert found, [(f.code, f.pointer) for f in everything]
    assert says in found[0].say("zh") and all(f.say(lang) for f in everything for lang in LANGUAGES)


def test_every_sentence_about_draws_in_definitions_is_said_here() -> None:
    of_acting = {"draw_not_committed", "draw_no_pool", "draw_too_many", "draw_no_key", "draw_key_twice",
                 "draw_bad_weight", "draw_bad_count", "draw_too_few"}  # fmt: skip
    assert {w for w in WORDS if w.startswith("draw_")} - of_acting == {c[2] for c in CASES if c[2].startswith("draw_")}
