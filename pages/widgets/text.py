"""One line of text."""

from __future__ import annotations

from pages.widgets.base import Widget, widget


@widget("text")
class TextWidget(Widget):
    """As the base draws it: too long a text is kept and judged by the server."""
