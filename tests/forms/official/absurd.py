"""Files that nobody should upload, and that somebody will."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.datavalidation import DataValidation

from tests.forms.official.drawing import C, Table, Text, docx, title, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOX = Border(*(Side(style="thin"),) * 4)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def cases() -> Iterator[tuple[str, bytes]]:
    """Every file with its name."""
    for make in (raw, words, books, shapes):
        yield from make()


def raw() -> Iterator[tuple[str, bytes]]:
    good = docx([title("表"), Table([["姓名", ""]], 2)])
    yield from {
        "empty.docx": b"",
        "spaces.xlsx": b"   \n\t",
        "zeros.docx": b"\0" * 5000,
        "old.doc": OLE + _utf16("WordDocument"),
        "old.xls": OLE + _utf16("Workbook"),
        "locked.docx": OLE + b"\0" * 500 + _utf16("EncryptedPackage"),
        "text.docx": "姓名：\n电话：\n".encode(),
        "gbk.xlsx": "姓名,电话\n".encode("gb18030"),
        "csv.xlsx": b"a,b\n1,2\n",
        "web.docx": b"<html><table><tr><td>x</td></tr></table></html>",
        "page.pdf.docx": b"%PDF-1.7\n%x",
        "photo.docx": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
        "program.xlsx": b"MZ" + b"\0" * 64,
        "rtf.docx": b"{\\rtf1 x}",
        "json.docx": b'{"kind": "form"}',
        "half.docx": good[: len(good) // 2],
        "tail.docx": good + b"garbage" * 99,
        "cut.docx": good[:40],
        "archive.docx": _zip({"a.txt": b"x"}),
        "no_document.docx": _zip({"[Content_Types].xml": b"<a/>"}),
        "slides.docx": _zip({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}),
        "odt.docx": _zip({"mimetype": b"x", "content.xml": b"<a/>"}),
        "broken_xml.docx": _word("<w:p><w:r>"),
        "other_root.docx": _docx_of("<a/>"),
        "no_body.docx": _docx_of(f"<w:document {W}/>"),
        "doctype.docx": _docx_of(f'<!DOCTYPE d [<!ENTITY a "b">]><w:document {W}><w:body/></w:document>'),
        "macros.docx": _with(good, {"word/vbaProject.bin": b"x"}),
        "macros.xlsx": _with(_small(), {"xl/vbaProject.bin": b"x"}),
        "object.docx": _with(good, {"word/embeddings/a.bin": b"x"}),
        "path.docx": _with(good, {"../../etc/passwd": b"x"}),
        "bomb.docx": _with(good, {"word/x.xml": b" " * 40_000_000}),
        "twice.docx": _twice(good),
        "large.docx": _with(good, {"word/media/a.bin": _noise(6_000_000)}),
        "huge_text.docx": _word(f"<w:p><w:r><w:t>{'很长' * 900_000}</w:t></w:r></w:p>"),
        "deep_xml.docx": _word("<w:ins>" * 400 + "</w:ins>" * 400),
    }.items()


def words() -> Iterator[tuple[str, bytes]]:
    yield "blank.docx", docx([])
    yield "one_letter.docx", docx([Text("x")])
    yield "only_prose.docx", docx([Text("本办法自发布之日起施行。" * 9)])
    yield "only_title.docx", docx([title("申请表")])
    yield "one_cell.docx", docx([Table([[""]], 1)])
    yield "one_label.docx", docx([Table([["姓名"]], 1)])
    yield "nested_six.docx", _nested(6)
    yield "nested_twelve.docx", _nested(12)
    yield "merged_everything.docx", docx([Table([[C("全部合并", 6, 1)], [C("", 6, 5)], [], [], [], []], 6)])
    yield (
        "five_tables.docx",
        docx([b for n in range(5) for b in (Text(f"表{n}"), Table([["姓名", ""], ["电话", ""]], 2))]),
    )
    yield "repeated_heads.docx", _pages()
    yield "tracked.docx", _word(_TRACKED)
    yield "text_box.docx", _word(_TEXT_BOX)
    yield "controls.docx", _word(_CONTROLS)
    yield "right_to_left.docx", _word(_TABLE.replace("<w:tblPr/>", "<w:tblPr><w:bidiVisual/></w:tblPr>"))
    yield "ragged.docx", _word(_RAGGED)
    yield "no_cells.docx", _word("<w:tbl><w:tr/></w:tbl><w:tbl/>")
    yield "wild_spans.docx", _word(_TABLE.replace("<w:tcPr/>", '<w:tcPr><w:gridSpan w:val="99999"/></w:tcPr>'))
    yield "odd_spans.docx", _word(_TABLE.replace("<w:tcPr/>", '<w:tcPr><w:gridSpan w:val="x"/><w:vMerge/></w:tcPr>'))
    yield "symbols.docx", docx([title("□○◯☐表"), Table([["□□□", "□"], ["____", "（  ）"], ["：：", "：" * 30]], 2)])
    yield (
        "signs.docx",
        docx([Table([["\u200b姓名\u202e", ""], ["<b>x</b>", ""], ["{{ a }}", ""], ["=1+1", ""], ["'; --", ""]], 2)]),
    )
    yield "long_labels.docx", docx([Table([["很长的标签" * 40, ""], ["a" * 300, ""], ["联系电话" * 20, ""]], 2)])
    yield "reserved.docx", docx([Table([["null", ""], ["if", ""], ["1", ""], ["2a", ""], ["item", ""], ["_", ""]], 2)])
    yield "same_names.docx", docx([Table([["电话", ""]] * 60, 2)])
    yield "many_boxes.docx", docx([Table([["选", "□" + "□".join(str(n) for n in range(300))]], 2)])
    yield "same_boxes.docx", docx([Table([["选", "□是 □是 □是 □"], ["x", '□"引号" □其他"____']], 2)])
    yield "thousand_fields.docx", docx([Text(f"第{n}项：____") for n in range(1000)])


def books() -> Iterator[tuple[str, bytes]]:
    yield "blank.xlsx", _book(lambda ws: None)
    yield "one_cell.xlsx", _book(lambda ws: ws.append(["姓名"]))
    yield "wide.xlsx", _book(lambda ws: ws.append([f"列{n}" for n in range(5000)]))
    yield "far.xlsx", _book(lambda ws: ws.cell(1_000_000, 3, "x"))
    yield "far_right.xlsx", _book(lambda ws: ws.cell(2, 16_000, "x"))
    yield "far_border.xlsx", _book(lambda ws: setattr(ws.cell(60_000, 3), "border", BOX))
    yield "merged_sheet.xlsx", _merged("A1:XFD1048576")
    yield "merged_rows.xlsx", _merged("A1:A90000")
    yield "merged_odd.xlsx", _merged("B1")
    yield "formulas.xlsx", _book(lambda ws: [ws.append(["合计", "=SUM(A1:A9)"]) for _ in range(9)])
    yield "hidden.xlsx", _hidden()
    yield "only_hidden.xlsx", _book(lambda ws: ws.append(["姓名", None, "电话"]), state="hidden")
    yield "hidden_rows.xlsx", _book(_hide_rows)
    yield "data.xlsx", _book(lambda ws: [ws.append([f"企业{n}", n, n * 2]) for n in range(4000)])
    yield "filled_in.xlsx", xlsx([title("表"), Table([["姓名", "张三"], ["电话", "13800000000"]], 2)])
    yield "drop_down.xlsx", _book(_drop_down)
    yield "errors.xlsx", _book(lambda ws: ws.append(["#REF!", "#N/A", "=1/0"]))
    yield "long_text.xlsx", _book(lambda ws: ws.append(["说明" * 9000, ""]))
    yield (
        "no_borders.xlsx",
        xlsx([title("表"), Table([["姓名", "", "电话", ""], ["住址", C("", 3)]], 4)], borders=False),
    )
    yield "numbers.xlsx", _book(lambda ws: [ws.append([1.5, True, 2.0, "x"]) for _ in range(3)])
    yield "chart_only.xlsx", _with(_small(), {"xl/drawings/drawing1.xml": b"<a/>"})
    yield "many_sheets.xlsx", _sheets(60)


def shapes() -> Iterator[tuple[str, bytes]]:
    yield "head_only.docx", docx([Table([["序号", "名称", "数量"]], 3)])
    yield "head_and_total.docx", docx([Table([["序号", "名称", "数量"], ["合计", "", ""]], 3)])
    yield "all_filled.docx", docx([Table([["序号", "名称"], ["1", "甲"], ["2", "乙"]], 2)])
    yield (
        "tall_head.docx",
        docx([
            Table([[C("一", 2), C("二", 2)], ["甲", "乙", "丙", "丁"], ["子", "丑", "寅", "卯"], [""] * 4, [""] * 4], 4)
        ]),
    )
    yield "staircase.docx", docx([Table([[C("甲", 1, 3), "乙", "丙"], [C("丁", 1, 2), ""], [""], ["", "", ""]], 3)])
    yield "all_opinions.docx", docx([Table([[f"部门{n}意见", "（盖章）  年  月  日"] for n in range(9)], 2)])
    yield "only_seals.docx", docx([Text("单位（公章）："), Text("负责人（签字）：")])


_TRACKED = (
    "<w:p><w:r><w:t>姓名：</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    "<w:ins><w:r><w:t>____</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom></w:p>"
)
_TEXT_BOX = (
    "<w:p><w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent><w:p><w:r>"
    "<w:t>联系电话：____</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>"
)
_CONTROLS = (
    "<w:p><w:r><w:t>性质：</w:t></w:r><w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText='国有' w:value='1'/>"
    "<w:listItem w:displayText='民营' w:value='2'/></w:dropDownList></w:sdtPr><w:sdtContent/></w:sdt></w:p>"
    "<w:sdt><w:sdtContent><w:p><w:r><w:t>日期：</w:t></w:r><w:sdt><w:sdtPr><w:date/></w:sdtPr></w:sdt></w:p>"
    "</w:sdtContent></w:sdt>"
)
_TABLE = (
    "<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>姓名</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>电话</w:t></w:r></w:p></w:tc><w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:tbl>"
)
_RAGGED = (
    "<w:tbl>"
    + "".join(
        "<w:tr>" + "<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc>" * n + "</w:tr>"
        for n in (1, 3, 2, 5)
    )
    + "</w:tbl>"
)


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def _with(data: bytes, more: dict[str, bytes]) -> bytes:
    return _zip({**_parts(data), **more})


def _twice(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("WORD/document.xml", b"<a/>")
    return out.getvalue()


def _docx_of(document: str) -> bytes:
    parts = _parts(docx([]))
    return _zip({**parts, "word/document.xml": document.encode()})


def _word(body: str) -> bytes:
    return _docx_of(f"<w:document {W}><w:body>{body}</w:body></w:document>")


def _noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)


def _nested(depth: int) -> bytes:
    made = Document()
    cell = made.add_table(1, 2).rows[0].cells
    for n in range(depth):
        cell[0].text = f"第{n}层"
        cell = cell[1].add_table(1, 2).rows[0].cells
    cell[0].text = "最里"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _pages() -> bytes:
    """A table that goes on over three pages, with its head copied by hand."""
    head = ["序号", "企业名称", "联系电话"]
    rows = [[str(n), "", ""] for n in range(1, 4)]
    return docx([title("名单"), *(b for _ in range(3) for b in (Table([head, *rows], 3), Text("")))])


def _book(fill: Callable[[object], object], state: str = "visible") -> bytes:
    book = Workbook()
    fill(book.active)
    if state != "visible":
        book.create_sheet("空")
        book.active.sheet_state = state
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _small() -> bytes:
    return _book(lambda ws: ws.append(["姓名", None, "电话"]))  # type: ignore[attr-defined]


def _merged(area: str) -> bytes:
    """Written by hand: openpyxl would go through every cell of the area."""
    parts = _parts(_small())
    name = "xl/worksheets/sheet1.xml"
    merged = f'</sheetData><mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'.encode()
    return _zip({**parts, name: parts[name].replace(b"</sheetData>", merged)})


def _hidden() -> bytes:
    book = Workbook()
    book.active.append(["姓名", None, "电话"])
    book.create_sheet("藏").append(["密码", None, "口令"])
    book["藏"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _hide_rows(ws) -> None:  # noqa: ANN001
    for n in range(6):
        ws.append([f"标签{n}", None, f"名称{n}"])
    ws.row_dimensions[2].hidden = True
    ws.column_dimensions["C"].hidden = True


def _drop_down(ws) -> None:  # noqa: ANN001
    ws.append(["企业性质", None, "联系人"])
    rule = DataValidation(type="list", formula1='"国有,民营,外资"')
    ws.add_data_validation(rule)
    rule.add("B1")


def _sheets(count: int) -> bytes:
    book = Workbook()
    for n in range(count):
        book.create_sheet(f"表{n}").append(["姓名", None, "电话"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
