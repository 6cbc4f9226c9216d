"""代收: files are listed with what would be done, taken in once, and answered."""

from __future__ import annotations

import io
import zipfile

from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from tests.pages.work import desk, going, screen, words
from tests.workflows.bureau import HERE, Bureau
from tests.workflows.jobs.many import workbook
from tests.workflows.mailed.test_taking import book, cases
from workflows.jobs.worker import Worker
from workflows.mailed.about import Mail
from workflows.mailed.answers import all_answers
from workflows.mailed.service import confirm
from workflows.mailed.sorting import sort_out

__all__ = ["desk"]


def drop(at: AppTest, *files: tuple[str, bytes]) -> None:
    box = at.get("file_uploader")[0]
    box.set_value([(name, content, "") for name, content in files])
    at.run()


def batch(desk: Bureau, *files: tuple[str, bytes]) -> int:
    mails = [Mail(name, content) for name, content in files]
    actor = desk.actor("desk")
    job = confirm(desk.office, actor, mails, sort_out(desk.office, actor, mails, {}, desk.now), "k", desk.now)
    Worker(desk.office, lambda: desk.now).once()
    return job


def test_files_are_listed_and_confirmed_once(desk: Bureau) -> None:
    with screen(desk, "desk", "mailed") as at:
        assert "还没有文件" in words(at)
        drop(at, ("沙坪坝.xlsx", book(desk)), ("申报.xlsx", book(desk, None)), ("坏.xlsx", b"MZ"))
        drawn = words(at)
        assert "沙坪坝区" in drawn and "新建草稿（代报）" in drawn and "看不出是哪个区县" in drawn
        assert cases(desk) == 0
        at.button(key="confirm").click().run()
        assert not at.exception and going(at).startswith("/mailed?job=")
    Worker(desk.office, lambda: desk.now).once()
    assert cases(desk) == 1


def test_what_was_not_found_out_is_chosen_by_hand(desk: Bureau) -> None:
    with screen(desk, "desk", "mailed") as at:
        drop(at, ("申报.xlsx", book(desk, None)))
        box = next(s for s in at.selectbox if (s.key or "").startswith("mailed_district_"))
        box.select(HERE).run()
        assert not at.exception and "您选定" in words(at) and not at.button(key="confirm").disabled


def test_a_batch_shows_each_outcome_and_its_answer(desk: Bureau) -> None:
    job = batch(desk, ("沙坪坝.xlsx", book(desk)), ("别的.xlsx", workbook(2, list("甲乙丙丁戊己庚辛"))))
    with screen(desk, "desk", "mailed", job=job) as at:
        drawn = words(at)
        assert "已新建草稿" in drawn and "不收" in drawn
    packed = zipfile.ZipFile(io.BytesIO(all_answers(desk.office, desk.actor("desk"), job, "zh", desk.now)))
    assert sorted(packed.namelist()) == ["回执-别的.xlsx", "回执-沙坪坝.xlsx"]
    assert all(load_workbook(io.BytesIO(packed.read(n))).sheetnames for n in packed.namelist())


def test_a_batch_of_somebody_else_is_not_shown(desk: Bureau) -> None:
    job = batch(desk, ("沙坪坝.xlsx", book(desk)))
    with screen(desk, "clerk", "mailed", job=job) as at:
        assert "没有这一批" in words(at)
    theirs = all_answers(desk.office, desk.actor("clerk"), job, "zh", desk.now)
    assert zipfile.ZipFile(io.BytesIO(theirs)).namelist() == []


def test_who_may_not_enter_for_others_is_told_so(desk: Bureau) -> None:
    with screen(desk, "clerk", "mailed") as at:
        assert "没有您可以代报的事项" in words(at)
    with screen(desk, "clerk", "new") as at:
        assert not [b for b in at.button if b.key == "go_mailed"]
    with screen(desk, "desk", "new") as at:
        at.button(key="go_mailed").click().run()
        assert going(at) == "/mailed"


def test_english_has_no_leftovers(desk: Bureau) -> None:
    job = batch(desk, ("a.xlsx", book(desk)))
    _speak(desk, "en")
    with screen(desk, "desk", "mailed", job=job) as at:
        assert "A new draft" in words(at) and "回执" not in words(at)


def _speak(desk: Bureau, language: str) -> None:
    from data.tables import Person

    with desk.office.db.write() as session:
        session.get_one(Person, desk.people["desk"]).language = language


