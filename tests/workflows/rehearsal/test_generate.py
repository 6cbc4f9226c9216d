"""Rehearsals made from a definition: ways, returns, turns of conditions, each as the engine answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from forms.reading import parsed
from tests.workflows.test_publishing import texts
from workflows.__main__ import main
from workflows.bundle import bundle_of
from workflows.commands.generating import written
from workflows.definition import Procedure
from workflows.publishing import PRACTICE, shipped
from workflows.rehearsal import Rehearsal, check_rehearsal, read_rehearsal
from workflows.rehearsal.branches import missed, wanted
from workflows.rehearsal.generate import Made, generate
from workflows.rehearsal.model import Approval
from workflows.rehearsal.stage import theatre


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    with theatre() as stage:
        return generate(stage, texts(), tmp_path_factory.mktemp("empty"))


def test_each_transition_is_tried_and_each_return_finds_its_way(made: Made) -> None:
    done = {step.does for each in made.rehearsals.values() for step in each.play if step.refused is None}
    procedure = bundle_of(texts()).procedure
    assert procedure.transitions.keys() - done == set(), made.missed
    ask = made.rehearsals["generated_back_by_ask_from_deal"]
    assert [s.then["state"] for s in ask.play if s.does == "answer"] == ["deal"]


def test_conditions_are_turned_at_their_boundaries(made: Made) -> None:
    """Three stalls are the most: none and four are refused."""
    procedure = bundle_of(texts()).procedure
    with theatre() as stage:
        played = [stage.played(texts(), each, None) for each in made.rehearsals.values()]
    assert all(p.ok for p in played)
    taken = {b for p in played for b in p.branches}
    assert ("submit", wanted(procedure)[0][1], False) in taken
    assert [b for b in missed(procedure, taken) if b[0] == "submit"] == []


def test_what_is_made_is_marked_can_be_written_and_read(made: Made) -> None:
    for each in made.rehearsals.values():
        again = read_rehearsal(written(each)).model
        assert again == each and each.generated and not each.counts
        assert check_rehearsal(each, bundle_of(texts()).procedure) == []
    approved = each.model_copy(update={"approved": Approval(by="王", on="2026-03-02")})
    assert Rehearsal.model_validate(approved.model_dump(by_alias=True)).counts


def test_the_same_definition_gives_the_same(made: Made, tmp_path: Path) -> None:
    with theatre() as stage:
        again = generate(stage, texts(), tmp_path, most=2)
    first: dict[str, Any] = dict(list(made.rehearsals.items())[:2])
    assert dict(again.rehearsals) == first


def test_proposals_are_written_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = next(iter(shipped(PRACTICE)))
    assert main(["--lang", "en", "rehearse", "--generate", name, "--most", "1", "--out", str(tmp_path)]) == 0
    files = sorted(tmp_path.glob("*.json"))
    assert len(files) == 1 and "1 rehearsal was made" in capsys.readouterr().out
    assert parsed(Rehearsal, files[0].read_text(encoding="utf-8")).model is not None
    assert isinstance(bundle_of(shipped(PRACTICE)[name]).procedure, Procedure)
