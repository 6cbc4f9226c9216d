"""A share of a hundred."""

from __future__ import annotations

from forms.fields import Field
from pages.widgets.base import widget
from pages.widgets.integer import IntegerWidget


@widget("percent")
class PercentWidget(IntegerWidget):
    """Typed with the sign or without."""

    def least(self, field: Field, lang: str) -> int:
        return 88
