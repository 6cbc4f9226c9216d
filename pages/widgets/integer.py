"""A whole number."""

from __future__ import annotations

from forms.fields import Field
from pages.widgets.base import Widget, widget


@widget("integer")
class IntegerWidget(Widget):
    """Typed as text, so that what is no number is kept and can be mended; the unit stands in the label."""

    def least(self, field: Field, lang: str) -> int:
        return 88 if len(field.heading(lang)) <= 8 else 106
