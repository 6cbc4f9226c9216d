"""The index says what cases hold after every kind of write, to exactly those who may read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from data.queries.search import bigrams, finding, writing
from data.queries.search.pieces import CASES, ENTRIES
from data.tables import Case, Entry, Organisation
from tests.workflows.bureau import HERE, THERE, Bureau, bureau
from tests.workflows.papers.test_issuing import issued, numbered
from tests.workflows.registers.test_importing import csv, worked
from tests.workflows.registers.test_importing import street as street  # noqa: PLC0414
from tests.workflows.shops import Shops
from workflows.bundle import MAIN
from workflows.cases.view import CaseView, view
from workflows.jobs.worker import Worker
from workflows.office import Office
from workflows.papers.seeing import papers
from workflows.people.organisations import Described, change_organisation
from workflows.registers import imports
from workflows.search import rebuild as rebuilding
from workflows.search.rebuild import check, rebuild
from workflows.search.texts import said


def finds(desk: Bureau, who: str, query: str) -> list[int]:
    with desk.office.db.read() as session:
        return finding.find(session, CASES, desk.actor(who).tokens, query).ids


def readable(desk: Bureau, who: str, seen: CaseView) -> Iterator[str]:
    """Every text that the page of a case shows somebody, by another way than the index."""
    yield from filter(None, (seen.number, seen.title.zh, seen.title.say("en"), seen.organisation.zh, seen.opened_by))
    yield seen.organisation.say("en")
    for paper in papers(desk.office, desk.actor(who), seen.id, desk.now).issued:
        yield from filter(None, (paper.number, paper.title))
    yield from (s.piece.text for s in said(seen.form, MAIN, seen.values, seen.options))
    for visit in seen.rounds:
        given = (a.opinion for about in visit.about for a in about.asked if a.opinion)
        yield from (s.piece.text for values in given for s in said(visit.form, "", values, seen.options))
    for step in seen.steps:
        if step.given_form is not None:
            yield from (s.piece.text for s in said(step.given_form, "", step.given, seen.options))


def agrees(desk: Bureau, case: int) -> None:
    """The index is as if made anew, and everybody finds by it exactly what they may read."""
    assert check(desk.office, desk.now) == 0
    with desk.office.db.read() as session:
        texts = {p.text for d in writing.documents(session, CASES, case) for p in d.pieces}
    phrases = {t: p for t in texts if (p := bigrams.phrase(t)) is not None}
    for who in desk.people:
        seen = view(desk.office, desk.actor(who), case, desk.now)
        shown = [bigrams.plain(t) for t in readable(desk, who, seen)] if isinstance(seen, CaseView) else []
        with desk.office.db.read() as session:
            tokens = desk.actor(who).tokens
            for text, phrase in phrases.items():
                wanted = any(phrase.text in f"{t}" for t in shown)
                found = finding.find(session, CASES, tokens, f'"{text}"').ids
                assert (case in found) == wanted, (who, text)


def test_through_a_whole_case_everybody_finds_what_they_may_read_and_nothing_else(desk: Bureau) -> None:
    case = desk.start("clerk", HERE)
    agrees(desk, case)
    desk.fill(case, {"联系人": "欧阳未央", "联系电话": "13800138000"})
    agrees(desk, case)
    case = desk.filed(THERE)
    agrees(desk, case)
    desk.done(case, "accept", "desk")
    agrees(desk, case)
    desk.refused(case, "边界与渝北重叠")
    agrees(desk, case)
    for who in ("desk", "credit"):
        desk.say(case, who, {"意见": "同意"})
    agrees(desk, case)


def test_a_returned_case_is_found_by_what_was_said_with_the_return(desk: Bureau) -> None:
    case = desk.filed()
    given = {"退回原因": ["说明不清"], "补正内容": "请重新标注四至坐标", "补正期限": "2026-03-20"}
    desk.done(case, "ask", "desk", given)
    assert finds(desk, "clerk", "四至坐标") == [case]
    agrees(desk, case)


def test_a_paper_is_found_by_its_number_by_whoever_may_have_it(office: Office) -> None:
    desk = bureau(office, numbered)
    case = desk.filed()
    desk.done(case, "accept", "desk")
    assert isinstance(issued(desk, case), int)
    assert finds(desk, "desk", "渝市监收〔2026〕1号") == [case]
    agrees(desk, case)


def test_what_is_deleted_or_overwritten_is_not_found_any_more(desk: Bureau) -> None:
    case = desk.start("clerk", HERE)
    desk.fill(case, {"联系人": "欧阳未央"})
    assert finds(desk, "clerk", "未央") == [case]
    desk.fill(case, {"联系人": "司马青衫"})
    assert (finds(desk, "clerk", "未央"), finds(desk, "clerk", "青衫")) == ([], [case])


def test_made_anew_the_index_says_the_same(desk: Bureau) -> None:
    case = desk.filed()
    with desk.office.db.read() as session:
        before = {d.says for d in writing.documents(session, CASES, case)}
    assert rebuild(desk.office, desk.now) >= 1
    with desk.office.db.read() as session:
        assert {d.says for d in writing.documents(session, CASES, case)} == before
    agrees(desk, case)


def test_processes_that_help_make_the_same_index(desk: Bureau) -> None:
    case = desk.filed()
    with desk.office.db.read() as session:
        before = {d.says for d in writing.documents(session, CASES, case)}
    assert rebuild(desk.office, desk.now, helpers=1) >= 1
    with desk.office.db.read() as session:
        assert {d.says for d in writing.documents(session, CASES, case)} == before


def test_what_somebody_writes_while_the_index_is_made_anew_is_found(
    desk: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = desk.start("clerk", HERE)
    worked_out = rebuilding.rows_of

    def slowly(office: Office, *asked: Any) -> rebuilding.Rows:
        rows = worked_out(office, *asked)
        if asked[0] == "cases":
            desk.fill(case, {"联系人": "欧阳未央"})
        return rows

    monkeypatch.setattr(rebuilding, "rows_of", slowly)
    assert rebuild(desk.office, desk.now) >= 1
    assert finds(desk, "clerk", "未央") == [case]
    agrees(desk, case)


def test_an_organisation_that_is_called_otherwise_has_its_cases_found_by_that(desk: Bureau) -> None:
    case = desk.filed()
    with desk.office.db.read() as session:
        row = session.get_one(Organisation, session.get_one(Case, case).organisation_id)
    described = Described("渝中区营商环境局", row.district, parent_id=row.parent_id)
    assert change_organisation(desk.office, desk.actor("admin"), row.id or 0, described, desk.now) is None
    while Worker(desk.office, lambda: desk.now).once():
        pass
    assert finds(desk, "desk", "营商环境局") == [case] and check(desk.office, desk.now) == 0


def test_a_difference_is_told(desk: Bureau) -> None:
    case = desk.filed()
    with desk.office.db.write() as session:
        session.get_one(Case, case).title = "别处改的"
    assert check(desk.office, desk.now) > 0


def test_entries_are_found_from_the_moment_they_are_in_until_their_import_is_undone(street: Shops) -> None:
    office, tokens = street.office, street.actor("bureau").tokens

    def found(query: str) -> set[str]:
        with office.db.read() as session:
            ids = finding.find(session, ENTRIES, tokens, query).ids
            return set(session.exec(select(Entry.title).where(col(Entry.id).in_(ids))))

    assert (found("面馆"), found("张三")) == ({"面馆"}, {"面馆"})
    actor, content = street.actor("bureau"), csv(f"{HERE},豆花铺,12")
    checked = imports.check_later(office, actor, "shops", content, "店.csv", date(2026, 4, 1), "普查", street.now)
    assert isinstance(checked, int)
    done = imports.import_later(office, actor, worked(street, checked).id, street.now)
    assert isinstance(done, int)
    job = worked(street, done)
    assert found("豆花") == {"豆花铺"} and check(office, street.now) == 0
    imports.undo_import(office, actor, job.result["import"], street.now)
    assert found("豆花") == set() and check(office, street.now) == 0
