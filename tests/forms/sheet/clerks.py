"""Workbooks as clerks keep them: pictures, charts, controls, notes, conversations, prefixes and odd structure."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from PIL import Image as Picture

from forms.sheet import template
from tests.forms.sheet.books import Parts, packed, parts
from tests.forms.shipped import form, options, sample

OUTER, INNER = "区域", "经营主体"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def own(name: str = "with_errors") -> bytes:
    return template(form(), options(), "3", "zh", sample(name))


def decorated() -> bytes:
    """Ours, after a clerk put in a picture, a chart, a coloured rule, notes, merged cells and a colour of their own."""
    book = load_workbook(io.BytesIO(own()))
    sheet = book[OUTER]
    drawn = io.BytesIO()
    Picture.new("RGB", (8, 8), "red").save(drawn, "PNG")
    sheet.add_image(Image(drawn), "J20")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=5, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "J2")
    sheet.conditional_formatting.add("E2:E9", CellIsRule("greaterThan", ["100"], font=Font(bold=True)))
    sheet["E2"].comment = Comment("王科：数字是周报里的", "王科")
    sheet["B3"].comment = Comment("待核", "王科")
    sheet["D2"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["E2"].fill = PatternFill("solid", fgColor="00FF00")
    sheet.merge_cells("B30:D31")
    book[INNER].auto_filter.ref = "A1:C20"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def part_of(found: Parts, sheet: str) -> str:
    """The part of a sheet."""
    book = ElementTree.fromstring(found["xl/workbook.xml"])
    identity = next(s.get(f"{{{REL}}}id") for s in book.iter(f"{{{SHEET}}}sheet") if s.get("name") == sheet)
    rels = ElementTree.fromstring(found["xl/_rels/workbook.xml.rels"])
    target = next(r.get("Target", "") for r in rels if r.get("Id") == identity)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def with_control(data: bytes) -> bytes:
    """A form control (a tick box) and the choice between versions that Excel writes around it."""
    found = parts(data)
    name = part_of(found, INNER)
    text = found[name].decode()
    control = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x14"><controls><control shapeId="3073" r:id="rIdC" name="勾"/></controls></mc:Choice>'
        "</mc:AlternateContent>"
    )
    text = re.sub(r"(<worksheet[^>]*)>", rf'\1 xmlns:r="{REL}">', text, count=1)
    found[name] = text.replace("</worksheet>", f"{control}</worksheet>").encode()
    found["xl/ctrlProps/ctrlProp1.xml"] = (
        b'<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="CheckBox"/>'
    )
    rels = f"xl/worksheets/_rels/{name.rpartition('/')[2]}.rels"
    old = found.get(rels, b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>')
    new = f'<Relationship Id="rIdC" Type="{REL}/ctrlProp" Target="../ctrlProps/ctrlProp1.xml"/>'.encode()
    found[rels] = old.replace(b"/>", b">" + new + b"</Relationships>") if old.endswith(b"/>") and b"<Relationship " \
        not in old else old.replace(b"</Relationships>", new + b"</Relationships>")
    kind = (
        b'<Override PartName="/xl/ctrlProps/ctrlProp1.xml" '
        b'ContentType="application/vnd.ms-excel.controlproperties+xml"/>'
    )
    found["[Content_Types].xml"] = found["[Content_Types].xml"].replace(b"</Types>", kind + b"</Types>")
    return packed(found)


def prefixed(data: bytes) -> bytes:
    """Every element of sheets and styles behind a prefix, as some programs write."""
    found = parts(data)
    for name, body in found.items():
        if name.startswith("xl/worksheets/sheet") or name in {"xl/styles.xml", "xl/workbook.xml"}:
            text = re.sub(r"<(/?)([A-Za-z])(?=[A-Za-z0-9]*[\s/>])", r"<\1x:\2", body.decode())
            found[name] = text.replace(f'xmlns="{SHEET}"', f'xmlns:x="{SHEET}"').encode()
    return packed(found)


def unnumbered(data: bytes) -> bytes:
    """Rows and cells that don't say where they stand, with blank ones between kept as empty cells."""
    found = parts(data)
    name = part_of(found, OUTER)
    found[name] = re.sub(rb'<row r="\d+"', b"<row", found[name])
    return packed(found)


def utf16(data: bytes) -> bytes:
    """The list of types in another encoding."""
    found = parts(data)
    text = re.sub(r"\A<\?xml.*?\?>", "", found["[Content_Types].xml"].decode())
    found["[Content_Types].xml"] = ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")
    return packed(found)
