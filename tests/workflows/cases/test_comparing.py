"""Any two submissions beside each other, and nothing in it that may not be read."""

from __future__ import annotations

from forms.comparing import PageCompared, changes_in
from tests.workflows.bureau import HERE, THERE, Bureau, sample
from workflows.cases.comparing import Beside, Side, beside, others, versions
from workflows.engine.types import Refusal

OTHER = {**sample("one_region"), "填报区县": THERE}


def both(desk: Bureau, who: str, left: Side, right: Side) -> Beside:
    found = beside(desk.office, desk.actor(who), left, right, desk.now)
    assert isinstance(found, Beside), found
    return found


def changed(pages: tuple[PageCompared, ...]) -> list[str]:
    return [p.field.key for page in pages for p in page.pairs if p.changed]


def mended(desk: Bureau) -> int:
    """A case that was handed in, sent back, mended in the draft and not yet handed in again."""
    case = desk.start()
    desk.fill(case, {**sample(), "填报区县": HERE})
    desk.done(case, "submit", "clerk")
    desk.done(case, "bounce", "head", {"退回原因": ["内容有误"], "补正内容": "核对"})
    desk.fill(case, {"联系人": "改后"})
    return case


def test_a_revision_is_compared_with_the_draft_as_it_is_now(desk: Bureau) -> None:
    case = mended(desk)
    kept = versions(desk.office, desk.actor("clerk"), case, desk.now)
    found = both(desk, "clerk", Side(case, kept[-1].revision), Side(case))
    assert changed(found.pages) == ["联系人"] and changes_in(found.pages) == 1 and not found.by_key
    assert changes_in(both(desk, "clerk", Side(case), Side(case)).pages) == 0


def test_any_two_revisions_can_be_chosen_in_any_order(desk: Bureau) -> None:
    case = mended(desk)
    desk.done(case, "submit", "clerk")
    first, *_, last = (v.revision for v in versions(desk.office, desk.actor("clerk"), case, desk.now))
    there = both(desk, "clerk", Side(case, first), Side(case, last))
    back = both(desk, "clerk", Side(case, last), Side(case, first))
    assert changes_in(there.pages) == changes_in(back.pages) > 0


def test_two_cases_of_one_form_are_compared_with_their_rows_paired(desk: Bureau) -> None:
    here, there = desk.filed(), desk.filed(THERE, OTHER)
    found = both(desk, "desk", Side(here), Side(there))
    assert found.by_key and changes_in(found.pages) > 0
    again = both(desk, "desk", Side(here), Side(here))
    assert not again.by_key


def test_other_cases_are_offered_only_to_who_may_see_them(desk: Bureau) -> None:
    here, there = desk.filed(), desk.filed(THERE, OTHER)
    assert [o.id for o in others(desk.office, desk.actor("desk"), here, desk.now)] == [there]
    assert others(desk.office, desk.actor("clerk"), here, desk.now) == ()
    assert others(desk.office, desk.actor("nobody"), here, desk.now) == ()
    assert versions(desk.office, desk.actor("clerk2"), here, desk.now) == ()


def test_what_one_may_not_see_is_refused_in_the_same_words_as_what_is_not_there(desk: Bureau) -> None:
    here, there = desk.filed(), desk.filed(THERE, OTHER)
    for left, right in ((here, there), (there, here), (here, 9_999)):
        found = beside(desk.office, desk.actor("clerk"), Side(left), Side(right), desk.now)
        assert isinstance(found, Refusal) and found.message.code == "no_such_case"


def test_a_revision_that_is_not_there_is_named(desk: Bureau) -> None:
    case = desk.filed()
    for revision in (0, -1, 99):
        found = beside(desk.office, desk.actor("clerk"), Side(case, revision), Side(case), desk.now)
        assert isinstance(found, Refusal) and found.message.code == "no_such_revision"


def test_fields_that_may_not_be_read_are_on_neither_side(desk: Bureau) -> None:
    case = desk.filed()
    desk.done(case, "accept", "desk")
    desk.refused(case, reason="只有市局看得到")
    for revision in (1, 2):
        assert "只有市局看得到" not in repr(both(desk, "clerk", Side(case, revision), Side(case)).pages)
        assert "只有市局看得到" in repr(both(desk, "desk", Side(case, revision), Side(case)).pages)
