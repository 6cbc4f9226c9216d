"""Which verbs somebody may use on a case now, and what stands against the others: the same decisions, taken dry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workflows.engine.decide import verb_offers
from workflows.engine.situation import Situation
from workflows.engine.types import Refusal, VerbOffer
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
    """The verbs that are theirs to use, once each, with what stands against those that cannot be used now."""
    found: dict[str, list[VerbOffer]] = {}
    for offer in verb_offers(situation):
        if offer.verb not in ALONE:
            found.setdefault(offer.verb, []).append(offer)
    for name, offers in found.items():
        yield _offered(name, offers)


def _offered(name: str, offers: list[VerbOffer]) -> OfferedVerb:
    verb = verbs.get(name)
    assert verb is not None
    usable = [o for o in offers if o.why_not is None]
    tasks = tuple(o.task for o in usable if o.task is not None)
    return OfferedVerb(name, verb.about, tasks, None if usable else offers[0].why_not)
