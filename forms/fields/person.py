"""A person of the office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from forms.feel.shapes import TEXT, WHOLE, Shape, grouped
from forms.fields.base import Choices, Family, Option, OptionSource, field_type
from forms.fields.organisation import OrganisationField
from forms.text import Text


@field_type
class PersonField(OrganisationField):
    """A person who works in the office; stored is their id as text. `role` leaves only those who hold it.

    `where` asks for people of the city's organisations or of the others. Who left is still shown by their name.
    """

    type: Literal["person"] = "person"  # type: ignore[assignment]
    role: str | None = None
    name: ClassVar[Text] = Text(zh="人员", en="Person")
    sign: ClassVar[str] = "人"
    rank: ClassVar[int] = 4
    family: ClassVar[Family] = "office"

    def known(self, options: OptionSource) -> Mapping[str, Option]:
        return options.people()

    def _fits(self, option: Option) -> bool:
        return super()._fits(option) and (self.role is None or self.role in option.data.get("roles", ()))

    def _more(self, option: Option) -> dict[str, Any]:
        return {"district": option.data.get("district"), "organisation": option.data.get("organisation")}

    def shape(self, choices: Choices) -> Shape:
        return grouped({"id": WHOLE, "名称": TEXT, "name": TEXT, "district": TEXT, "organisation": WHOLE})
