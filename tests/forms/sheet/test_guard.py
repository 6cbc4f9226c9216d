"""No reader sees a file that the guard does not let pass."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from forms import say
from forms.sheet import SheetRefused, Unsafe, load, read, scan, template
from forms.sheet.limits import MAX_FILE
from tests.forms.sheet.books import book, packed, with_sheet
from tests.forms.sheet.corpus import FORM
from tests.forms.sheet.hostile import HOSTILE, PLAIN
from tests.forms.shipped import form, options


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_harmful_file_is_refused_with_a_sentence(data: Callable[[], bytes], code: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        read(FORM, data(), options())
    assert refused.value.message.code.startswith(code)
    assert all(say(refused.value.message, lang) for lang in ("zh", "en"))


def test_a_file_that_is_too_large_is_never_loaded_whole(tmp_path: Path) -> None:
    large = tmp_path / "a.xlsx"
    with large.open("wb") as out:
        out.truncate(500 * 1024 * 1024)
    asked: list[int] = []

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            asked.append(size)
            return b"\0" * size

    for source in (large, Endless()):
        with pytest.raises(Unsafe) as refused:
            load(source)
        assert refused.value.message.code == "sheet.large"
    assert asked == [MAX_FILE + 1]


@pytest.mark.parametrize("data", [PLAIN, template(form(), options())], ids=["plain", "template"])
def test_an_ordinary_workbook_passes(data: bytes) -> None:
    scan(data)


def test_formatted_empty_rows_do_no_harm() -> None:
    scan(with_sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'))


def test_web_addresses_in_cells_pass() -> None:
    made = Workbook()
    made.active["A1"].hyperlink = "https://example.org"
    out = io.BytesIO()
    made.save(out)
    scan(out.getvalue())


def test_a_word_document_passes_as_one() -> None:
    scan(packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), "docx")
    with pytest.raises(Unsafe):
        scan(PLAIN, "docx")


def test_a_hundred_thousand_cells_are_no_reason_to_refuse() -> None:
    scan(book({"表": [[f"甲{n}", n, "乙", "丙"] for n in range(25_000)]}))


def test_saving_again_by_another_program_changes_nothing() -> None:
    again = io.BytesIO()
    load_workbook(io.BytesIO(template(form(), options()))).save(again)
    scan(again.getvalue())
    assert zipfile.is_zipfile(again)
