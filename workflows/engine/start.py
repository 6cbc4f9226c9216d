"""Opening a case: may this person open one of this procedure for this subject, and what is it then."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from forms.context import defaults
from forms.fields import OptionSource
from forms.fields.organisation import CONFIRMED, OrganisationField
from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.engine.campaign import campaign_against, one_open_against
from workflows.engine.derive import derive
from workflows.engine.situation import Situation
from workflows.engine.tasks import arriving, changed
from workflows.engine.types import Actor, CaseFacts, Opening, Passed, Refusal, World
from workflows.rights import Subject, token


def decide_start(
    bundle: Bundle,
    actor: Actor,
    subject: str,
    campaign: int | None,
    on_behalf: bool,
    world: World,
    now: datetime,
) -> Opening | Refusal:
    """The case to be written, or why it cannot be opened.

    `subject` is the code of the district it is about, or the id of the organisation.
    """
    found = subject_of(bundle, subject, world.options)
    situation = Situation(bundle, blank(bundle, found, campaign, on_behalf=on_behalf), actor, world, now)
    against = refused(situation)
    if against is not None:
        return against
    organisation = _organisation(situation)
    if organisation is None:
        return Refusal(Message("no_organisation", {"subject": subject_title(situation)}), guard="organisation")
    return opening(situation, organisation)


def subject_of(bundle: Bundle, key: str, options: OptionSource) -> Subject:
    """Whose case it would be: an organisation brings its district; one that nobody knows has none."""
    if not bundle.of_organisations:
        return Subject(key, key)
    option = options.organisations().get(key)
    if option is None or not key.isdecimal():
        return Subject(key, "")
    return Subject(key, str(option.data.get("district") or ""), int(key))


def blank(bundle: Bundle, subject: Subject, campaign: int | None, *, on_behalf: bool) -> CaseFacts:
    """A case of nothing but its subject."""
    procedure = bundle.procedure
    return CaseFacts(
        id=None, state=procedure.initial, revision=0, values={procedure.case.subject: subject.key}, answers={},
        organisation=subject.organisation, district=subject.district, campaign=campaign, on_behalf=on_behalf,
    )  # fmt: skip


def refused(situation: Situation, only: Collection[str] = ()) -> Refusal | None:
    """The first thing that stands against it, from the cheap to the dear; `only` of these, if any are named."""
    checks = {
        "valid": _not_offered, "subject": _no_subject, "role": _not_your_role, "confirmed": _not_confirmed,
        "campaign": campaign_against, "one_open": one_open_against,
    }  # fmt: skip
    for name, asked in checks.items():
        found = asked(situation) if not only or name in only else None
        if found is not None:
            return replace(found, guard=name)
    return None


def _not_offered(situation: Situation) -> Refusal | None:
    valid, title = situation.procedure.valid, situation.procedure.title
    if situation.today < date.fromisoformat(valid.from_):
        return Refusal(Message("not_offered_yet", {"procedure": title, "day": valid.from_}))
    if valid.until is not None and situation.today > date.fromisoformat(valid.until):
        return Refusal(Message("not_offered_any_more", {"procedure": title, "day": valid.until}))
    return None


def _no_subject(situation: Situation) -> Refusal | None:
    field = situation.form.by_path[situation.procedure.case.subject]
    options = situation.world.options
    known: Collection[str] = (
        field.offered(options) if isinstance(field, OrganisationField) else options.districts()
    )
    if situation.case.values[field.key] in known:
        return None
    return Refusal(Message("start_subject", {"field": field.title}))


def _not_your_role(situation: Situation) -> Refusal | None:
    if _role(situation) is not None:
        return None
    procedure, start = situation.procedure, situation.procedure.start
    code, roles = ("start_on_behalf", start.on_behalf) if situation.case.on_behalf else ("start_role", start.by)
    titles = [procedure.roles[r].title for r in roles] or Message("nobody")
    data = {"procedure": procedure.title, "roles": titles, "subject": subject_title(situation)}
    return Refusal(Message(code, data))


def _not_confirmed(situation: Situation) -> Refusal | None:
    """At the window, cases are entered for organisations that the office knows."""
    if not situation.case.on_behalf or not situation.bundle.of_organisations:
        return None
    option = situation.world.options.organisations()[str(situation.case.organisation)]
    if option.data.get("standing", CONFIRMED) == CONFIRMED:
        return None
    return Refusal(Message("start_unconfirmed", {"organisation": option.title}))


def _role(situation: Situation) -> str | None:
    """The role in which the actor opens it: the declarant's own, or the one of who may declare for others."""
    start, case = situation.procedure.start, situation.case
    wanted = start.on_behalf if case.on_behalf else start.by
    held = {
        r for r in wanted
        if token(situation.procedure, r, case.district, case.organisation) in situation.actor.tokens
    }  # fmt: skip
    return next((r for r in wanted if r in held), None)


def _organisation(situation: Situation) -> int | None:
    """Whose case it is: the organisation for which the actor holds the role, or the declarant's."""
    case, roles = situation.case, situation.procedure.start.by
    if situation.bundle.of_organisations:
        return case.organisation
    if not case.on_behalf:
        role = _role(situation)
        own = [h.organisation for h in situation.actor.held if h.role == role and h.district in (case.district, "*")]
        if own:
            return own[0]
    return situation.world.organisation_for(roles, case.district)


def opening(situation: Situation, organisation: int) -> Opening:
    """The case as it begins, for an organisation."""
    begun = Passed("start", situation.actor.id, None, situation.case.state, situation.now)
    case = replace(situation.case, organisation=organisation, trail=(begun,))
    made = defaults(situation.form, situation.world.options, situation.extra, situation.services)
    case = replace(case, values={**made, **case.values})
    new = arriving(replace(situation, case=case))
    after = derive(replace(situation, case=changed(case, (), new)))
    return Opening(
        state=case.state, stage=after.stage, role=_role(situation) or "",
        for_organisation=organisation if case.on_behalf else None,
        organisation=organisation, district=case.district, campaign=case.campaign, on_behalf=case.on_behalf,
        values=case.values, title=after.title, title_en=after.title_en, holder=after.holder,
        tokens=after.tokens, columns=after.columns, due=after.due, at=situation.now,
        new_tasks=new, yellow_on=after.yellow_on, provisional=after.provisional,
    )  # fmt: skip


def subject_title(situation: Situation) -> Text:
    """What the subject is called."""
    options, key = situation.world.options, situation.case.values[situation.procedure.case.subject]
    known = options.organisations() if situation.bundle.of_organisations else options.districts()
    return known[key].title if key in known else Text(zh=key)
