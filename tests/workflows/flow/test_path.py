"""The way that a case with given data would go: conditions decide, somebody may choose, and it never goes round."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from forms.context import compute
from forms.fields import Option
from forms.options import ListOptions
from forms.text import Text
from forms.values import sample
from workflows.bundle import Bundle, bundle_of
from workflows.flow.path import Assumed, Met, path_of
from workflows.publishing import shipped

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
BUNDLES = {name: bundle_of(texts) for name, texts in shipped().items()}


OFFICES = {key: Option(key, Text(zh=f"{key}处", en=key), data={"kind": "department"}) for key in ("7", "8")}


def walked(bundle: Bundle, values: dict[str, Any] | None = None, **assumed: Any) -> tuple[Met, ...]:
    options = ListOptions(bundle.lists, {}, NOW.date(), organisations=OFFICES)
    held = {**sample(bundle.form(), options), **(values or {})}
    return path_of(bundle, compute(bundle.form(), held, options), options, NOW, Assumed(**assumed))


def test_a_case_goes_from_its_draft_to_an_end_and_says_who_acts() -> None:
    way = walked(BUNDLES["region_declaration"])
    assert [m.state for m in way] == ["draft", "review", "filed", "joint", "closed"]
    assert [m.holder for m in way[:3]] == ["clerk", "head", "desk"]
    rows = [(i.role, i.rows) for i in way[3].invited]
    assert [r for r, _ in rows] == ["desk", "credit"] and len({n for _, n in rows}) == 1  # law: only who is listed


def test_a_condition_that_does_not_hold_shuts_its_way() -> None:
    way = walked(BUNDLES["region_declaration"], {"区域": []})
    assert [(m.state, m.taken, m.shut) for m in way] == [("draft", "", ("submit",))]


def test_a_way_that_is_chosen_is_taken_and_what_ends_comes_last() -> None:
    bundle = BUNDLES["sandbox_approval"]
    first = {m.state: m for m in walked(bundle)}["filed"]
    assert bundle.procedure.states[first.to].end is None and "reject" in first.others
    chosen = walked(bundle, ways={"filed": "reject"})
    assert [m.state for m in chosen] == ["draft", "filed", "refused"]


@pytest.mark.parametrize("name", BUNDLES)
def test_no_state_is_met_twice(name: str) -> None:
    first = walked(BUNDLES[name])
    last = {m.state: {0: m.answers[-1].answer.key} for m in first if m.answers}
    for way in (first, walked(BUNDLES[name], said=last)):
        met = [m.state for m in way]
        assert met[0] == BUNDLES[name].procedure.initial and len(met) == len(set(met))


def test_a_round_asks_about_each_row_and_only_those_whom_its_values_ask() -> None:
    bundle, table = BUNDLES["sandbox_approval"], "主管部门"
    department = [f.key for f in bundle.form().tables[table].fields][0]
    two = {table: [{department: "7"}, {department: "8"}], "第三方机构": [], "指定专家": False}
    met = next(m for m in walked(bundle, two) if m.asked)
    assert [a.place for a in met.asked] == [0]
    roles = [i.role for i in met.invited]
    assert "department" in roles and "expert" not in roles, "whom nobody wrote down is not asked"
    rows = next(m for m in walked(BUNDLES["region_declaration"]) if m.asked).asked
    assert [r.place for r in rows] == list(range(1, len(rows) + 1)) and all(r.title for r in rows)


def test_what_is_answered_decides_where_a_round_leads_and_what_it_writes() -> None:
    bundle = BUNDLES["sandbox_change"]
    first = walked(bundle)
    met = next(m for m in first if m.answers)
    agreeing, *others = met.answers
    assert agreeing.answer.key == met.said[1] and agreeing.taken and not agreeing.answer.one
    assert any(a.answer.one for a in others), "one of several may differ"
    against = next(a.answer for a in others if a.answer.field == agreeing.answer.field)
    outcome = next(iter(bundle.procedure.rounds[bundle.procedure.states[met.state].round or ""].outcome))
    assert met.written[0] == (0, outcome, str(agreeing.answer.value)) and first[-1].to == "", "it comes to an end"
    assert bundle.procedure.states[first[-1].state].end is not None
    values = []
    for said in (agreeing.answer, against):
        step = walked(bundle, said={met.state: {0: said.key}})
        assert next(m for m in step if m.state == met.state).said == {1: said.key}
        values.append([(m.state, m.taken, m.others, m.shut) for m in step])
    assert values[0] != values[1], outcome


def test_rows_of_a_round_are_answered_one_by_one() -> None:
    bundle = BUNDLES["region_declaration"]
    held = sample(bundle.form(), ListOptions(bundle.lists, {}, NOW.date()))["区域"]
    two = {"区域": [{k: v for k, v in held[0].items() if k != "_id"} for _ in range(2)]}
    met = next(m for m in walked(bundle, two) if m.answers)
    against = next(a.answer.key for a in met.answers[1:])
    mixed = next(m for m in walked(bundle, two, said={met.state: {2: against}}) if m.answers)
    assert mixed.said == {1: met.answers[0].answer.key, 2: against}
