"""What is shipped is sound, says everything in both languages, and rehearses all of itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from forms import CodeList, Form, check, check_form, check_list, find_row, load_form, load_list, prune
from forms.checks import check_section
from forms.policy.basis import Basis, basis_of, passages
from forms.policy.model import PolicyText
from forms.sharing import SharedSection, below, whole
from forms.text import Text
from tests.forms.shipped import options, sections
from workflows.bundle import main_of as main_form
from workflows.bundle import resolved
from workflows.checks import check_procedure
from workflows.definition import Procedure
from workflows.engine.verbs import registry as verbs
from workflows.messages import MESSAGES
from workflows.model.registers import RegisterFile
from workflows.rehearsal.check import WORDS, played_in
from workflows.rehearsal.model import Rehearsal, Step

ROOT = Path(__file__).resolve().parents[3]
PROCEDURES = ROOT / "workflows/definitions"
WRITTEN = {
    p.stem: load_form(p.read_text(encoding="utf-8")) for p in sorted((ROOT / "forms/definitions").glob("*.json"))
}
SECTIONS = sections()
FORMS = {name: whole(form, SECTIONS).form for name, form in WRITTEN.items()}
LISTS = {p.stem: load_list(p.read_text(encoding="utf-8")) for p in sorted((PROCEDURES / "shared/lists").glob("*.json"))}
POLICIES = {
    p.stem: PolicyText.model_validate_json(p.read_text(encoding="utf-8"))
    for p in sorted((PROCEDURES / "shared/policies").glob("*.json"))
}
SHARED = {
    p.stem: RegisterFile.model_validate_json(p.read_text(encoding="utf-8"))
    for p in sorted((PROCEDURES / "shared/registers").glob("*.json"))
}
READ = {
    p.stem: Procedure.model_validate_json(p.read_text(encoding="utf-8")) for p in sorted(PROCEDURES.glob("*.json"))
}
FOUND = {
    name: resolved(procedure, SHARED, below(main_form(procedure, WRITTEN), SECTIONS))
    for name, procedure in READ.items()
}
REHEARSALS = [
    (folder.name, Rehearsal.model_validate_json(p.read_text(encoding="utf-8")))
    for folder in sorted(PROCEDURES.iterdir())
    for p in sorted((folder / "rehearsals").glob("*.json"))
]
EVERYTHING = [*FORMS.values(), *SECTIONS.values(), *LISTS.values(), *FOUND.values(), *(r for _, r in REHEARSALS)]
SOURCED: list[Form | SharedSection | CodeList | Procedure] = [
    *WRITTEN.values(), *SECTIONS.values(), *LISTS.values(), *FOUND.values()
]
BY_SENTENCE = {"chongqing_sandbox_supervision"}
"""Policies of which each basis names its sentences, not only the clause."""
SAMPLES = sorted(PROCEDURES.glob("*/samples/*.json"))


def words(value: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every title and sentence; states, roles and the like have theirs beside each other."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        if hasattr(value, "zh"):
            yield path, Text(zh=value.zh, en=value.en)
        for name in type(value).model_fields:
            yield from words(getattr(value, name), f"{path}/{name}")
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from words(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from words(inner, f"{path}/{n}")


@pytest.mark.parametrize("definition", EVERYTHING, ids=lambda d: f"{d.kind} {d.id}")
def test_everything_is_said_in_chinese_and_english(definition: BaseModel) -> None:
    assert [path for path, text in words(definition) if not text.zh or not text.en] == []


def bases(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        if getattr(value, "basis", None):
            yield value.basis
        for name in type(value).model_fields:
            yield from bases(getattr(value, name))
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from bases(inner)


@pytest.mark.parametrize("definition", SOURCED, ids=lambda d: f"{d.kind} {d.id}")
def test_every_basis_names_a_source(definition: Any) -> None:
    assert {b.split()[0] for b in bases(definition)} <= set(definition.sources)


@pytest.mark.parametrize("definition", SOURCED, ids=lambda d: f"{d.kind} {d.id}")
def test_what_rests_on_a_policy_whose_sentences_are_numbered_names_sentences_of_its_clause(definition: Any) -> None:
    for basis in map(basis_of, bases(definition)):
        policy = POLICIES.get(definition.sources[basis.source].policy or "")
        if policy is None or policy.id not in BY_SENTENCE:
            continue
        assert basis.numbers, basis.text
        under = passages(policy, Basis(basis.source, basis.clause))
        assert {s.id for s in passages(policy, basis)} <= {s.id for s in under}, basis.text
        assert set(basis.numbers) <= set(policy.by_number), basis.text


def test_every_check_passes() -> None:
    found = [f.say() for form in WRITTEN.values() for f in check_form(form, LISTS, {}, SECTIONS)]
    found += [f.say() for section in SECTIONS.values() for f in check_section(section, LISTS)]
    found += [f.say() for code_list in LISTS.values() for f in check_list(code_list)]
    against = [f for p in FOUND.values() for f in check_procedure(p, FORMS, LISTS, POLICIES)]
    found += [f"{f.pointer} {f.code} {f.data}" for f in against]
    assert found == []


def test_every_field_and_rule_of_a_form_has_a_basis_and_every_field_a_help() -> None:
    for form in FORMS.values():
        assert [p for p, f in form.by_path.items() if not f.basis or not f.help] == []
        assert [r.id for r in form.rules if not r.basis] == []


def steps_of(procedure: Procedure) -> list[Step]:
    """The steps of all rehearsals in cases of a procedure, also as children of others."""
    return [s for _, r in REHEARSALS for s in r.play if case_of(r, s) is procedure]


def case_of(rehearsal: Rehearsal, step: Step) -> Procedure:
    """The procedure of the case that a step is about."""
    found = played_in(rehearsal, step, FOUND)
    assert found is not None
    return found


@pytest.mark.parametrize("procedure", FOUND.values(), ids=FOUND.keys())
def test_every_transition_is_taken_by_a_rehearsal_and_refused_by_another(procedure: Procedure) -> None:
    steps, start = steps_of(procedure), {"start"} if procedure.start.by else set()
    by_hand = {k for k, t in procedure.transitions.items() if t.kind != "automatic"}
    assert {s.does for s in steps if s.does and not s.refused} >= by_hand | start
    assert {s.does for s in steps if s.refused} >= procedure.transitions.keys() | start


@pytest.mark.parametrize("procedure", FOUND.values(), ids=FOUND.keys())
def test_every_state_is_entered_by_a_rehearsal(procedure: Procedure) -> None:
    steps = steps_of(procedure)
    assert {s.then["state"] for s in steps if "state" in s.then} == set(procedure.states)


REFUSALS = {
    "needs_fields", "condition_text", "not_ready", "given_not_ready", "not_your_role", "same_person", "not_in_state",
    "start_role", "open_already", "campaign_not_open", "not_offered_yet", "stale",
}  # fmt: skip


def test_every_kind_of_refusal_is_rehearsed_and_has_a_sentence() -> None:
    refused = {s.refused for _, r in REHEARSALS for s in r.play if s.refused}
    assert refused >= REFUSALS
    assert [code for code in refused if code not in MESSAGES] == []


def data_of(folder: str, rehearsal: Rehearsal) -> dict[str, dict[str, Any]]:
    found = {}
    for name, data in rehearsal.data.items():
        path = PROCEDURES / folder / data if isinstance(data, str) else None
        found[name] = json.loads(path.read_text(encoding="utf-8")) if path else data
    return found


def main_of(rehearsal: Rehearsal, step: Step) -> Form:
    return FORMS[case_of(rehearsal, step).main.form]


def form_of(rehearsal: Rehearsal, step: Step) -> Form:
    procedure = case_of(rehearsal, step)
    taken = procedure.transitions.get(step.does or "")
    if taken or step.does not in verbs:
        return FORMS[procedure.forms[taken.form].form] if taken and taken.form else main_of(rehearsal, step)
    forms = [FORMS[procedure.forms[r.form].form] for r in procedure.rounds.values()] or [main_of(rehearsal, step)]
    return next((f for f in forms if set(step.fill or {}) <= f.by_path.keys()), forms[0])


@pytest.mark.parametrize(("folder", "rehearsal"), REHEARSALS, ids=[r.id for _, r in REHEARSALS])
def test_a_rehearsal_speaks_of_what_there_is(folder: str, rehearsal: Rehearsal) -> None:
    data, every = data_of(folder, rehearsal), {r for p in FOUND.values() for r in p.roles}
    roles = [r for p in rehearsal.people.values() for r in ([p] if isinstance(p, str) else p)]
    assert {r.split("@")[0] for r in roles} <= every
    for step in rehearsal.play:
        main, procedure = main_of(rehearsal, step), case_of(rehearsal, step)
        assert step.does in {None, *WORDS, *procedure.transitions, *verbs}
        assert step.who is None or step.who in rehearsal.people
        assert step.campaign is None or step.campaign in rehearsal.campaigns
        assert not isinstance(step.fill, str) or step.fill in data
        fill = data[step.fill] if isinstance(step.fill, str) else step.fill or {}
        paths = {k.split("[")[0] + k.partition("]")[2] for k in fill}
        assert paths <= set(form_of(rehearsal, step).by_path)
        told = {tuple(f.split()) for f in step.findings or []}
        assert {path for path, _ in told} <= {*main.by_path, *form_of(rehearsal, step).by_path}
        assert {rule for _, rule in told} <= set(MESSAGES) | {r.id for r in main.rules} | {"unique"}


@pytest.mark.parametrize(("folder", "rehearsal"), REHEARSALS, ids=[r.id for _, r in REHEARSALS])
def test_the_files_that_a_rehearsal_attaches_are_there(folder: str, rehearsal: Rehearsal) -> None:
    for data in data_of(folder, rehearsal).values():
        for value in data.values():
            if isinstance(value, str) and value.startswith("samples/"):
                assert (PROCEDURES / folder / value).is_file()


def form_that_fits(values: dict[str, Any]) -> Form:
    return next(f for f in FORMS.values() if set(values) <= {x.key for x in f.fields})


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_sample_is_stored_as_the_form_stores_it(path: Path) -> None:
    values = json.loads(path.read_text(encoding="utf-8"))
    form = form_that_fits(values)
    assert prune(form, values) == values
    ids = [row["_id"] for row in every_row(values)]
    assert len(ids) == len(set(ids))
    assert all(find_row(form, values, row) for row in ids)


def every_row(value: Any) -> Iterator[dict[str, Any]]:
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(inner, dict) and "_id" in inner:
            yield inner
        yield from every_row(inner)


BLOCKING = {
    "with_errors": [
        "phone_area", "not_in_list_near", "count_matches", "uscc_check", "required", "unique", "required", "unique",
    ],
    "two_regions_mended": ["required", "required", "required"],
    **{name: ["required"] for name in ("application", "direct", "joint")},  # the applicant is given when it is opened
    "plan": ["required"] * 14,  # a part of the form
}  # fmt: skip


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_sample_has_the_mistakes_it_is_there_for(path: Path) -> None:
    values = json.loads(path.read_text(encoding="utf-8"))
    found = check(form_that_fits(values), values, options())
    assert [f.rule for f in found if f.blocks] == BLOCKING.get(path.stem, [])
