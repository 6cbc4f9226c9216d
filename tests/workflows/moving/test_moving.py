"""Running cases in another version: they go on to their end, or go back as they were; nothing filled in is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import col, select

from data.tables import Case, CaseMove, CaseValue, SubmissionRow, SubmissionValues, Task
from tests.workflows.bureau import HERE, PROCEDURE, THERE, Bureau, sample
from tests.workflows.moving.plots import VALUES, choice, mapping, newer, old, versions
from workflows import moving
from workflows.audit.verify import verify
from workflows.engine.types import Refusal
from workflows.exports.asked import Asked
from workflows.exports.make import make
from workflows.jobs.service import JobView
from workflows.jobs.worker import Worker
from workflows.messages import say

ONCE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What asks the database nothing new is tried on one of them."""


def draft(desk: Bureau) -> int:
    case = desk.start("clerk2", THERE)
    desk.fill(case, {**sample(), "填报区县": THERE, **VALUES}, "clerk2")
    return case


def worked(desk: Bureau) -> None:
    worker = Worker(desk.office, lambda: desk.now, kinds=[moving.KIND])
    while worker.once():
        pass


def move(desk: Bureau, **more: Any) -> JobView:
    job = moving.begin(
        desk.office, desk.actor("admin"), choice(desk), versions(desk)[1], mapping(desk).model_copy(update=more),
        "新规定", desk.now,
    )  # fmt: skip
    assert isinstance(job, int), job
    worked(desk)
    return moving.last(desk.office, desk.actor("admin"), PROCEDURE)[0]


def sound(desk: Bureau) -> None:
    with desk.office.db.read() as session:
        assert verify(desk.office, session)[1] == []


def standing(desk: Bureau, case: int) -> dict[str, Any]:
    """Every row about a case that says how it stands, without what counts its steps."""
    with desk.office.db.read() as session:
        row = session.get_one(Case, case).model_dump(
            exclude={"revision", "moved", "steps", "trail_id", "changed_at"}
        )
        values = session.exec(select(SubmissionValues).order_by(col(SubmissionValues.revision).desc())).all()
        rows = session.exec(select(SubmissionRow).where(col(SubmissionRow.until).is_(None))).all()
        copies = session.exec(select(CaseValue).where(CaseValue.case_id == case)).all()
        tasks = session.exec(select(Task).where(Task.case_id == case, col(Task.state).in_(("open", "waiting")))).all()
        return {
            "case": row, "values": (values[0].body, values[0].answers),
            "rows": sorted((r.row, r.table, r.parent, r.position, str(r.body)) for r in rows),
            "copies": sorted(str(c.model_dump(exclude={"id"})) for c in copies),
            "tasks": [t.model_dump() for t in tasks],
        }  # fmt: skip


@ONCE
def test_a_moved_draft_goes_on_to_its_end_with_every_value_in_its_new_place(desk: Bureau) -> None:
    old(desk)
    case = draft(desk)
    newer(desk)
    before = standing(desk, case)
    job = move(desk)
    assert (job.state, job.result["moved"], job.result.get("kept")) == ("done", 1, None), job
    sheet = desk.sheet(case, "clerk2")
    values = sheet.values
    assert (values["人数"], values["甲方"], values["乙方"], values["简称"]) == (12, "甲公司", "乙公司", "小云")
    assert "备注" not in values and len(values["区域"]) == len(sample()["区域"])
    assert sheet.bundle.version_id == versions(desk)[1]
    sound(desk)
    desk.done(case, "submit", "clerk2")
    desk.stamp(case, "head2")
    desk.done(case, "endorse", "head2")
    assert desk.view(case, "desk").state_id == "received"
    desk.done(case, "accept", "desk")
    for who in ("desk", "credit"):
        desk.say(case, who, {"意见": "同意"})
    assert desk.view(case, "desk").ended
    assert before["case"]["version_id"] != versions(desk)[1]
    sound(desk)


def test_what_was_moved_and_taken_back_stands_as_it_stood(desk: Bureau) -> None:
    old(desk)
    case = desk.filed(HERE, VALUES)
    newer(desk)
    before = standing(desk, case)
    job = move(desk)
    assert job.result["moved"] == 1, job.result
    with desk.office.db.read() as session:
        assert session.get_one(Case, case).state == "received"
    assert standing(desk, case)["tasks"][0]["case_state"] == "received"
    sound(desk)
    again = moving.back(desk.office, desk.actor("admin"), case, job.id, desk.now)
    assert again is None, again
    assert standing(desk, case) == before
    sound(desk)
    twice = moving.back(desk.office, desk.actor("admin"), case, job.id, desk.now)
    assert twice is None, "asked twice, it is done once"
    desk.done(case, "accept", "desk")
    sound(desk)


@ONCE
def test_what_happened_since_keeps_a_move_from_being_taken_back(desk: Bureau) -> None:
    old(desk)
    case = draft(desk)
    newer(desk)
    job = move(desk)
    desk.fill(case, {"甲方": "丙公司"}, "clerk2")
    refused = moving.back(desk.office, desk.actor("admin"), case, job.id, desk.now)
    assert isinstance(refused, Refusal) and refused.message.code == "move.happened_since"
    (told,) = moving.report(desk.office, desk.actor("admin"), job.id, desk.now)
    assert told.why_not is not None and not told.undone
    assert isinstance(moving.begin_back(desk.office, desk.actor("nobody"), job.id, desk.now), Refusal)


@ONCE
def test_what_cannot_be_taken_over_is_refused_with_the_way_out_and_the_others_are_moved(desk: Bureau) -> None:
    old(desk)
    bad, good = desk.filed(HERE, {**VALUES, "人数": "约十二人"}), draft(desk)
    newer(desk)
    dry = moving.dry_run(desk.office, desk.actor("admin"), choice(desk), versions(desk)[1], mapping(desk), desk.now)
    assert isinstance(dry, moving.Rehearsed) and dry.count == 2
    of = {d.case: d for d in dry.cases}
    assert not of[good].refused and of[bad].refused
    words = say(of[bad].refused[0])
    assert "人数" in words and "不合的留空" in words and "约十二人" not in words, "an administrator does not read cases"
    job = move(desk)
    assert (job.result["moved"], job.result["kept"]) == (1, 1)
    assert moving.refused(job)[0][0] == bad
    with desk.office.db.read() as session:
        assert session.get_one(Case, bad).version_id == versions(desk)[0]
    fields = mapping(desk).fields
    left = {**fields, "人数": fields["人数"].model_copy(update={"leave": True})}
    assert move(desk, fields=left).result["moved"] == 1
    assert "人数" not in desk.sheet(bad, "desk").values
    sound(desk)


@ONCE
def test_a_round_under_way_goes_on_with_its_opinions(desk: Bureau) -> None:
    old(desk)
    case = desk.filed(HERE, VALUES)
    desk.done(case, "accept", "desk")
    desk.say(case, "credit", {"意见": "同意"})
    newer(desk)
    (dry,) = moving.dry_run(
        desk.office, desk.actor("admin"), choice(desk), versions(desk)[1], mapping(desk), desk.now
    ).cases  # type: ignore[union-attr]
    assert any("接着进行" in say(line) for line in dry.lines)
    assert move(desk).result["moved"] == 1
    desk.say(case, "desk", {"意见": "同意"})
    assert desk.view(case, "desk").ended
    sound(desk)


@ONCE
def test_a_round_that_asks_others_is_waited_for_or_begun_anew(desk: Bureau) -> None:
    old(desk)
    case = desk.filed(HERE, VALUES)
    desk.done(case, "accept", "desk")
    desk.say(case, "credit", {"意见": "同意"})
    newer(desk, rounds__joint__who=[{"role": "desk", "lead": True}, {"role": "leader"}])
    job = move(desk)
    assert job.result["kept"] == 1 and "重新开始本轮" in say(moving.refused(job)[0][1][0])
    assert move(desk, restart_rounds=True).result["moved"] == 1
    waiting = {t["role"] for t in standing(desk, case)["tasks"]}
    assert waiting == {"desk", "leader"}
    for who in ("desk", "leader"):
        desk.say(case, who, {"意见": "同意"})
    assert desk.view(case, "desk").ended
    sound(desk)


@ONCE
def test_limits_are_told_before_and_after_and_count_on(desk: Bureau) -> None:
    old(desk)
    case = desk.filed(HERE, VALUES)
    desk.done(case, "accept", "desk")
    before = standing(desk, case)["case"]["due"]
    newer(desk, clocks__review__limit="3")
    (dry,) = moving.dry_run(
        desk.office, desk.actor("admin"), choice(desk), versions(desk)[1], mapping(desk), desk.now
    ).cases  # type: ignore[union-attr]
    (due,) = dry.dues
    assert due.before == before and due.after is not None and due.after < before
    move(desk)
    assert standing(desk, case)["case"]["due"] == due.after


@ONCE
def test_nobody_else_moves_and_nothing_moves_without_a_note_or_a_sound_mapping(desk: Bureau) -> None:
    old(desk)
    draft(desk)
    newer(desk)
    first, second = versions(desk)
    sure, admin = mapping(desk), desk.actor("admin")
    for who, found, note in (
        ("desk", sure, "x"), ("admin", sure, " "), ("admin", sure.model_copy(update={"confirmed": []}), "x"),
        ("admin", sure.model_copy(update={"states": {}}), "x"),
        ("admin", sure.model_copy(update={"states": {**sure.states, "draft": "closed"}}), "x"),
    ):  # fmt: skip
        made = moving.begin(desk.office, desk.actor(who), choice(desk), second, found, note, desk.now)
        assert isinstance(made, Refusal), (who, note)
    wrong = moving.wrong(desk.office, admin, first, second, sure.model_copy(update={"states": {}, "confirmed": []}))
    assert len(wrong) > 4, "everything at once"
    assert isinstance(moving.proposed(desk.office, admin, first, 99), Refusal)


def test_a_job_that_died_goes_on_behind_the_last_case_that_it_moved(desk: Bureau) -> None:
    old(desk)
    one, two = desk.filed(HERE, VALUES), draft(desk)
    newer(desk)
    admin = desk.actor("admin")
    job = moving.begin(desk.office, admin, choice(desk), versions(desk)[1], mapping(desk), "新规定", desk.now)
    assert isinstance(job, int)

    class Died(BaseException):
        pass

    worker, steps = Worker(desk.office, lambda: desk.now, kinds=[moving.KIND]), []
    from workflows.jobs.run import Run

    whole = Run.step

    def once(run: Run, effect: Any) -> None:
        if steps:
            raise Died
        steps.append(1)
        whole(run, effect)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Run, "step", once)
        with pytest.raises(Died):
            worker.once()
    desk.later(minutes=5)
    worked(desk)
    with desk.office.db.read() as session:
        moved = session.exec(select(CaseMove.case_id).order_by(col(CaseMove.case_id))).all()
    assert list(moved) == sorted([one, two])
    view = moving.last(desk.office, admin, PROCEDURE)[0]
    assert (view.state, view.result["moved"]) == ("done", 2)
    back = moving.begin_back(desk.office, admin, job, desk.now)
    assert isinstance(back, int)
    worked(desk)
    with desk.office.db.read() as session:
        assert session.get_one(Case, one).version_id == session.get_one(Case, two).version_id == versions(desk)[0]
    sound(desk)


@ONCE
def test_whoever_acted_on_what_they_saw_before_is_told_that_the_case_has_moved(desk: Bureau) -> None:
    old(desk)
    case = draft(desk)
    seen = desk.sheet(case, "clerk2").case.revision
    newer(desk)
    move(desk)
    refused = desk.act(case, "submit", "clerk2", seen=seen)
    assert isinstance(refused, Refusal) and refused.guard == "revision"


@ONCE
def test_what_no_field_took_over_stays_in_the_history_and_in_exports(desk: Bureau) -> None:
    old(desk)
    case = desk.filed(HERE, VALUES)
    newer(desk)
    move(desk)
    steps = desk.view(case, "desk").steps
    (moved,) = [s for s in steps if s.action == "move"]
    left = {c.path: c.before for c in moved.changes if c.path == "备注"}
    assert left == {"备注": "旧备注"} and moved.former is not None
    assert moved.details["move"]["numbers"] == [2, 3] and moved.details["reason"] == "新规定"
    assert {s.form.by_path.keys() >= {"备注"} for s in steps if s.form and s.number < moved.number} == {True}
    made = make(desk.office, desk.actor("desk"), Asked("cases"), desk.now)
    assert isinstance(made, Path)
    sheet = load_workbook(made).worksheets[1]
    made.unlink()
    cells = [c for line in sheet.iter_rows(values_only=True) for c in line]
    assert "旧备注" in cells and "甲公司" in cells and 12 in cells


def test_a_mapping_in_progress_is_kept_for_its_person_until_its_cases_are_moved(desk: Bureau) -> None:
    old(desk)
    draft(desk)
    newer(desk)
    before, after = versions(desk)
    admin, clerk = desk.actor("admin"), desk.actor("clerk")
    assert moving.kept(desk.office, admin, before, after) is None
    changed = mapping(desk).model_copy(update={"restart_rounds": True})
    assert moving.keep(desk.office, admin, before, after, changed, desk.now) is None
    assert moving.kept(desk.office, admin, before, after) == changed
    assert moving.kept(desk.office, clerk, before, after) is None
    assert isinstance(moving.keep(desk.office, clerk, before, after, changed, desk.now), Refusal)
    choice = moving.Choice(PROCEDURE, before)
    assert isinstance(moving.begin(desk.office, admin, choice, after, changed, "新版", desk.now), int)
    assert moving.kept(desk.office, admin, before, after) is None
