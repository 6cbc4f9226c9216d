"""公民身份号码."""

from __future__ import annotations

from typing import ClassVar

from forms.fields import Field
from pages.widgets.base import Widget, widget


@widget("id_card")
class IdCardWidget(Widget):
    """A number in a monospace face; the box holds all of it, also where it is shown masked elsewhere."""

    column: ClassVar[str] = "code"

    def least(self, field: Field, lang: str) -> int:
        return 174
