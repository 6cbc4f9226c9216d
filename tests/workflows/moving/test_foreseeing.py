"""What a version that is not here yet would mean for open cases is what the dry run says once it is here."""

from __future__ import annotations

from tests.workflows.bureau import PROCEDURE, Bureau
from tests.workflows.moving.plots import choice, newer, next_texts, old, versions
from tests.workflows.moving.test_moving import ONCE, draft
from workflows import moving
from workflows.differences.service import whole


@ONCE
def test_it_is_what_the_dry_run_says_once_the_version_is_published(desk: Bureau) -> None:
    old(desk)
    draft(desk)
    after = whole(next_texts(desk))
    assert after is not None
    (found,) = moving.foreseen(desk.office, desk.actor("admin"), after, desk.now)
    assert (found.procedure, found.number, found.found.count, found.wrong) == (PROCEDURE, 2, 1, ())
    assert {m.code for m in found.doubts} == {"move.doubt.gone", "move.doubt.type"}
    newer(desk)
    proposal = moving.proposed(desk.office, desk.actor("admin"), *versions(desk))
    assert isinstance(proposal, moving.Proposal)
    sure = proposal.mapping.model_copy(update={"confirmed": [d.key for d in proposal.doubts]})
    dry = moving.dry_run(desk.office, desk.actor("admin"), choice(desk), versions(desk)[1], sure, desk.now)
    assert dry == found.found and found.found.cases[0].lines


@ONCE
def test_what_would_break_all_of_them_is_told_instead_of_cases(desk: Bureau) -> None:
    old(desk)
    draft(desk)
    texts = next_texts(desk)
    changed = texts["procedure"].replace('"subject": "填报区县"', '"subject": "区县"')
    form = f"form/{PROCEDURE}"
    after = whole({**texts, "procedure": changed, form: texts[form].replace('"填报区县"', '"区县"')})
    assert after is not None
    (found,) = moving.foreseen(desk.office, desk.actor("admin"), after, desk.now)
    assert found.found.cases == () and found.found.count == 1
    assert "move.subject" in {m.code for m in found.wrong}


@ONCE
def test_only_who_may_define_is_told(desk: Bureau) -> None:
    old(desk)
    after = whole(next_texts(desk))
    assert after is not None and moving.foreseen(desk.office, desk.actor("clerk2"), after, desk.now) == []
