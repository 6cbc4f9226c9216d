"""An electronic mail address."""

from __future__ import annotations

from forms.fields import Field
from pages.context import t
from pages.widgets.base import Asked, Widget, widget


@widget("email")
class EmailWidget(Widget):
    """Typed in any usual way; full-width characters are put right."""

    def placeholder(self, asked: Asked) -> str | None:
        return t("form.like_email")

    def least(self, field: Field, lang: str) -> int:
        return 170
