"""Notes on cells: the words in one part, the boxes they are drawn in in another; the clerk's own stay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from forms.sheet.marking.cells import Cell, cell_at, cell_name
from forms.sheet.marking.package import Package
from forms.sheet.marking.styles import MAIN
from forms.sheet.marking.xml_text import HEAD, Node, Splices, said, tree, words

AUTHOR = "沙盒工作台 Sandbox Desk"
"""Who notes are by that a later round takes away again."""
JOINED = "—— 沙盒工作台 Sandbox Desk ——\n"
"""Begins what is added to a note that was there."""
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_LATE = frozenset({
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
})  # fmt: skip
_BOXES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{id}"/>'
    "</o:shapelayout></xml>"
)
_KIND = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
    'width:220pt;height:{high}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 12, {top}, 4, {right}, 20, '
    "{bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
_SHAPE = re.compile(r"_x0000_s(\d{1,9})")
_PREFIXES = ("urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office",
             "urn:schemas-microsoft-com:office:excel")  # fmt: skip


def annotate(package: Package, sheet: str, notes: Mapping[Cell, str]) -> None:
    """Notes of ours from an earlier round go, then these come; `sheet` is the name of the sheet's part."""
    part = _part(package, sheet, "comments")
    if part is None and not notes:
        return
    fresh = part is None
    if part is None:
        part = package.free("xl/comments{}.xml")
        package.write(part, f'{HEAD}<comments xmlns="{_main(package)}"><authors/><commentList/></comments>')
        package.declare(part, _COMMENTS)
        package.relate(sheet, "comments", part)
    gone, new = _words(package, part, notes)
    if fresh or gone or new:
        _boxes(package, sheet, gone, {c: notes[c] for c in new})


def _main(package: Package) -> str:
    return _STRICT_MAIN if package.strict else MAIN


def _part(package: Package, sheet: str, kind: str) -> str | None:
    return next((r.target for r in package.related(sheet) if r.kind == kind and r.target in package), None)


def _words(package: Package, part: str, notes: Mapping[Cell, str]) -> tuple[set[Cell], list[Cell]]:
    """Cells whose note of ours went, and those that got one; a note that was there gets ours below it."""
    text = package.text(part)
    root, cuts = tree(text), Splices(text)
    authors, listed = root.first("authors"), root.first("commentList")
    if authors is None or listed is None:
        return set(), []
    names = [words(text, a) for a in authors.children]
    ours = {str(n) for n, name in enumerate(names) if name == AUTHOR}
    gone, theirs = set(), set()
    for node in listed.children:
        cell = cell_at(node.tag.attributes["ref"])
        if node.tag.attributes.get("authorId") in ours:
            gone.add(cell)
            cuts.replace(node.tag.start, node.end, "")
        else:
            theirs.add(cell)
            _join(cuts, text, node, notes.get(cell, ""), names)
    new = [c for c in sorted(notes) if c not in theirs]
    mine = int(min(ours, default=str(len(names))))
    p = root.tag.prefix
    if not ours and new:
        cuts.rewrite(authors, {}, f"<{p}author>{AUTHOR}</{p}author>")
    cuts.rewrite(listed, {}, "".join(_comment(p, c, mine, notes[c]) for c in new))
    package.write(part, cuts.done())
    return gone, new


def _comment(p: str, cell: Cell, author: int, note: str) -> str:
    inside = _run(p, note)
    return f'<{p}comment ref="{cell_name(cell)}" authorId="{author}"><{p}text>{inside}</{p}text></{p}comment>'


def _run(p: str, note: str) -> str:
    return f'<{p}r><{p}t xml:space="preserve">{said(note)}</{p}t></{p}r>'


def _join(cuts: Splices, text: str, comment: Node, note: str, authors: list[str]) -> None:
    """Our words below somebody's note, those of the last round away; a conversation (tc=…) is left alone."""
    body = comment.first("text")
    number = comment.tag.attributes.get("authorId", "")
    by = authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
    if body is None or by.startswith("tc="):
        return
    _part_again(cuts, text, body)
    if not note:
        return
    plain, p = body.first("t"), body.tag.prefix
    if plain is not None:  # words without looks, then words with: readers of old show only the first
        cuts.put(plain.tag.start, f"<{p}r>")
        cuts.put(plain.end, f"</{p}r>")
    new = f'<{p}r><{p}t xml:space="preserve">\n{said(JOINED + note)}</{p}t></{p}r>'
    at = next((c.tag.start for c in body.children if c.name in {"rPh", "phoneticPr"}), body.until)
    if body.tag.empty:
        cuts.rewrite(body, {}, new)
    else:
        cuts.put(at, new)


def _part_again(cuts: Splices, text: str, body: Node) -> None:
    """Our words of the last round go; a program that saved the file may have made one run of theirs and ours."""
    for node in body.children:
        t = node.first("t") if node.name == "r" else node
        whole = words(text, t) if t is not None and t.name == "t" else ""
        at = whole.find(JOINED.strip())
        if t is not None and at >= 0 and whole[:at].strip():
            cuts.replace(t.tag.end, t.until, escape(whole[:at].rstrip("\n")))
        elif at >= 0:
            cuts.replace(node.tag.start, node.end, "")


def _boxes(package: Package, sheet: str, gone: set[Cell], notes: Mapping[Cell, str]) -> None:
    """The drawing with a hidden box for each note."""
    part = _drawing(package, sheet)
    text = package.text(part)
    root, cuts = tree(text), Splices(text)
    free = 1025
    for node in root.children:
        if (at := _box_at(text, node)) in gone and at is not None:
            cuts.replace(node.tag.start, node.end, "")
    used = [int(m[1]) for m in _SHAPE.finditer(text)]
    block = re.search(r"idmap[^>]*\bdata=[\"'](\d+)", text)
    free = max([*used, (int(block[1]) if block else 1) * 1024]) + 1
    known = "" if "_x0000_t202" in text else _KIND
    boxes = "".join(_box(free + n, cell, note) for n, (cell, note) in enumerate(notes.items()))
    if notes:
        cuts.rewrite(root, _undeclared(root), known + boxes)
    package.write(part, cuts.done())


def _undeclared(root: Node) -> dict[str, str | None]:
    """The prefixes our boxes need and the drawing lacks."""
    known = root.tag.attributes
    return {f"xmlns:{p}": a for p, a in zip("vox", _PREFIXES, strict=True) if f"xmlns:{p}" not in known}


def _box_at(text: str, node: Node) -> Cell | None:
    data = next((n for n in node.below() if n.name == "ClientData"), None)
    if data is None or data.tag.attributes.get("ObjectType") != "Note":
        return None
    row, column = data.first("Row"), data.first("Column")
    if row is None or column is None:
        return None
    return int(words(text, row)) + 1, int(words(text, column)) + 1


def _box(number: int, cell: Cell, note: str) -> str:
    row, column = cell[0] - 1, cell[1] - 1
    lines = sum(1 + len(line) // 18 for line in note.split("\n"))
    return _BOX.format(
        id=number, row=row, column=column, high=18 + 15 * lines, left=column + 1, right=column + 4,
        top=max(row - 1, 0), bottom=max(row - 1, 0) + max(lines + 1, 3),
    )  # fmt: skip


def _drawing(package: Package, sheet: str) -> str:
    """The part of the boxes; a new one is joined to the sheet, in its place among the others."""
    text = package.text(sheet)
    root = tree(text, over="sheetData")
    drawn = root.first("legacyDrawing")
    if drawn is not None:
        wanted = next((v for k, v in drawn.tag.attributes.items() if k.rpartition(":")[2] == "id"), "")
        found = next((r.target for r in package.related(sheet) if r.id == wanted), None)
        if found is not None and found in package:
            return found
    part = package.free("xl/drawings/vmlDrawing{}.vml")
    package.write(part, _BOXES.format(id=1 + sum(name.lower().endswith(".vml") for name in package.parts)))
    package.declare(part, _VML)
    identity = package.relate(sheet, "vmlDrawing", part)
    at = next((c.tag.start for c in root.children if c.name in _LATE or _is_late(c)), root.until)
    new = f'<{root.tag.prefix}legacyDrawing xmlns:r="{package.relations}" r:id="{identity}"/>'
    cuts = Splices(text)
    cuts.put(at, new)
    package.write(sheet, cuts.done())
    return part


def _is_late(node: Node) -> bool:
    """Choices between versions stand around controls and objects only, which come after."""
    return node.name == "AlternateContent" and any(n.name in _LATE for n in node.below())
