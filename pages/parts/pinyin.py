"""Menus that find 渝北区 for “yubei” and “ybq”: on every page, in every menu, without a word from the server."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

SOURCE = Path(__file__).parent / "pinyin.js"
_ROWS, _CELLS = range(0xB0, 0xF8), range(0xA1, 0xFF)  # where GB 2312 has its 汉字
_SEVERAL = frozenset(
    "重长乐行朝曾单解仇任区都藏会调传率便薄朴查盛厦覃种降量弹度角觉校卡模宿省核干尽间还参说数血露泊折着"
)
"""Characters that are read in two ways in everyday words and names; all others have their usual reading."""
_mounted: list[Any] = []


def hear() -> None:
    """Lets every menu of the page, and the grids in it, be searched by sound; once a run."""
    if not _mounted:
        source = SOURCE.read_text(encoding="utf-8").replace("__TABLE__", table())
        _mounted.append(st.components.v2.component("desk_pinyin", js=source))
    _mounted[0](key="pinyin")


@cache
def table() -> str:
    """The characters of GB 2312 by their readings: `a啊阿 ai爱…`."""
    from pypinyin import Style, pinyin

    found: dict[str, list[str]] = defaultdict(list)
    for c in _characters():
        for reading in pinyin(c, style=Style.NORMAL, heteronym=c in _SEVERAL)[0][:2]:
            found[reading.replace("ü", "v")].append(c)
    return " ".join(f"{reading}{''.join(chars)}" for reading, chars in sorted(found.items()) if reading.isascii())


def _characters() -> list[str]:
    cells = (bytes((row, cell)) for row in _ROWS for cell in _CELLS)
    return [c for cell in cells if (c := cell.decode("gb2312", "ignore"))]
