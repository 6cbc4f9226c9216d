"""Words in two languages, and English that tells one from many."""

from __future__ import annotations

import pytest

from forms.text import Catalogue, Message, Text

UNIT = Text(zh="户", en="enterprises", one="enterprise")
WORDS = Catalogue({
    "some": ("{count} 行没有加入", "{count:# row was|# rows were} left out"),
    "kept": ("{done} / {of} 个已报", "{done} of {of} {done:has|have} declared"),
    "many": ("{value} {unit}", "{value:unit}"),
    "plain": ("{value}", "{value:,} | {name}"),
})


@pytest.mark.parametrize(
    ("code", "data", "zh", "en"),
    [
        ("some", {"count": 1}, "1 行没有加入", "1 row was left out"),
        ("some", {"count": 0}, "0 行没有加入", "0 rows were left out"),
        ("some", {"count": "1,001"}, "1,001 行没有加入", "1,001 rows were left out"),
        ("kept", {"done": 1, "of": 3}, "1 / 3 个已报", "1 of 3 has declared"),
        ("kept", {"done": 2, "of": 3}, "2 / 3 个已报", "2 of 3 have declared"),
        ("many", {"value": "1", "unit": UNIT}, "1 户", "1 enterprise"),
        ("many", {"value": 21, "unit": UNIT}, "21 户", "21 enterprises"),
        ("many", {"value": 1, "unit": Text(zh="个", en="sheep")}, "1 个", "1 sheep"),
        ("plain", {"value": 1234, "name": "a|b#"}, "1234", "1,234 | a|b#"),
    ],
)
def test_a_number_finds_its_words(code: str, data: dict[str, object], zh: str, en: str) -> None:
    message = Message(code, data)
    assert (WORDS.say(message, "zh"), WORDS.say(message, "en")) == (zh, en)


@pytest.mark.parametrize("plain", ["甲", {"zh": "甲", "en": "a"}, {"zh": "甲", "en": "as", "one": "a"}])
def test_a_title_is_written_as_it_was_read(plain: str | dict[str, str]) -> None:
    assert Text.model_validate(plain).model_dump() == plain
