"""What a list of cases can be narrowed by, and what can be done to many of its rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from forms.fields import Option
from forms.text import Text
from workflows.campaigns import Announced, announced
from workflows.cases.search import CaseRow
from workflows.definition import Procedure, Transition
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.rights import in_words, token


@dataclass(frozen=True)
class Filters:
    """The procedures, districts and campaigns of the office, for choosing from; and what districts were ever called."""

    procedures: Mapping[str, Procedure]  # newest versions
    districts: Mapping[str, Option]
    campaigns: tuple[Announced, ...]
    names: Mapping[str, Option]

    def chosen(self, procedure: str) -> Procedure | None:
        """The procedure that a list is about: the one named, or the only one."""
        if procedure or len(self.procedures) != 1:
            return self.procedures.get(procedure)
        return next(iter(self.procedures.values()))

    def holder(self, held: str) -> Text:
        """Who has to act, in words."""
        return in_words(held, self.procedures.values(), self.names)


@dataclass(frozen=True)
class Many:
    """A transition that may be taken for many cases, and those of the chosen for which it can be tried."""

    id: str
    transition: Transition
    seen: tuple[tuple[int, int], ...]  # case and the revision that was seen


def filters(office: Office, actor: Actor, now: datetime) -> Filters:
    """Everything that the filters of the list offer; nothing to whoever came by a link to one task."""
    if actor.task is not None:
        return Filters({}, {}, (), {})
    with office.db.read() as session:
        bundles = [b for p in office.procedures(session) if (b := office.newest(session, p))]
        rounds = [a for b in bundles for a in announced(office, session, actor, b.procedure.id, now)]
        districts = office.districts(session, office.today(now))
        names = office.district_names(session)
        return Filters({b.procedure.id: b.procedure for b in bundles}, districts, tuple(rounds), names)


def many(procedures: Mapping[str, Procedure], actor: Actor, rows: Iterable[CaseRow]) -> list[Many]:
    """The transitions marked `bulk` that the actor's roles may take from where some of the cases are."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for row in rows:
        procedure = procedures.get(row.procedure)
        for key, transition in procedure.leaving(row.state_id).items() if procedure else ():
            if procedure and transition.bulk and _holds(procedure, transition, actor, row):
                found.setdefault((row.procedure, key), []).append((row.id, row.revision))
    return [Many(key, procedures[p].transitions[key], tuple(seen)) for (p, key), seen in found.items()]


def _holds(procedure: Procedure, transition: Transition, actor: Actor, row: CaseRow) -> bool:
    return any(token(procedure, role, row.district.key, row.owner) in actor.tokens for role in transition.by)
