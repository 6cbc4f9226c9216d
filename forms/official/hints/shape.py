"""The shape of a blank: 年 月 日, from one day to another, year and month."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forms.official.hints.base import hint
from forms.official.lexicon import shape_name
from forms.official.slot import Slot, Vote
from forms.text import Message

_SHAPES = ("period", "date", "month", "date_time")
_YEARS = re.compile(r"(年度|年份|成立|建成|毕业|投产|年)$")


@hint
def shaped(slot: Slot) -> Iterator[Vote]:
    """A blank that shows what is written into it."""
    if slot.shape in _SHAPES:
        yield Vote(slot.shape, 0.97, Message("official.why.shape", {"shape": shape_name(slot.shape)}))
    if slot.unit == "年" and _YEARS.search(slot.label.title):
        yield Vote("year", 0.94, Message("official.why.shape", {"shape": "____年"}))
