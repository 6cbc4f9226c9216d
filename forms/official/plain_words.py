"""Text of official tables in one form: signs as ordinary ones, one character for one, so that places stay."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

BOX: Final = "□"
_BOXES: Final = "☐❑❏❒◻⬜▢▣◽☑☒■✓✔🗹◯〇"
_FROM: Final = "（）：；，［］【】｛｝　＿﹍﹎￣\u00a0\t／％－＊＃．～"
_TO: Final = "():;,[][]{}" + " ___" + "_" + "  /%-*#.~"
_TABLE: Final = str.maketrans(_FROM + _BOXES, _TO + BOX * len(_BOXES))
_RING: Final = re.compile(r"○(?=\s*[一-鿿A-Za-z])")
_BRACKET_BOX: Final = re.compile(r"\[\s{0,3}\]")
_CJK_GAP: Final = re.compile(r"(?<=[一-鿿、()/]) +(?=[一-鿿、()/])")
_NUMBERING: Final = re.compile(
    r"^\s*(?:[*★☆●◆▲√#]+|[\(]?[一二三四五六七八九十]{1,3}[\)、.]|\(?\d{1,2}[\).、](?!\d)|[①-⑳]|\d{1,2}(?:\.\d{1,2})+\s*|第[一二三四五六七八九十\d]+[部分章节条]+)\s*"
)


def plain(text: str) -> str:
    """The text with ordinary signs; each character stays at its place."""
    found = text.translate(_TABLE)
    found = "".join(unicodedata.normalize("NFKC", c) if "０" <= c <= "ｚ" else c for c in found)
    found = _RING.sub(BOX, found)
    return _BRACKET_BOX.sub(lambda m: BOX + " " * (len(m[0]) - 1), found)


def closed(text: str) -> str:
    """A label without what is there for its looks: line breaks, spaces between characters."""
    found = " ".join(plain(text).split())
    return _CJK_GAP.sub("", found)


def unnumbered(text: str) -> str:
    """Without 一、 1. （三） ① * in front."""
    found = _NUMBERING.sub("", text, count=1)
    return found or text


def full(text: str) -> str:
    """Chinese text with Chinese brackets, as titles are written."""
    found = re.sub(r"\(([^()]*[一-鿿][^()]*)\)", r"（\1）", text)
    found = re.sub(r"(?<=[一-鿿）]):(?=[一-鿿A-Za-z])", "：", found)
    return re.sub(r"(?<=[一-鿿）]),(?=\S)", "，", found)


def is_chinese(text: str) -> bool:
    return any("一" <= c <= "鿿" for c in text)
