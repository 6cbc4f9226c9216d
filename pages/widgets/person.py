"""A person of the office."""

from __future__ import annotations

from forms.fields import Field
from pages.widgets.base import widget
from pages.widgets.organisation import OrganisationWidget


@widget("person")
class PersonWidget(OrganisationWidget):
    """A menu of the people at work; who left is shown until somebody else is chosen."""

    def least(self, field: Field, lang: str) -> int:
        return 110
