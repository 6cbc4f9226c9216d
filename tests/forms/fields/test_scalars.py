"""Numbers, money, days, codes and ratings: what people write, what is kept, what is said."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import Field, say
from forms.fields.id_card import check_digit
from tests.forms.examples import OPTIONS
from tests.forms.test_fields import field

WAN = {"unit": "万元"}
NORMAL: list[tuple[str, dict[str, Any], Any, Any]] = [
    ("integer", {}, "3万", 30_000),
    ("integer", {}, "1亿2000万", 120_000_000),
    ("integer", {"unit": {"zh": "户", "en": "firms"}}, "１２ 户", 12),
    ("integer", {}, "3万5", "3万5"),
    ("integer", {}, "1.5", "1.5"),
    ("integer", {}, "12,34", "12,34"),
    ("decimal", {}, "１，２３４．５", "1234.50"),
    ("decimal", {"unit": {"zh": "公顷"}}, "2.5公顷", "2.50"),
    ("decimal", {"scale": 1}, "2.555", "2.555"),
    ("decimal", {}, "-0.0", "0.00"),
    ("decimal", {}, "−3", "-3.00"),
    ("decimal", {}, "1e-06", "0.000001"),
    ("decimal", {}, 0.1, "0.10"),
    ("decimal", {}, "12345678901234567890.12", "12345678901234567890.12"),
    ("decimal", {}, "9" * 40, "9" * 40),
    ("decimal", {}, Decimal("1E+3"), "1000.00"),
    ("decimal", {}, Decimal("NaN"), "NaN"),
    ("decimal", {}, "约3", "约3"),
    ("money", {}, "￥3,000.00", "3000.00"),
    ("money", {}, "人民币３００万元整", "3000000.00"),
    ("money", {}, "1.5亿", "150000000.00"),
    ("money", {}, "12元", "12.00"),
    ("money", WAN, "300", "3000000元"),
    ("money", WAN, "300万元", "3000000元"),
    ("money", WAN, "1.5亿", "150000000元"),
    ("money", WAN, "15000元", "15000元"),
    ("money", WAN, "￥15000", "15000元"),
    ("money", WAN, Decimal(15000), "15000元"),
    ("money", WAN, 1.5, "15000元"),
    ("money", {"unit": "亿元"}, "1.23", "123000000元"),
    ("money", WAN, "很多", "很多"),
    ("percent", {}, "12.5%", "12.50"),
    ("percent", {}, "１２．５％", "12.50"),
    ("percent", {}, "12.5", "12.50"),
    ("percent", {}, "百分之八", "百分之八"),
    ("percent", {}, "百分之8", "8.00"),
    ("percent", {}, "5‰", "0.50"),
    ("percent", {}, 0.125, "0.125"),
    ("date", {}, "2026年3月2日", "2026-03-02"),
    ("date", {}, "2026.3.2", "2026-03-02"),
    ("date", {}, "2026-3-2", "2026-03-02"),
    ("date", {}, "２０２６／３／２", "2026-03-02"),
    ("date", {}, "二〇二六年三月二日", "2026-03-02"),
    ("date", {}, "二零二六年十二月三十一日", "2026-12-31"),
    ("date", {}, "2026 年 3 月 2 日（星期一）", "2026-03-02"),
    ("date", {}, "2026年13月2日", "2026年13月2日"),
    ("month", {}, "2026年3月", "2026-03"),
    ("month", {}, "二〇二六年三月", "2026-03"),
    ("month", {}, "2026.3", "2026-03"),
    ("month", {}, "202603", "2026-03"),
    ("month", {}, date(2026, 3, 1), "2026-03"),
    ("month", {}, "2026-13", "2026-13"),
    ("year", {}, "２０２６年度", 2026),
    ("year", {}, "二〇二六年", 2026),
    ("year", {}, 2026, 2026),
    ("year", {}, "26", "26"),
    ("date_time", {}, "2026-03-02 14:30", "2026-03-02T14:30"),
    ("date_time", {}, "2026年3月2日下午2点半", "2026-03-02T14:30"),
    ("date_time", {}, "2026.3.2 9时05分", "2026-03-02T09:05"),
    ("date_time", {}, "2026年3月2日 上午9点", "2026-03-02T09:00"),
    ("date_time", {}, "2026-03-02 14:30:59", "2026-03-02T14:30"),
    ("date_time", {}, "2026/3/2 2:30 PM", "2026-03-02T14:30"),
    ("date_time", {}, datetime(2026, 3, 2, 14, 30, 5), "2026-03-02T14:30"),
    ("date_time", {}, date(2026, 3, 2), "2026-03-02T00:00"),
    ("date_time", {}, "2026-03-02 25:00", "2026-03-02 25:00"),
    ("period", {}, "2026.3.1-2026.5.31", {"from": "2026-03-01", "until": "2026-05-31"}),
    ("period", {}, "2026年3月1日至5月31日", {"from": "2026-03-01", "until": "2026-05-31"}),
    ("period", {}, "2026年3月1日—31日", {"from": "2026-03-01", "until": "2026-03-31"}),
    ("period", {}, "2026-03-01 ～ 2026-05-31", {"from": "2026-03-01", "until": "2026-05-31"}),
    ("period", {}, {"from": date(2026, 3, 1), "until": "2026/3/2"}, {"from": "2026-03-01", "until": "2026-03-02"}),
    ("period", {}, {"from": "2026-03-01"}, {"from": "2026-03-01"}),
    ("period", {}, "三个月", "三个月"),
    ("yes_no", {}, "√", True),
    ("yes_no", {}, "有", True),
    ("yes_no", {}, "ＴＲＵＥ", True),
    ("yes_no", {}, "×", False),
    ("yes_no", {}, "No", False),
    ("yes_no", {}, 0, False),
    ("yes_no", {}, "也许", "也许"),
    ("email", {}, " Zhang＠CQ.Gov.CN ", "Zhang@cq.gov.cn"),
    ("link", {}, "www.cq.gov.cn/ａ", "https://www.cq.gov.cn/a"),
    ("id_card", {}, "５００１０５ 19800101 001x", "50010519800101001X"),
    ("rating", {}, "★★★★☆", 4),
    ("rating", {}, "4分", 4),
    ("rating", {}, "4 / 5", 4),
    ("text", {"pattern": "document_number"}, "渝市监发[2026]012号", "渝市监发〔2026〕12号"),
    ("text", {"pattern": "licence_plate"}, "渝a·１２３４５", "渝A12345"),
    ("text", {"pattern": "currency"}, "ｃｎｙ", "CNY"),
    ("text", {"pattern": "postcode"}, "四零一一", "四零一一"),
    ("phone", {}, "１３９－０２３４－５６７８", "13902345678"),
    ("note", {}, "别的", None),
    ("section", {}, "别的", None),
]


@pytest.mark.parametrize(("kind", "more", "raw", "stored"), NORMAL)
def test_what_people_write_is_kept_in_one_form(kind: str, more: dict[str, Any], raw: Any, stored: Any) -> None:
    found = field(kind, **more).normal(raw, OPTIONS)
    assert found == stored
    assert type(found) is type(stored)


ID = "50010519800101001"
WRONG: list[tuple[Field, Any, str]] = [
    (field("decimal"), "两", "“两”不是数字"),
    (field("decimal", scale=1), "2.55", "填的是 2.55，小数点后最多 1 位"),
    (field("decimal", scale=0), "2.5", "填的是 2.5，这里只能填整数"),
    (field("decimal", min="0.5"), "0.4", "填的是 0.40，不能小于 0.5"),
    (field("decimal", max=10_000), "10000.01", "填的是 10,000.01，不能大于 10,000"),
    (field("money", **WAN), "很多", "“很多”不是金额"),
    (field("money", **WAN), "1.234", "填的是 1.234，小数点后最多 2 位"),
    (field("money", **WAN, max="500"), "501", "填的是 501.00，不能大于 500"),
    (field("money", **WAN, max="500"), "1亿", "填的是 10,000.00，不能大于 500"),
    (field("percent", max="100"), "101%", "填的是 101.00%，不能大于 100"),
    (field("percent"), "一半", "“一半”不是百分比"),
    (field("date", min="2026-01-01"), "2025-12-31", "填的是 2025-12-31，不能早于 2026-01-01"),
    (field("month", max="2026-06"), "2026-07", "填的是 2026-07，不能晚于 2026-06"),
    (field("month"), "三月", "“三月”不是年月"),
    (field("year", min=2020), "2019", "填的是 2019，不能早于 2020"),
    (field("year"), "去年", "“去年”不是年份"),
    (field("date_time", max="2026-03-02T12:00"), "2026-03-02 12:01",
     "填的是 2026-03-02 12:01，不能晚于 2026-03-02 12:00"),
    (field("date_time"), "明天", "“明天”不是日期和时间"),
    (field("period"), "三个月", "“三个月”不是起止日期"),
    (field("period"), {"from": "2026-03-01"}, "起止日期只填了一个"),
    (field("period"), "2026.5.1-2026.3.1", "结束日期 2026-03-01 早于开始日期 2026-05-01"),
    (field("period", max_days=30), "2026.3.1-2026.3.31", "共 31 天，最长 30 天"),
    (field("period", min="2026-03-02"), "2026.3.1-2026.3.31", "填的是 2026-03-01，不能早于 2026-03-02"),
    (field("yes_no"), "也许", "“也许”不是“是”或“否”"),
    (field("email"), "zhang@", "“zhang@”不是电子邮箱"),
    (field("email"), "a b@cq.gov.cn，", "“ab@cq.gov.cn,”不是电子邮箱"),
    (field("link"), "javascript:alert(1)", "要以 http:// 或 https:// 开头"),
    (field("link"), "ftp://cq.gov.cn", "要以 http:// 或 https:// 开头"),
    (field("link"), "https://me:secret@cq.gov.cn", "网址中带有用户名或密码"),
    (field("link"), "https://", "“https://”不是网址"),
    (field("link"), "https://cq.gov.cn:x/", "“https://cq.gov.cn:x/”不是网址"),
    (field("link"), 'https://cq.gov.cn/"onclick=', "“https://cq.gov.cn/\"onclick=”不是网址"),
    (field("link"), "cq", "“cq”不是网址"),
    (field("id_card"), "500105800101001", "这是旧的 15 位号码，换算成 18 位是 " + ID + check_digit(ID)),
    (field("id_card"), ID, "有 17 位，应为 18 位"),
    (field("id_card"), "X" + ID, "前 17 位应为数字，最后一位为数字或 X"),
    (field("id_card"), "99" + ID[2:] + "0", "前两位“99”不是任何省份的代码"),
    (field("id_card"), "500105198002300010", "第 7 至 14 位不是出生日期：1980-02-30"),
    (field("id_card"), "500105203001010010", "第 7 至 14 位不是出生日期：2030-01-01"),
    (field("id_card"), ID + "8", "第 18 位校验码应为“9”，填的是“8”"),
    (field("rating"), "6", "“6”不是 1 到 5 的评分"),
    (field("rating"), "好", "“好”不是 1 到 5 的评分"),
    (field("text", min_length=3), "两字", "只有 2 个字，至少 3 个"),
    (field("text", pattern="postcode"), "4011", "“4011”不是邮政编码，应如 401120"),
    (field("text", pattern="bank_card"), "6222021234567890127", "“6222021234567890127”不是有效的银行卡号"),
    (field("text", pattern="currency"), "XYZ", "“XYZ”不是有效的货币代码"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "typed", "sentence"), WRONG)
def test_what_is_wrong_is_said_in_the_fields_own_unit(one: Field, typed: Any, sentence: str) -> None:
    found = one.problems(one.normal(typed, OPTIONS), OPTIONS)
    assert [say(m) for m in found] == [sentence]
    assert say(found[0], "en") != sentence


SHOWN: list[tuple[Field, Any, str, str]] = [
    (field("decimal"), "12345.6", "12,345.60", "12,345.60"),
    (field("money", **WAN), "1.5亿", "15,000.00", "15,000.00"),
    (field("money", unit="亿元", scale=4), "123万元", "0.0123", "0.0123"),
    (field("percent", scale=1), "8", "8.0%", "8.0%"),
    (field("date_time"), "2026-03-02T14:30", "2026-03-02 14:30", "2026-03-02 14:30"),
    (field("period"), "2026.3.1-2026.5.31", "2026-03-01 至 2026-05-31", "2026-03-01 to 2026-05-31"),
    (field("period"), {"from": "2026-03-01"}, "2026-03-01 至 …", "2026-03-01 to …"),
    (field("yes_no"), "√", "是", "Yes"),
    (field("yes_no", yes={"zh": "有", "en": "Any"}, no={"zh": "无", "en": "None"}), "none", "无", "None"),
    (field("id_card", mask=True), ID + "9", "500***********0019", "500***********0019"),
    (field("rating"), 4, "4 / 5", "4 / 5"),
    (field("rating", steps=2, labels=[{"zh": "差", "en": "Poor"}, {"zh": "好", "en": "Good"}]), "good", "好", "Good"),
]


@pytest.mark.parametrize(("one", "typed", "zh", "en"), SHOWN)
def test_values_are_shown_as_people_read_them(one: Field, typed: Any, zh: str, en: str) -> None:
    value = one.normal(typed, OPTIONS)
    assert (one.show(value, OPTIONS), one.show(value, OPTIONS, "en")) == (zh, en)


def test_a_masked_number_is_whole_where_it_is_edited_and_in_a_sheet() -> None:
    one = field("id_card", mask=True)
    assert one.written(ID + "9", OPTIONS) == one.cell(ID + "9", OPTIONS) == ID + "9"


FEEL: list[tuple[Field, Any, Any]] = [
    (field("money", **WAN), "1.5", Decimal(15000)),
    (field("percent"), "12.5%", Decimal("12.5")),
    (field("month"), "2026-03", date(2026, 3, 1)),
    (field("year"), "2026", Decimal(2026)),
    (field("date_time"), "2026-03-02T14:30", datetime(2026, 3, 2, 14, 30)),
    (field("period"), "2026.3.1-2026.3.31", {"from": date(2026, 3, 1), "until": date(2026, 3, 31), "days": 31}),
    (field("period"), "2026.3.31-2026.3.1", None),
    (field("yes_no"), "否", False),
    (field("yes_no"), "也许", None),
    (field("rating"), "3", Decimal(3)),
]


@pytest.mark.parametrize(("one", "typed", "seen"), FEEL)
def test_expressions_see_values_they_can_reckon_with(one: Field, typed: Any, seen: Any) -> None:
    found = one.feel(one.normal(typed, OPTIONS), OPTIONS)
    assert found == seen
    assert type(found) is type(seen)


YUAN = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15)


@given(YUAN, st.sampled_from(["元", "万元", "亿元"]))
def test_money_is_exact_in_every_unit(yuan: Decimal, unit: str) -> None:
    one = field("money", unit=unit, scale=6)
    stored = one.normal(yuan, OPTIONS)
    assert one.feel(stored, OPTIONS) == yuan
    assert one.normal(one.show(stored, OPTIONS), OPTIONS) == stored
    assert one.normal(stored, OPTIONS) == stored


@given(st.lists(YUAN, max_size=20))
def test_a_sum_of_money_is_exact(amounts: list[Decimal]) -> None:
    one = field("money", **WAN)
    stored = [one.normal(a, OPTIONS) for a in amounts]
    assert one.feel(one.total(stored, OPTIONS), OPTIONS) == sum(amounts, Decimal(0))


CELLS: list[tuple[Field, Any, Any]] = [
    (field("decimal"), "12.5", 12.5),
    (field("decimal"), "12", 12),
    (field("money", **WAN), "1.5亿", 15000),
    (field("decimal"), "1234567890123456.78", "1234567890123456.78"),
    (field("money", **WAN), "1234567890123456.78", "1234567890123456.78"),
    (field("percent"), "12.5%", 12.5),
    (field("date_time"), "2026-03-02T14:30", datetime(2026, 3, 2, 14, 30)),
    (field("month"), "2026-03", "2026-03"),
    (field("year"), "2026", 2026),
]


@pytest.mark.parametrize(("one", "typed", "cell"), CELLS)
def test_a_cell_holds_a_number_as_long_as_a_sheet_keeps_all_its_digits(one: Field, typed: Any, cell: Any) -> None:
    value = one.normal(typed, OPTIONS)
    found = one.cell(value, OPTIONS)
    assert found == cell
    assert type(found) is type(cell)
    assert one.normal(str(found) if isinstance(found, float) else found, OPTIONS) == value


FORMATS = [
    ("decimal", {"scale": 3}, "#,##0.000"),
    ("decimal", {"scale": 0}, "#,##0"),
    ("percent", {"scale": 1}, '0.0"%"'),
    ("date_time", {}, "yyyy-mm-dd hh:mm"),
    ("text", {}, "@"),
    ("id_card", {}, "@"),
    ("computed", {"of": "money", "scale": 0}, "#,##0"),
]


@pytest.mark.parametrize(("kind", "more", "wanted"), FORMATS)
def test_cells_have_the_format_of_their_field(kind: str, more: dict[str, Any], wanted: str) -> None:
    assert field(kind, **more).sheet_format == wanted


HEADINGS = [
    (field("money", title={"zh": "投资额", "en": "Investment"}, **WAN), "投资额（万元）", "Investment (10,000 CNY)"),
    (field("money", title={"zh": "投资万元", "en": "Sum"}, **WAN), "投资万元", "Sum (10,000 CNY)"),
    (field("percent", title={"zh": "占比", "en": "Share"}), "占比", "Share"),
]


@pytest.mark.parametrize(("one", "zh", "en"), HEADINGS)
def test_the_unit_stands_in_the_heading_once(one: Field, zh: str, en: str) -> None:
    assert (one.heading(), one.heading("en")) == (zh, en)


@given(st.integers(0, 16), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_an_identity_number_is_always_found(at: int, digit: str) -> None:
    right = ID + check_digit(ID)
    if digit != right[at]:
        assert field("id_card").problems(right[:at] + digit + right[at + 1 :], OPTIONS)


def test_a_web_address_leads_somewhere_only_when_it_is_safe() -> None:
    one = field("link")
    assert one.link("https://www.cq.gov.cn/a?b=1") == "https://www.cq.gov.cn/a?b=1"
    assert one.link("javascript:alert(1)") == one.link("https://a@b.cn") == field("text").link("https://b.cn") == ""
