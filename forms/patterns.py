"""The patterns that a line of text may be asked to have: a vetted list, each with a name, an example and a sentence.

Definitions name one; they never hold one of their own. None of them repeats a repetition, so that each reads any text
in a time that grows with its length alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from forms.chars import half_width
from forms.text import Text

Judge = Callable[[str], bool]


def _any(text: str) -> bool:
    return True


@dataclass(frozen=True)
class Pattern:
    """A form of text: `read` brings what was typed into it, `judge` looks at what letters and digits cannot tell."""

    title: Text
    example: str
    expression: re.Pattern[str]
    read: Callable[[str], str] = half_width
    judge: Judge = _any

    def normal(self, text: str) -> str:
        """The usual form of a text; the text itself where it does not fit."""
        found = self.read(text)
        return found if self.fits(found) else text

    def fits(self, text: str) -> bool:
        return bool(self.expression.fullmatch(text)) and self.judge(text)


def _upper(text: str) -> str:
    return half_width(half_width(text).upper())


def _digits(text: str) -> str:
    return re.sub("[-—–]", "", half_width(text))


def _upper_joined(text: str) -> str:
    return re.sub("[-—–·•.]", "", _upper(text))


_BRACKETS = str.maketrans({"(": "〔", "[": "〔", "【": "〔", "〖": "〔", ")": "〕", "]": "〕", "】": "〕", "〗": "〕"})


def _document(text: str) -> str:
    """文号 with the hexagonal brackets that official documents have, without 第 and zeros before the number."""
    found = re.sub("[﹝﹞]", lambda m: "〔" if m[0] == "﹝" else "〕", half_width(text)).translate(_BRACKETS)
    return re.sub("〕第?0*([0-9])", r"〕\1", found)


def luhn(number: str) -> bool:
    """Whether the last digit of a card number agrees with those before it (ISO/IEC 7812-1)."""
    doubled = ((int(c) * (1 + n % 2)) for n, c in enumerate(reversed(number)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def isbn(number: str) -> bool:
    """Whether the check digit of an ISBN of 13 digits is right (ISO 2108)."""
    return sum(int(c) * (3 if n % 2 else 1) for n, c in enumerate(number)) % 10 == 0


def organisation(code: str) -> bool:
    """Whether the check character of an organisation code is right (GB 11714-1997)."""
    values = (int(c, 36) for c in code[:8])
    check = 11 - sum(v * w for v, w in zip(values, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    return code[-1] == {10: "X", 11: "0"}.get(check, str(check))


def licence(number: str) -> bool:
    """Whether the check digit of a business registration number is right (GS 15-2006: ISO/IEC 7064, MOD 11,10)."""
    rest = 10
    for c in number[:14]:
        rest = ((rest + int(c)) % 10 or 10) * 2 % 11
    return (rest + int(number[14])) % 10 == 1


def _organisation(text: str) -> str:
    found = re.sub("[-—–]", "", _upper(text))
    return f"{found[:8]}-{found[8:]}" if len(found) == 9 else found


_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
CURRENCIES: Final = frozenset(
    re.findall(
        "[A-Z]{3}",
        "CNY HKD MOP TWD USD EUR JPY GBP KRW SGD AUD CAD CHF NZD SEK NOK DKK RUB INR THB MYR IDR PHP VND AED SAR TRY "
        "ZAR BRL MXN PLN CZK HUF ILS KZT PKR BDT LKR MMK KHR LAK MNT NPR QAR KWD EGP NGN KES ARS CLP COP PEN UAH GEL "
        "UZS TJS KGS BYN RON BGN ISK",
    )
)
"""Codes of ISO 4217 that trade with China is counted in."""


def _pattern(zh: str, en: str, example: str, expression: str, read: Callable[[str], str], judge: Judge) -> Pattern:
    return Pattern(Text(zh=zh, en=en), example, re.compile(expression, re.ASCII), read, judge)


PATTERNS: Final[Mapping[str, Pattern]] = {
    name: _pattern(*parts)
    for name, parts in {
        "postcode": ("邮政编码", "postcode", "401120", r"\d{6}", _digits, _any),
        "licence_plate": (
            "车牌号", "licence plate", "渝A12345",
            rf"[{_PROVINCES}][A-HJ-NP-Z](?:[A-HJ-NP-Z0-9]{{4}}[A-HJ-NP-Z0-9挂学警港澳]|[DF][A-HJ-NP-Z0-9]\d{{4}}|\d{{5}}[DF])",
            _upper_joined, _any,
        ),
        "document_number": (
            "文号", "document number", "渝市监发〔2026〕12号", r"[一-鿿A-Za-z]{1,20}〔\d{4}〕\d{1,5}号", _document, _any
        ),
        "project_code": (
            "投资项目代码", "project code", "2601-500112-04-01-123456",
            r"\d{4}-\d{6}-\d{2}-\d{2}-\d{6}", half_width, _any,
        ),
        "bank_card": ("银行卡号", "bank card number", "6222021234567890128", r"\d{16,19}", _digits, luhn),
        "bank_account": ("对公账号", "bank account", "3100012309012345678", r"\d{9,30}", _digits, _any),
        "currency": ("货币代码", "currency code", "CNY", r"[A-Z]{3}", _upper, CURRENCIES.__contains__),
        "organisation_code": (
            "组织机构代码", "organisation code", "12345678-8", r"[0-9A-Z]{8}-[0-9X]", _organisation,
            lambda code: organisation(code.replace("-", "")),
        ),
        "registration_number": (
            "营业执照注册号", "registration number", "500000000000016", r"\d{15}", _digits, licence
        ),
        "isbn": ("国际标准书号（ISBN）", "ISBN", "9787302511625", r"97[89]\d{10}", _digits, isbn),
        "patent_number": (
            "专利号", "patent number", "ZL202610123456.7", r"ZL\d{8,12}\.[\dX]", _upper, _any
        ),
        "standard_number": (
            "标准号", "standard number", "GB/T 19001-2016",
            r"[A-Z]{2,5}\d{0,2}(?:/[A-Z]{1,6})? ?\d{1,6}(?:\.\d{1,3})?-(?:\d{2}|\d{4})",
            lambda text: re.sub(r"(?<=[A-Z])(?=\d{2,6}(?:\.\d{1,3})?-)", " ", _upper(text).replace("—", "-"), count=1),
            _any,
        ),
        "passport": ("护照号", "passport number", "E12345678", r"[A-Z]{1,2}\d{7,8}", _upper, _any),
        "vin": (
            "车辆识别代号（VIN）", "vehicle identification number", "LSVAU033852208888",
            r"[A-HJ-NPR-Z0-9]{17}", _upper, _any,
        ),
        "coordinates": (
            "经纬度", "coordinates", "106.550464,29.563761",
            r"-?(?:180(?:\.0{1,8})?|1[0-7]\d(?:\.\d{1,8})?|\d{1,2}(?:\.\d{1,8})?),"
            r"-?(?:90(?:\.0{1,8})?|[1-8]?\d(?:\.\d{1,8})?)",
            half_width, _any,
        ),
        "code": ("字母数字编码", "code of letters", "CQ-2026-001", r"[A-Z0-9][A-Z0-9_-]{0,49}", _upper, _any),
    }.items()
}  # fmt: skip
"""Every pattern by the name that definitions use."""
