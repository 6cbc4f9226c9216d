"""Blanks inside a text as fields, seals and opinions."""

from __future__ import annotations

import re

from forms.official.blanks import Blank
from forms.official.collector import Collector
from forms.official.labels import Label, label_of
from forms.official.lexicon import listed_names, pattern, unit_kind
from forms.official.plain_words import closed
from forms.official.region import blanks
from forms.official.slot import Slot

_SHAPE_NAMES = ("date", "period", "month", "date_time")


def inline(text: str, spots: list[str], found: Collector, before: str = "", wide: float = 1.0) -> int:
    """The blanks of a text; how many there were. A day behind a seal belongs to the seal."""
    seen = blanks(text)
    if is_opinion(text) and seen:
        return _opinion(text, spots, found, before)
    sealed, wide = False, wide / max(len(seen), 1)
    for blank in seen:
        label = label_of(blank.label) if blank.label else Label("")
        if blank.shape == "seal" or label.sealed:
            sealed = _sealed(blank, label, text, spots, found, before) or sealed
        elif blank.shape in _SHAPE_NAMES and not label.title and sealed:
            continue
        else:
            field_of(blank, label, text, spots, found, before, wide)
    return len(seen)


def is_opinion(text: str) -> bool:
    """Whether a text names an opinion of somebody: 审核意见, 区县局审批意见."""
    said = closed(text)
    head = said.split(":")[0][:30]
    return bool(pattern("opinion").search(head)) and not pattern("not_opinion").search(head)


def _opinion(text: str, spots: list[str], found: Collector, before: str) -> int:
    said = closed(text)
    label = label_of(before or re.split(r"[:_]", said)[0])
    shapes = {b.shape for b in blanks(text)}
    found.opinion(label, spots, said, bool(pattern("seal").search(said)), bool(shapes & set(_SHAPE_NAMES)))
    return len(blanks(text))


def _sealed(blank: Blank, label: Label, text: str, spots: list[str], found: Collector, before: str) -> bool:
    """A seal; what is named beside it and not signed may be typed as well."""
    name = blank.label or label.whole
    title = pattern("seal").sub("", closed(name)).strip(" :()")
    stamped = bool(pattern("stamped").search(closed(name)))
    if title and stamped and "(" in closed(name) and blank.shape in ("colon", "seal", "blank") and ":" in closed(text):
        field_of(blank, label_of(title), text, spots, found, before, 1.0)
    found.seal(name if title else before or name, spots, text)
    return True


def field_of(
    blank: Blank, label: Label, text: str, spots: list[str], found: Collector, before: str, wide: float
) -> None:
    """A blank of a text as a field; one without any label takes that of its group."""
    own = label if label.title else label_of(before) if before else _unnamed(blank)
    group = before if label.title and before else ""
    found.field(Slot(own, blank, text, wide, before=closed(group)), spots, text)


def _unnamed(blank: Blank) -> Label:
    return Label(listed_names().get(blank.shape, ""))


def only_unit(text: str) -> str:
    """The unit, where nothing else stands in a blank."""
    said = closed(text).strip(" ()_")
    return said if unit_kind(said) else ""
