"""What a case is about: the subject, where roles are held, and what one may be open for."""

from __future__ import annotations

from forms.fields.district import DistrictField
from forms.fields.organisation import OrganisationField
from workflows.checks.base import Problems, procedure_check

CAMPAIGN = "campaign"


@procedure_check
def check_subject(problems: Problems) -> None:
    """The subject is a district or an organisation field of the main form, outside tables."""
    form, subject = problems.form, problems.procedure.case.subject
    here = problems.at("case", "subject")
    if form is None:
        return
    districts = {f.key for f in form.fields if isinstance(f, DistrictField | OrganisationField)}
    if subject in form.by_path and subject not in districts:
        here.error("subject_no_district", subject=subject)
    else:
        here.known(subject, districts, "word.district_field")


@procedure_check
def check_where(problems: Problems) -> None:
    """A role is held in the whole city, by the subject or in its district, or by whoever has a task.

    Another field than the subject may change under way.
    """
    subject, form = problems.procedure.case.subject, problems.form
    organisations = form is not None and isinstance(form.by_path.get(subject), OrganisationField)
    for name, role in problems.procedure.roles.items():
        of_subject = role.of_organisation == subject and organisations or role.place == subject
        if role.where not in ("city", "task") and not of_subject:
            problems.at("roles", name, "where").error("role_where", where=role.where, subject=subject)


@procedure_check
def check_one_open(problems: Problems) -> None:
    """One open case is counted by campaign and by the subject: both are fixed when a case is opened."""
    procedure = problems.procedure
    known = {procedure.case.subject} | ({CAMPAIGN} if procedure.campaign else set())
    problems.at("case", "one_open_per").all_known(procedure.case.one_open_per, known, "word.open_per")


@procedure_check
def check_start(problems: Problems) -> None:
    """Somebody may open a case, and the first state lies with them."""
    procedure = problems.procedure
    if not procedure.start.by:
        if not problems.procedure.start.given:  # it says itself that it is opened as a child
            problems.at("start", "by").warning("nobody_starts")
        return
    first = procedure.states.get(procedure.initial)
    if first is not None and first.holder not in procedure.start.by:
        data = {
            "state": first.title,
            "by": [procedure.roles[r].title for r in procedure.start.by if r in problems.roles],
        }
        problems.at("states", procedure.initial, "holder").error("first_holder", **data)
