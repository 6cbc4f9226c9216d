"""Menus find a Chinese word by its sound."""

from __future__ import annotations

import pytest

from forms.pinyin import is_sound, sounds_like, spelled

HEARD = [
    ("渝北区", "yubei", True), ("渝北区", "ybq", True), ("渝北区", "YuBei", True), ("渝北区", "yu bei", True),
    ("渝北区", "beiqu", True), ("渝北区", "wz", False), ("渝北区", "", False), ("重庆市", "chongqing", True),
    ("绿化", "lvhua", True), ("长寿区", "changshou", True), ("长寿区", "csq", True),
    ("两江新区A3", "ljxqa3", True), ("Yubei District", "yubei", False), ("万州区", "渝", False),
]  # fmt: skip


@pytest.mark.parametrize(("word", "typed", "heard"), HEARD)
def test_a_word_is_found_by_its_sound_and_its_first_letters(word: str, typed: str, heard: bool) -> None:
    assert sounds_like(word, typed) is heard


def test_only_chinese_words_are_spelled_and_only_letters_are_a_sound() -> None:
    assert spelled("Yubei") == ""  # noqa: PLC1901
    assert is_sound("yu bei") and not is_sound("渝北") and not is_sound("50011")
