"""An address in the web."""

from __future__ import annotations

from forms.fields import Field
from pages.context import t
from pages.widgets.base import Asked, Widget, widget


@widget("link")
class LinkWidget(Widget):
    """Typed with https:// or from www. on."""

    def placeholder(self, asked: Asked) -> str | None:
        return t("form.like_link")

    def least(self, field: Field, lang: str) -> int:
        return 170
