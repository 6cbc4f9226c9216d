"""No reader sees a file that the guard does not let pass."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from forms import say
from forms.sheet import Unsafe, scan, template
from tests.forms.sheet.books import book, lying, packed, parts, with_part, with_sheet
from tests.forms.shipped import form, options

PLAIN = book({"表": [["名称", "数"], ["甲", 1]]})
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><sst>&a;&a;</sst>'
MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def macro_book() -> bytes:
    found = parts(PLAIN)
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    found["[Content_Types].xml"] = found["[Content_Types].xml"].replace(plain, MACROS)
    return packed(found)


def bomb() -> bytes:
    return with_part("xl/sharedStrings.xml", b"<sst>" + b"<si><t>aaaaaaaaaa</t></si>" * 5_000_000 + b"</sst>")


def tight() -> bytes:
    return with_part("xl/sharedStrings.xml", b"<sst><!--" + b" " * 30_000_000 + b"--></sst>")


def locked() -> bytes:
    """The flag for encryption, set in every header."""
    found = bytearray(PLAIN)
    at = 0
    while (at := found.find(b"PK\x01\x02", at)) >= 0:
        found[at + 8] |= 1
        at += 4
    return bytes(found)


def many() -> bytes:
    return packed({**parts(PLAIN), **{f"xl/media/{n}.png": b"" for n in range(3_000)}})


def word_renamed() -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})


HOSTILE = {
    "nothing": (b"", "sheet.empty"),
    "web page renamed": (b"<html><table></table></html>", "sheet.other_kind"),
    "the beginning of an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "sheet.broken"),
    "any zip": (packed({"a.txt": b"a"}), "sheet.other_kind"),
    "word renamed": (word_renamed(), "sheet.other_kind"),
    "cut off": (PLAIN[:-400], "sheet.broken"),
    "something behind": (PLAIN + b"PK\x03\x04 more", "sheet.broken"),
    "damaged": (PLAIN[:900] + b"\xff" * 40 + PLAIN[940:], "sheet.broken"),
    "encrypted entries": (locked(), "sheet.locked"),
    "macros": (with_part("xl/vbaProject.bin", b"\0"), "sheet.macros"),
    "macros by type": (macro_book(), "sheet.macros"),
    "old macro sheet": (with_part("xl/macrosheets/sheet1.xml", b"<x/>"), "sheet.macros"),
    "link": (with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), "sheet.links"),
    "connection": (with_part("xl/connections.xml", b"<x/>"), "sheet.links"),
    "embedded object": (with_part("xl/embeddings/oleObject1.bin", b"\0"), "sheet.objects"),
    "binary workbook": (with_part("xl/workbook.bin", b"\0"), "sheet.binary"),
    "entities": (with_part("xl/sharedStrings.xml", ENTITIES), "sheet.doctype"),
    "entities in utf-16": (
        with_part("xl/sharedStrings.xml", '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><x/>'.encode("utf-16")),
        "sheet.doctype",
    ),
    "no xml": (with_part("xl/styles.xml", b"<a><b></a>"), "sheet.broken"),
    "way out of the archive": (packed({**parts(PLAIN), "../x": b""}), "sheet.broken"),
    "two entries of a name": (packed({**parts(PLAIN), "XL/Workbook.xml": b"<x/>"}), "sheet.broken"),
    "too many entries": (many(), "sheet.bomb"),
    "bomb": (bomb(), "sheet.bomb"),
    "packed too tightly": (tight(), "sheet.bomb"),
    "last cell of all": (with_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "sheet.far"),
    "last row by its number": (with_sheet('<row r="1048576"><c><v>1</v></c></row>'), "sheet.far"),
    "far column by a quoted sign": (with_sheet('<row r="1"><c t="a&gt;b" r="XFD1"><v>1</v></c></row>'), "sheet.far"),
    "with a prefix": (
        with_sheet('<x:row xmlns:x="u" r="270000"><x:c r="A270000"><x:f>1</x:f></x:c></x:row>'),
        "sheet.far",
    ),
    "wide and long": (with_sheet('<row r="50000"><c r="GR50000"><v>1</v></c></row>'), "sheet.far"),
    "a place that is none": (with_sheet('<row r="1"><c r="AAAA1"><v>1</v></c></row>'), "sheet.broken"),
    "a row that is none": (with_sheet('<row r="99999999999"><c><v>1</v></c></row>'), "sheet.broken"),
    "longer than declared": (lying(PLAIN, "xl/styles.xml", 100), "sheet.broken"),
}


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_harmful_file_is_refused_with_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(Unsafe) as refused:
        scan(data)
    assert refused.value.message.code == code
    assert all(say(refused.value.message, lang) for lang in ("zh", "en"))


def test_a_file_that_is_too_large_is_not_even_opened() -> None:
    with pytest.raises(Unsafe) as refused:
        scan(PLAIN + b"\0" * (21 * 1024 * 1024))
    assert refused.value.message.code == "sheet.large"


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
    scan(word_renamed(), "docx")
    with pytest.raises(Unsafe):
        scan(PLAIN, "docx")


def test_a_hundred_thousand_cells_are_no_reason_to_refuse() -> None:
    scan(book({"表": [[f"甲{n}", n, "乙", "丙"] for n in range(25_000)]}))


def test_saving_again_by_another_program_changes_nothing() -> None:
    again = io.BytesIO()
    load_workbook(io.BytesIO(template(form(), options()))).save(again)
    scan(again.getvalue())
    assert zipfile.is_zipfile(again)
