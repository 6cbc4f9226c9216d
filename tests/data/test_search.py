"""The search index: any part of a text is found, by whoever may read it, and nothing else is."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql
from sqlmodel import Session, select

from data import Database
from data.queries import visibility
from data.queries.dialect import on_sqlite
from data.queries.search import bigrams, finding, matching, writing
from data.queries.search.matching import FEW
from data.queries.search.pieces import CASES, ENTRIES, LARGEST, TIERS, Document, Piece, cut, line, stored, written
from data.tables import Case, SearchText
from tests.data import offices

CLERK, DESK = ["clerk@500103"], ["desk@*"]
CHARS = "申报報盒监監一二㐀𠀀0１aＡ-"


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as s:
        offices.found(s)
        yield s


def case(session: Session, **groups: list[str]) -> Case:
    made = offices.case(session)
    visibility.set_tokens(session, made.id or 0, groups or {"申报": CLERK, "密": DESK})
    session.refresh(made)
    return made


def found(session: Session, query: str, tokens: list[str] = CLERK) -> list[int]:
    return finding.find(session, CASES, tokens, query).ids


def best(session: Session, query: str) -> list[int]:
    every = finding.find(session, CASES, CLERK, query)
    return finding.ranked(session, CASES, CLERK, query, every).ids


PLANTED = {  # text → queries that find it, queries that do not
    "重庆两江新区数据流通沙盒": (
        ["两江", "重庆", "沙盒", "数据流通", "江新区数", "盒", "两江 沙盒", "重庆两江新区数据流通沙盒"],
        ["江两", "两区", "沙箱", "重庆 合同"],
    ),
    "沙审〔2026〕0107": (
        ["0107", "2026 0107", "沙审〔2026〕0107", "沙审(2026)0107", "沙审２０２６", "010", "〔2026〕", "审〔20", "〕0"],
        ["0108", "20260107", "审01"],
    ),
    "统一社会信用代码 91500000MA5U1C7K0X": (["91500000MA5U1C7K0X", "ma5u", "ＭＡ５Ｕ", "C7K0", "0x"], ["MA6U", "X0"]),
    "张三丰（联系人）": (["张三", "三丰", "张", "丰", "联系人"], ["张丰", "四"]),
    "Regulatory Sandbox Pilot": (["sandbox", "PILOT", "regul", '"sandbox pilot"', "sandbox regulatory"],
                                 ["pilots", '"pilot sandbox"', "xyz"]),
    "申请报告；申。报": (["申请", "报告", "申", '"申。报"', '"申 报"'], ["申报", "请报报"]),
    "㈱會社 Ⅳ ﬁnance": (["株", "iv", "finance", "會社", "㈱"], ["社會"]),
    "關於區域申報的請示，發展規劃與頭髮": (
        ["申报", "申報", "区域申报", "區域申報", "发展", "發展規划", "头发", "关于区域申报的请示"], ["报申", "后"],
    ),
    "关于重庆计划的后续报告；乾隆": (["關於重慶計劃的後續報告", "重慶", "後續", "乾", "干隆"], ["續後"]),
    "文号2026-7-甲": (["2026-7-甲", "号2026", "7-甲", "26-7", "-7", "7"], ["2026-甲", "号7", "20267"]),
    "café naïve": (["café", "cafe\u0301", "naïve"], ["xx"]),
}  # fmt: skip


@pytest.mark.parametrize("rare", [matching.RARE, 0], ids=["looked at", "asked for"])
@pytest.mark.parametrize("text", PLANTED)
def test_planted_texts_are_found_by_their_parts_and_by_nothing_else(
    session: Session, monkeypatch: pytest.MonkeyPatch, text: str, rare: int
) -> None:
    monkeypatch.setattr(matching, "RARE", rare)
    made, other = case(session), case(session)
    offices.told(session, made, "申报", text)
    offices.told(session, other, "申报", "别的内容")
    finds, misses = PLANTED[text]
    assert {q: found(session, q) for q in finds} == {q: [made.id] for q in finds}
    assert {q: found(session, q) for q in misses} == {q: [] for q in misses}
    shown = {q: bool(bigrams.places(text, bigrams.phrases(q))) for q in finds}
    assert all(shown.values()), shown


NONSENSE = [
    "", " ", "\0", "😀", '" OR NEAR(', "*", "a*", "NOT", "(", ")", "^", "{title} : x", "'; DROP TABLE case_file",
    "“申报", "申报" * 5000, '"' * 300, "\ud800", "&|!<->:*", "x" * 10_000, " ".join("abcdefghijkl"), "\u0301", "％＿",
]  # fmt: skip


@pytest.mark.parametrize("query", NONSENSE)
def test_no_query_is_an_error(session: Session, query: str) -> None:
    made = case(session)
    offices.told(session, made, "申报", "申报材料")
    assert found(session, query) in ([], [made.id])
    assert best(session, query) in ([], [made.id])
    finding.find(session, ENTRIES, CLERK, query)


def test_what_one_may_not_read_is_not_found_however_it_is_asked_for(session: Session) -> None:
    made = case(session)
    offices.told(session, made, "密", "内部意见", "0815", tier="title")
    offices.told(session, made, "申报", "公开内容")
    assert found(session, "内部", DESK) == [made.id] == found(session, "公开", CLERK)
    assert found(session, "内部") == [] == found(session, "公开", DESK) == found(session, "公开 内部")
    assert best(session, "0815") == []
    assert finding.find(session, CASES, [], "公开").ids == []


def test_the_audience_has_the_last_word_where_marks_are_old(session: Session) -> None:
    made = case(session)
    offices.told(session, made, "申报", "公开内容")
    visibility.set_tokens(session, made.id or 0, {"申报": DESK})
    assert found(session, "公开") == []


def test_phrases_may_stand_in_different_places_of_a_case_but_each_in_one(session: Session) -> None:
    one, two = case(session), case(session)
    offices.told(session, one, "申报", "甲乙", "丙丁")
    offices.told(session, one, "申报", "戊己", path="y")
    offices.told(session, two, "申报", "甲乙")
    assert found(session, "甲乙 戊己") == [one.id]
    assert found(session, "甲乙 丙丁 戊己") == [one.id]
    assert found(session, "乙丙") == [] == found(session, '"甲乙 丙丁"')


def test_broad_phrases_are_joined_with_rare_ones_and_tell_where_all_are_broad(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [case(session) for _ in range(6)]
    for row in rows:
        offices.told(session, row, "申报", "重庆市")
        offices.told(session, row, "申报", "二〇二六年", path="y")
    offices.told(session, rows[0], "申报", "罕见", path="z")
    monkeypatch.setattr(finding, "MOST", 2)
    monkeypatch.setattr(matching, "RARE", 0)
    assert found(session, "重庆 罕见 二六") == [rows[0].id]
    broad = finding.find(session, CASES, CLERK, "重庆 二六")
    assert (broad.ids, broad.more) == ([rows[5].id, rows[4].id], True)
    assert finding.find(session, CASES, CLERK, "重庆 二六", most=9).more is False
    assert finding.find(session, CASES, CLERK, "罕见").more is False


@pytest.mark.parametrize("query", ["0107", "重庆", "重庆 0107"])
def test_whoever_turns_pages_comes_to_every_place_of_a_word_that_stands_everywhere(
    session: Session, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr(matching, "RARE", 2)
    rows = [case(session) for _ in range(30)]
    for row in rows:
        offices.told(session, row, "申报", f"重庆市 0107-{row.id}")
    every = [row.id for row in reversed(rows)]
    for page in range(1, 8):
        now = finding.find(session, CASES, CLERK, query, most=5 * page)
        assert now.ids == every[: len(now.ids)]
        assert len(now.ids) >= min(page, 30)
        assert now.more or now.ids == every
    assert now.ids == every


def test_numbers_and_titles_come_first_then_codes(session: Session) -> None:
    code, title, text = (case(session) for _ in range(3))
    offices.told(session, text, "申报", "0107号")
    offices.told(session, title, "", "沙审0107", tier="number")
    offices.told(session, code, "申报", "9150107000", tier="code")
    assert best(session, "0107") == [title.id, code.id, text.id]
    assert found(session, "0107") == [text.id, title.id, code.id]
    assert best(session, "7") == [title.id, code.id, text.id]
    assert best(session, "审 0107") == [title.id]


@pytest.mark.parametrize("query", ["0107", "甲乙", "甲乙 0107", "重庆", "乙 重庆", "无此"])
def test_what_was_read_to_find_it_is_not_read_again_and_says_the_same(
    session: Session, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    said = {"沙审0107甲乙": "number", "9150107000": "code", "重庆 甲乙0107": "text", "重庆": "title"}
    for text, tier in said.items():
        made = case(session)
        offices.told(session, made, "申报", text, "重庆", tier=tier)
        offices.told(session, made, "申报", text, path="y")
        offices.told(session, made, "密", text, path="z")

    def shown(of: finding.Found, ids: list[int]) -> dict[int, list[list[Document]]]:
        places = finding.where(session, CASES, CLERK, query, of, ids)
        return {n: [list(dict.fromkeys(d))[:FEW] for _, d in held] for n, held in places.items()}

    rare = finding.ranked(session, CASES, CLERK, query, finding.find(session, CASES, CLERK, query))
    assert rare.read.keys() == set(bigrams.phrases(query)) and not rare.seen
    anew = shown(finding.Found(rare.ids), rare.ids)
    monkeypatch.setattr(matching, "RARE", 0)
    often = finding.ranked(session, CASES, CLERK, query, finding.find(session, CASES, CLERK, query))
    assert often.ids == rare.ids
    monkeypatch.undo()
    assert shown(rare, rare.ids) == anew
    sets = {n: [set(d) for d in held] for n, held in anew.items()}
    assert {n: [set(d) for d in held] for n, held in shown(often, rare.ids).items()} == sets


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_every_part_of_a_text_finds_it_and_nothing_without_it_is_found(session: Session, data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "RARE", data.draw(st.sampled_from([0, 100])))
        _parts_find_it(session, data)


def _parts_find_it(session: Session, data: st.DataObject) -> None:
    writing.clear(session)
    texts = data.draw(st.lists(st.text(CHARS, min_size=2, max_size=12), min_size=2, max_size=5))
    rows = [case(session) for _ in texts]
    for row, text in zip(rows, texts, strict=True):
        offices.told(session, row, "申报", text)
    text = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(text) - 2))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    short = bigrams.plain(part)
    held = {r.id for r, t in zip(rows, texts, strict=True) if short in bigrams.plain(t)} if short else set()
    assert set(found(session, part)) == held


@given(st.text(max_size=300), st.text(max_size=40))
def test_reading_a_query_never_fails_and_marks_only_what_it_holds(text: str, query: str) -> None:
    wanted = bigrams.phrases(query)
    assert len(wanted) <= bigrams.MOST_PHRASES
    for start, end in bigrams.places(text, wanted):
        assert any(p.text[0] in bigrams.plain(text[start:end]) for p in wanted)


OFTEN = st.sampled_from("申报報ABaz019 -.é㈱Ⅳﬁ１Ａ\0\u0301")
SPELLED = st.text(OFTEN | st.characters(exclude_categories=["Cs"]), max_size=80)
"""Texts of every kind, often of few characters, so that they say the same again."""


def told_word_by_word(text: str) -> tuple[list[str], set[str]]:
    """The words and the marks of a text, as they are defined: every two neighbours, each character, four and six."""
    short = re.findall(r"\S+", bigrams.plain(text))
    hexes = [[f"{ord(c):x}" for c in run] for run in short]
    said = list[str]()
    for n, run in enumerate(hexes):
        said += [f"{a}g{b}" for a, b in itertools.pairwise(run)]
        said += [f"{run[-1]}j{hexes[n + 1][0]}"] if n + 1 < len(hexes) else []
    marks = {f"c{c}" for run in hexes for c in run}
    for run in (r for r in short if r[0] < "\u2e80"):
        parts = {run[n : n + size] for size in (4, 6) for n in range(len(run) - size + 1)}
        marks |= {f"q{p}" if p.isascii() else f"q{'g'.join(f'{ord(c):x}' for c in p)}g" for p in parts}
        whole = run if run.isascii() else f"{'g'.join(f'{ord(c):x}' for c in run)}g"
        marks |= {f"r{whole}"} if len(run) < 4 else set()
    return said, marks


@given(st.lists(st.tuples(st.sampled_from(["title", "code", "text"]), SPELLED), max_size=4))
def test_the_words_of_a_document_are_those_that_are_defined(said: list[tuple[str, str]]) -> None:
    document = Document("p", "g", frozenset(CLERK), tuple(Piece(tier, "", "x", "", text) for tier, text in said))
    found = written(document)
    told = [(told_word_by_word(text), TIERS[tier]) for tier, text in said]
    better = [[f"{sign}{w}" for w in words] for (words, _), sign in told if sign]
    assert [t.split() for t in found.texts] == [*(words for (words, _), _ in told), *better]
    marks = {f"{sign}{m}" for (_, own), each in told for sign in {"", each} for m in own}
    assert (set(found.marks), len(found.marks)) == (marks | {bigrams.mark(CLERK[0])}, len(set(found.marks)))
    assert line(document).split() == " 0 ".join([*found.texts, " ".join(found.marks)]).split()


@given(st.text(st.characters(codec="ascii"), max_size=40))
def test_a_text_without_other_characters_is_compared_like_any_other(text: str) -> None:
    assert bigrams.plain(f"{text} 申") == f"{bigrams.plain(text)} 申".strip()


@given(st.lists(SPELLED, max_size=4))
def test_a_document_that_is_small_is_cut_as_any_other(texts: list[str]) -> None:
    document = Document("p", "g", frozenset(CLERK), tuple(Piece("text", "", "x", "", t) for t in texts))
    whole = tuple(p._replace(text=unicodedata.normalize("NFC", p.text.replace("\0", " "))) for p in document.pieces)
    assert list(cut([document])) == ([replace(document, pieces=whole)] if texts else [])


def test_what_was_written_in_another_order_is_forgotten_too(session: Session) -> None:
    made = case(session)
    offices.told(session, made, "申报", "沙审2026 号", tier="title")
    (row,) = session.exec(select(SearchText)).all()
    if on_sqlite(session):  # an office of before has its marks in another order
        session.execute(sql("INSERT INTO search_words(search_words) VALUES ('delete-all')"))
        words = " ".join(reversed(line(stored(row)).split()))
        again = {"id": row.id, "words": words}
        session.execute(sql("INSERT INTO search_words(rowid, words) VALUES (:id, :words)"), again)
        assert held(session, bigrams.mark(CLERK[0])) == 1
    writing.remove(session, CASES, [made.id or 0])
    if on_sqlite(session):
        assert [held(session, w) for w in ("6c99g5ba1", "hq2026", bigrams.mark(CLERK[0]))] == [0, 0, 0]
    assert found(session, "沙审") == []


def held(session: Session, word: str) -> int:
    """How many documents SQLite's index has under a word."""
    asked = sql("SELECT count(*) FROM search_words WHERE search_words MATCH :word")
    return int(session.execute(asked, {"word": word}).scalar_one())


def test_a_long_text_is_cut_so_that_no_phrase_is(session: Session) -> None:
    made = case(session)
    text = "".join(chr(0x4E00 + i) for i in range(5_000))
    offices.told(session, made, "申报", text, "哈" * 3_000)
    for start in range(0, 4_936, 97):
        assert found(session, text[start : start + 64]) == [made.id]
    assert found(session, "哈" * 64) == [made.id]
    assert found(session, text[1] + text[0]) == []


def test_cutting_keeps_every_text() -> None:
    text = "".join(chr(0x4E00 + i) for i in range(900))
    pieces = tuple(Piece("text", "main", "x", "", text[:n]) for n in (900, 900, 900, 10))
    chunks = list(cut([Document("p", "g", frozenset(), pieces)]))
    assert [len(c.pieces) for c in chunks] == [2, 2]
    assert all(sum(len(p.text) for p in c.pieces) <= LARGEST for c in chunks)


def test_what_is_replaced_is_not_found_any_more(session: Session) -> None:
    made = case(session)
    offices.told(session, made, "申报", "原来的")
    offices.told(session, made, "申报", "现在的")
    assert (found(session, "原来"), found(session, "现在")) == ([], [made.id])
    writing.remove(session, CASES, [made.id or 0])
    assert found(session, "现在") == [] and session.exec(select(SearchText)).all() == []


def test_other_readers_are_marked_without_the_text_being_given_anew(session: Session) -> None:
    made = case(session)
    offices.told(session, made, "申报", "内容")
    visibility.set_tokens(session, made.id or 0, {"申报": DESK})
    writing.remark(session, CASES, made.id or 0, lambda d: frozenset(DESK))
    assert (found(session, "内容"), found(session, "内容", DESK)) == ([], [made.id])
