"""The workflow picture: laid out from any definition."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pages.parts.flow import STEP, flow_svg, lay_out
from workflows.definition import Procedure

SHIPPED = sorted((Path(__file__).resolve().parents[2] / "workflows" / "definitions").glob("*.json"))


@pytest.fixture(params=SHIPPED, ids=lambda p: p.stem)
def procedure(request: pytest.FixtureRequest) -> Procedure:
    return Procedure.model_validate(json.loads(request.param.read_text(encoding="utf-8")))


def test_every_state_of_a_shipped_procedure_can_be_drawn_in_both_languages(procedure: Procedure) -> None:
    for state, found in procedure.states.items():
        for lang in ("zh", "en"):
            drawn = flow_svg(procedure, state, [], lang)
            words = "".join(ElementTree.fromstring(drawn).itertext())
            assert found.title.say(lang).replace(" ", "") in words.replace(" ", "")


def test_exactly_one_box_is_where_the_case_is(procedure: Procedure) -> None:
    for state in procedure.states:
        assert flow_svg(procedure, state, list(procedure.states), "zh").count('class="now"') == 1


def test_the_column_is_the_longest_way_forward(procedure: Procedure) -> None:
    plan = lay_out(procedure, procedure.initial, [])
    assert plan.column[0] == procedure.initial
    assert procedure.states[plan.column[-1]].end
    for above, below in zip(plan.column, plan.column[1:], strict=False):
        assert any(t.to == below for t in procedure.leaving(above).values())


def test_boxes_beside_the_column_never_overlap(procedure: Procedure) -> None:
    heights = sorted(lay_out(procedure, procedure.initial, list(procedure.states)).beside.values())
    assert all(b - a >= STEP for a, b in zip(heights, heights[1:], strict=False))


def test_an_end_by_giving_up_is_drawn_only_when_it_was_taken(procedure: Procedure) -> None:
    ends = {t.to for t in procedure.transitions.values() if t.kind == "drop"}
    for end in ends:
        assert end not in lay_out(procedure, procedure.initial, []).beside
        assert end in lay_out(procedure, end, []).beside


def test_names_are_escaped(procedure: Procedure) -> None:
    raw = json.loads(SHIPPED[0].read_text(encoding="utf-8"))
    raw["states"][raw["initial"]] |= {"zh": "<script>&", "en": "<b>"}
    assert "<script>" not in flow_svg(Procedure.model_validate(raw), raw["initial"], [], "zh")
