"""The decision: may this person take this transition now, and what follows from it. Pure: no storage, no clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from forms.text import Message
from forms.values import normal, prune
from workflows.bundle import Bundle
from workflows.engine.derive import derive
from workflows.engine.effects import Outcome
from workflows.engine.guards import refusal
from workflows.engine.situation import Attempt, Situation
from workflows.engine.types import Action, Actor, CaseFacts, Decision, Offer, Refusal, World
from workflows.rights import acts_for


def decide(bundle: Bundle, case: CaseFacts, action: Action, world: World, now: datetime) -> Decision | Refusal:
    """Everything the transition changes, or why it cannot be taken. Forbidden unless allowed."""
    found = _allowed(Situation(bundle, case, action.actor, world, now), action)
    return found if isinstance(found, Refusal) else _decision(*found)


def why_not(bundle: Bundle, case: CaseFacts, action: Action, world: World, now: datetime) -> Refusal | None:
    """The refusal of the same decision taken dry: what the person still has to give with it is not demanded."""
    found = _allowed(Situation(bundle, case, action.actor, world, now), action, dry=True)
    return found if isinstance(found, Refusal) else None


def offers(bundle: Bundle, case: CaseFacts, actor: Actor, world: World, now: datetime) -> list[Offer]:
    """The transitions that the actor's roles may take from here, each with what stands against it."""
    return offers_in(Situation(bundle, case, actor, world, now))


def offers_in(situation: Situation) -> list[Offer]:
    """The same for a situation that is looked at anyway: nothing is worked out twice."""
    leaving = situation.procedure.leaving(situation.case.state)
    mine = [k for k, t in leaving.items() if set(t.by) & set(situation.roles)]
    return [Offer(k, _dry(situation, k)) for k in mine]


def _dry(situation: Situation, transition: str) -> Refusal | None:
    action = Action(situation.actor, transition, situation.case.revision, "")
    found = _allowed(situation, action, dry=True)
    return found if isinstance(found, Refusal) else None


def _allowed(situation: Situation, action: Action, *, dry: bool = False) -> tuple[Attempt, Outcome] | Refusal:
    """The attempt with what its effects ask for, or what stands against it."""
    attempt = _attempt(situation, action, dry)
    if isinstance(attempt, Refusal):
        return attempt
    refused = refusal(attempt)
    if refused is not None:
        return refused
    outcome = Outcome()
    for effect in attempt.transition.do:
        refused = effect.apply(attempt, outcome)
        if refused is not None:
            return replace(refused, guard=effect.effect)
    return attempt, outcome


def _attempt(situation: Situation, action: Action, dry: bool) -> Attempt | Refusal:
    transition = situation.procedure.transitions.get(action.transition)
    if transition is None:
        return Refusal(Message("no_transition", {"name": action.transition}), guard="transition")
    given = {}
    if transition.form is not None:
        form = situation.bundle.form(transition.form)
        given = prune(form, normal(form, action.given, situation.world.options))
    return Attempt(situation, action.transition, transition, action.seen, given, dry)


def _decision(attempt: Attempt, outcome: Outcome) -> Decision:
    situation, case, role = attempt.situation, attempt.case, attempt.role or ""
    back = case.state if attempt.transition.kind == "return" else None
    late = case.late or (attempt.files and situation.late)
    moved = replace(case, state=attempt.target or case.state, revision=case.revision + 1, late=late, returned_from=back)
    after = derive(replace(situation, case=moved))
    return Decision(
        transition=attempt.id,
        from_state=case.state,
        to_state=moved.state,
        role=role,
        for_organisation=acts_for(attempt.bundle, case, situation.actor, role),
        revision=case.revision,
        title=after.title,
        title_en=after.title_en,
        stage=after.stage,
        holder=after.holder,
        tokens=after.tokens,
        columns=after.columns,
        ended=after.ended,
        returned_from=back,
        wants_number=outcome.wants_number,
        late=late,
        due=after.due,
        entries=tuple(outcome.entries),
        given=attempt.given,
        at=situation.now,
    )
