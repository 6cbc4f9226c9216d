"""A month of a year."""

from __future__ import annotations

from forms.fields import Field
from pages.context import t
from pages.widgets.base import Asked, Widget, widget


@widget("month")
class MonthWidget(Widget):
    """Typed in any usual way: 2026-03, 2026年3月."""

    def placeholder(self, asked: Asked) -> str | None:
        return t("form.like_month")

    def least(self, field: Field, lang: str) -> int:
        return 96
