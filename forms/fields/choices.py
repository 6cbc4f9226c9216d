"""Several entries of a code list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from forms.chars import clean, one_line
from forms.feel.sets import among
from forms.feel.shapes import TEXT, Shape, listed
from forms.fields.base import Choices, Field, Indexed, Option, OptionSource, Value, field_type
from forms.fields.choice import found_key, shown_title, unknown
from forms.text import Message, Text

_BETWEEN = re.compile(r"\s*[、;；,，\n\r\t]+\s*")


@field_type
class ChoicesField(Field):
    """Choices from the dated code list `options`; stored is a list of keys in the order of the list.

    Typed and in a sheet they stand beside each other: 甲、乙 · 甲;乙 · 甲, 乙. `min` and `max` say how many.
    """

    type: Literal["choices"] = "choices"
    options: str
    min: int = 0
    max: int | None = None
    look: Literal["menu", "buttons"] = "menu"
    width: int = 2
    name: ClassVar[Text] = Text(zh="多选", en="Multiple choice")
    sign: ClassVar[str] = "☑"
    rank: ClassVar[int] = 8
    begins: ClassVar[Mapping[str, Any]] = {"options": ""}

    def normal(self, raw: Any, options: OptionSource) -> Value:
        known = options.choices(self.options)
        if isinstance(raw, (list, tuple)):
            given = [found_key(known, one_line(each)) for each in raw if isinstance(each, (str, int))]
        else:
            given = [] if raw is None else list(parted(known, clean(str(raw))))
        there = set(given)
        wrong = [each for each in dict.fromkeys(given) if each and each not in known]
        return [*(k for k in known if k in there), *wrong] or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        known = options.choices(self.options)
        given = value if isinstance(value, list) else [value]
        wrong = [unknown("not_in_list", each, known) for each in given if each not in known]
        return wrong or self._count(len(given))

    def _count(self, count: int) -> list[Message]:
        if count < self.min:
            return [Message("too_few_choices", {"count": count, "limit": self.min})]
        if self.max is not None and count > self.max:
            return [Message("too_many_choices", {"count": count, "limit": self.max})]
        return []

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        given = value if isinstance(value, list) else [value]
        known = options.choices(self.options)
        return ("、" if lang == "zh" else "; ").join(shown_title(known, each, lang) for each in given)

    def feel(self, value: Value, options: OptionSource) -> Any:
        return value if isinstance(value, list) else []

    def shape(self, choices: Choices) -> Shape:
        known = list(choices(self.options))
        return listed(Shape("string", values=among(known)) if known else TEXT)

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return None

    def index_rows(self, value: Value, options: OptionSource) -> list[Indexed]:
        known = options.choices(self.options)
        return [Indexed(text=each) for each in value if each in known] if isinstance(value, list) else []

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        keys = list(options.choices(self.options))
        first = (number - 1) % len(keys) if keys else 0
        count = max(2, self.min) if self.max is None else max(self.min, min(2, self.max))
        chosen = {keys[(first + n) % len(keys)] for n in range(count)} if keys else set()
        return [k for k in keys if k in chosen] or None


def parted(known: Mapping[str, Option], text: str) -> Iterator[str]:
    """The keys that a text names one after the other; a name may hold a separator itself (农、林、牧、渔业)."""
    cuts = list(_BETWEEN.finditer(text))
    starts = [0, *(c.end() for c in cuts)]
    ends = [*(c.start() for c in cuts), len(text)]
    at = 0
    while at < len(starts):
        names = ((last, one_line(text[starts[at] : ends[last]])) for last in reversed(range(at, len(ends))))
        last, key = next(
            ((last, key) for last, name in names if (key := found_key(known, name)) in known),
            (at, one_line(text[starts[at] : ends[at]])),
        )
        if key:
            yield key
        at = last + 1
