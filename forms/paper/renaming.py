"""A field renamed in the marks of a .docx template, whatever runs Word cut them into; all else keeps its bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from forms.paper.language import For, Path, Place, marks

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d]\w*")
_PART = re.compile(r"word/[\w]+\.xml")


def renamed(docx: bytes, old: Path, new: str) -> bytes:
    """The template after the last name of a path of the form became `new`; the same bytes where none speaks of it."""
    source = zipfile.ZipFile(io.BytesIO(docx))
    parts = {info.filename: source.read(info) for info in source.infolist()}
    after = {name: _changed(data, old, new) if _PART.fullmatch(name) else data for name, data in parts.items()}
    if after == parts:
        return docx
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for info in source.infolist():
            target.writestr(info, after[info.filename], zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _changed(data: bytes, old: Path, new: str) -> bytes:
    xml = data.decode("utf-8")
    text, at = _words(xml)
    for start, end in sorted(_spots(text, old), reverse=True):
        places = at[start:end]
        for n in reversed(range(len(places))):
            xml = xml[: places[n]] + (new if n == 0 else "") + xml[places[n] + 1 :]
    return xml.encode("utf-8")


def _words(xml: str) -> tuple[str, list[int]]:
    """What stands between the tags, and where each of its characters stands in the file."""
    text: list[str] = []
    at: list[int] = []
    here = 0
    for tag in _TAG.finditer(xml):
        text += list(xml[here : tag.start()])
        at += range(here, tag.start())
        here = tag.end()
    return "".join(text), at


def _spots(text: str, old: Path) -> Iterator[tuple[int, int]]:
    """Where the marks name the last of the path: loops say what their rows are."""
    rows: dict[str, Path] = {}
    for found in marks(text):
        if not isinstance(found.mark, (Place, For)):
            continue
        written = list(_WORD.finditer(found.text))
        names = written[3:] if isinstance(found.mark, For) else written  # `for`, the row, `in`
        path = found.mark.path
        whole = (*rows.get(path[0], (path[0],)), *path[1:])
        if isinstance(found.mark, For):
            rows[found.mark.row] = whole
        place = len(old) - 1 - (len(whole) - len(path))
        if whole[: len(old)] == old and 0 <= place < len(names) and names[place][0] == old[-1]:
            yield found.start + names[place].start(), found.start + names[place].end()
