"""Broken children are found before they are published, also against the procedures that they are cases of."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workflows.shops import CHANGE, LICENCE, MONDAY, texts, written
from workflows.office import Office
from workflows.publishing import preview, publish

BROKEN: list[tuple[str, dict[str, Any], str, str]] = [
    # child, what of it is changed, code, level
    ("change", {"of": "register:none"}, "unknown", "error"),
    ("change", {"of": "nothing"}, "child_of", "error"),
    ("change", {"blocks": ["enter"]}, "child_of_entry", "error"),
    ("change", {"on_parent_end": "end"}, "child_of_entry", "error"),
    ("change", {"by": ["nobody"]}, "unknown", "error"),
    ("change", {"give": {"没有": "entry.店名"}}, "unknown", "error"),
    ("change", {"give": {"店名": "entry."}}, "expression", "error"),
    ("change", {"on_end": {"never": []}}, "child_outcome", "error"),
    ("change", {"on_end": {"approved": [{"effect": "register.remove", "register": "none", "entry": "entry",
                                         "reason": "child.理由"}]}}, "unknown", "error"),
    ("change", {"on_end": {"approved": [{"effect": "register.change", "register": "shops", "entry": "entry"}]}},
     "effect_changes_nothing", "error"),
    ("change", {"on_end": {"approved": [{"effect": "register.remove", "register": "shops", "reason": "child.理由"}]}},
     "effect_entry_or_key", "error"),
    ("change", {"by": []}, "child_nobody", "warning"),
    ("change", {"procedure": "none"}, "child_unpublished", "warning"),
    ("verify", {"states": ["nowhere"]}, "unknown", "error"),
    ("verify", {"blocks": ["nothing"]}, "unknown", "error"),
    ("verify", {"take": {"没有": "child.理由"}}, "unknown", "error"),
    ("verify", {"outcomes": ["never"]}, "child_outcome", "error"),
]  # fmt: skip


@pytest.mark.parametrize(("child", "changes", "code", "level"), BROKEN, ids=[f"{c}-{k}-{n}" for n, (c, _, k, _) in
                                                                             enumerate(BROKEN)])  # fmt: skip
def test_what_is_wrong_with_a_child_is_found(
    office: Office, child: str, changes: dict[str, Any], code: str, level: str
) -> None:
    given = texts()
    procedure = given[f"procedure/{LICENCE}"]
    procedure["children"][child] = {**procedure["children"][child], **changes}
    found = [f for f in preview(office, written(given)).findings if f.finding.code == code]
    assert found and found[0].finding.level == level and found[0].say("en") and found[0].finding.column > 1


def test_who_ends_with_the_parent_needs_a_state_for_it(office: Office) -> None:
    given = texts()
    given[f"procedure/{CHANGE}"].pop("verbs")
    assert "child_not_ended" in {f.finding.code for f in preview(office, written(given)).findings}


def given(fields: list[str], **gives: str) -> dict[str, Any]:
    """The texts with a change that nobody may fill a name or a reason into, unless its parents give them."""
    made = texts()
    made[CHILD]["start"] = {**made[CHILD]["start"], "by": [], "given": fields}
    change = made[PARENT]["children"]["change"]
    change["give"] = {**{k: v for k, v in change.get("give", {}).items() if k not in fields}, **gives}
    return made


def test_what_only_a_parent_fills_in_it_gives(office: Office) -> None:
    lacking = [f for f in preview(office, written(given(["店名", "理由"], 店名="entry.店名"))).findings
               if f.finding.code == "child_not_given"]  # fmt: skip
    assert lacking and "理由" in lacking[0].say() and "店名" not in str(lacking[0].finding.data["fields"])
    whole = preview(office, written(given(["店名"], 店名="entry.店名"))).findings
    assert not {"nobody_starts"} & {f.finding.code for f in whole if f.part == CHILD}
    wrong = preview(office, written(given(["没有"]))).findings
    assert "unknown" in {f.finding.code for f in wrong if f.part == CHILD}


def test_what_is_sound_is_published(office: Office) -> None:
    assert publish(office, written(texts()), "", None, MONDAY)


PARENT, CHILD = f"procedure/{LICENCE}", f"procedure/{CHANGE}"
VERIFY = f"{PARENT}/children/verify"
OPEN = {"effect": "child", "child": "verify"}
LAST = {"zh": "结案", "from": ["work"], "to": "done", "by": ["bureau"], "basis": "own"}
FAMILY: list[tuple[str, dict[str, Any], str, str]] = [
    # what, changes of the texts, code, level
    ("an outcome to which no case of the child comes", {f"{CHILD}/transitions/approve/when": "面积 > 5 and 面积 < 3"},
     "child_outcome_never", "error"),
    ("a child that cannot end", {f"{CHILD}/transitions/approve/when": "1 > 2", f"{CHILD}/transitions/drop": None,
                                 f"{CHILD}/verbs": None, f"{PARENT}/children/inspect/on_parent_end": "leave"},
     "child_endless", "error"),
    ("an outcome that the child never gives is waited for",
     {f"{PARENT}/transitions/enter/when": "children.verify.last = \"扔掉\""}, "child_never_gives", "error"),
    ("a child that ends with its parent in a state that is no end", {f"{CHILD}/verbs/terminated": "work"},
     "child_ended_nowhere", "error"),
    ("a child that ends with its parent in a state that is not there", {f"{CHILD}/verbs/terminated": "nowhere"},
     "child_ended_nowhere", "error"),
    ("a child that asks its parent for what is not given",
     {f"{CHILD}/transitions/submit/when": "parent.放行 = true"}, "child_asks_parent", "error"),
    ("a child that waits for what its parent says after it",
     {f"{CHILD}/transitions/submit/when": "parent.理由 != null", f"{VERIFY}/give/理由": "说明",
      f"{PARENT}/forms/main/groups": {"全部": ["辖区", "生效", "要做", "店铺"], "说": ["说明"]},
      f"{PARENT}/states/last": {"zh": "最后", "stage": "work", "holder": "bureau",
                                "rights": {"全部": {"read": ["writer", "bureau"]}, "说": {"write": ["bureau"]}}},
      f"{PARENT}/transitions/enter/to": "last", f"{PARENT}/transitions/last": {**LAST, "from": ["last"]}},
     "child_and_parent_wait", "error"),
    ("children of each other without end",
     {f"{PARENT}/transitions/enter/do": [OPEN], f"{CHILD}/children": {"verify": {
         "zh": "再核实", "procedure": LICENCE, "states": ["work"]}},
      f"{CHILD}/transitions/submit/do": [{"effect": "number"}, OPEN]}, "children_for_ever", "error"),
    ("children of each other that wait for each other",
     {f"{CHILD}/children": {"more": {"zh": "再办", "procedure": LICENCE, "states": ["draft"], "by": ["writer"],
                                     "blocks": ["submit"]}}}, "children_wait_round", "warning"),
    ("a report that is never handed in",
     {f"{CHILD}/transitions/submit/do": [], f"{PARENT}/duties": {"月报": {
         "zh": "月报", "while_in": ["work"], "every": "month", "due_day": 5, "child": "inspect"}}},
     "duty_not_handed_in", "error"),
    ("a report by a day that the child does not have",
     {f"{PARENT}/duties": {"月报": {"zh": "月报", "while_in": ["work"], "every": "month", "due_day": 5,
                                   "child": "inspect", "for_day": "哪一天"}}}, "duty_no_day", "error"),
    ("a report where it cannot be opened",
     {f"{PARENT}/duties": {"月报": {"zh": "月报", "while_in": ["draft", "work"], "every": "month", "due_day": 5,
                                   "child": "verify"}}}, "duty_child_elsewhere", "error"),
    ("a report where no case comes to",
     {f"{PARENT}/states/lost": {"zh": "迷路", "stage": "work", "holder": "bureau",
                                "rights": {"全部": {"read": ["bureau"]}}},
      f"{PARENT}/duties": {"月报": {"zh": "月报", "while_in": ["lost"], "every": "month", "due_day": 5,
                                   "child": "inspect"}}}, "duty_nowhere", "error"),
]  # fmt: skip


def changed(changes: dict[str, Any]) -> dict[str, Any]:
    """The texts after changes: `procedure/<id>/path` → value, None to take it away."""
    given = texts()
    for path, value in changes.items():
        kind, name, *around, last = path.split("/")
        place = given[f"{kind}/{name}"]
        for part in around:
            place = place.setdefault(part, {})
        if value is None:
            place.pop(last)
        else:
            place[last] = value
    return given


@pytest.mark.parametrize(("what", "changes", "code", "level"), FAMILY, ids=[f[0] for f in FAMILY])
def test_what_a_child_never_does_is_found(
    office: Office, what: str, changes: dict[str, Any], code: str, level: str
) -> None:
    everything = preview(office, written(changed(changes))).findings
    found = [f for f in everything if f.finding.code == code]
    assert found, [(f.part, f.finding.code, f.say()) for f in everything]
    assert found[0].finding.level == level and found[0].finding.column > 1
    assert all(f.say(lang) for f in everything for lang in ("zh", "en"))
