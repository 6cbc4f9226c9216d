"""A name changed in the marks of a .docx template, whatever runs Word cut them into; all else keeps its bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator

from forms.paper.language import For, Path, Place, marks

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d]\w*")
_PART = re.compile(r"word/[\w]+\.xml")


Spots = Callable[[str], Iterator[tuple[int, int]]]


def renamed(docx: bytes, old: Path, new: str) -> bytes:
    """The template after the last name of a path of the form became `new`; the same bytes where none speaks of it."""
    return _after(docx, new, lambda text: _spots(text, old))


def called(docx: bytes, old: str, new: str) -> bytes:
    """The template after a decision table became `new`; the same bytes where no mark calls it.

    A mark may not call anything, but somebody may have written one and wonder why it is refused.
    """
    return _after(docx, new, lambda text: _calls(text, old))


def _after(docx: bytes, new: str, spots: Spots) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(docx))
    parts = {info.filename: source.read(info) for info in source.infolist()}
    after = {name: _changed(data, spots, new) if _PART.fullmatch(name) else data for name, data in parts.items()}
    if after == parts:
        return docx
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for info in source.infolist():
            target.writestr(info, after[info.filename], zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _changed(data: bytes, spots: Spots, new: str) -> bytes:
    xml = data.decode("utf-8")
    text, at = _words(xml)
    for start, end in sorted(spots(text), reverse=True):
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


def _calls(text: str, old: str) -> Iterator[tuple[int, int]]:
    """Where marks call a function of that name."""
    for found in marks(text):
        for word in _WORD.finditer(found.text) if found.mark is None else ():
            follows = found.text[word.end() :].lstrip()
            if word[0] == old and follows[:1] in ("(", "（") and found.text[: word.start()].rstrip()[-1:] != ".":
                yield found.start + word.start(), found.start + word.end()


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
