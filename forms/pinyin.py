"""How Chinese words sound, so that a menu finds 渝北区 for “yubei” and “ybq”. For searching only: nothing is stored."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=65_536)
def spelled(text: str) -> str:
    """What may be typed for a word: its syllables run together, then their first letters; "" for one without 汉字.

    Read as the word is read: 重庆 is chongqing, 长寿 changshou.
    """
    from pypinyin import Style, lazy_pinyin  # its tables are large: only a search needs them

    if not any("㐀" <= c <= "鿿" for c in text):
        return ""
    parts = lazy_pinyin(text, style=Style.NORMAL)
    return f"{''.join(map(_letters, parts))} {''.join(map(_first, parts))}"


def sounds_like(text: str, typed: str) -> bool:
    """Whether somebody who types these letters may mean the word."""
    wanted = _letters(typed)
    return bool(wanted) and any(wanted in each for each in spelled(text).split())


def is_sound(typed: str) -> bool:
    """Whether it may be pinyin at all: Latin letters and spaces."""
    letters = typed.replace(" ", "").replace("'", "")
    return letters.isascii() and letters.isalpha()


def _letters(part: str) -> str:
    return "".join(c for c in part.casefold().replace("ü", "v") if c.isascii() and c.isalnum())


def _first(part: str) -> str:
    """The first letter of a syllable; what is no 汉字 stays whole."""
    return _letters(part)[:1] if part.isalpha() else _letters(part)
