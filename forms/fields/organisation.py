"""An organisation of the office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from forms.chars import one_line
from forms.feel.shapes import TEXT, WHOLE, Shape, grouped
from forms.fields.base import Choices, Family, Field, Indexed, Option, OptionSource, Value, field_type
from forms.fields.choice import found_key, shown_title, unknown
from forms.text import Message, Text

CONFIRMED = "confirmed"
"""The standing of an organisation that the office knows to be who it says."""


@field_type
class OrganisationField(Field):
    """An organisation that the office knows; stored is its id as text. `where` leaves the others out.

    That is: `city` or `district` offices, `office`s of any place, or `applicant`s. One that works no longer is still
    shown by its name, and may not be chosen.
    """

    type: Literal["organisation"] = "organisation"
    where: Literal["district", "city", "office", "applicant"] | None = None
    name: ClassVar[Text] = Text(zh="单位", en="Organisation")
    sign: ClassVar[str] = "机"
    rank: ClassVar[int] = 3
    family: ClassVar[Family] = "office"

    def known(self, options: OptionSource) -> Mapping[str, Option]:
        """All there ever were."""
        return options.organisations()

    def offered(self, options: OptionSource) -> dict[str, Option]:
        """Those that may be chosen."""
        return {k: o for k, o in self.known(options).items() if o.data.get("active", True) and self._fits(o)}

    def _fits(self, option: Option) -> bool:
        applies = bool(option.data.get("applicant"))
        if self.where is None or self.where in ("office", "applicant"):
            return self.where is None or applies == (self.where == "applicant")
        return not applies and (option.data.get("kind") == "city") == (self.where == "city")

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if raw is None:
            return None
        text = one_line(raw)
        key = found_key(self.offered(options), text)
        return (found_key(self.known(options), text) if key == text else key) or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        offered = self.offered(options)
        if value in offered:
            return []
        known = self.known(options)
        if value in known:
            data = known[value].data
            return [Message("not_to_choose" if data.get("active", True) else "left", {"value": known[value].title})]
        return [unknown("not_in_list", value, offered)]

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        return shown_title(self.known(options), value, lang)

    def feel(self, value: Value, options: OptionSource) -> Any:
        option = self.known(options).get(value) if isinstance(value, str) else None
        if option is None or not option.key.isdecimal():
            return None
        name = option.data.get("name")
        title = name if isinstance(name, Text) else option.title
        return {"id": int(option.key), "名称": title.zh, "name": title.say("en"), **self._more(option)}

    def _more(self, option: Option) -> dict[str, Any]:
        return {"district": option.data.get("district"), "code": option.data.get("code") or None}

    def shape(self, choices: Choices) -> Shape:
        return grouped({"id": WHOLE, "名称": TEXT, "name": TEXT, "district": TEXT, "code": TEXT})

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return Indexed(text=value) if isinstance(value, str) and value in self.known(options) else None

    def sheet_choices(self, options: OptionSource) -> list[str]:
        return [o.title.zh for o in self.offered(options).values()]

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        keys = list(self.offered(options))
        return keys[(number - 1) % len(keys)] if keys else None
