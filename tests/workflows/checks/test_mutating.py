"""What is shipped is broken on purpose: most of it is found, and nothing is said of what is whole."""

from __future__ import annotations

import json
from typing import Any

import pytest

from forms.text import LANGUAGES
from tests.workflows.checks.test_soundness import patched
from tests.workflows.engine.toy import PROCEDURE, bundle
from tests.workflows.test_publishing import texts
from workflows.__main__ import main
from workflows.checks.mutating import judge, mutations
from workflows.checks.mutating.same import same
from workflows.checks.texts import check_texts
from workflows.definition import Procedure
from workflows.publishing import PRACTICE, shipped

SHIPPED = {**shipped(), **shipped(PRACTICE)}
LEAST = 0.5
"""The share that a small sample has to find, many of which only take a reader away, which only rehearsals see.

The whole is told by `python -m tests.soak.mutations`.
"""


@pytest.mark.parametrize("procedure", sorted(SHIPPED))
def test_nothing_is_said_of_what_is_shipped(procedure: str) -> None:
    assert [(f.finding.code, f.say()) for f in check_texts(SHIPPED[procedure])[1] if f.finding.level != "info"] == []


@pytest.mark.parametrize("procedure", sorted(SHIPPED))
def test_most_of_what_is_broken_is_found(procedure: str) -> None:
    found = judge(SHIPPED[procedure], 30, 5)
    assert found.share >= LEAST, [j.mutation.name for j in found.survivors]
    assert all(j.why(lang) for j in found.survivors for lang in LANGUAGES)


def test_the_same_seed_breaks_the_same() -> None:
    whole = texts()
    assert [j.mutation for j in judge(whole, 10, 3).judged] == [j.mutation for j in judge(whole, 10, 3).judged]
    assert len({m.name for m in mutations(json.loads(whole["procedure"]))}) > 100


def test_what_checks_let_pass_is_shown_to_others() -> None:
    seen: list[Any] = []
    found = judge(texts(), 30, 3, lambda broken, _: seen.append(broken) or True)  # type: ignore[func-returns-value]
    assert len(seen) == found.rehearsed and not found.survivors
    assert found.together == len(found.counted) and found.share_together == 1


SAME: list[tuple[str, dict[str, Any], bool]] = [
    ("a reader who writes as well", {"states/draft/rights/申请/read": ["writer"]}, True),
    ("a reader by another name", {"states/done/rights/*/read": ["bureau", "chief", "writer"]}, True),
    ("a reader less", {"states/done/rights/*/read": ["writer", "chief"]}, False),
    ("a role named twice", {"transitions/close/by": ["bureau", "bureau"]}, True),
    ("another target", {"transitions/bounce/to": "gone"}, False),
]


@pytest.mark.parametrize(("what", "changes", "wanted"), SAME, ids=[s[0] for s in SAME])
def test_what_changes_nothing_is_the_same(what: str, changes: dict[str, Any], wanted: bool) -> None:
    whole = bundle()
    assert same(whole, Procedure.model_validate(patched(PROCEDURE, changes))) == wanted


def test_a_procedure_of_which_nothing_was_tried_has_no_share_to_be_ashamed_of() -> None:
    assert judge(texts(), 0, 1).share == 1


def test_the_share_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "check", "--mutate", "6", "--seed", "2"]) == 0
    assert "6 ways to break it" in capsys.readouterr().out
