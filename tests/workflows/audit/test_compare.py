"""Whatever is changed of a case beside its history is found and named: tasks, opinions, outcomes, attachments."""

from __future__ import annotations

import json

import pytest
from sqlmodel import col, select

from data.tables import StoredFile, Task
from tests.workflows.audit.test_verify import look, meddle
from tests.workflows.bureau import SAMPLES, Bureau, bureau
from workflows.attachments import store
from workflows.office import Office

JOINT = "#opinion"
CHANGES = {
    "an opinion": ("audit.opinion", "UPDATE task SET opinion = '{\"意见\": \"同意\"}' WHERE opinion IS NOT NULL"),
    "an opinion taken away": ("audit.opinion", "UPDATE task SET opinion = NULL WHERE opinion IS NOT NULL"),
    "what an opinion rests on": ("audit.inputs", "UPDATE task SET inputs = 'x' WHERE opinion IS NOT NULL"),
    "who gave it": ("audit.task", "UPDATE task SET done_by = 1 WHERE opinion IS NOT NULL"),
    "when it was given": (
        "audit.task", "UPDATE task SET done_at = '2026-01-01T00:00:00.000000Z' WHERE opinion IS NOT NULL",
    ),
    "that it was kept": ("audit.task", "UPDATE task SET kept = true WHERE opinion IS NOT NULL"),
    "who has a task": ("audit.task", "UPDATE task SET token = 'law@500000' WHERE state = 'open'"),
    "a task that is done without anybody": ("audit.task", "UPDATE task SET state = 'done' WHERE state = 'open'"),
    "a task taken away": ("audit.task_gone", "DELETE FROM task WHERE state = 'open'"),
    "a task that no step made": (
        "audit.task_new",
        "INSERT INTO task (id, case_id, round, case_state, visit, row, who, role, token, state, position, relation,"
        " inputs, kept, opened_at, note) SELECT 999, case_id, round, case_state, visit, row, who, role, token, state,"
        " position, relation, inputs, kept, opened_at, note FROM task WHERE state = 'open' LIMIT 1",
    ),
    "an outcome": (
        "audit.values",
        "UPDATE submission_row SET body = replace(cast(body AS text), '不予纳入', '纳入') WHERE until IS NULL",
    ),
    "a reason": (
        "audit.values",
        "UPDATE submission_row SET body = replace(cast(body AS text), '边界不清', '合规') WHERE until IS NULL",
    ),
    "that it stands still": ("audit.case", "UPDATE case_file SET suspended = true"),
    "that it is late": ("audit.case", "UPDATE case_file SET late = true"),
    "its number": ("audit.case", "UPDATE case_file SET number = '9'"),
    "with whom it lies": ("audit.case", "UPDATE case_file SET holder = 'clerk@500103'"),
    "where the attachment of an opinion lies": (
        "audit.file", f"UPDATE case_attachment SET \"group\" = '申报' WHERE \"group\" = '{JOINT}'",
    ),
}  # fmt: skip


def with_scan(texts: dict[str, str]) -> None:
    """An opinion may come with a scan."""
    form = json.loads(texts["form/region_opinion"])
    form["pages"][0]["fields"].append({"key": "附件", "type": "attachment", "title": {"zh": "附件", "en": "Scan"}})
    texts["form/region_opinion"] = json.dumps(form, ensure_ascii=False)


@pytest.fixture
def desk(office: Office) -> Bureau:
    return bureau(office, texts_change=with_scan)


def under_review(desk: Bureau) -> int:
    """A case of which one region is decided, by an opinion with an attachment, and the other waits."""
    case = desk.filed()
    desk.done(case, "accept", "desk")
    content = (SAMPLES / "stamped.pdf").read_bytes()
    scan = store(desk.office, desk.actor("desk"), content, "意见.pdf", desk.now)
    row = desk.sheet(case, "desk").values["区域"][1]["_id"]
    desk.say(case, "desk", {"意见": "不同意", "理由": "边界不清", "附件": [scan]}, row)
    desk.say(case, "credit", {"意见": "同意"}, row)
    return case


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_is_found_and_named(desk: Bureau, what: str) -> None:
    under_review(desk)
    assert look(desk)[1] == []
    code, statement = CHANGES[what]
    meddle(desk, statement)
    found = look(desk)[1]
    assert {b.message.code for b in found} == {code}, found
    assert all(b.step > 1 for b in found)


def test_an_attachment_that_is_not_what_it_was_is_named(desk: Bureau) -> None:
    under_review(desk)
    with desk.office.db.read() as session:
        said = [t.opinion or {} for t in session.exec(select(Task).where(col(Task.opinion).is_not(None)))]
        (key,) = [part["hash"] for given in said for part in given.get("附件", ())]
        assert session.get(StoredFile, key) is not None
    desk.office.files.path(key).write_bytes(b"%PDF-1.4 another")
    (found,) = look(desk)[1]
    assert (found.message.code, found.message.data["name"]) == ("audit.file", "意见.pdf")


def test_an_opinion_that_a_return_kept_is_that_one_and_no_other(desk: Bureau) -> None:
    case = under_review(desk)
    desk.done(case, "ask", "desk", {"退回原因": ["内容有误"], "补正内容": "补"})
    desk.done(case, "answer", "clerk")
    assert look(desk)[1] == []
    with desk.office.db.read() as session:
        kept = [t.id for t in session.exec(select(Task).where(col(Task.kept)))]
    assert kept
    meddle(desk, f"UPDATE task SET inputs = 'x' WHERE id = {kept[0]}")
    (found,) = look(desk)[1]
    assert (found.message.code, found.message.data["task"]) == ("audit.inputs", kept[0])


def test_what_somebody_may_fill_in_is_theirs_to_change(desk: Bureau) -> None:
    case = under_review(desk)
    desk.done(case, "ask", "desk", {"退回原因": ["内容有误"], "补正内容": "补"})
    desk.fill(case, {"联系人": "另一人"})
    assert look(desk)[1] == []
    meddle(desk, "UPDATE submission_row SET body = replace(cast(body AS text), '不予纳入', '纳入') WHERE until IS NULL")
    assert [b.message.code for b in look(desk)[1]] == ["audit.content"], "it was frozen with the return"
