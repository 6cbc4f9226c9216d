"""The workflow designer's services: a procedure from nothing, a step per edit, keys renamed in whatever names them."""

from __future__ import annotations

import json

import pytest

from tests.workflows.designing.test_service import ADMINISTRATOR, CLERK, NOW, stocked, text
from workflows import designing, releasing
from workflows.checks.texts import PROCEDURE, check_texts
from workflows.designing import Begun, Designed, Reach
from workflows.designing.flow import rekeyed
from workflows.engine.types import Refusal
from workflows.flow import AddState, RenameKey
from workflows.office import Office
from workflows.publishing import DEFINITIONS, load_folder
from workflows.rehearsal.files import read_folder
from workflows.rehearsal.stage import theatre
from workflows.releasing import around, publish_part

__all__ = ["stocked"]


def begun(office: Office) -> str:
    name = designing.begin_procedure(office, ADMINISTRATOR, Begun("夜间经济"), NOW)
    assert isinstance(name, str)
    return name


def test_a_procedure_begins_with_a_form_and_can_be_published(stocked: Office) -> None:
    assert begun(stocked) == "procedure/夜间经济" and begun(stocked) == "procedure/夜间经济2"
    made = publish_part(stocked, ADMINISTRATOR, "procedure/夜间经济", text(stocked, "procedure/夜间经济"), "首版", NOW)
    assert made and not isinstance(made, Refusal) and made.versions[0].procedure == "夜间经济"
    assert designing.open_in_states(stocked, ADMINISTRATOR, "夜间经济") == {}


@pytest.mark.parametrize("begun_", [Begun("  "), Begun("x", form="nowhere")])
def test_what_cannot_begin_says_why(stocked: Office, begun_: Begun) -> None:
    assert isinstance(designing.begin_procedure(stocked, ADMINISTRATOR, begun_, NOW), Refusal)
    assert isinstance(designing.begin_procedure(stocked, CLERK, Begun("x"), NOW), Refusal)
    assert designing.roles_known(stocked, CLERK) == {} == designing.open_in_states(stocked, CLERK, "x")


def test_an_edit_of_a_workflow_is_one_step(stocked: Office) -> None:
    name = begun(stocked)
    done = designing.design(stocked, ADMINISTRATOR, name, AddState({"zh": "复核"}, "handle"), NOW)
    assert isinstance(done, Designed) and done.chosen == "state:复核"
    assert designing.reach(stocked, ADMINISTRATOR, name) == Reach(1, 0)
    designing.undo(stocked, ADMINISTRATOR, name, NOW)
    assert "复核" not in json.loads(text(stocked, name))["states"]


def test_a_key_is_renamed_in_boards_statistics_and_papers_and_one_undo_takes_all_back(office: Office) -> None:
    load_folder(office, NOW)
    name = "procedure/region_declaration"
    for edit in (RenameKey("transition", "endorse", "报送"), RenameKey("role", "leader", "局领导")):
        found = rekeyed(office, ADMINISTRATOR, name, edit)
        assert not isinstance(found, Refusal)
        whole = around(office, ADMINISTRATOR, name, found.texts[name])[name]
        assert check_texts({**whole, **found.texts, PROCEDURE: found.texts[name]})[1] == []
        assert len(found.texts) > 1


def test_a_renaming_over_several_drafts_is_undone_as_one(stocked: Office) -> None:
    office = stocked
    load_folder(office, NOW)
    name, paper = "procedure/region_declaration", "paper/region_receipt"
    before = text(office, paper)
    edit = RenameKey("transition", "endorse", "报送")
    assert designing.rekey(office, ADMINISTRATOR, name, edit, NOW) == "transition:报送"
    assert text(office, paper) != before
    assert designing.undo(office, ADMINISTRATOR, name, NOW) is None
    assert text(office, paper) == before


def test_rehearsals_written_before_a_renaming_still_mean_what_they_meant(stocked: Office) -> None:
    """Shipped rehearsals are played with states, roles, transitions and clocks under other keys."""
    load_folder(stocked, NOW)
    name, folder = "procedure/region_declaration", DEFINITIONS / "region_declaration"
    for kind, old, new in (("state", "review", "审核"), ("role", "head", "负责人"), ("transition", "endorse", "报送"),
                           ("clock", "review", "核定"), ("state", "joint", "会审")):  # fmt: skip
        assert designing.rekey(stocked, ADMINISTRATOR, name, RenameKey(kind, old, new), NOW) == f"{kind}:{new}"
    drafted = releasing.drafted(stocked, ADMINISTRATOR, name, text(stocked, name))["region_declaration"]
    rehearsal = read_folder(folder)["straight_through.json"].model
    assert rehearsal is not None and "endorse" in {s.does for s in rehearsal.play}
    with theatre() as stage:
        played = stage.played(drafted, rehearsal, folder)
    assert played.ok and played.done, [m.say() for m in played.mismatches]
