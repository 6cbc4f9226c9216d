"""One entry of a code list whose entries lie under each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from forms.chars import one_line
from forms.feel.sets import among
from forms.feel.shapes import TEXT, Shape, grouped, listed
from forms.fields.base import Choices, Family, Field, Indexed, Option, OptionSource, Value, field_type
from forms.fields.choice import unknown
from forms.text import Message, Text

_STEP = re.compile(r"\s*[/／>＞→]\s*")


@field_type
class CascadeField(Field):
    """A choice level by level (省、市、区县); stored is the key of the deepest entry chosen.

    `levels` are the titles of the levels; `deepest` asks for an entry that has none below it. Shown as a path
    制造业 / 汽车制造业; typed may be the path, the key, or a name that only one entry has.
    """

    type: Literal["cascade"] = "cascade"
    options: str
    levels: list[Text] = []
    deepest: bool = False
    width: int = 4
    name: ClassVar[Text] = Text(zh="级联选择", en="Dependent choice")
    sign: ClassVar[str] = "级"
    family: ClassVar[Family] = "office"
    begins: ClassVar[Mapping[str, Any]] = {"options": ""}

    def normal(self, raw: Any, options: OptionSource) -> Value:
        return None if raw is None else found_entry(options.choices(self.options), one_line(raw)) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        known = options.choices(self.options)
        if value not in known:
            return [_not_found(value, known)]
        below = [o.title for o in known.values() if o.parent == value]
        if self.deepest and below:
            return [Message("not_deepest", {"value": known[value].title, "known": below[:6]})]
        return []

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        if value is None:
            return ""
        path = path_to(options.choices(self.options), value)
        return " / ".join(o.title.say(lang) for o in path) if path else str(value)

    def feel(self, value: Value, options: OptionSource) -> Any:
        path = path_to(options.choices(self.options), value)
        if not path:
            return None
        title = path[-1].title
        return {"code": value, "名称": title.zh, "name": title.say("en"), "path": [o.key for o in path]}

    def shape(self, choices: Choices) -> Shape:
        known = list(choices(self.options))
        key = Shape("string", values=among(known)) if known else TEXT
        return grouped({"code": key, "名称": TEXT, "name": TEXT, "path": listed(key)})

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return Indexed(text=value) if value in options.choices(self.options) else None

    def sheet_choices(self, options: OptionSource) -> list[str]:
        known = options.choices(self.options)
        above = {o.parent for o in known.values()} if self.deepest else set()
        return [self.show(k, options) for k in known if k not in above]

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        known = options.choices(self.options)
        above = {o.parent for o in known.values()}
        leaves = [k for k in known if k not in above]
        return leaves[(number - 1) % len(leaves)] if leaves else None


def path_to(known: Mapping[str, Option], value: Value) -> list[Option]:
    """The entries from the top down to this one; none for what is no entry."""
    path: list[Option] = []
    key = value if isinstance(value, str) else ""
    while key in known and known[key] not in path:
        path.insert(0, known[key])
        key = path[0].parent
    return path


def found_entry(known: Mapping[str, Option], text: str) -> str:
    """The key of the one entry that a text means: its key, its path (also without the upper levels), its name.

    A name that several entries have is none of them, but one that stands above all others of that name.
    """
    if text in known or not text:
        return text
    whole = [k for k, o in known.items() if _called(o, text)]
    if len(whole) == 1:
        return whole[0]
    names = _STEP.split(text)
    found = whole or [k for k, o in known.items() if _called(o, names[-1]) and _lies_under(known, o, names[:-1])]
    if len(found) > 1:
        tops = [k for k in found if all(known[k] in path_to(known, other) for other in found)]
        found = tops or [k for k in found if len(path_to(known, k)) == len(names)]
    return found[0] if len(found) == 1 else text


def _called(option: Option, name: str) -> bool:
    wanted = name.casefold()
    names = (option.key, option.title.zh, option.title.en, option.short)
    return any(n and n.casefold() == wanted for n in names)


def _lies_under(known: Mapping[str, Option], option: Option, names: list[str]) -> bool:
    """Whether entries of these names lie above it, in this order."""
    above = iter(reversed(path_to(known, option.key)[:-1]))
    return all(any(_called(o, name) for o in above) for name in reversed(names))


def _not_found(value: Value, known: Mapping[str, Option]) -> Message:
    """A name that several entries have is told with their paths; else the nearest name is."""
    several = [k for k, o in known.items() if _called(o, str(value))]
    if len(several) > 1:
        paths = [" / ".join(o.title.zh for o in path_to(known, k)) for k in several[:6]]
        return Message("several_entries", {"value": value, "known": paths})
    return unknown("not_in_list", value, known)
