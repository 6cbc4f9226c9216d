"""Rights painted cell by cell: a cell becomes what it was painted, and no other one changes."""

from __future__ import annotations

import json

import pytest

from forms.canonical import plain
from forms.design import Edited, edited
from forms.reading import parsed
from workflows.definition import Procedure
from workflows.flow import RIGHTS, Cell, Paint, Right, matrix
from workflows.publishing import shipped

TEXT = {name: texts["procedure"] for name, texts in shipped().items()}


def model(text: str) -> Procedure:
    found = parsed(Procedure, text).model
    assert found is not None
    return found


def painted(text: str, right: Right, *cells: Cell) -> str:
    done = edited(text, Paint(cells, right), Procedure)
    assert isinstance(done, Edited)
    return done.text


@pytest.mark.parametrize("right", RIGHTS)
@pytest.mark.parametrize("name", ["region_declaration", "sandbox_approval"])
def test_a_painted_cell_changes_and_no_other(name: str, right: Right) -> None:
    before = matrix(model(TEXT[name]))
    for cell in list(before)[5 :: 900 if name == "sandbox_approval" else 37]:
        after = matrix(model(painted(TEXT[name], right, cell)))
        assert {c for c in before if after[c] != before[c]} == ({cell} if before[cell] != right else set())
        assert after[cell] == right


def test_painting_what_is_so_changes_no_byte() -> None:
    before = matrix(model(TEXT["region_declaration"]))
    read = tuple(c for c, right in before.items() if right == "read")
    assert painted(TEXT["region_declaration"], "read", *read) == TEXT["region_declaration"]


def test_there_and_back_says_the_same() -> None:
    cell = ("draft", "clerk", "申报")
    there = painted(TEXT["region_declaration"], "hidden", cell)
    back = json.loads(painted(there, "write", cell))
    assert back == plain(model(TEXT["region_declaration"]))
