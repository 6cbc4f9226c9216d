"""Whatever is done to the texts of a procedure, checking them answers in sentences and never falls over."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.text import LANGUAGES
from tests.workflows.engine.toy import HERE, NOON, PEOPLE, WRITER, FakeWorld, action, case
from tests.workflows.test_publishing import texts
from workflows.checks.texts import check_texts
from workflows.engine.decide import decide, offers
from workflows.engine.start import decide_start
from workflows.engine.types import Decision
from workflows.messages import say

WHOLE = texts()
ODD: list[Any] = [
    None, True, 0, -1, 3.5, "", "x", "1/0", "district(", "{", "@returned_from", "辖区", "摊位.代码", "(" * 60, [],
    ["nope"], {}, {"zh": "题"}, {"nope": []}, [[]], "2024-02-30",
]  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of everything in a JSON value."""
    found = [path] if path else []
    if isinstance(value, dict):
        return found + [p for k, v in value.items() for p in places(v, (*path, k))]
    if isinstance(value, list):
        return found + [p for n, v in enumerate(value) for p in places(v, (*path, n))]
    return found


ALL = [(part, path) for part, text in WHOLE.items() for path in places(json.loads(text))]


def changed(data: Any, path: tuple[Any, ...], value: Any, gone: bool) -> None:
    """Replace what lies at a path, or take it away; what is no longer there is left."""
    for step in path[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return
    inside = (isinstance(data, dict) and path[-1] in data) or (
        isinstance(data, list) and isinstance(path[-1], int) and path[-1] < len(data)
    )
    if inside and gone:
        del data[path[-1]]
    elif inside:
        data[path[-1]] = value


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ALL), st.sampled_from(ODD), st.booleans()), min_size=1, max_size=4))
def test_odd_texts_are_answered_in_sentences(changes: list[tuple[Any, Any, bool]]) -> None:
    data = {part: json.loads(text) for part, text in WHOLE.items()}
    for (part, path), value, gone in changes:
        changed(data[part], path, value, gone)
    bundle, findings = check_texts({part: json.dumps(d, ensure_ascii=False) for part, d in data.items()})
    assert (bundle is None) == any(f.blocks for f in findings)
    assert all(f.say(lang) for f in findings for lang in LANGUAGES)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([a for a in ALL if a[0] == "procedure"]), st.sampled_from(ODD), st.booleans())
def test_what_may_be_published_can_be_decided(place: Any, value: Any, gone: bool) -> None:
    data = {part: json.loads(text) for part, text in WHOLE.items()}
    changed(data[place[0]], place[1], value, gone)
    made, _ = check_texts({part: json.dumps(d, ensure_ascii=False) for part, d in data.items()})
    for state in made.procedure.states if made else ():
        for actor in PEOPLE.values():
            world = FakeWorld(made)
            for offer in offers(made, case(state), actor, world, NOON):
                found = decide(made, case(state), action(actor, offer.transition, 意见="改"), world, NOON)
                assert isinstance(found, Decision) or all(say(found.message, lang) for lang in LANGUAGES)
    if made:
        decide_start(made, WRITER, HERE, 7, False, FakeWorld(made), NOON)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 10_000), st.text(max_size=3), st.integers(0, 30))
def test_broken_texts_are_answered_with_a_place(part: str, at: int, put: str, cut: int) -> None:
    text = WHOLE[part]
    at %= len(text)
    _, findings = check_texts({**WHOLE, part: text[:at] + put + text[at + cut :]})
    assert all(f.say(lang) and f.finding.line >= 1 for f in findings for lang in LANGUAGES if f.part == part)
