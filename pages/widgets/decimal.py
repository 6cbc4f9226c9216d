"""A number with digits after the point."""

from __future__ import annotations

from forms.fields import Field
from pages.widgets.base import widget
from pages.widgets.integer import IntegerWidget


@widget("decimal")
class DecimalWidget(IntegerWidget):
    """Typed as text like a whole number; nothing is rounded."""

    def least(self, field: Field, lang: str) -> int:
        return 104
