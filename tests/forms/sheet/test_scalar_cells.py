"""Numbers, days and ratings in a workbook: real numbers with a format on the way out, the same values on the way in."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook

from forms import load_form, with_ids
from forms.layout.official import official_html
from forms.sheet import read, template
from tests.forms.examples import OPTIONS

FIELDS: list[dict[str, Any]] = [
    {"key": "投资", "type": "money", "title": "投资", "unit": "万元"},
    {"key": "占比", "type": "percent", "title": "占比"},
    {"key": "面积", "type": "decimal", "title": "面积", "unit": {"zh": "公顷"}, "scale": 3},
    {"key": "月", "type": "month", "title": "月"},
    {"key": "年", "type": "year", "title": "年"},
    {"key": "时", "type": "date_time", "title": "时"},
    {"key": "期", "type": "period", "title": "期"},
    {"key": "有", "type": "yes_no", "title": "有"},
    {"key": "证", "type": "id_card", "title": "证", "mask": True},
    {"key": "分", "type": "rating", "title": "分"},
]
FORM = load_form({
    "format": 1, "kind": "form", "id": "f", "title": "表",
    "pages": [{"id": "p", "title": "页", "fields": [
        {"key": "说明", "type": "note", "title": "请注意", "words": "按年报填写\n不得漏项", "tone": "warning"},
        *FIELDS,
        {"key": "段", "type": "section", "title": "明细部分", "words": "逐项填写"},
        {"key": "行", "type": "table", "title": "行", "fields": FIELDS},
        {"key": "合计", "type": "computed", "of": "money", "unit": "万元", "title": "合计", "value": "sum(行.投资)"},
    ]}],
    "print": {"title": "表", "blocks": [
        {"kind": "line", "fields": ["投资", "占比"]},
        {"kind": "table", "table": "行", "total": ["投资", "面积"],
         "columns": [{"field": "#"}, {"field": "投资"}, {"field": "占比"}, {"field": "面积"}]},
    ]},
})  # fmt: skip
ONE = {
    "投资": "12345元", "占比": "12.50", "面积": "0.125", "月": "2026-03", "年": 2026, "时": "2026-03-02T14:30",
    "期": {"from": "2026-03-01", "until": "2026-05-31"}, "有": False, "证": "500105198001010019", "分": 4,
}  # fmt: skip
TWO = ONE | {"投资": "12345678901234560000元", "时": "2026-03-02T00:00", "有": True, "面积": "9.000"}
VALUES = with_ids(FORM, {**ONE, "行": [{"_id": "a", **ONE}, {"_id": "b", **TWO}]})


def test_what_goes_out_comes_back_in_both_languages() -> None:
    for lang in ("zh", "en"):
        found = read(FORM, template(FORM, OPTIONS, "1", lang, VALUES), OPTIONS)
        assert found.values == VALUES
        assert found.problems == []


def test_numbers_are_numbers_with_a_format_and_those_too_long_are_text() -> None:
    sheet = load_workbook(io.BytesIO(template(FORM, OPTIONS, values=VALUES)))["行"]
    head = [c.value for c in sheet[1]]
    first, second = (dict(zip(head, row, strict=True)) for row in sheet.iter_rows(2, 3))
    assert (first["投资（万元）"].value, first["投资（万元）"].number_format) == (1.2345, "#,##0.00")
    assert (first["占比"].value, first["占比"].number_format) == (12.5, '0.00"%"')
    assert (first["面积（公顷）"].value, first["面积（公顷）"].number_format) == (0.125, "#,##0.000")
    assert second["投资（万元）"].value == "1234567890123456.00"
    assert first["证"].value == ONE["证"]
    assert sheet.data_validations.dataValidation[0].type == "list"


def test_notes_and_headings_are_in_no_sheet_and_on_every_screen() -> None:
    book = load_workbook(io.BytesIO(template(FORM, OPTIONS, values=VALUES)))
    assert "请注意" not in str([c.value for row in book["表"].iter_rows() for c in row])
    plain = FORM.model_copy(update={"print": None})
    screen, paper = (official_html(plain, VALUES, OPTIONS, paper=p) for p in (False, True))
    assert "按年报填写<br>不得漏项" in screen
    assert "请注意" not in paper
    assert "明细部分" in screen
    assert "明细部分" in paper


def test_totals_and_units_stand_on_paper() -> None:
    html = official_html(FORM, VALUES, OPTIONS, paper=True)
    assert "投资（万元）：1.2345" in html
    assert "占比：12.50%" in html
    assert "<b>1,234,567,890,123,457.2345</b>" in html
    assert "<b>9.125</b>" in html


def test_computed_money_is_shown_in_its_unit() -> None:
    small = {**VALUES, "行": VALUES["行"][:1]}
    html = official_html(FORM.model_copy(update={"print": None}), small, OPTIONS)
    assert '<th scope="row">合计（万元）</th><td colspan="3">1.2345</td>' in html
