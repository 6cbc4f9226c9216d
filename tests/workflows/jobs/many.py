"""A procedure whose table takes very many rows of eight columns, workbooks for it, and an office that offers it."""

from __future__ import annotations

import io
import json
from datetime import date
from random import Random
from typing import Any

from openpyxl import Workbook

from forms import ListOptions, Option, Text, load_form, load_list
from forms.definition import Form
from forms.fields import OptionSource
from forms.fields.uscc import check_character
from tests.workflows.bureau import HERE, MONDAY, THERE, Bureau, bureau
from workflows.cases.start import start
from workflows.office import Office
from workflows.publishing import publish

KINDS = ("企业", "个体", "合作社", "其他")
FORM: dict[str, Any] = {
    "format": 1, "kind": "form", "id": "many_rows", "title": {"zh": "大表", "en": "Large table"},
    "pages": [{"id": "p", "title": {"zh": "明细", "en": "Rows"}, "fields": [
        {"key": "辖区", "type": "district", "title": {"zh": "辖区", "en": "Area"}, "required": True},
        {"key": "说明", "type": "text", "title": {"zh": "说明", "en": "Note"}},
        {"key": "户", "type": "table", "title": {"zh": "明细", "en": "Rows"}, "max_rows": 200_000, "row_title": "户名",
         "fields": [
            {"key": "户名", "type": "text", "title": {"zh": "户名", "en": "Name"}, "required": True},
            {"key": "代码", "type": "uscc", "title": {"zh": "信用代码", "en": "Code"}, "required": True,
             "unique": [{"within": "table"}]},
            {"key": "类别", "type": "choice", "title": {"zh": "类别", "en": "Kind"}, "options": "kinds"},
            {"key": "人数", "type": "integer", "title": {"zh": "从业人数", "en": "Staff"}, "min": 0, "max": 100_000},
            {"key": "成立", "type": "date", "title": {"zh": "成立日期", "en": "Founded"}},
            {"key": "电话", "type": "phone", "title": {"zh": "电话", "en": "Phone"}},
            {"key": "所在", "type": "district", "title": {"zh": "所在区县", "en": "District"}},
            {"key": "地址", "type": "text", "title": {"zh": "地址", "en": "Address"}, "max_length": 100}]}]}],
}  # fmt: skip
LIST = {"format": 1, "kind": "list", "id": "kinds", "title": "类别", "items": [{"key": k} for k in KINDS]}
PROCEDURE: dict[str, Any] = {
    "format": 1, "kind": "procedure", "id": "many", "title": {"zh": "大表报送", "en": "Many rows"},
    "valid": {"from": "2024-01-01", "until": "2030-12-31"},
    "roles": {"clerk": {"zh": "经办人", "en": "Clerk", "where": "district(辖区)"},
              "desk": {"zh": "市局经办", "en": "Desk", "where": "city"}},
    "start": {"by": ["clerk"], "on_behalf": ["desk"]},
    "case": {"subject": "辖区", "title": "辖区.名称 + \"大表\"", "title_en": "辖区.name",
             "number": {"pattern": "大{year}-{district}-{seq:3}", "series": ["year", "district"]},
             "columns": {"户数": {"title": "户数", "value": "count(户)"}}},
    "forms": {"main": {"form": "many_rows", "groups": {"表": ["辖区", "说明", "户"]}}},
    "stages": [{"id": "fill", "zh": "填报"}, {"id": "done", "zh": "结束"}],
    "initial": "draft",
    "states": {
        "draft": {"zh": "草稿", "en": "Draft", "stage": "fill", "holder": "clerk",
                  "rights": {"表": {"write": ["clerk", "desk"]}}},
        "done": {"zh": "办结", "en": "Done", "stage": "done", "end": "done", "rights": {"*": {"read": ["clerk"]}}}},
    "transitions": {
        "submit": {"zh": "报送", "en": "Hand in", "from": ["draft"], "to": "done", "by": ["clerk", "desk"],
                   "do": [{"effect": "number"}], "basis": "own"}},
}  # fmt: skip
TITLES = ["户名", "信用代码", "类别", "从业人数", "成立日期", "电话", "所在区县", "地址"]


def form() -> Form:
    return load_form(json.dumps(FORM, ensure_ascii=False))


def options() -> OptionSource:
    districts = {HERE: Option(HERE, Text(zh="渝中区")), THERE: Option(THERE, Text(zh="沙坪坝区"))}
    return ListOptions({"kinds": load_list(json.dumps(LIST, ensure_ascii=False))}, districts, date(2026, 3, 2))


def code(number: int) -> str:
    body = f"91500000MA{number:07d}"
    return body + check_character(body)


def line(number: int, dice: Random) -> list[Any]:
    """A row as somebody would have typed it."""
    return [
        f"重庆第{number}号科技有限公司", code(number), dice.choice(KINDS), dice.randrange(1, 500),
        date(2000 + number % 26, number % 12 + 1, number % 28 + 1), f"138{dice.randrange(10**8):08d}",
        dice.choice(("渝中区", "沙坪坝区")), f"人民路{number % 900}号{number % 17}楼",
    ]  # fmt: skip


def workbook(rows: int | list[list[Any]], titles: list[str] = TITLES) -> bytes:
    """A workbook that somebody made: a heading and rows, so many or just these."""
    dice, book = Random(1), Workbook(write_only=True)
    sheet = book.create_sheet("明细")
    sheet.append(titles)
    for each in rows if isinstance(rows, list) else (line(n, dice) for n in range(rows)):
        sheet.append(each)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def offered(office: Office) -> Bureau:
    """A bureau that offers the procedure too."""
    desk = bureau(office)
    texts = {"procedure": PROCEDURE, "form/many_rows": FORM, "list/kinds": LIST}
    published = publish(office, {k: json.dumps(v, ensure_ascii=False) for k, v in texts.items()}, "", None, MONDAY)
    assert published, [f.say() for f in published.findings]
    return desk


def begun(desk: Bureau, who: str = "clerk") -> int:
    """A draft of it."""
    case = start(desk.office, desk.actor(who), "many", subject=HERE, key="k", now=desk.now)
    assert isinstance(case, int), case
    return case
