"""Numbers and days as official papers write them: 二〇二六年三月五日, 壹万贰仟元整."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_COUNTING: Final = "零一二三四五六七八九"
_BANKING: Final = "零壹贰叁肆伍陆柒捌玖"
_TENS: Final = ("", "十", "百", "千")
_BANK_TENS: Final = ("", "拾", "佰", "仟")
_GREAT: Final = ("", "万", "亿", "兆", "京")
_MOST: Final = 10**20


def long_day(day: date) -> str:
    """2026年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def written_day(day: date) -> str:
    """二〇二六年三月五日."""
    year = "".join(_DIGITS[int(d)] for d in str(day.year))
    return f"{year}年{counted(day.month)}月{counted(day.day)}日"


def counted(number: int) -> str:
    """12 → 十二, 120 → 一百二十."""
    found = _whole(number, _COUNTING, _TENS)
    return found[1:] if found.startswith("一十") else found


def amount(yuan: Decimal) -> str:
    """An amount of money in words: 壹万贰仟元整, 叁角伍分; digits where it is too large to be said."""
    cents = int((abs(yuan) * 100).to_integral_value())
    whole, rest = divmod(cents, 100)
    if whole >= _MOST:
        return f"{yuan}元"
    sign = "负" if yuan < 0 and cents else ""
    return sign + _yuan(whole, rest)


def _yuan(whole: int, rest: int) -> str:
    words = f"{_whole(whole, _BANKING, _BANK_TENS)}元" if whole or not rest else ""
    if not rest:
        return f"{words}整"
    tenths, last = divmod(rest, 10)
    words += f"{_BANKING[tenths]}角" if tenths else "零" if whole else ""
    return f"{words}{_BANKING[last]}分" if last else f"{words}整"


def _whole(number: int, digits: str, tens: tuple[str, ...]) -> str:
    """A whole number in words, four digits at a time; a zero is said once wherever a place is skipped."""
    words, place = "", 0
    while number:
        number, four = divmod(number, 10_000)
        said = _four(four, digits, tens) + _GREAT[place] if four else ""
        skipped = number and four < 1_000
        words, place = (digits[0] if skipped else "") + said + words, place + 1
    return _single(words, digits[0])


def _four(four: int, digits: str, tens: tuple[str, ...]) -> str:
    """Four digits: 1050 → 一千零五十."""
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = four // 10**place % 10
        if digit:
            words += (digits[0] if gap and words else "") + digits[digit] + tens[place]
            gap = False
        else:
            gap = True
    return words


def _single(words: str, zero: str) -> str:
    """One zero where several met, none at the end."""
    while zero * 2 in words:
        words = words.replace(zero * 2, zero)
    return words.strip(zero) or zero
