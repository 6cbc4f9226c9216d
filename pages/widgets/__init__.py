"""How each field type is asked for: one widget beside each file of `forms/fields/`.

All are there once the package is: two sessions of a server that just started never see half of them.
"""

from pages.widgets.base import NOTHING, Asked, Sources, Widget, known, load_all, plain, widget_of

load_all()

__all__ = ["NOTHING", "Asked", "Sources", "Widget", "known", "plain", "widget_of"]
