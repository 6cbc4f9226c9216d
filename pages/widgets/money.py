"""An amount of money."""

from __future__ import annotations

from forms.fields import Field
from pages.widgets.base import widget
from pages.widgets.integer import IntegerWidget


@widget("money")
class MoneyWidget(IntegerWidget):
    """Typed in the unit of the label, or with a unit of its own: 1.5亿, 300万元."""

    def least(self, field: Field, lang: str) -> int:
        return 118
