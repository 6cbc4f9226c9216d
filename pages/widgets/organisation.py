"""An organisation of the office."""

from __future__ import annotations

from collections.abc import Mapping

from forms.fields import Field, Option, OptionSource
from forms.fields.organisation import OrganisationField
from pages.widgets.base import widget
from pages.widgets.choice import ChoiceWidget


@widget("organisation")
class OrganisationWidget(ChoiceWidget):
    """A menu of the organisations at work; one that works no longer is shown until another is chosen."""

    def known(self, field: Field, options: OptionSource) -> Mapping[str, Option]:
        return field.offered(options) if isinstance(field, OrganisationField) else {}

    def least(self, field: Field, lang: str) -> int:
        return 150
