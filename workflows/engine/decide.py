"""The decision: may this person take this transition now, and what follows from it. Pure: no storage, no clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from forms.draft import apply
from forms.text import Message
from forms.values import normal, prune
from workflows.bundle import Bundle
from workflows.engine.derive import derive
from workflows.engine.effects import Outcome
from workflows.engine.guards import refusal
from workflows.engine.returns import earlier
from workflows.engine.rounds import settled
from workflows.engine.situation import EARLIER, Attempt, Situation
from workflows.engine.standing import against
from workflows.engine.tasks import arriving, changed, leaving
from workflows.engine.types import Action, Actor, CaseFacts, Decision, Offer, Passed, Refusal, VerbOffer, World
from workflows.engine.verbs import VerbAttempt
from workflows.engine.verbs import registry as verbs
from workflows.rights import acts_for, deputy_of


def decide(bundle: Bundle, case: CaseFacts, action: Action, world: World, now: datetime) -> Decision | Refusal:
    """Everything the transition or verb changes, or why it cannot be done. Forbidden unless allowed."""
    situation = Situation(bundle, case, action.actor, world, now)
    found = _by_verb(situation, action) if action.verb else _by_transition(situation, action)
    return found if isinstance(found, Refusal) else settled(situation, found)


def _by_transition(situation: Situation, action: Action) -> Decision | Refusal:
    transition = situation.procedure.transitions.get(action.transition)
    if transition is not None and transition.kind == "automatic" and not situation.actor.robot:
        return Refusal(Message("by_itself", {"transition": transition.title}), guard="role")
    found = _allowed(situation, action)
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
    back = tuple(earlier(situation.procedure, situation.case))
    targets = {k: back if leaving[k].to == EARLIER else () for k in mine}
    return [Offer(k, _dry(situation, k), targets[k]) for k in mine]


def automatic(situation: Situation) -> Decision | None:
    """The first automatic transition whose condition holds, whoever made it so; a clock takes its own by itself."""
    leaving = situation.procedure.leaving(situation.case.state)
    timed = situation.procedure.taken_by_clocks
    for key, transition in leaving.items() if not situation.case.suspended else ():
        if transition.kind == "automatic" and key not in timed:
            found = _allowed(situation, Action(situation.actor, key, situation.case.revision, ""))
            if not isinstance(found, Refusal):
                return settled(situation, _decision(*found))
    return None


def _by_verb(situation: Situation, action: Action) -> Decision | Refusal:
    verb = verbs.get(action.verb)
    if verb is None:
        return Refusal(Message("no_verb", {"name": action.verb}), guard="verb")
    attempt = VerbAttempt(situation, action)
    return against(verb, attempt) or verb.decide(attempt)


def verb_offers(situation: Situation) -> list[VerbOffer]:
    """The verbs that the actor may use on the tasks that they have, and on the case, each with what stands against it.

    What is not theirs to use is left out; what is named with it (people, a reason) is not demanded yet.
    """
    return [offer for name in verbs for offer in _verb_offers(situation, name)]


def _verb_offers(situation: Situation, name: str) -> Iterator[VerbOffer]:
    verb, case = verbs.get(name), situation.case
    if verb is None or not verb.offered:
        return
    about: list[int | None] = [t.id for t in case.tasks if t.active] if verb.about == "task" else [None]
    for task in about:
        action = Action(situation.actor, "", case.revision, "", verb=name, task=task)
        attempt = VerbAttempt(situation, action, dry=True)
        if verb.theirs(attempt):
            yield VerbOffer(name, task, against(verb, attempt) or verb.why_not(attempt))


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
    return Attempt(situation, action.transition, transition, action.seen, given, dry, action)


def _decision(attempt: Attempt, outcome: Outcome) -> Decision:
    situation, case, role = attempt.situation, attempt.case, attempt.role or ""
    moved = _written(moved_by(attempt), situation, outcome)
    ended = leaving(case, situation.actor, by_itself=attempt.transition.kind == "automatic")
    there = replace(situation, case=changed(moved, ended, (), situation.actor.id, situation.now))
    new = arriving(there)
    after = derive(replace(situation, case=changed(moved, ended, new, situation.actor.id, situation.now)))
    return Decision(
        transition=attempt.id,
        from_state=case.state,
        to_state=moved.state,
        role=role,
        for_person=deputy_of(attempt.bundle, case, situation.actor, role) if role else None,
        new_tasks=new,
        task_changes=ended,
        sets=tuple(outcome.sets),
        entry_changes=tuple(outcome.entry_changes),
        notices=tuple(outcome.notices),
        children=tuple(outcome.children),
        draws=tuple(outcome.draws),
        straight=attempt.straight,
        yellow_on=after.yellow_on,
        provisional=after.provisional,
        for_organisation=acts_for(attempt.bundle, case, situation.actor, role) if role else None,
        revision=case.revision,
        title=after.title,
        title_en=after.title_en,
        stage=after.stage,
        holder=after.holder,
        tokens=after.tokens,
        columns=after.columns,
        ended=after.ended,
        wants_number=outcome.wants_number,
        late=moved.late,
        due=after.due,
        entries=tuple(outcome.entries),
        given=attempt.given,
        at=situation.now,
    )


def _written(case: CaseFacts, situation: Situation, outcome: Outcome) -> CaseFacts:
    """The case with what the effects write into its main form."""
    if not outcome.sets:
        return case
    return replace(case, values=apply(situation.form, case.values, dict(case.answers), outcome.sets).values)


def moved_by(attempt: Attempt) -> CaseFacts:
    """The case where the transition leads it, before its tasks are looked at."""
    case, situation = attempt.case, attempt.situation
    passed = Passed(
        attempt.id, situation.actor.id, case.state, attempt.target or case.state, situation.now,
        straight=attempt.straight,
    )  # fmt: skip
    return replace(
        case, state=attempt.target or case.state, revision=case.revision + 1, moved=case.revision + 1,
        late=case.late or (attempt.files and situation.late), trail=(*case.trail, passed),
    )  # fmt: skip
