"""Awkward files, each with what must come of it; built when asked for. Hostile ones are in `hostile.py`."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import xlwt
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from forms import Form, load_form
from tests.forms.sheet.books import book, packed, parts
from tests.forms.sheet.raw import cell, row, sheet, workbook

FORM: Form = load_form({
    "format": 1,
    "kind": "form",
    "id": "awkward",
    "title": "企业情况表",
    "pages": [
        {
            "id": "one",
            "title": "一",
            "fields": [
                {"key": "单位", "type": "text", "title": "填报单位"},
                {
                    "key": "企业",
                    "type": "table",
                    "title": "企业",
                    "fields": [
                        {"key": "名称", "type": "text", "title": "企业名称"},
                        {"key": "代码", "type": "text", "title": "信用代码"},
                        {"key": "数量", "type": "integer", "title": "职工数量（人）"},
                        {"key": "日期", "type": "date", "title": "成立日期"},
                        {"key": "备注", "type": "text", "title": "备注"},
                    ],
                },
            ],
        }
    ],
})
TITLES = ["序号", "企业名称", "信用代码", "职工数量", "成立日期", "备注"]
DAY = dt.date(2026, 3, 2)
ONE = {"名称": "甲公司", "代码": "00123", "数量": 5, "日期": "2026-03-02"}


@dataclass(frozen=True)
class Case:
    """A file, its name, and what comes of it: rows of the table, fields, problems by cell, notes, or nothing."""

    data: Callable[[], bytes]
    rows: list[dict[str, Any]] | None = None
    problems: dict[str, str] = field(default_factory=dict)
    notes: set[str] = field(default_factory=set)
    fields: dict[str, Any] = field(default_factory=dict)
    name: str = "报表.xlsx"


def plain(*rows: list[Any], head: list[Any] | None = None) -> Callable[[], bytes]:
    return lambda: book({"企业": [head or TITLES, *rows]})


def raw(*rows: str, **more: Any) -> Callable[[], bytes]:
    return lambda: workbook({"企业": sheet(row(1, *TITLES), *rows, **more)})


def one(**more: Any) -> Callable[[], bytes]:
    """One enterprise, in a workbook that is made in another way."""
    return lambda: workbook({"企业": sheet(row(1, *TITLES), row(2, 1, "甲公司"))}, **more)


def old(write: Callable[[Any, Any], None], **facts: Any) -> Callable[[], bytes]:
    def made() -> bytes:
        file = xlwt.Workbook(encoding="utf-8")
        for key, value in facts.items():
            setattr(file, key, value)
        page = file.add_sheet("企业")
        for n, title in enumerate(TITLES):
            page.write(0, n, title)
        write(file, page)
        out = io.BytesIO()
        file.save(out)
        return out.getvalue()

    return made


def old_row(_: Any, page: Any) -> None:
    for n, value in enumerate([1, "甲公司", "00123", 5]):
        page.write(1, n, value)
    page.write(1, 4, DAY, xlwt.easyxf(num_format_str="yyyy-mm-dd"))


def old_odd(_: Any, page: Any) -> None:
    page.write(1, 1, "甲公司")
    page.write(1, 2, 0.125, xlwt.easyxf(num_format_str="0.0%"))
    page.write(1, 3, xlwt.Formula("2+3"))
    page.write(2, 1, "乙公司")
    page.row(2).hidden = True
    page.row(2).height_mismatch = True
    page.col(2).hidden = True


def mac() -> bytes:
    file = Workbook()
    file.epoch = CALENDAR_MAC_1904
    file.active.append(TITLES)
    file.active.append([1, "甲公司", "00123", 5, DAY])
    return saved(file)


def saved(file: Workbook) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def worked(change: Callable[[Any], None], rows: int = 2) -> Callable[[], bytes]:
    """A table after somebody worked on its sheet."""

    def made() -> bytes:
        file = Workbook()
        page = file.active
        page.title = "企业"
        page.append(TITLES)
        for n in range(rows):
            page.append([n + 1, f"{'甲乙丙丁'[n]}公司", None, n + 1])
        change(page)
        return saved(file)

    return made


def hide_row(page: Any) -> None:
    page.row_dimensions[3].hidden = True


def filter_row(page: Any) -> None:
    page.auto_filter.ref = "A1:F3"
    hide_row(page)


def hide_column(page: Any) -> None:
    page.column_dimensions["C"].hidden = True


def format_far(page: Any) -> None:
    for n in range(4, 3_000):
        page.cell(n, 2).number_format = "@"


def merge_data(page: Any) -> None:
    page["B3"] = None
    page.merge_cells("B2:B3")


def remark(page: Any) -> None:
    page["A5"] = "合　计："
    page["D5"] = "=SUM(D2:D3)"
    page["B7"] = "注：本表由企业填写"


def comment(page: Any) -> None:
    from openpyxl.comments import Comment

    page["B2"].comment = Comment("核对过", "张三")


def hide_sheet(page: Any) -> None:
    other = page.parent.create_sheet("草稿")
    other.append(TITLES)
    other.append([1, "不要", None, 3])
    other.sheet_state = "hidden"


def chart(page: Any) -> None:
    page.parent.create_chartsheet("图")


def empty_sheet(page: Any) -> None:
    page.parent.create_sheet("空")


def strict(data: bytes) -> bytes:
    """The same workbook in the words of the strict standard."""
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    words = (b"spreadsheetml/2006/main", b"spreadsheetml/main")
    links = (b"officeDocument/2006/relationships", b"officeDocument/relationships")

    def said(body: bytes) -> bytes:
        return body.replace(old + words[0], new + words[1]).replace(old + links[0], new + links[1])

    return packed({name: said(body) for name, body in parts(data).items()})


def commented(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = "年报".encode()
    return out.getvalue()


class Pipe(io.BytesIO):
    """Takes bytes and cannot go back."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def written_again(data: bytes, large: bool = False, pipe: bool = False) -> bytes:
    """The same parts with sizes in 64 bits, or behind each part as programs write them that cannot go back."""
    out = Pipe() if pipe else io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts(data).items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=large) as entry:
                entry.write(body)
    return out.getvalue()


def two_levels() -> bytes:
    file = Workbook()
    page = file.active
    page.title = "汇总"
    page.append(["企业情况表"])
    page.append(["序号", "基本信息", None, None, "成立\n日期", "备注"])
    page.append([None, "企业名称", "信用代码", "职工数量（人）"])
    page.append([1, "甲公司", "00123", 5, DAY])
    for area in ("A1:F1", "A2:A3", "B2:D2", "E2:E3", "F2:F3"):
        page.merge_cells(area)
    return saved(file)


def formula_book(*cells: str, **more: Any) -> Callable[[], bytes]:
    return raw(row(2, 1, "甲公司"), f'<row r="3">{cell("B3", "乙公司")}{"".join(cells)}</row>', **more)


def text(said: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    return lambda: said.encode(encoding)


LINES = "企业名称,信用代码,职工数量,成立日期\r\n甲公司,00123,5,2026-03-02\r\n"
AB = [{"名称": "甲公司", "数量": 1}, {"名称": "乙公司", "数量": 2}]
NAMES = [{"名称": "甲公司"}, {"名称": "乙公司"}]
RICH = (
    '<si><r><rPr><b/></rPr><t>甲</t></r><r><t>公司</t></r></si><si><t>乙公司</t><rPh sb="0" eb="1"><t>イ</t></rPh></si>'
)
WPS = {
    "docProps/app.xml": "<Properties><Application>WPS 表格</Application></Properties>",
    "docProps/custom.xml": '<Properties><property name="ICV"/></Properties>',
    "customXml/item1.xml": '<s:customData xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"/>',
    "xl/wpsData.xml": "<etData/>",
}

AWKWARD: dict[str, Case] = {
    # who wrote it
    "plain": Case(plain([1, "甲公司", "00123", 5, DAY]), [ONE]),
    "WPS with parts of its own": Case(one(parts=WPS), NAMES[:1]),
    "WPS with one sheet called sheet.xml": Case(one(target="worksheets/sheet.xml"), NAMES[:1]),
    "absolute names of parts": Case(one(target="/xl/worksheets/sheet{}.xml"), NAMES[:1]),
    "sheets in another folder": Case(one(target="tables/t{}.xml"), NAMES[:1]),
    "cells without places": Case(
        lambda: workbook({
            "企业": sheet(
                "<row>" + "".join(f'<c t="inlineStr"><is><t>{t}</t></is></c>' for t in TITLES) + "</row>",
                '<row><c><v>1</v></c><c t="inlineStr"><is><t>甲公司</t></is></c></row>',
            )
        }),
        NAMES[:1],
    ),
    "elements with a prefix": Case(
        lambda: workbook({
            "企业": sheet(row(1, *TITLES), row(2, 1, "甲公司"))
            .replace("<worksheet xmlns=", "<x:worksheet xmlns:x=")
            .replace("</worksheet>", "</x:worksheet>")
            .replace("<sheetData", "<x:sheetData")
            .replace("</sheetData", "</x:sheetData")
            .replace("<row", "<x:row")
            .replace("</row", "</x:row")
            .replace("<c ", "<x:c ")
            .replace("</c>", "</x:c>")
            .replace("<is>", "<x:is>")
            .replace("</is>", "</x:is>")
            .replace("<t ", "<x:t ")
            .replace("</t>", "</x:t>")
            .replace("<v>", "<x:v>")
            .replace("</v>", "</x:v>")
        }),
        NAMES[:1],
    ),
    "runs of text and readings": Case(
        lambda: workbook(
            {
                "企业": sheet(
                    row(1, *TITLES), *(f'<row r="{n}"><c r="B{n}" t="s"><v>{n - 2}</v></c></row>' for n in (2, 3))
                )
            },
            strings=RICH,
        ),
        NAMES,
    ),
    "no styles": Case(one(styles=None), NAMES[:1]),
    "comments in the XML": Case(raw("<!-- <c r='XFD1'> -->", row(2, 1, "甲公司")), NAMES[:1]),
    "single quotation marks": Case(
        raw("<row r='2'><c r='B2' t='inlineStr'><is><t>甲公司</t></is></c></row>"), NAMES[:1]
    ),
    "cells out of order": Case(
        raw(row(3, 2, "乙公司"), f'<row r="2">{cell("D2", 1)}{cell("B2", "甲公司")}</row>'), [AB[0], {"名称": "乙公司"}]
    ),
    "a dimension that lies": Case(raw(row(2, 1, "甲公司"), before='<dimension ref="A1:XFD1048576"/>'), NAMES[:1]),
    "old workbook": Case(old(old_row), [ONE], name="报表.xls"),
    "old workbook of WPS": Case(old(old_row), [ONE], name="报表.et"),
    "old workbook of a Mac": Case(old(old_row, dates_1904=True), [ONE], name="报表.xls"),
    "old workbook with a formula, a percentage and hidden parts": Case(
        old(old_odd),
        [{"名称": "甲公司", "代码": "12.5%"}, {"名称": "乙公司"}],
        {"D2": "sheet.formula"},
        {"sheet.hidden_rows", "sheet.hidden_columns"},
        name="报表.xls",
    ),
    "old workbook called xlsx": Case(old(old_row), [ONE], notes={"sheet.misnamed"}),
    "new workbook called xls": Case(plain([1, "甲公司"]), NAMES[:1], notes={"sheet.misnamed"}, name="报表.xls"),
    "the strict kind of 2013": Case(lambda: strict(one()()), NAMES[:1]),
    "an archive with a comment": Case(lambda: commented(one()()), NAMES[:1]),
    "an archive of large numbers": Case(lambda: written_again(one()(), large=True), NAMES[:1]),
    "an archive written to a pipe": Case(lambda: written_again(one()(), pipe=True), NAMES[:1]),
    "names in capitals": Case(
        lambda: packed({k.upper() if "xl/" in k else k: v for k, v in parts(one()()).items()}), NAMES[:1]
    ),
    "a sheet that is a chart": Case(worked(chart), AB),
    "a sheet with nothing on it": Case(worked(empty_sheet), AB),
    "dates as text of a standard": Case(
        raw(f'<row r="2">{cell("B2", "甲公司")}<c r="E2" t="d"><v>2026-03-02T00:00:00</v></c></row>'),
        [{"名称": "甲公司", "日期": "2026-03-02"}],
    ),
    "columns of any width": Case(
        raw(row(2, 1, "甲公司"), before='<cols><col min="1" max="16384" width="1e308"/><col width="-5"/></cols>'),
        NAMES[:1],
    ),
    # text tables
    "text in UTF-8": Case(text(LINES), [ONE], name="报表.csv"),
    "text with a byte order mark": Case(text(LINES, "utf-8-sig"), [ONE], name="报表.csv"),
    "text in GB 18030": Case(text(LINES, "gb18030"), [ONE], name="报表.csv"),
    "text in UTF-16": Case(text(LINES.replace(",", "\t"), "utf-16"), [ONE], name="报表.csv"),
    "text in UTF-16 without a mark": Case(text(LINES, "utf-16-le"), [ONE], name="报表.csv"),
    "semicolons": Case(text(LINES.replace(",", ";")), [ONE], name="报表.csv"),
    "tabs": Case(text(LINES.replace(",", "\t")), [ONE], name="报表.txt"),
    "a line that names the separator": Case(text("sep=;\r\n" + LINES.replace(",", ";")), [ONE], name="报表.csv"),
    "quotation marks and line breaks": Case(
        text('企业名称,信用代码,职工数量,成立日期\n"甲公司",00123,"5",2026-03-02\n"乙,""公""\n司",1,2,\n'),
        [ONE, {"名称": '乙,"公" 司', "代码": "1", "数量": 2}],
        name="报表.csv",
    ),
    "codes kept as text by a trick": Case(
        text('企业名称,信用代码\n甲公司,="00123"\n乙公司,"=""00456"""\n丙公司,\'00789\n'),
        [{"名称": n, "代码": c} for n, c in (("甲公司", "00123"), ("乙公司", "00456"), ("丙公司", "00789"))],
        name="报表.csv",
    ),
    "a formula in a text table": Case(
        text("企业名称,职工数量\n甲公司,=1+1\n"), NAMES[:1], {"B2": "sheet.formula"}, name="a.csv"
    ),
    "a code that was shortened": Case(
        text("企业名称,信用代码\n甲公司,9.15001E+17\n"), NAMES[:1], {"B2": "sheet.lost_digits"}, name="a.csv"
    ),
    "text called xls": Case(text(LINES, "gb18030"), [ONE], notes={"sheet.misnamed"}, name="报表.xls"),
    # what stands in the cells
    "dates since 1904": Case(mac, [ONE]),
    "numbers as text": Case(plain(["1", "甲公司", "00123", "5", "2026-03-02"]), [ONE]),
    "full width": Case(plain(["１", "甲公司", "00123", "５", "２０２６－０３－０２"]), [ONE]),
    "stray blanks": Case(plain([1, "\u3000甲公司\xa0", " 00123\u200b", " 5 ", "2026-03-02\n"]), [ONE]),
    "cells of nothing but blanks": Case(plain([1, "甲公司"], [None, "\u200b", "\xa0", "\ufeff", "　"]), NAMES[:1]),
    "a sum of binary fractions": Case(plain([1, "甲公司", 0.1 + 0.2]), [{"名称": "甲公司", "代码": "0.3"}]),
    "a phone number kept as a number": Case(
        plain([1, "甲公司", 13900000000]), [{"名称": "甲公司", "代码": "13900000000"}]
    ),
    "a small number": Case(plain([1, "甲公司", 1.5e-7]), [{"名称": "甲公司", "代码": "0.00000015"}]),
    "yes or no": Case(plain([1, "甲公司", True]), [{"名称": "甲公司", "代码": "TRUE"}]),
    "a date among texts": Case(plain([1, "甲公司", DAY]), [{"名称": "甲公司", "代码": "2026-03-02"}]),
    "a time among texts": Case(plain([1, "甲公司", dt.time(8, 30)]), [{"名称": "甲公司", "代码": "08:30:00"}]),
    "percentages": Case(
        raw(
            "".join((
                '<row r="2">',
                cell("B2", "甲公司"),
                cell("C2", 0.125, ' s="2"'),
                cell("F2", 12, ' s="3"'),
                "</row>",
            ))
        ),
        [{"名称": "甲公司", "代码": "12.5%", "备注": "12"}],
    ),
    "a code with lost digits": Case(
        plain([1, "甲公司", 915001126000000000]),
        [{"名称": "甲公司", "代码": "915001126000000000"}],
        {"C2": "sheet.lost_digits"},
    ),
    "a text longer than a cell holds": Case(
        raw(row(2, 1, "甲公司", "长" * 40_000)), NAMES[:1], {"C2": "sheet.long_text"}
    ),
    "errors": Case(
        raw(
            row(2, 1, "甲公司"),
            '<row r="3"><c r="B3" t="e"><v>#N/A</v></c><c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
        ),
        [NAMES[0], {}],
        {"B3": "sheet.error", "D3": "sheet.error"},
    ),
    # formulas
    "formulas among the values": Case(formula_book('<c r="D3"><f>1+1</f><v>2</v></c>'), NAMES, {"D3": "sheet.formula"}),
    "a formula that others share": Case(
        formula_book(
            '<c r="C3" t="str"><f t="shared" si="0" ref="C3:D3">B3</f><v>x</v></c>',
            '<c r="D3"><f t="shared" si="0"/><v>2</v></c>',
        ),
        NAMES,
        {"C3": "sheet.formula", "D3": "sheet.formula"},
    ),
    "a formula that fills an area": Case(
        formula_book('<c r="D3"><v>2</v></c><c r="F3"><f t="array" ref="D2:F3">1</f><v>3</v></c>'),
        NAMES,
        dict.fromkeys(("D2", "E2", "F2", "D3", "E3", "F3"), "sheet.formula"),
    ),
    "a formula outside of what is read": Case(formula_book('<c r="H3"><f>1+1</f><v>2</v></c>'), NAMES),
    "a row of nothing but formulas": Case(
        raw(row(2, 1, "甲公司"), '<row r="3"><c r="B3" t="str"><f>A1</f><v></v></c></row>'),
        [NAMES[0], {}],
        {"B3": "sheet.formula"},
    ),
    # how the sheet looks
    "headings over two rows": Case(two_levels, [ONE]),
    "merged data": Case(worked(merge_data), [AB[0], {"数量": 2}], {"B2": "sheet.merged"}),
    "formatted rows without end": Case(worked(format_far), AB),
    "the last cell formatted": Case(
        raw(row(2, 1, "甲公司"), '<row r="1048576"><c r="XFD1048576" s="1"/></row>'), NAMES[:1]
    ),
    "hidden row": Case(worked(hide_row), AB, notes={"sheet.hidden_rows"}),
    "filtered row": Case(worked(filter_row), AB, notes={"sheet.filtered"}),
    "hidden column": Case(worked(hide_column), AB, notes={"sheet.hidden_columns"}),
    "hidden sheet": Case(worked(hide_sheet), AB, notes={"sheet.hidden_sheets"}),
    "totals and remarks below": Case(worked(remark), AB, notes={"sheet.skipped"}),
    "comments": Case(worked(comment), AB),
    "headings with breaks and units": Case(
        plain(
            [1, "甲公司", "00123", 5, DAY],
            head=["序号", "企业\n名称", "信用 代码*", "职工数量(人)", "成立日期【必填】", "备注"],
        ),
        [ONE],
    ),
    "headings again on each page": Case(plain([1, "甲公司"], TITLES, [2, "乙公司"]), NAMES),
    "a title and a field above": Case(
        lambda: book({"表": [["企业情况表"], ["填报单位：某局"], TITLES, [1, "甲公司"]]}),
        NAMES[:1],
        fields={"单位": "某局"},
    ),
    "a web address": Case(
        raw(row(2, 1, "甲公司"), behind='<hyperlinks><hyperlink ref="B2" location="A1"/></hyperlinks>'), NAMES[:1]
    ),
}
