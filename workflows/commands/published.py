"""A form as the office has published it, for the command line of forms."""

from __future__ import annotations

from datetime import date

from forms.definition import Form
from forms.fields import OptionSource
from workflows.commands.common import the_office


def published_form(form_id: str, on: date) -> tuple[Form, OptionSource] | None:
    """The form in the newest version of a procedure that has it, with the lookups of a day; None without one."""
    with the_office() as office, office.db.read() as session:
        for procedure in office.procedures(session):
            bundle = office.newest(session, procedure)
            if bundle is not None and form_id in bundle.forms:
                return bundle.forms[form_id], office.options(session, bundle, on)
    return None
