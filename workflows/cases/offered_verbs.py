"""Which verbs somebody may use on a case now, and what stands against the others: the same decisions, taken dry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workflows.engine.situation import Situation
from workflows.engine.types import Action, Refusal
from workflows.engine.verbs import VerbAttempt
from workflows.engine.verbs import registry as verbs

OPINION = "opinion"
ALONE = (OPINION,)
"""Verbs that the page of a case has own places for."""


@dataclass(frozen=True)
class OfferedVerb:
    """A verb on the page: the tasks for which it can be used, or why it cannot."""

    name: str
    about: str  # task | case
    tasks: tuple[int, ...]
    why_not: Refusal | None


def known(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that are verbs."""
    return tuple(name for name in names if name in set(verbs))


def offered_verbs(situation: Situation) -> Iterator[OfferedVerb]:
    """Every verb with what stands against it; none for a case that has ended or for one who only reads."""
    if not situation.roles or situation.procedure.states[situation.case.state].end is not None:
        return
    for name in verbs:
        if name not in ALONE:
            yield _offered(situation, name)


def _offered(situation: Situation, name: str) -> OfferedVerb:
    verb = verbs.get(name)
    assert verb is not None
    if verb.about == "case":
        return OfferedVerb(name, verb.about, (), try_verb(situation, name, None))
    answers = {t.id or 0: try_verb(situation, name, t.id) for t in situation.case.tasks if t.state != "closed"}
    usable = tuple(i for i, why in answers.items() if why is None)
    against = next((why for why in answers.values() if why is not None), None)
    return OfferedVerb(name, verb.about, usable, None if usable else against)


def try_verb(situation: Situation, name: str, task: int | None) -> Refusal | None:
    """What stands against a verb, with nothing given yet."""
    verb = verbs.get(name)
    assert verb is not None
    action = Action(situation.actor, "", situation.case.revision, "", verb=name, task=task)
    found = verb.decide(VerbAttempt(situation, action, dry=True))
    return found if isinstance(found, Refusal) else None
