"""Whether a workbook is whole: what a spreadsheet program would repair or refuse."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from xml.etree import ElementTree

from forms.sheet.marking.cells import cell_at
from tests.forms.sheet.books import Parts, parts

_TOP = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip


def faults(data: bytes) -> list[str]:
    """Everything that is not as it has to be; nothing for a sound file."""
    found = parts(data)
    xml = {n: ElementTree.fromstring(b) for n, b in found.items() if n.endswith((".xml", ".rels", ".vml"))}
    sheets = {n: x for n, x in xml.items() if n.startswith("xl/worksheets/") and n.endswith(".xml")}
    many = len(list(xml["xl/styles.xml"].iterfind("{*}cellXfs/{*}xf")))
    told = [*_types(found, xml), *_relations(found, xml), *_book(xml["xl/workbook.xml"])]
    for name, root in sheets.items():
        told += [f"{name}: {f}" for f in _sheet(root, many)]
    for name in (n for n in xml if n.endswith(".vml")):
        shapes = Counter(re.findall(r'<v:shape\s[^>]*?id="([^"]+)"', found[name].decode()))
        told += [f"{name}: {shape} twice" for shape, count in shapes.items() if count > 1]
    return told + _counts(xml["xl/styles.xml"])


def _types(found: Parts, xml: dict[str, ElementTree.Element]) -> list[str]:
    types = xml["[Content_Types].xml"]
    endings = {e.get("Extension", "").lower() for e in types.iterfind("{*}Default")}
    named = Counter(e.get("PartName", "").lower() for e in types.iterfind("{*}Override"))
    lacking = [n for n in found if f"/{n.lower()}" not in named and n.rpartition(".")[2].lower() not in endings]
    return [f"no type: {n}" for n in lacking if n != "[Content_Types].xml"] + [
        f"type twice: {n}" for n, count in named.items() if count > 1
    ] + [f"type of nothing: {n}" for n in named if n.lstrip("/") not in {p.lower() for p in found}]


def _relations(found: Parts, xml: dict[str, ElementTree.Element]) -> list[str]:
    told = []
    for name, root in xml.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        told += [f"{name}: id twice" for n in Counter(r.get("Id") for r in root).values() if n > 1]
        for r in root:
            target = r.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if r.get("TargetMode") != "External" and whole not in found:
                told.append(f"{name}: leads nowhere: {target}")
    return told


def _book(root: ElementTree.Element) -> list[str]:
    sheets = list(root.iterfind("{*}sheets/{*}sheet"))
    said = [Counter(s.get(a) for s in sheets) for a in ("name", "sheetId")]
    return [f"twice: {k}" for c in said for k, n in c.items() if n > 1]


def _sheet(root: ElementTree.Element, styles: int) -> list[str]:
    told, before = [], (0, 0)
    order = [_TOP.index(n) for c in root if (n := c.tag.rpartition("}")[2]) in _TOP]
    if order != sorted(order):
        told.append("elements out of order")
    for cell in root.iterfind("{*}sheetData/{*}row/{*}c"):
        if (place := cell.get("r")) is not None:
            at = cell_at(place)
            told += [f"cell out of order: {place}"] if at <= before else []
            before = at
        told += [f"no style: {cell.get('s')}"] if int(cell.get("s", 0)) >= styles else []
    return told


def _counts(styles: ElementTree.Element) -> list[str]:
    wrong = []
    for name in ("fonts", "fills", "borders", "cellXfs"):
        section = styles.find(f"{{*}}{name}")
        if section is not None and section.get("count") not in {None, str(len(section))}:
            wrong.append(f"count of {name}")
    for xf in styles.iterfind("{*}cellXfs/{*}xf"):
        for kind, name in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            section = styles.find(f"{{*}}{name}")
            if section is not None and int(xf.get(kind, 0)) >= len(section):
                wrong.append(f"no {kind} {xf.get(kind)}")
    return wrong
