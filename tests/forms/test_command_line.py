"""`python -m forms` as somebody types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from forms.__main__ import main
from tests.forms.shipped import ROOT, SAMPLES, sample, sections

FORM = str(ROOT / "forms/definitions/region_declaration.json")
DAY = ("--on", "2024-08-05")


def test_a_workbook_goes_out_and_comes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = str(tmp_path / "x.xlsx")
    assert main(["sheet", FORM, "-o", book, "--values", str(SAMPLES / "two_regions.json"), *DAY]) == 0
    assert main(["read", FORM, book, *DAY]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == sample("two_regions")
    assert err.splitlines() == ["没有检查“declared_elsewhere”：它要问机关（declared elsewhere）"]


def test_a_form_is_known_by_its_id_and_the_workbook_by_its_place(tmp_path: Path) -> None:
    book = str(tmp_path / "x.xlsx")
    assert main(["sheet", "region_declaration", book, *DAY]) == 0
    assert main(["read", "region_declaration", book, "--json", *DAY]) == 1


def test_a_form_that_names_a_shared_section_is_written_with_it(tmp_path: Path) -> None:
    book = str(tmp_path / "x.xlsx")
    assert main(["sheet", "sandbox_request", book, *DAY]) == 0
    cells = {str(c.value).strip() for sheet in load_workbook(book) for row in sheet for c in row}
    assert {f.heading() for f in sections()["sandbox_pilot"].fields} <= {c.rstrip(" *") for c in cells}


def told(argv: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, str]]]:
    done = main(argv)
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return done, json.loads(out)


def test_what_is_wrong_is_a_list_with_sheet_cell_code_and_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, red = str(tmp_path / "x.xlsx"), tmp_path / "red.xlsx"
    main(["sheet", FORM, book, "--values", str(SAMPLES / "with_errors.json"), *DAY])
    done, found = told(["read", FORM, book, "--json", "--marked", str(red), *DAY], capsys)
    assert done == 1
    by_cell = {(f["sheet"], f["cell"]): f for f in found}
    assert by_cell["区域", "C2"]["code"] == "not_in_list_near"
    assert "相差 43 户" in by_cell["区域", "E2"]["message"]
    assert [f["level"] for f in found if f["code"] == "not_checked"] == ["not_checked"]
    assert load_workbook(red)["区域"]["E2"].comment is not None


def test_without_faults_the_list_names_only_what_nobody_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = str(tmp_path / "x.xlsx")
    main(["sheet", FORM, book, "--values", str(SAMPLES / "two_regions.json"), *DAY])
    done, found = told(["read", FORM, book, "--json", *DAY], capsys)
    assert (done, [f["code"] for f in found]) == (0, ["not_checked"])


REFUSED = {
    "no workbook": (b"MZ" + b"\0" * 100, "sheet."),
    "too large": (b"PK\x03\x04" + b"\0" * (25 * 1024 * 1024), "sheet.large"),
    "empty": (b"", "sheet."),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_is_refused_is_a_list_too(
    data: bytes, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    done, [found] = told(["read", FORM, str(path), "--json", *DAY], capsys)
    assert done == 1
    assert found["code"].startswith(code)


def test_no_form_no_file_and_no_target_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(["read", "nothing_like_it", "x.xlsx", "--json"], capsys)[1][0]["message"].startswith("没有表单")
    assert told(["read", FORM, str(tmp_path / "none.xlsx"), "--json"], capsys)[0] == 1
    assert main(["sheet", FORM]) == 1
    assert "写到哪里" in capsys.readouterr().err


def test_the_offices_own_form_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANDBOX_DATA", str(tmp_path / "office"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'office.db'}")
    assert main(["sheet", "region_declaration", str(tmp_path / "x.xlsx")]) == 0
    assert (tmp_path / "office.db").exists()


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
