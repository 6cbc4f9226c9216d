"""`python -m forms` as somebody types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forms.__main__ import main
from tests.forms.shipped import ROOT, SAMPLES, sample

FORM = str(ROOT / "forms/definitions/region_declaration.json")
DAY = ("--on", "2024-08-05")


def test_a_workbook_goes_out_and_comes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = str(tmp_path / "x.xlsx")
    assert main(["sheet", FORM, "-o", book, "--values", str(SAMPLES / "two_regions.json"), *DAY]) == 0
    assert main(["read", FORM, book, *DAY]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == sample("two_regions")
    assert not err


def test_what_is_wrong_is_told_with_its_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = str(tmp_path / "x.xlsx")
    assert main(["sheet", FORM, "-o", book, "--values", str(SAMPLES / "with_errors.json"), *DAY]) == 0
    assert main(["--lang", "en", "read", FORM, book, *DAY]) == 1
    told = capsys.readouterr().err.splitlines()
    assert "区域!E2 Region 1 · Enterprises in the region 49 stated, 6 listed: a difference of 43" in told


WRONG = [
    ("no workbook", ["read", FORM, FORM]),
    ("no file", ["read", FORM, "nowhere.xlsx"]),
    ("no form", ["sheet", str(ROOT / "pyproject.toml"), "-o", "x.xlsx"]),
    ("half an expression", ["feel", "1 +"]),
    ("no json", ["feel", "1", "--context", "{"]),
    ("no object", ["feel", "1", "--context", "[]"]),
]


@pytest.mark.parametrize("argv", [w[1] for w in WRONG], ids=[w[0] for w in WRONG])
def test_bad_input_gets_a_sentence_and_exit_code_1(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 1
    err = capsys.readouterr().err
    assert err.strip()
    assert "Traceback" not in err


def test_an_expression_is_computed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feel", "sum(区域.数量)", "--context", '{"区域": [{"数量": 0.1}, {"数量": 0.2}]}']) == 0
    assert capsys.readouterr().out == "0.3\n"


def test_an_empty_answer_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feel", "a > 1", "--context", '{"a": null}']) == 0
    out, err = capsys.readouterr()
    assert out == "null\n"
    assert "a" in err
