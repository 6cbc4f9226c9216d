"""Every shipped workflow through the designer: nothing is lost, renamed everywhere and back it is what it was."""

from __future__ import annotations

import json

import pytest

from forms.canonical import canonical, plain
from forms.design import Edited, edited
from forms.reading import parsed
from workflows.checks.texts import check_texts
from workflows.definition import Procedure
from workflows.flow import Put, RenameKey, Retitle, keys_of, mentions
from workflows.flow.places import HELD
from workflows.model.naming import Names
from workflows.publishing import shipped

SHIPPED = shipped()
KINDS = ("stage", "group", *(k for k in HELD if k not in ("use", "register")))


def model(text: str) -> Procedure:
    found = parsed(Procedure, text).model
    assert found is not None
    return found


def after(text: str, edit: RenameKey | Retitle | Put) -> str:
    done = edited(text, edit, Procedure)
    assert isinstance(done, Edited), done
    return done.text


@pytest.mark.parametrize("name", SHIPPED)
def test_an_edit_that_changes_nothing_leaves_every_byte(name: str) -> None:
    text = SHIPPED[name]["procedure"]
    procedure = model(text)
    assert after(text, Put("/initial", procedure.initial)) == text
    key, state = next(iter(procedure.states.items()))
    assert after(text, Retitle("state", key, plain(state.title))) == text
    assert plain(model(canonical(procedure))) == plain(procedure)


@pytest.mark.parametrize("name", SHIPPED)
def test_whatever_is_renamed_and_renamed_back_is_what_it_was(name: str) -> None:
    text = SHIPPED[name]["procedure"]
    before = plain(model(text))
    for kind in KINDS[:: 4 if name == "sandbox_approval" else 1]:
        for key in keys_of(before, kind)[:1]:
            there = after(text, RenameKey(kind, key, f"{key}9"))
            assert key not in keys_of(json.loads(there), kind)
            assert json.loads(after(there, RenameKey(kind, f"{key}9", key))) == before, (kind, key)


@pytest.mark.parametrize("name", ["sandbox_report"])
def test_what_is_renamed_is_as_sound_as_before(name: str) -> None:
    texts = SHIPPED[name]
    for kind in ("state", "stage", "group", "round", "clock", "message", "worklist", "parameter"):
        for key in keys_of(plain(model(texts["procedure"])), kind):
            made = after(texts["procedure"], RenameKey(kind, key, f"{key}9"))
            assert check_texts({**texts, "procedure": made})[1] == [], (kind, key)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_name_that_the_models_mark_is_one_there_is(name: str) -> None:
    procedure = model(SHIPPED[name]["procedure"])
    data = plain(procedure)
    for each in mentions(procedure):
        if isinstance(each.meant, Names) and each.name and each.meant.kind in (*HELD, "stage", "group"):
            assert each.name in keys_of(data, each.meant.kind), each
