"""Files that mean harm, or are no tables, each with the code of the sentence that refuses it; built when asked for."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable

from tests.forms.sheet.books import book, lying, packed, parts, with_part, with_sheet
from tests.forms.sheet.raw import BOF, STYLES, compound, link, old_book, record, row, sheet, workbook

PLAIN = book({"表": [["企业名称", "职工数量"], ["甲", 1]]})
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><sst>&a;&a;</sst>'
LAUGHS = b"<!DOCTYPE x [<!ENTITY a 'ha'>" + b"".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>".encode() for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"

Hostile = tuple[Callable[[], bytes], str]


def typed(kind: bytes) -> bytes:
    """A workbook whose list of types calls its main part something else."""
    found = parts(PLAIN)
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    found["[Content_Types].xml"] = found["[Content_Types].xml"].replace(plain, kind)
    return packed(found)


def strings(body: bytes) -> bytes:
    return with_part("xl/sharedStrings.xml", body)


def bomb() -> bytes:
    return strings(b"<sst>" + b"<si><t>aaaaaaaaaa</t></si>" * 12_000_000 + b"</sst>")


def tight() -> bytes:
    return strings(b"<sst><!--" + b" " * 30_000_000 + b"--></sst>")


def copies() -> bytes:
    """One long string, repeated by reference: small in the file, gigabytes in memory."""
    text = "".join(random.Random(1).choices("甲乙丙丁戊己庚辛", k=32_000))
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 60_001))
    return workbook({"企业": sheet(cells)}, strings=f"<si><t>{text}</t></si>")


def copies_the_thorough_way() -> bytes:
    data = copies()
    found = parts(data)
    xml = found["xl/worksheets/sheet1.xml"]
    return packed({**found, "xl/worksheets/sheet1.xml": xml.replace(b"<sheetData>", b"<!-- a --><sheetData>")})


def flagged(at: int, bit: int) -> bytes:
    """A bit set in the flags of every header."""
    found, place = bytearray(PLAIN), 0
    while (place := found.find(b"PK\x01\x02", place)) >= 0:
        found[place + at] |= bit
        place += 4
    return bytes(found)


def overlapping() -> bytes:
    """Two entries of the list lead to the same bytes."""
    data = packed({**parts(PLAIN), "xl/media/a.bin": b"a" * 500, "xl/media/b.bin": b"a" * 500})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.getinfo("xl/media/a.bin").header_offset
    found = bytearray(data)
    place = data.rindex(b"xl/media/b.bin") - 46
    found[place + 42 : place + 46] = first.to_bytes(4, "little")
    return bytes(found)


def packed_with(kind: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, body in parts(PLAIN).items():
            archive.writestr(name, body)
    return out.getvalue()


def wrong_sum() -> bytes:
    found = bytearray(PLAIN)
    place = PLAIN.index(b"PK\x01\x02")
    found[place + 16] ^= 0xFF
    return bytes(found)


def duplicate() -> bytes:
    out = io.BytesIO(PLAIN)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("XL/workbook.xml", b"<x/>")
    return out.getvalue()


def listed(count: int) -> bytes:
    """A workbook that names one sheet again and again."""
    found = parts(PLAIN)
    names = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(count))
    head = b'<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    return packed({**found, "xl/workbook.xml": head + names.encode() + b"</sheets></workbook>"})


def formula(text: str) -> bytes:
    return workbook({"企业": sheet(row(1, "企业名称"), f'<row r="2"><c r="A2"><f>{text}</f><v>1</v></c></row>')})


def behind(xml: str) -> bytes:
    return workbook({"企业": sheet(row(1, "企业名称"), behind=xml)})


def formulas() -> bytes:
    rows = (f'<row r="{n}"><c r="A{n}"><f>1</f><v>1</v></c></row>' for n in range(1, 100_010))
    return workbook({"企业": sheet(*rows)})


def areas() -> bytes:
    """Formulas that say they fill large areas, over and over."""
    cells = (f'<c r="A{n}"><f t="array" ref="A{n}:KN{n + 100}">1</f><v>1</v></c>' for n in range(1, 30))
    return workbook({"企业": sheet(*(f"<row>{c}</row>" for c in cells))})


def related(kind: str, target: str, more: str = "") -> bytes:
    return workbook({"企业": sheet()}, relations=link("rx", kind, target, more))


def old(
    *extra: bytes, storages: tuple[str, ...] = (), streams: dict[str, bytes] | None = None, **more: object
) -> bytes:
    made = {"Workbook": old_book(*extra, **more), **(streams or {})}  # type: ignore[arg-type]
    return compound(made, storages)


def looping() -> bytes:
    """An old workbook whose directory leads in a circle."""
    found = bytearray(old())
    found[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")
    return bytes(found)


def far_old(row_number: int, column: int) -> bytes:
    place = struct.pack("<HHHd", row_number, column, 0, 1.0)
    return old(cells=record(0x203, struct.pack("<HHHd", 0, 0, 0, 1.0)) + record(0x203, place))


LAST = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
EXTERNAL = ' TargetMode="External"'
LOCKED = {"EncryptedPackage": b"x" * 100, "EncryptionInfo": b"x" * 100}

HOSTILE: dict[str, Hostile] = {
    # something else
    "nothing": (lambda: b"", "sheet.empty"),
    "nothing but zeros": (lambda: b"\0" * 5_000, "sheet.empty"),
    "web page": (lambda: b"\xef\xbb\xbf\n<html><table></table></html>", "sheet.other_kind"),
    "web page with a type": (lambda: b"<!DOCTYPE html><html></html>", "sheet.other_kind"),
    "web archive": (lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "sheet.other_kind"),
    "workbook of 2003 as XML": (
        lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
        "sheet.other_kind",
    ),
    "program": (lambda: b"MZ\x90\0\3\0\0\0" + b"\0" * 200, "sheet.other_kind"),
    "program of Linux": (lambda: b"\x7fELF\2\1\1" + b"\0" * 200, "sheet.other_kind"),
    "PDF": (lambda: b"%PDF-1.7\n", "sheet.other_kind"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "sheet.other_kind"),
    "rich text": (lambda: b"{\\rtf1 a}", "sheet.other_kind"),
    "any archive": (lambda: packed({"a.txt": b"a"}), "sheet.other_kind"),
    "RAR": (lambda: b"Rar!\x1a\x07\x00", "sheet.other_kind"),
    "Word": (lambda: packed({"[Content_Types].xml": b"<T/>", "word/document.xml": b"<w/>"}), "sheet.other_kind"),
    "slides": (lambda: packed({"[Content_Types].xml": b"<T/>", "ppt/presentation.xml": b"<w/>"}), "sheet.other_kind"),
    "OpenDocument": (lambda: packed({"mimetype": b"a", "content.xml": b"<a/>"}), "sheet.other_kind"),
    "bytes without sense": (lambda: random.Random(2).randbytes(3_000).replace(b"\0", b"\1"), "sheet."),
    # archives
    "too large": (lambda: PLAIN + b"\0" * (21 * 1024 * 1024), "sheet.large"),
    "cut off": (lambda: PLAIN[:-400], "sheet.broken"),
    "half of it": (lambda: PLAIN[: len(PLAIN) // 2], "sheet.broken"),
    "something behind": (lambda: PLAIN + b"PK\x03\x04 more", "sheet.broken"),
    "something in front of the first entry": (lambda: b"PK\x03\x04" + b"\0" * 60 + PLAIN, "sheet.broken"),
    "damaged": (lambda: PLAIN[:900] + b"\xff" * 40 + PLAIN[940:], "sheet.broken"),
    "wrong check sum": (wrong_sum, "sheet.broken"),
    "longer than declared": (lambda: lying(PLAIN, "xl/styles.xml", 100), "sheet.broken"),
    "encrypted entries": (lambda: flagged(8, 1), "sheet.locked"),
    "packed in an uncommon way": (lambda: packed_with(zipfile.ZIP_BZIP2), "sheet.broken"),
    "way out of the archive": (lambda: packed({**parts(PLAIN), "../x": b""}), "sheet.broken"),
    "a name from the root": (lambda: packed({**parts(PLAIN), "/etc/x": b""}), "sheet.broken"),
    "a drive": (lambda: packed({**parts(PLAIN), "c:/x": b""}), "sheet.broken"),
    "two entries of a name": (duplicate, "sheet.broken"),
    "entries that overlap": (overlapping, "sheet.bomb"),
    "too many entries": (lambda: packed({**parts(PLAIN), **{f"m/{n}.png": b"" for n in range(3_000)}}), "sheet.bomb"),
    "bomb": (bomb, "sheet.bomb"),
    "packed too tightly": (tight, "sheet.bomb"),
    # XML
    "entities": (lambda: strings(ENTITIES), "sheet.doctype"),
    "entities of entities": (lambda: strings(LAUGHS + b"]><sst>&i;</sst>"), "sheet.doctype"),
    "a file by an entity": (
        lambda: strings(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>'),
        "sheet.doctype",
    ),
    "entities in utf-16": (
        lambda: strings('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><x/>'.encode("utf-16")),
        "sheet.doctype",
    ),
    "no XML": (lambda: with_part("xl/styles.xml", b"<a><b></a>"), "sheet.broken"),
    "cut off inside a sheet": (
        lambda: with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>"),
        "sheet.broken",
    ),
    "deep": (lambda: strings(b"<a>" * 100_000 + b"</a>" * 100_000), "sheet.broken"),
    "characters that XML forbids": (lambda: with_sheet('<row r="1"><c r="A1"><v>\x01</v></c></row>'), "sheet.broken"),
    # parts that run, fetch or hide
    "macros": (lambda: with_part("xl/vbaProject.bin", b"\0"), "sheet.macros"),
    "macros by type": (lambda: typed(MACROS), "sheet.macros"),
    "macros under another name": (lambda: related("vbaProject", "media/a.png"), "sheet.macros"),
    "old macro sheet": (lambda: with_part("xl/macrosheets/sheet1.xml", b"<x/>"), "sheet.macros"),
    "old macro sheet under another name": (lambda: related("xlMacrosheet", "worksheets/sheet1.xml"), "sheet.macros"),
    "old dialog": (lambda: with_part("xl/dialogsheets/sheet1.xml", b"<x/>"), "sheet.macros"),
    "binary workbook": (lambda: with_part("xl/workbook.bin", b"\0"), "sheet.binary"),
    "link to a workbook": (lambda: with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), "sheet.links"),
    "link under another name": (lambda: related("externalLink", "a/b.xml"), "sheet.links"),
    "connection": (lambda: with_part("xl/connections.xml", b"<x/>"), "sheet.links"),
    "query": (lambda: with_part("xl/queryTables/queryTable1.xml", b"<x/>"), "sheet.links"),
    "picture from elsewhere": (lambda: related("image", "file://server/a.png", EXTERNAL), "sheet.links"),
    "embedded object": (lambda: with_part("xl/embeddings/oleObject1.bin", b"\0"), "sheet.objects"),
    "ActiveX": (lambda: with_part("xl/activeX/activeX1.xml", b"<x/>"), "sheet.objects"),
    # places and numbers
    "last cell of all": (lambda: with_sheet(LAST), "sheet.far"),
    "first and last cell": (lambda: with_sheet('<row r="1"><c r="A1"><v>1</v></c></row>' + LAST), "sheet.far"),
    "last row by its number": (lambda: with_sheet('<row r="1048576"><c><v>1</v></c></row>'), "sheet.far"),
    "far column behind a quoted sign": (
        lambda: with_sheet('<row r="1"><c t="a&gt;b" r="XFD1"><v>1</v></c></row>'),
        "sheet.far",
    ),
    "far column behind an open sign": (
        lambda: with_sheet('<row r="1"><c r="XFD1" x="/>"><v>1</v></c></row>'),
        "sheet.far",
    ),
    "far column in single quotation marks": (
        lambda: with_sheet("<row r='1'><c r='XFD1'><v>1</v></c></row>"),
        "sheet.far",
    ),
    "far column behind a comment": (
        lambda: with_sheet('<row r="1"><c r="XFD1"><!-- --><v>1</v></c></row>'),
        "sheet.far",
    ),
    "far column with a prefix": (
        lambda: with_sheet('<x:row xmlns:x="u" r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></x:row>'),
        "sheet.far",
    ),
    "far in a part of another name": (
        lambda: workbook({"企业": sheet(LAST)}, target="media/image{}.xml"),
        "sheet.far",
    ),
    "a sheet that is called a picture": (
        lambda: workbook({"企业": sheet()}, target="media/image{}.png"),
        "sheet.broken",
    ),
    "wide and long": (lambda: with_sheet('<row r="50000"><c r="GR50000"><v>1</v></c></row>'), "sheet.far"),
    "many sheets that are long": (
        lambda: workbook({f"s{n}": sheet('<row r="90000"><c r="J90000"><v>1</v></c></row>') for n in range(4)}),
        "sheet.far",
    ),
    "a place that is none": (lambda: with_sheet('<row r="1"><c r="AAAA1"><v>1</v></c></row>'), "sheet.broken"),
    "row zero": (lambda: with_sheet('<row r="0"><c r="A0"><v>1</v></c></row>'), "sheet.broken"),
    "a row that is negative": (lambda: with_sheet('<row r="-1"><c><v>1</v></c></row>'), "sheet.broken"),
    "a row that is none": (lambda: with_sheet('<row r="99999999999"><c><v>1</v></c></row>'), "sheet.broken"),
    "a string that is not there": (
        lambda: workbook({"企业": sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>')}, strings="<si><t>a</t></si>"),
        "sheet.broken",
    ),
    "sheets without end": (lambda: listed(10_000), "sheet.many"),
    "one sheet twice": (lambda: listed(2), "sheet.broken"),
    "merged areas without end": (lambda: behind('<mergeCell ref="A1:B2"/>' * 100_010), "sheet.bomb"),
    "rules without end": (lambda: behind('<dataValidation sqref="A1"/>' * 100_010), "sheet.bomb"),
    "styles without end": (
        lambda: workbook(
            {"企业": sheet()}, styles=STYLES.replace("</cellXfs>", '<xf numFmtId="1"/>' * 150_000 + "</cellXfs>")
        ),
        "sheet.bomb",
    ),
    "a string that is copied": (copies, "sheet.bomb"),
    "a string that is copied, the thorough way": (copies_the_thorough_way, "sheet.bomb"),
    "areas of formulas without end": (areas, "sheet.formulas"),
    "formulas without end": (formulas, "sheet.formulas"),
    # formulas
    "web service": (lambda: formula("_xlfn.WEBSERVICE(&quot;http://x&quot;)"), "sheet.reach"),
    "web service in disguise": (lambda: formula("W&#69;BSERVICE(A1)"), "sheet.reach"),
    "command": (lambda: formula("cmd|'/C calc'!A0"), "sheet.reach"),
    "another workbook": (lambda: formula("[1]Sheet1!A1+1"), "sheet.reach"),
    "a file behind a link": (lambda: formula('HYPERLINK("file:///c:/x","x")'), "sheet.reach"),
    "live data": (lambda: formula('RTD("x",,1)'), "sheet.reach"),
    "a rule that fetches": (
        lambda: behind(
            "<dataValidations><dataValidation><formula1>WEBSERVICE(A1)</formula1></dataValidation></dataValidations>"
        ),
        "sheet.reach",
    ),
    "a name that fetches": (
        lambda: workbook({"企业": sheet()}, facts="<definedNames><definedName>RTD(1)</definedName></definedNames>"),
        "sheet.reach",
    ),
    # old workbooks
    "the beginning of an old one": (lambda: old()[:600], "sheet.broken"),
    "half of an old one": (lambda: old()[:4_000], "sheet.broken"),
    "an old one in a circle": (looping, "sheet.broken"),
    "password": (lambda: compound(LOCKED), "sheet.locked"),
    "old password": (lambda: old(record(0x2F, b"\1\0" * 27)), "sheet.locked"),
    "macros in an old one": (lambda: old(storages=("_VBA_PROJECT_CUR", "VBA")), "sheet.macros"),
    "macros marked in an old one": (lambda: old(record(0xD3)), "sheet.macros"),
    "macro sheet in an old one": (lambda: old(kind=1), "sheet.macros"),
    "object in an old one": (lambda: old(storages=("MBD0012ABCD",)), "sheet.objects"),
    "link in an old one": (lambda: old(record(0x1AE, b"\1\0\5\0\0" + b"a.xls")), "sheet.links"),
    "Excel 95": (lambda: old(bof=struct.pack("<HH", 0x500, 5) + BOF[4:]), "sheet.biff5"),
    "Excel 95 by its stream": (lambda: compound({"Book": b"x"}), "sheet.biff5"),
    "Excel 4": (lambda: b"\x09\4\6\0\0\0\x10\0\0\0", "sheet.biff5"),
    "old Word": (lambda: compound({"WordDocument": b"x"}), "sheet.other_kind"),
    "far in an old one": (lambda: far_old(60_000, 255), "sheet.far"),
    # text
    "command in a text table": (lambda: "名称,数\n甲,=cmd|'/C calc'!A0\n".encode(), "sheet.reach"),
    "command behind a plus": (lambda: "名称,数\n甲,+cmd|'/C calc'!A0\n".encode(), "sheet.reach"),
    "command behind an at": (lambda: "名称,数\n甲,@SUM(1)+cmd|'/C calc'!A0\n".encode(), "sheet.reach"),
    "text with zeros": (lambda: "名称,数\n甲\0\0\1,1\n".encode(), "sheet."),
    "lines without end": (lambda: b"a,b\n" * 210_000, "sheet.far"),
    "columns without end": (lambda: b"a," * 400, "sheet.far"),
    "a cell without end": (lambda: b'a,"' + b"x" * 300_000, "sheet.csv"),
}
