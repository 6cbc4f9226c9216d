"""A calendar year."""

from __future__ import annotations

from forms.fields import Field
from pages.context import t
from pages.widgets.base import Asked, Widget, widget


@widget("year")
class YearWidget(Widget):
    """Typed in any usual way: 2026, 2026年度."""

    def placeholder(self, asked: Asked) -> str | None:
        return t("form.like_year")

    def least(self, field: Field, lang: str) -> int:
        return 84
