"""Mailed workbooks: sorted out without storing anything, taken in once by a job, with the rights of who asks."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import func, select

from data.tables import Case, Submission
from forms.sheet import template
from forms.sheet.base import packed
from tests.forms.sheet.books import edited
from tests.workflows.bureau import HERE, THERE, Bureau, sample
from tests.workflows.jobs.many import workbook
from workflows.cases.drafts import Sheet, open_draft
from workflows.jobs import service
from workflows.jobs.worker import Worker
from workflows.mailed.about import Chosen, Mail, Sorted
from workflows.mailed.answers import answer
from workflows.mailed.service import confirm
from workflows.mailed.sorting import may_take, sort_out


def book(
    desk: Bureau, district: str | None = THERE, name: str = "one_region", was: dict[str, Any] | None = None,
    **changes: Any,
) -> bytes:  # fmt: skip
    """A filled template as a district mails it; without a district it is not filled in.

    `was` are values that were others when it was downloaded.
    """
    values = {**sample(name), **changes}
    values.pop("填报区县", None)
    if district:
        values["填报区县"] = district
    with desk.office.db.read() as session:
        bundle = desk.office.newest(session, "region_declaration")
        assert bundle is not None
        options = desk.office.options(session, bundle, desk.office.today(desk.now))
    made = template(bundle.form(), options, values=values)
    return edited(made, {("_base", "A1"): packed({**values, **(was or {})})[0]}) if was else made


def seen(desk: Bureau, *mails: Mail, who: str = "desk", **chosen: Chosen) -> list[Sorted]:
    by_hash = {m.hash: chosen[f"m{n}"] for n, m in enumerate(mails) if f"m{n}" in chosen}
    return sort_out(desk.office, desk.actor(who), mails, by_hash, desk.now)


def taken(desk: Bureau, *mails: Mail, key: str = "k", **chosen: Chosen) -> list[dict[str, Any]]:
    job = confirm(desk.office, desk.actor("desk"), mails, seen(desk, *mails, **chosen), key, desk.now)
    Worker(desk.office, lambda: desk.now).once()
    found = service.job(desk.office, desk.actor("desk"), job)
    assert found is not None and found.state == "done", found
    files: list[dict[str, Any]] = found.result["files"]
    return files


def cases(desk: Bureau) -> int:
    with desk.office.db.read() as session:
        return session.exec(select(func.count()).select_from(Case)).one()


def content(desk: Bureau, case: int) -> Sheet:
    found = open_draft(desk.office, desk.actor("desk"), case, desk.now)
    assert isinstance(found, Sheet), found
    return found


def test_a_file_is_matched_to_form_district_and_campaign_and_nothing_is_stored(desk: Bureau) -> None:
    one = seen(desk, Mail("沙坪坝.xlsx", book(desk)))[0]
    assert (one.does, one.procedure, one.district, one.told, one.campaign) == (
        "new", "region_declaration", THERE, "cell", desk.campaign,
    )  # fmt: skip
    assert one.rows > 1 and one.changes >= one.rows and one.why is None
    assert cases(desk) == 0
    with desk.office.db.read() as session:
        assert session.exec(select(func.count()).select_from(Submission)).one() == 0
    assert list(desk.office.files.folder.iterdir()) == []


def test_a_confirmed_file_becomes_a_draft_on_behalf_of_its_district(desk: Bureau) -> None:
    files = taken(desk, Mail("沙坪坝.xlsx", book(desk)))
    sheet = content(desk, files[0]["case"])
    assert sheet.case.district == THERE and sheet.case.on_behalf
    assert [r["申报名称"] for r in sheet.values["区域"]] == [r["申报名称"] for r in sample("one_region")["区域"]]


def test_confirming_twice_takes_a_file_once(desk: Bureau) -> None:
    mail = Mail("沙坪坝.xlsx", book(desk))
    found, actor = seen(desk, mail), desk.actor("desk")
    jobs = {confirm(desk.office, actor, [mail], found, "same", desk.now) for _ in range(2)}
    worker = Worker(desk.office, lambda: desk.now)
    assert len(jobs) == 1 and worker.once() and not worker.once() and cases(desk) == 1


def test_several_files_each_have_their_outcome(desk: Bureau) -> None:
    mails = [
        Mail("渝中.xlsx", book(desk, HERE, "two_regions")), Mail("沙坪坝区.xlsx", book(desk)),
        Mail("病毒.xlsx", b"MZ" * 50), Mail("别的表.xlsx", workbook(3, list("甲乙丙丁戊己庚辛"))),
    ]  # fmt: skip
    assert [s.does for s in seen(desk, *mails)] == ["new", "new", "refused", "refused"]
    files = taken(desk, *mails)
    assert [f["does"] for f in files] == ["new", "new", "refused", "refused"]
    assert cases(desk) == 2 and all(f["why"]["code"].startswith("sheet.") for f in files[2:])


def test_without_a_district_in_it_the_name_tells_and_two_names_are_asked_about(desk: Bureau) -> None:
    content_ = book(desk, None)
    named, asked, unknown = (
        seen(desk, Mail(name, content_))[0] for name in ("沙坪坝(最终).xlsx", "渝中和沙坪坝.xlsx", "申报.xlsx")
    )
    assert (named.does, named.district, named.told) == ("new", THERE, "name")
    assert asked.does == "ask" and set(asked.asked) == {HERE, THERE}
    assert unknown.does == "ask" and unknown.why is not None and unknown.why.code == "mailed.which_district"
    chosen = seen(desk, Mail("申报.xlsx", content_), m0=Chosen(district=HERE))[0]
    assert (chosen.does, chosen.district, chosen.told) == ("new", HERE, "hand")


def test_the_same_file_twice_is_taken_once_and_two_for_one_case_are_asked_about(desk: Bureau) -> None:
    first = Mail("a.xlsx", book(desk))
    other = Mail("b.xlsx", book(desk, 联系人="别人"))
    found = seen(desk, first, Mail("a(1).xlsx", first.content), other)
    assert [s.does for s in found] == ["new", "skip", "ask"]
    left = seen(desk, first, other, m0=Chosen(leave=True))
    assert [s.does for s in left] == ["skip", "new"]


def test_a_second_file_updates_the_draft_and_takes_no_row_away(desk: Bureau) -> None:
    case = taken(desk, Mail("a.xlsx", book(desk, HERE, "two_regions")))[0]["case"]
    before = content(desk, case).values
    was = {"联系人": before["联系人"], "区域": before["区域"]}
    again = Mail("b.xlsx", book(desk, HERE, "two_regions", was, 联系人="新联系人", 区域=before["区域"][:1]))
    found = seen(desk, again)[0]
    assert (found.does, found.case, found.changes) == ("update", case, 1)
    assert taken(desk, again, key="k2")[0]["does"] == "update"
    after = content(desk, case).values
    assert after["联系人"] == "新联系人" and after["区域"] == before["区域"] and cases(desk) == 1


def test_what_draft_and_mailed_file_both_changed_stays_as_the_draft_has_it_and_is_told(desk: Bureau) -> None:
    case = taken(desk, Mail("a.xlsx", book(desk, HERE, "two_regions")))[0]["case"]
    mine = Mail("b.xlsx", book(desk, HERE, "two_regions", {"联系人": "原联系人"}, 联系人="文件里的人"))
    found = seen(desk, mine)[0]
    assert [n.code for n in found.notes] == ["mailed.clashes"] and found.changes == 0
    taken(desk, mine, key="k2")
    assert content(desk, case).values["联系人"] == sample("two_regions")["联系人"]


def test_a_case_that_was_handed_in_is_not_touched(desk: Bureau) -> None:
    desk.filed(HERE)
    found = seen(desk, Mail("渝中.xlsx", book(desk, HERE)))[0]
    assert found.does == "refused" and found.why is not None and found.why.code == "mailed.handed_in"


def test_a_draft_that_the_district_began_itself_is_left_to_it(desk: Bureau) -> None:
    desk.start("clerk", HERE)
    found = seen(desk, Mail("渝中.xlsx", book(desk, HERE)))[0]
    assert found.does == "refused" and found.why is not None and found.why.code == "open_already"


@pytest.mark.parametrize("who", ["clerk", "leader", "nobody"])
def test_only_who_may_enter_for_others_takes_anything(desk: Bureau, who: str) -> None:
    assert not may_take(desk.office, desk.actor(who), desk.now) and may_take(desk.office, desk.actor("desk"), desk.now)
    found = seen(desk, Mail("渝中.xlsx", book(desk, HERE)), who=who)[0]
    assert found.does == "refused"


def test_rights_are_asked_again_when_a_file_is_taken(desk: Bureau) -> None:
    mail = Mail("渝中.xlsx", book(desk, HERE))
    found = seen(desk, mail)
    job = confirm(desk.office, desk.actor("clerk2"), [mail], found, "forged", desk.now)
    Worker(desk.office, lambda: desk.now).once()
    done = service.job(desk.office, desk.actor("clerk2"), job)
    assert done is not None and done.result["files"][0]["why"]["code"] == "start_on_behalf" and cases(desk) == 0


def test_a_trial_leaves_no_trace_in_what_is_remembered(desk: Bureau) -> None:
    """A number that is given again after a trial must not bring back what the trial wrote."""
    seen(desk, Mail("渝中.xlsx", book(desk, HERE)))
    case = desk.start("clerk", HERE)
    assert "区域" not in desk.sheet(case).values and desk.sheet(case).values["填报区县"] == HERE


def test_what_was_taken_before_a_worker_died_is_not_taken_again(desk: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    from workflows.jobs.kinds import mailed

    mails = [Mail("a.xlsx", book(desk, HERE, "two_regions")), Mail("b.xlsx", book(desk))]
    job = confirm(desk.office, desk.actor("desk"), mails, seen(desk, *mails), "k", desk.now)
    really, calls = mailed.take, []

    def dies(*given: Any) -> Any:
        calls.append(given)
        if len(calls) == 2:
            raise OSError("power cut")
        return really(*given)

    monkeypatch.setattr(mailed, "take", dies)
    Worker(desk.office, lambda: desk.now).once()
    assert cases(desk) == 1
    desk.later(minutes=1)
    Worker(desk.office, lambda: desk.now).once()
    done = service.job(desk.office, desk.actor("desk"), job)
    assert done is not None and done.state == "done" and cases(desk) == 2 and len(calls) == 3


def test_every_file_is_answered_marked_where_there_is_something_to_mend(desk: Bureau) -> None:
    wrong, right = book(desk, THERE, 联系电话="12"), book(desk, HERE, "two_regions")
    mails = [Mail("甲.xlsx", wrong), Mail("乙.xlsx", right), Mail("丙.xlsx", b"MZ" * 50)]
    job = confirm(desk.office, desk.actor("desk"), mails, seen(desk, *mails), "k", desk.now)
    Worker(desk.office, lambda: desk.now).once()
    made = [answer(desk.office, desk.actor("desk"), job, n, "zh", desk.now) for n in range(4)]
    assert made[3] is None and [a.name for a in made[:3] if a] == ["回执-甲.xlsx", "回执-乙.xlsx", "回执-丙.xlsx"]
    marked, receipt, refused = (load_workbook(io.BytesIO(a.content)) for a in made[:3] if a)
    assert any(c.comment for sheet in marked for row in sheet.iter_rows() for c in row)
    assert receipt.sheetnames == ["回执"] and "没有要改的" in str(list(receipt.active.values))
    assert "没有收取" in str(list(refused.active.values))
    assert answer(desk.office, desk.actor("clerk"), job, 0, "zh", desk.now) is None
