"""Workbooks for tests: ordinary ones, and ones that mean harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook

Parts = dict[str, bytes]


def book(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook as somebody might have made it by hand."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def edited(data: bytes, cells: Mapping[tuple[str, str], Any]) -> bytes:
    """A workbook after somebody wrote into cells: {(sheet, cell): value}."""
    made = load_workbook(io.BytesIO(data))
    for (sheet, cell), value in cells.items():
        made[sheet][cell] = value
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def parts(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def packed(found: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in found.items():
            archive.writestr(name, body)
    return out.getvalue()


def with_part(name: str, body: bytes) -> bytes:
    return packed({**parts(book({"表": [["a"]]})), name: body})


def with_sheet(xml: str) -> bytes:
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return with_part("xl/worksheets/sheet1.xml", f"{head}{xml}</sheetData></worksheet>".encode())


def lying(data: bytes, name: str, size: int) -> bytes:
    """The same archive, but an entry claims to be `size` bytes long."""
    found = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo(name)
    at = entry.header_offset
    found[at + 22 : at + 26] = size.to_bytes(4, "little")
    central = data.index(b"PK\x01\x02")
    while data[central + 46 : central + 46 + len(name)] != name.encode():
        central = data.index(b"PK\x01\x02", central + 4)
    found[central + 24 : central + 28] = size.to_bytes(4, "little")
    return bytes(found)
