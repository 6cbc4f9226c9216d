"""Looks at a file before any reader does: what it is, its bytes say and not its name."""

from __future__ import annotations

import io
import re
import zipfile

from forms.official.document import Document
from forms.official.from_excel import sheets_of
from forms.official.from_word import words_of
from forms.official.limits import MAX_FILE, MAX_MERGED, MAX_PART, MB
from forms.official.refused import OfficialRefused
from forms.sheet.guard import scan
from forms.sheet.kinds import kind_of
from forms.sheet.refused import SheetRefused
from forms.sheet.traits import parsed_area

_LOCKED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_MERGED = re.compile(rb"<(?:[^\s<>/:]+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']([A-Za-z0-9:$]{1,40})[\"']")
_SAID = ("bomb", "macros", "links", "objects", "doctype", "locked", "empty")


def document_of(data: bytes, name: str) -> Document:
    """The document of a file; raises `OfficialRefused` for anything but a small, plain .docx or .xlsx."""
    if len(data) > MAX_FILE:
        raise OfficialRefused("official.large", limit=MAX_FILE // MB)
    kind = _kind(data)
    try:
        scan(data, "docx" if kind == "docx" else "sheet")
    except SheetRefused as refused:
        raise _other_words(refused) from None
    try:
        _bounded(data)
    except ValueError:
        raise OfficialRefused("official.broken") from None
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or name
    try:
        return words_of(data, stem) if kind == "docx" else sheets_of(data, stem)
    except OfficialRefused:
        raise
    except Exception:  # the readers raise whatever theirs do
        raise OfficialRefused("official.broken") from None


def _kind(data: bytes) -> str:
    try:
        found = kind_of(data)
    except SheetRefused as refused:
        raise _other_words(refused) from None
    if found == "xls":
        raise OfficialRefused("official.locked" if _LOCKED in data else _old(data))
    if found == "csv":
        raise OfficialRefused("official.text")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {n.lower() for n in archive.namelist()}
    except Exception:  # zipfile raises many kinds for what is none
        raise OfficialRefused("official.broken") from None
    return "docx" if "word/document.xml" in names else "xlsx"


def _old(data: bytes) -> str:
    return "official.old_word" if _WORD in data else "official.old"


def _other_words(refused: SheetRefused) -> OfficialRefused:
    """The sentence about a document in the place of that about a workbook that somebody filled in."""
    end = refused.message.code.partition(".")[2]
    if end == "other_kind":
        return OfficialRefused("official.other_kind", **refused.message.data)
    if end in ("many", "far", "wide", "cells", "long", "formulas"):
        return OfficialRefused("official.no_blank")
    return OfficialRefused(f"official.{end}" if end in _SAID else "official.broken")


def _bounded(data: bytes) -> None:
    """Raises `OfficialRefused` for more text than any blank table has."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        read = (e for e in archive.infolist() if e.filename.lower().endswith(".xml") and "media" not in e.filename)
        if any(e.file_size > MAX_PART for e in read):
            raise OfficialRefused("official.no_blank")
        sheets = (n for n in archive.namelist() if n.lower().startswith("xl/worksheets/") and n.endswith(".xml"))
        if any(_merged(archive.read(n)) > MAX_MERGED for n in sheets):
            raise OfficialRefused("official.no_blank")


def _merged(sheet: bytes) -> int:
    """How many cells the merged areas of a sheet cover; the reader looks at each of them."""
    total = 0
    for name in _MERGED.findall(sheet):
        top, left, bottom, right = parsed_area(name.decode("ascii"))
        total += (abs(bottom - top) + 1) * (abs(right - left) + 1)
    return total
