"""Which fonts a PDF is set in: those that the document names where they are installed, else the nearest of their kind.

A setting may name fonts that come first. A font that has no Chinese characters is no answer: without one there is no
PDF, and a sentence says how to get one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import typst

from forms.paper.refused import PaperRefused

_KINDS: Final[dict[str, tuple[str, ...]]] = {
    "song": (
        "SimSun", "NSimSun", "宋体", "STSong", "Songti SC", "FZShuSong-Z01", "Noto Serif CJK SC", "Source Han Serif SC",
        "Noto Serif SC", "AR PL UMing CN", "AR PL SungtiL GB",
    ),
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "STZhongsong", "华文中宋"),
    "fang": ("FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "STFangsong", "华文仿宋", "FZFangSong-Z02"),
    "kai": ("KaiTi", "楷体", "KaiTi_GB2312", "楷体_GB2312", "STKaiti", "Kaiti SC", "AR PL UKai CN", "AR PL KaitiM GB"),
    "hei": (
        "SimHei", "黑体", "Microsoft YaHei", "微软雅黑", "DengXian", "等线", "STHeiti", "PingFang SC",
        "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
        "Droid Sans Fallback",
    ),
}  # fmt: skip
"""Kinds of Chinese fonts with their names on Windows, macOS and Linux, the most usual first."""
_SIGNS: Final = {
    "小标宋": "title", "xiaobiaosong": "title", "中宋": "title", "仿宋": "fang", "fang": "fang", "楷": "kai",
    "kai": "kai", "黑": "hei", "hei": "hei", "等线": "hei", "yahei": "hei", "sans": "hei",
}  # fmt: skip


@dataclass(frozen=True)
class Fonts:
    """The fonts of an installation: `wanted` are named by its setting, `folders` are looked into besides."""

    wanted: tuple[str, ...] = ()
    folders: tuple[Path, ...] = ()

    def chinese(self, east: str) -> list[str]:
        """The fonts of Chinese characters, the best first; raises `PaperRefused` without any."""
        found = self._chinese(east)
        if not found:
            raise PaperRefused("paper.no_font")
        return found

    def latin(self, name: str) -> str | None:
        """The font that is named for Latin characters, where it is installed and no Chinese one."""
        return name if name in self._there and not _is_chinese(name) else None

    def _chinese(self, east: str) -> list[str]:
        kind = kind_of(east)
        named = [east] if east in self._there else []
        order = [kind, "song", "hei", "fang", "kai", "title"]
        known = [f for k in dict.fromkeys(order) for f in _KINDS[k] if f in self._there]
        return list(dict.fromkeys([*named, *(f for f in self.wanted if f in self._there), *known]))

    @property
    def book(self) -> typst.Fonts:
        """What typst knows of the fonts of the system and of the folders; found once, which takes half a second."""
        return _book(self.folders)

    @property
    def _there(self) -> frozenset[str]:
        return _names(self.folders)


def kind_of(name: str) -> str:
    """The kind of a Chinese font by its name."""
    plain = name.lower()
    return next((kind for sign, kind in _SIGNS.items() if sign in plain), "song")


def _is_chinese(name: str) -> bool:
    return any(name in names for names in _KINDS.values()) or not name.isascii()


@cache
def _book(folders: Sequence[Path]) -> typst.Fonts:
    return typst.Fonts(font_paths=[str(f) for f in folders])


@cache
def _names(folders: Sequence[Path]) -> frozenset[str]:
    return frozenset(_book(folders).families())
