"""Policy texts: cut into sentences, revised from a day on, named by a basis, read from files."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from forms.messages import say
from forms.policy import PolicyText, basis_of, begun, cut, in_force, passages, revised
from forms.policy.checks import check_policy
from forms.policy.reading import LARGEST, text_of_file
from forms.reading import load, parsed
from forms.text import LANGUAGES, Message
from workflows.publishing import DEFINITIONS

CUTS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cuts.json").read_text(encoding="utf-8"))
SHIPPED = sorted((DEFINITIONS / "shared" / "policies").glob("*.json"))
OLD = "第一条 应当申请。\n第二条 三日内受理。\n第三条 本办法自发布之日起施行。"
NEW = "第一条 应当申请。\n第二条 二日内受理。\n第三条 本办法自发布之日起施行。\n第四条 试行两年。"


def policy(text: str = OLD, **more: Any) -> PolicyText:
    data = {"format": 1, "kind": "policy", "id": "rules", "title": "办法", "sentences": begun(cut(text), "9.")}
    return load(PolicyText, {**data, **more})


@pytest.mark.parametrize("case", CUTS, ids=[c["what"] for c in CUTS])
def test_a_text_is_cut_where_its_sentences_end(case: dict[str, Any]) -> None:
    assert [[p.under, p.text] for p in cut(case["text"])] == case["pieces"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_a_shipped_policy_is_the_text_that_its_sentences_give_when_cut_again(path: Path) -> None:
    shipped = load(PolicyText, path.read_text(encoding="utf-8"))
    pieces = cut("\n".join(s.text for s in shipped.sentences))
    assert [(p.under, p.text) for p in pieces] == [(s.under, s.text) for s in shipped.sentences]
    assert [s.id.partition(".")[2] for s in shipped.sentences] == [str(n + 1) for n in range(len(pieces))]
    assert shipped.source and shipped.licence and shipped.issuer
    assert check_policy(shipped, {}) == []


def test_a_later_version_keeps_what_stays_ends_what_goes_and_numbers_what_is_new() -> None:
    before = policy()
    data = {**before.model_dump(by_alias=True), "sentences": revised(before, cut(NEW), date(2026, 7, 1))}
    after = load(PolicyText, data)
    assert [(s.id, s.valid_from, s.valid_until) for s in after.sentences] == [
        ("9.1", None, None), ("9.2", None, "2026-06-30"), ("9.4", "2026-07-01", None), ("9.3", None, None),
        ("9.5", "2026-07-01", None),
    ]  # fmt: skip
    for day, text in ((date(2026, 6, 30), OLD), (date(2026, 7, 1), NEW)):
        assert "\n".join(s.text for s in in_force(after, day)) == text


def test_nothing_of_a_document_holds_outside_its_days() -> None:
    dated = policy(**{"from": "2024-01-01", "until": "2025-12-31"})
    assert [len(in_force(dated, date(year, 6, 1))) for year in (2023, 2024, 2026)] == [0, 3, 0]


def test_a_basis_names_a_clause_or_sentences_and_is_written_as_it_was_read() -> None:
    text = "五、程序\n（三）试验\n1.编制。计划。\n10.其他。\n（四）出盒\n附件\n表样"
    of = policy(text)
    asked = {
        "R 五（三）1": ["9.3", "9.4"], "R 五(四)、附件": ["9.6", "9.7", "9.8"], "R #9.6 #9.1": ["9.6", "9.1"],
        "R 五（三） #9.5": ["9.5"], "R": [], "R 第五条": [], "own": [], "R #8": [],
    }  # fmt: skip
    assert {k: [s.id for s in passages(of, basis_of(k))] for k in asked} == asked
    assert all(basis_of(k).text == k for k in asked) and basis_of(None).text == basis_of(" ").text == ""


def test_what_is_wrong_in_a_document_is_said_with_its_place() -> None:
    data = {
        "format": 1, "kind": "policy", "id": "rules", "title": "办法", "from": "2026-01-01", "until": "2025-01-01",
        "sentences": [
            {"id": "1", "text": "甲。"}, {"id": "1", "text": "乙。", "from": "2026-01-02", "until": "2026-01-01"},
        ],
    }  # fmt: skip
    read = parsed(PolicyText, json.dumps(data, ensure_ascii=False))
    assert read.model
    found = check_policy(read.model, read.positions)
    assert {(f.code, f.pointer) for f in found} == {
        ("policy_days", "/until"), ("policy_twice", "/sentences/1/id"), ("policy_days", "/sentences/1"),
    }  # fmt: skip
    empty = check_policy(policy(" "), {})
    assert [f.code for f in empty] == ["policy_none"]
    assert all(f.say(lang) for f in [*found, *empty] for lang in LANGUAGES)
    bad = parsed(PolicyText, json.dumps({**data, "sentences": [{"id": "a b", "text": ""}]}))
    assert bad.model is None and all(f.say(lang) for f in bad.findings for lang in LANGUAGES)


def word(*lines: str) -> bytes:
    made, out = Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.add_table(1, 2).rows[0].cells[1].text = "表中的话。"
    made.save(out)
    return out.getvalue()


def test_texts_are_read_from_word_and_from_plain_text_of_either_encoding() -> None:
    assert text_of_file("第一条 甲。".encode("gb18030")) == text_of_file("\ufeff第一条 甲。".encode()) == "第一条 甲。"
    read = text_of_file(word("第一条 甲。" + "长" * 5000, "第二条 乙。"))
    assert isinstance(read, str) and [p.under for p in cut(read)][-2:] == ["第二条", "第二条"] and "长" * 5000 in read


def _zip(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


ABSURD = {
    "nothing": b"", "a picture": b"\x89PNG\r\n\x1a\n" + bytes(50), "too much": b"a" * (LARGEST + 1),
    "an archive of something else": _zip("a.txt"), "half an archive": word("甲。")[:400],
    "old word": b"\xd0\xcf\x11\xe0" + bytes(600), "no encoding at all": b"\x81\x20\xff\xff\x80",
}  # fmt: skip


@pytest.mark.parametrize("what", ABSURD)
def test_an_absurd_file_gets_a_sentence(what: str) -> None:
    said = text_of_file(ABSURD[what])
    assert isinstance(said, Message) and all(say(said, lang) for lang in LANGUAGES)
