"""Workbooks written part by part, as programs write them that are not ours; and old ones, record by record."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from tests.forms.sheet.books import packed

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/>'
    '<numFmt numFmtId="165" formatCode="0&quot;%&quot;"/></numFmts><cellXfs count="5"><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="49" quotePrefix="1"/></cellXfs>'
    "</styleSheet>"
)


def cell(place: str, value: Any, more: str = "") -> str:
    """A cell with a text or a number."""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"{more}><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{place}"{more}><v>{value}</v></c>' if value is not None else f'<c r="{place}"{more}/>'


def row(number: int, *values: Any, more: str = "") -> str:
    cells = "".join(cell(f"{chr(65 + n)}{number}", v) for n, v in enumerate(values) if v is not None)
    return f'<row r="{number}"{more}>{cells}</row>'


def sheet(*rows: str, before: str = "", behind: str = "", attributes: str = "") -> str:
    body = f"{before}<sheetData>{''.join(rows)}</sheetData>{behind}"
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}"{attributes}>{body}</worksheet>'


def workbook(
    sheets: Mapping[str, str],
    *,
    strings: str | None = None,
    styles: str | None = STYLES,
    parts: Mapping[str, str | bytes] | None = None,
    states: Mapping[str, str] | None = None,
    target: str = "worksheets/sheet{}.xml",
    facts: str = "",
    types: str = "",
    relations: str = "",
) -> bytes:
    """An .xlsx of sheets by their name; everything else can be put in by hand."""
    listed = [*enumerate(sheets.items(), 1)]
    paths = {n: target.format(n) for n, _ in listed}
    state = {name: f' state="{s}"' for name, s in (states or {}).items()}
    names = "".join(f'<sheet name={quoteattr(k)} sheetId="{n}"{state.get(k, "")} r:id="r{n}"/>' for n, (k, _) in listed)
    links = "".join(link(f"r{n}", "worksheet", paths[n]) for n, _ in listed) + relations
    kinds = "".join(_type(_part(paths[n]), "worksheet") for n, _ in listed) + types
    found: dict[str, str | bytes] = {}
    if styles is not None:
        found["xl/styles.xml"], links = styles, links + link("rs", "styles", "styles.xml")
        kinds += _type("xl/styles.xml", "styles")
    if strings is not None:
        found["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
        links += link("rt", "sharedStrings", "sharedStrings.xml")
        kinds += _type("xl/sharedStrings.xml", "sharedStrings")
    found |= {_part(paths[n]): xml for n, (_, xml) in listed}
    package = "http://schemas.openxmlformats.org/package/2006"
    whole = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="a/xml"/>'
        f"{_type('xl/workbook.xml', 'sheet.main')}{kinds}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f"{link('r0', 'officeDocument', 'xl/workbook.xml')}</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{facts}<sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}</Relationships>',
        **found,
        **(parts or {}),
    }
    return packed({k: v.encode() if isinstance(v, str) else v for k, v in whole.items()})


def link(key: str, kind: str, target: str, more: str = "") -> str:
    """A relation of a part."""
    return f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"{more}/>'


def _type(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{TYPES}.{kind}+xml"/>'


def _part(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def compound(streams: Mapping[str, bytes], storages: Sequence[str] = ()) -> bytes:
    """A compound file with these streams, each padded to at least 4,096 bytes."""
    bodies = {k: v.ljust(max(4096, -(-len(v) // 512) * 512), b"\0") for k, v in streams.items()}
    sectors = [len(b) // 512 for b in bodies.values()]
    entries = 1 + len(streams) + len(storages)
    directory = -(-entries // 4)
    fat_sectors = 1
    while fat_sectors * 128 < fat_sectors + directory + sum(sectors):
        fat_sectors += 1
    fat = [0xFFFFFFFD] * fat_sectors
    at = fat_sectors
    fat += [*range(at + 1, at + directory), 0xFFFFFFFE]
    starts = []
    for count in sectors:
        at = len(fat)
        starts.append(at)
        fat += [*range(at + 1, at + count), 0xFFFFFFFE]
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(fat_sectors * 512, b"\xff")
    listed = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    listed += [_entry(k, 2, s, len(b)) for (k, b), s in zip(bodies.items(), starts, strict=True)]
    listed += [_entry(k, 1, 0, 0) for k in storages]
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, fat_sectors,
        fat_sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0,
    )  # fmt: skip
    header += struct.pack("<109I", *range(fat_sectors), *[0xFFFFFFFF] * (109 - fat_sectors))
    return header + table + b"".join(listed).ljust(directory * 512, b"\0") + b"".join(bodies.values())


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text) + 2, kind, 1, *[0xFFFFFFFF] * 3)
    return head.ljust(116, b"\0") + struct.pack("<IIi", start, size, 0)


BOF = struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)
SHEET_BOF = struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)


def old_book(*extra: bytes, cells: bytes = b"", kind: int = 0, bof: bytes = BOF) -> bytes:
    """The stream of an old workbook with one sheet; `extra` records stand in the part about the whole."""
    name = struct.pack("<BB", 2, 1) + "表格".encode("utf-16-le")
    body = record(0x809, bof) + b"".join(extra)
    sheet_at = len(body) + 4 + 6 + len(name) + 4
    body += record(0x85, struct.pack("<IBB", sheet_at, 0, kind) + name) + record(0x0A)
    return body + record(0x809, SHEET_BOF) + cells + record(0x0A)
