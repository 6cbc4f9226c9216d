"""流程设计: everything a procedure has is asked for in words; the picture holds every state and way; edits are kept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from forms.reading import parsed
from pages.context import now
from pages.parts.flow_asked import _DRAWN
from pages.parts.flow_graph import Marked, Words, broken, graph
from pages.parts.flow_things import KINDS
from pages.parts.lanes import planned, ways_of
from pages.words import flow_asked, flowing
from tests.pages.shell import open_page
from tests.pages.test_definitions import person, staffed, words
from tests.pages.test_design import admin
from workflows import designing, editing
from workflows.definition import Procedure, State, Transition
from workflows.designing import Begun
from workflows.engine.effects import registry
from workflows.flow.properties import properties_of
from workflows.office import Office
from workflows.publishing import shipped

__all__ = ["staffed"]
WORDS = {**flowing.WORDS, **flow_asked.WORDS}
SHIPPED = {name: texts["procedure"] for name, texts in shipped().items()}
HERE = Words(lambda x: x.say("zh"), str, lambda _, s: s.holder or "")


def models(cls: type[BaseModel], seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    """A model and everything inside it."""
    if cls not in seen:
        seen.add(cls)
        for prop in properties_of(cls):
            if prop.cls is not None:
                models(prop.cls, seen)
    return seen


def test_everything_that_is_asked_has_a_label_and_a_box_and_every_choice_a_name() -> None:
    from pages.parts.flow_things import MODELS

    seen: set[type[BaseModel]] = set()
    for cls in (State, Transition, *MODELS.values(), *registry.classes()):
        models(cls, seen)
    for cls in seen:
        for prop in properties_of(cls):
            assert {f"flow.prop.{cls.__name__}.{prop.name}", f"flow.prop.{prop.name}"} & WORDS.keys(), (cls, prop)
            assert prop.kind in _DRAWN
            if prop.kind == "pick":
                assert all(f"flow.choice.{prop.name}.{c}" in WORDS for c in prop.choices), prop
    assert all(f"flow.choice.effect.{name}" in WORDS for name in registry)
    assert all(f"flow.kind.{k}" in WORDS and f"flow.one.{k}" in WORDS for k in KINDS)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_picture_holds_every_state_and_way_and_no_line_crosses_a_box(name: str) -> None:
    procedure = parsed(Procedure, SHIPPED[name]).model
    assert procedure is not None
    plan = planned(procedure)
    assert plan.grid.keys() == procedure.states.keys() and len(set(plan.grid.values())) == len(plan.grid)
    assert {(line.way.source, line.way.transition) for line in plan.lines} == {
        (w.source, w.transition) for w in ways_of(procedure)
    }
    boxes = [(x, y - 21, x + plan.wide, y + 21) for x, y in map(plan.box, plan.grid)]
    for line in plan.lines:
        for (x1, y1), (x2, y2) in zip(line.points[1:-1], line.points[2:-1], strict=False):
            low, high = (min(x1, x2), min(y1, y2)), (max(x1, x2), max(y1, y2))
            assert not any(low[0] < r and high[0] > x and low[1] < b and high[1] > y for x, y, r, b in boxes), line
    drawn = graph(procedure, HERE, Marked())
    assert set(re.findall(r'class="state [^"]*" data-at="state:([^"]+)"', drawn.svg)) == procedure.states.keys()


def test_long_names_are_wrapped_and_cut_to_their_box() -> None:
    lines, size = broken("关于拟出盒项目准入条件的联合审查与公示", 100, 12.5)
    assert len(lines) == 2 and all(len(line) * size <= 100 for line in lines)


def test_a_procedure_is_begun_changed_and_taken_back(staffed: Office, tmp_path: Path) -> None:
    name = designing.begin_procedure(staffed, admin(staffed), Begun("夜间经济"), now())
    assert isinstance(name, str)

    def states() -> list[str]:
        found = editing.open_part(staffed, admin(staffed), name)
        assert isinstance(found, editing.Opened)
        made: dict[str, Any] = json.loads(found.text)
        return list(made["states"])

    with open_page(staffed, person(staffed, "admin"), "flow", tmp_path, part=name) as at:
        assert not at.exception and "夜间经济" in words(at)
        city = at.selectbox(key=f"flow:{name}:/city")
        assert "重庆市　500000" in city.options
        assert {"年", "区县", "批次"} <= set(at.multiselect(key=f"flow:{name}:/case/number/series").options)
        city.select("500000").run()
        everywhere = at.multiselect(key=f"flow:{name}:/districts").options
        assert len(everywhere) > 30 and not at.exception
        at.button(key="dz_undo").click().run()
        at.button(key="fw_add_state").click().run()
        assert states() == ["draft", "handling", "closed", "新状态"] and not at.exception
        at.text_input(key=f"flow_title:{name}:state:新状态:zh").set_value("复核").run()
        assert states()[-1] == "复核"  # the key of what nobody knows follows its title
        at.button(key="dz_undo").click().run()
        at.button(key="dz_undo").click().run()
        assert states() == ["draft", "handling", "closed"]
        at.session_state["flow_view"] = "parts"
        at.run()
        at.text_input(key="fw_new_title:round").set_value("会审").run()
        at.multiselect(key="fw_review_who").set_value(["handler"])
        at.selectbox(key="fw_review_state").set_value("handling")
        at.button(key="fw_new_go").click().run()
        assert not at.exception and "会审" in words(at)


@pytest.mark.parametrize("view", ["rights", "path"])
def test_rights_and_the_path_of_a_new_procedure_are_shown(staffed: Office, tmp_path: Path, view: str) -> None:
    name = designing.begin_procedure(staffed, admin(staffed), Begun("夜间经济"), now())
    assert isinstance(name, str)
    with open_page(staffed, person(staffed, "admin"), "flow", tmp_path, part=name) as at:
        at.session_state["flow_view"] = view
        at.run()
        assert not at.exception
        assert {"rights": "谁在哪一步", "path": "这样一件会怎么走"}[view] in words(at)
