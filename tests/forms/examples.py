"""A form with everything in it, the options it needs, and values for it."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from forms import CodeList, Form, ListOptions, Option, Text, load_form, load_list, new_id, registry, with_ids
from forms.feel import Services

FORM: dict[str, Any] = {
    "format": 1,
    "kind": "form",
    "id": "everything",
    "title": {"zh": "样表", "en": "Example"},
    "sources": {"S1": {"title": "关于样表的意见", "number": "样发〔2024〕1号"}},
    "pages": [
        {
            "id": "head",
            "title": "基本信息",
            "fields": [
                {"key": "辖区", "type": "district", "title": {"zh": "辖区", "en": "District"}, "required": True},
                {"key": "电话", "type": "phone", "title": "电话", "basis": "S1 一"},
                {"key": "开始", "type": "date", "title": "开始日期"},
                {"key": "公开", "type": "choice", "title": "是否公开", "options": "yes_no"},
                {"key": "缘由", "type": "long_text", "title": "不公开的缘由", "required": True,
                 "visible_when": '公开 = "否"'},
                {"key": "附图", "type": "attachment", "title": "附图", "max_mb": 1, "max_files": 2},
                {"key": "总数", "type": "computed", "of": "integer", "title": "总数", "value": "sum(片.实数)"},
            ],
        },
        {
            "id": "areas",
            "title": "分片",
            "fields": [
                {
                    "key": "片",
                    "type": "table",
                    "title": {"zh": "片区", "en": "Area"},
                    "required": True,
                    "row_title": "片名",
                    "fields": [
                        {"key": "片名", "type": "text", "title": {"zh": "名称", "en": "Name"}, "required": True,
                         "unique": [{"within": "table"}]},
                        {"key": "报数", "type": "integer", "title": {"zh": "填报户数", "en": "Stated"}, "min": 1},
                        {"key": "实数", "type": "computed", "of": "integer", "title": "明细户数", "value": "count(户)"},
                        {"key": "说明", "type": "text", "title": "说明", "required_when": "报数 > 100"},
                        {
                            "key": "户",
                            "type": "table",
                            "title": {"zh": "明细", "en": "Entry"},
                            "fields": [
                                {"key": "户名", "type": "text", "title": {"zh": "户名", "en": "Name"},
                                 "required": True},
                                {"key": "代码", "type": "uscc", "title": {"zh": "信用代码", "en": "Code"},
                                 "unique": [{"within": "table"}, {"within": "form", "level": "question"}]},
                            ],
                        },
                    ],
                }
            ],
        },
    ],
    "rules": [
        {
            "id": "numbers_agree",
            "each": "片",
            "at": "报数",
            "holds": "报数 = 实数",
            "message": {
                "zh": "填 {报数} 户，明细 {实数} 户，相差 {abs(报数 - 实数)} 户",
                "en": "{报数} stated, {实数} listed",
            },
            "todo": "按明细改为 {实数}",
            "basis": "own",
        },
        {
            "id": "elsewhere",
            "level": "question",
            "each": "片.户",
            "at": "代码",
            "holds": "代码 = null or count(declared elsewhere(代码)) = 0",
            "message": "{辖区.名称}以外也有",
        },
        {"id": "few", "level": "warning", "at": "片", "holds": "count(片) <= 2", "message": "有 {count(片)} 个片区"},
    ],
}  # fmt: skip


def form(**changes: Any) -> Form:
    return load_form({**FORM, **changes})


def code_list(name: str, *keys: str) -> CodeList:
    items = [{"key": k} for k in keys]
    return load_list({"format": 1, "kind": "list", "id": name, "title": name, "items": items})


TRADES = load_list({
    "format": 1, "kind": "list", "id": "trades", "title": "行业",
    "items": [
        {"key": "A", "title": {"zh": "农业", "en": "Farming"}},
        {"key": "A1", "title": {"zh": "种植业", "en": "Growing"}, "parent": "A"},
        {"key": "C", "title": {"zh": "制造业", "en": "Making"}},
        {"key": "C1", "title": {"zh": "汽车制造业", "en": "Cars"}, "parent": "C"},
    ],
})  # fmt: skip
LISTS = {"yes_no": code_list("yes_no", "是", "否"), "trades": TRADES}
DISTRICTS = {
    "500103": Option("500103", Text(zh="渝中区", en="Yuzhong"), "渝中"),
    "500112": Option("500112", Text(zh="渝北区", en="Yubei"), "渝北"),
}
ORGANISATIONS = {
    str(n): Option(str(n), Text(zh=zh, en=en), data={"active": True, "kind": kind, "district": district})
    for n, zh, en, kind, district in (
        (1, "市改革办", "City Bureau", "city", "500000"),
        (2, "渝北区商务委", "Yubei Commerce", "district", "500112"),
        (3, "渝中区发改委", "Yuzhong Reform", "district", "500103"),
    )
}
PEOPLE = {
    str(n): Option(str(n), Text(zh=name), data={
        "active": True, "kind": "city", "district": "500000", "organisation": 1, "name": Text(zh=name),
        "roles": frozenset({"clerk"}),
    })
    for n, name in ((7, "李红"), (8, "王强"), (9, "周敏"))
}  # fmt: skip


def looked_up(source: str, text: str) -> list[Option]:
    """Entries K001, K002 … of any source, called after their numbers."""
    number = text.removeprefix("K") if text.startswith("K") else text.rpartition(" ")[2]
    title = text.rpartition(" ")[0] or "这一栏"
    known = number.isascii() and number.isdigit() and len(number) < 5
    return [Option(f"K{int(number):03}", Text(zh=f"{title} {int(number)}"), data={"id": int(number)})] if known else []


OPTIONS = ListOptions(
    LISTS, DISTRICTS, date(2026, 3, 2), organisations=ORGANISATIONS, people=PEOPLE, lookup=looked_up
)

SILENT = Services(declared_elsewhere=lambda value: [])
"""Services of an office where nobody else declared anything."""


def code(number: int) -> str:
    """A right code."""
    return str(registry["uscc"].model_validate({"key": "c", "title": "c"}).sample(OPTIONS, number))


def entries(*numbers: int) -> list[dict[str, Any]]:
    return [{"_id": f"e{n}", "户名": f"第{n}户", "代码": code(n)} for n in numbers]


def values(*areas: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Values without a fault, unless the arguments bring one in."""
    given = areas or ({"_id": "a1", "片名": "东片", "报数": 2, "户": entries(1, 2)},)
    return with_ids(form(), {"辖区": "500112", "片": [dict(a) for a in given], **fields})


def rows_strategy() -> st.SearchStrategy[list[dict[str, Any]]]:
    """Tables of areas with entries, each row with an identity of its own."""
    entry = st.builds(lambda name: {"_id": new_id(), "户名": name}, st.text("甲乙丙", min_size=1, max_size=2))
    area = st.builds(
        lambda name, inner: {"_id": new_id(), "片名": name, **({"户": inner} if inner else {})},
        st.text("东西南北", min_size=1, max_size=2),
        st.lists(entry, max_size=3),
    )
    return st.lists(area, max_size=3)
