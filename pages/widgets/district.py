"""A district, or a unit that declares like one."""

from __future__ import annotations

from collections.abc import Mapping

from forms.fields import Field, Option, OptionSource
from pages.widgets.base import widget
from pages.widgets.choice import ChoiceWidget


@widget("district")
class DistrictWidget(ChoiceWidget):
    """A menu of the districts that exist on the case's day."""

    def known(self, field: Field, options: OptionSource) -> Mapping[str, Option]:
        return options.districts()
