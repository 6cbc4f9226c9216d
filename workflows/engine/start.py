"""Opening a case: may this person open one of this procedure for this subject, and what is it then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from forms.context import defaults
from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.engine.campaign import campaign_against, one_open_against
from workflows.engine.derive import derive
from workflows.engine.situation import Situation
from workflows.engine.tasks import arriving, changed
from workflows.engine.types import Actor, CaseFacts, Opening, Passed, Refusal, World
from workflows.rights import token


def decide_start(
    bundle: Bundle,
    actor: Actor,
    subject: str,
    campaign: int | None,
    on_behalf: bool,
    world: World,
    now: datetime,
) -> Opening | Refusal:
    """The case to be written, or why it cannot be opened. `subject` is the code of the district it is about."""
    situation = Situation(bundle, _blank(bundle, subject, campaign, on_behalf), actor, world, now)
    refused = _refused(situation)
    if refused is not None:
        return refused
    organisation = _organisation(situation)
    if organisation is None:
        return Refusal(Message("no_organisation", {"subject": _subject(situation)}), guard="organisation")
    return _opening(situation, organisation)


def _blank(bundle: Bundle, subject: str, campaign: int | None, on_behalf: bool) -> CaseFacts:
    procedure = bundle.procedure
    return CaseFacts(
        id=None, state=procedure.initial, revision=0, values={procedure.case.subject: subject}, answers={},
        organisation=0, district=subject, campaign=campaign, on_behalf=on_behalf,
    )  # fmt: skip


def _refused(situation: Situation) -> Refusal | None:
    """The first thing that stands against it, from the cheap to the dear."""
    checks = {
        "valid": _not_offered, "subject": _no_subject, "role": _not_your_role,
        "campaign": campaign_against, "one_open": one_open_against,
    }  # fmt: skip
    for name, asked in checks.items():
        found = asked(situation)
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
    if situation.case.district in situation.world.options.districts():
        return None
    field = situation.form.by_path[situation.procedure.case.subject]
    return Refusal(Message("start_subject", {"field": field.title}))


def _not_your_role(situation: Situation) -> Refusal | None:
    if _role(situation) is not None:
        return None
    procedure, start = situation.procedure, situation.procedure.start
    code, roles = ("start_on_behalf", start.on_behalf) if situation.case.on_behalf else ("start_role", start.by)
    titles = [procedure.roles[r].title for r in roles] or Message("nobody")
    data = {"procedure": procedure.title, "roles": titles, "subject": _subject(situation)}
    return Refusal(Message(code, data))


def _role(situation: Situation) -> str | None:
    """The role in which the actor opens it: the declarant's own, or the one of who may declare for others."""
    start, case = situation.procedure.start, situation.case
    wanted = start.on_behalf if case.on_behalf else start.by
    held = {r for r in wanted if token(situation.procedure, r, case.district) in situation.actor.tokens}
    return next((r for r in wanted if r in held), None)


def _organisation(situation: Situation) -> int | None:
    """Whose case it is: the organisation for which the actor holds the role, or the declarant's."""
    case, roles = situation.case, situation.procedure.start.by
    if not case.on_behalf:
        role = _role(situation)
        own = [h.organisation for h in situation.actor.held if h.role == role and h.district in (case.district, "*")]
        if own:
            return own[0]
    return situation.world.organisation_for(roles, case.district)


def _opening(situation: Situation, organisation: int) -> Opening:
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


def _subject(situation: Situation) -> Text:
    option = situation.world.options.districts().get(situation.case.district)
    return option.title if option else Text(zh=situation.case.district)
