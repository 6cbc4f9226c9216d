"""统一社会信用代码."""

from __future__ import annotations

from typing import ClassVar

from forms.fields import Field
from pages.widgets.base import Widget, widget


@widget("uscc")
class UsccWidget(Widget):
    """A code in a monospace face, so that wrong characters show."""

    column: ClassVar[str] = "code"

    def least(self, field: Field, lang: str) -> int:
        return 170
