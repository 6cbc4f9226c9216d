"""Every sentence that code asks for exists, and is given what it speaks of."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.messages import MESSAGES

ROOT = Path(__file__).resolve().parents[2]
FILES = [p for room in ("pages", "workflows", "forms") for p in sorted((ROOT / room).rglob("*.py"))]


def said(tree: ast.AST) -> Iterator[tuple[int, str, set[str]]]:
    """(line, code, what is given with it) of `t("code", a=1)` and `Message("code", {"a": 1})`, where all is literal."""
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("t", "Message")):
            continue
        if not (call.args and isinstance(call.args[0], ast.Constant)):
            continue
        names = {k.arg for k in call.keywords}
        data = call.args[1] if len(call.args) > 1 else ast.Dict([], [])
        if None in names or not isinstance(data, ast.Dict) or not all(isinstance(k, ast.Constant) for k in data.keys):
            continue
        yield call.lineno, str(call.args[0].value), {str(n) for n in names} | {str(k.value) for k in data.keys}  # type: ignore[union-attr]


COUNTS = "added|cells|changes|count|days|deleted|errors|minutes|others|places|rows|set|steps|total"
MANY = re.compile(rf"\{{({COUNTS})\}} (\w+ ){{0,2}}?(\w+s|are|have|were|people)\b")
NAMES = {"board.how.rows"}  # where the placeholder is a word and no number


def test_english_says_one_thing_and_two_things() -> None:
    assert [c for c in MESSAGES if c not in NAMES and MANY.search(MESSAGES.pair(c)[1])] == []


@pytest.mark.parametrize("file", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_sentences_exist_and_are_given_what_they_speak_of(file: Path) -> None:
    wrong = []
    for line, code, given in said(ast.parse(file.read_text(encoding="utf-8"))):
        if code not in MESSAGES:
            wrong.append((line, code, "no such sentence"))
            continue
        parsed = [p for words in MESSAGES.pair(code) for p in string.Formatter().parse(words) if p[1]]
        asked = {str(name) for _, name, _, _ in parsed} | {
            spec for *_, spec, _ in parsed if spec and spec.isidentifier()
        }
        if asked - given:
            wrong.append((line, code, sorted(asked - given)))
    assert wrong == []


LABELS = ("case.late", "cases.late", "cases.view_late", "home.late", "form.late", "board.label.late",
          "board.list.is_late", "board.time.filed_late", "export.late")  # fmt: skip


@pytest.mark.parametrize("code", LABELS)
def test_what_was_handed_in_after_the_last_day_has_one_name(code: str) -> None:
    zh, en = MESSAGES.pair(code)
    assert (zh, en.lower()) == ("逾期报送", "late")


@pytest.mark.parametrize("other", ["迟报", "逾期申报"])
def test_nothing_is_called_by_another_name(other: str) -> None:
    assert [code for code in MESSAGES if other in MESSAGES.pair(code)[0]] == []
