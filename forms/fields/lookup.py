"""关联查询: an entry of a register or another case, with what is taken over from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field as Attr
from pydantic import StringConstraints

from forms.chars import one_line
from forms.feel.shapes import DATE, TEXT, WHOLE, Shape, grouped
from forms.fields.base import Choices, Family, Field, Indexed, Option, OptionSource, Value, field_type
from forms.text import Message, Text

_PARTS: dict[str, type] = {"source": str, "id": int, "key": str, "title": str, "as_of": str, "values": dict}


@field_type
class LookupField(Field):
    """An entry of the register, or a case of the procedure, that `source` names (register/… or procedure/…).

    `copy` says which fields beside it take over what: {own key: path in the source}. The value keeps where it came
    from, on which day, and what was taken over; the fields themselves may be changed afterwards.
    `hint` tells a person by what to look for it.
    """

    type: Literal["lookup"] = "lookup"
    source: Annotated[str, StringConstraints(pattern=r"^(register|procedure)/[^/]+$")]
    hint: Text | None = None
    takes: dict[str, str] = Attr(default={}, alias="copy")
    width: int = 2
    name: ClassVar[Text] = Text(zh="关联查询", en="Look-up")
    sign: ClassVar[str] = "查"
    family: ClassVar[Family] = "office"
    begins: ClassVar[Mapping[str, Any]] = {"source": "register/-"}
    typed: ClassVar[bool] = False  # the office has to be asked what a text means

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if isinstance(raw, Mapping):
            fit = all(type(raw.get(k)) is kind for k, kind in _PARTS.items())
            return {k: raw[k] for k in _PARTS} if fit else None
        text = "" if raw is None else one_line(raw)
        found = options.looked_up(self.source, text) if text else ()
        return self.taken(found[0], options.on) if len(found) == 1 else text or None

    def taken(self, option: Option, on: date) -> dict[str, Any]:
        """The value for what was found."""
        held = option.data.get("values", {})
        values = {own: held[path] for own, path in self.takes.items() if held.get(path) is not None}
        return {
            "source": self.source, "id": option.data["id"], "key": option.key, "title": option.title.zh,
            "as_of": on.isoformat(), "values": values,
        }  # fmt: skip

    def brings(self, value: Value) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            return {}
        return {own: value["values"].get(own) for own in self.takes}

    def vouched(self, value: Value, options: OptionSource) -> Value:
        """Only what can be looked up is a look-up, with the title it has; anything else is the text of its key."""
        if not isinstance(value, Mapping):
            return value
        hits = options.looked_up(self.source, value["key"]) if value["source"] == self.source else ()
        found = next((o for o in hits if o.data["id"] == value["id"]), None)
        return {**value, "title": found.title.zh} if found else one_line(value["key"]) or None

    def same(self, one: Value, other: Value) -> bool:
        """The same entry of the same source, whenever it was looked up."""
        both = isinstance(one, Mapping) and isinstance(other, Mapping)
        return all(one[k] == other[k] for k in ("source", "id", "key")) if both else super().same(one, other)

    def differs(self, value: Value, now: Option) -> list[str]:
        """The fields for which the source holds another value now than was taken over."""
        then = self.taken(now, date.min)["values"]
        return [own for own in self.takes if then.get(own) != value["values"].get(own)]

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        return [] if isinstance(value, Mapping) else [Message("not_looked_up", {"value": value})]

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        return str(value["title"]) if isinstance(value, Mapping) else str(value or "")

    def feel(self, value: Value, options: OptionSource) -> Any:
        if not isinstance(value, Mapping):
            return None
        try:
            as_of = date.fromisoformat(value["as_of"])
        except ValueError:
            as_of = None
        return {"id": value["id"], "key": value["key"], "名称": value["title"], "as_of": as_of}

    def shape(self, choices: Choices) -> Shape:
        return grouped({"id": WHOLE, "key": TEXT, "名称": TEXT, "as_of": DATE})

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return Indexed(text=value["key"]) if isinstance(value, Mapping) else None

    def cell(self, value: Value, options: OptionSource) -> Any:
        return value["key"] if isinstance(value, Mapping) else self.show(value, options)

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        option = Option(f"K{number:03}", Text(zh=f"{self.title.zh} {number}"), data={"id": number})
        return self.taken(option, options.on)
