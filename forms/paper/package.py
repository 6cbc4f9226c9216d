"""The .docx file of a template: looked at before any reader is, then opened.

What leads out of it (linked pictures, a template on another machine), macros, embedded objects, DOCTYPE and archives
that unpack to far too much are refused by the guard that workbooks have; here only its sentences are others.
"""

from __future__ import annotations

import io
import zipfile
from typing import Final

from docx import Document
from docx.document import Document as Docx

from forms.paper.refused import PaperRefused
from forms.sheet.guard import scan
from forms.sheet.refused import SheetRefused
from forms.text import Message

MAX_TEMPLATE: Final = 5 * 1024 * 1024
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def looked_at(data: bytes) -> None:
    """Raises `PaperRefused` for anything but a small, plain .docx that leads nowhere."""
    if len(data) > MAX_TEMPLATE:
        raise PaperRefused("paper.large", limit=MAX_TEMPLATE // 1024 // 1024)
    if not data.startswith(b"PK\x03\x04"):
        raise PaperRefused("paper.no_docx")
    try:
        scan(data, "docx")
    except SheetRefused as refused:
        raise PaperRefused(*_said(refused.message)) from None
    if _leads_out(data):
        raise PaperRefused("paper.links")


def _said(found: Message) -> tuple[str]:
    """The sentence about a template in the place of that about a workbook."""
    known = ("bomb", "macros", "links", "objects", "doctype", "locked")
    end = found.code.partition(".")[2]
    if end == "other_kind":
        return ("paper.no_docx",)
    return (f"paper.{end}" if end in known else "paper.broken",)


def _leads_out(data: bytes) -> bool:
    """Whether anything leads out of the file: links that a person clicks are for workbooks, not for papers."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        relations = (archive.read(n) for n in archive.namelist() if n.lower().endswith(".rels"))
        return any(b'targetmode="external"' in r.lower().replace(b"'", b'"') for r in relations)


def document(data: bytes) -> Docx:
    """The file as a document; raises `PaperRefused`."""
    looked_at(data)
    try:
        return Document(io.BytesIO(data))
    except Exception:  # python-docx raises whatever its readers do
        raise PaperRefused("paper.broken") from None


def packed(docx: Docx) -> bytes:
    """The bytes of a document; the same document gives the same bytes."""
    out = io.BytesIO()
    docx.save(out)
    return _undated(out.getvalue())


def _undated(data: bytes) -> bytes:
    """The archive without the moment at which it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _LONG_AGO), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
