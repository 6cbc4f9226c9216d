"""A telephone number."""

from __future__ import annotations

from typing import ClassVar

from forms.fields import Field
from pages.widgets.base import Widget, widget


@widget("phone")
class PhoneWidget(Widget):
    """Typed in any usual way; shown as it is stored."""

    column: ClassVar[str] = "code"

    def least(self, field: Field, lang: str) -> int:
        return 140
