"""Stock phrases are a person's own, kept once, and not without end."""

from __future__ import annotations

from tests.workflows.bureau import Bureau
from workflows.engine.types import Refusal
from workflows.phrases import LONGEST, MOST, forget, keep, mine

FIELD = "form/field"


def test_phrases_are_kept_once_and_belong_to_one_person(desk: Bureau) -> None:
    clerk, head = desk.actor("clerk"), desk.actor("head")
    first = keep(desk.office, clerk, FIELD, "  请核对。 ")
    assert first == keep(desk.office, clerk, FIELD, "请核对。")
    assert mine(desk.office, clerk, FIELD) == [(first, "请核对。")] and not mine(desk.office, head, FIELD)
    assert isinstance(first, int)
    forget(desk.office, head, first)
    assert mine(desk.office, clerk, FIELD)
    forget(desk.office, clerk, first)
    assert not mine(desk.office, clerk, FIELD)


def test_what_is_empty_too_long_or_too_many_is_refused(desk: Bureau) -> None:
    clerk = desk.actor("clerk")
    for text in ("", " \n", "长" * (LONGEST + 1)):
        assert isinstance(keep(desk.office, clerk, FIELD, text), Refusal)
    for n in range(MOST):
        keep(desk.office, clerk, FIELD, f"第{n}条")
    assert isinstance(keep(desk.office, clerk, FIELD, "再一条"), Refusal)
