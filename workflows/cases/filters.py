"""What a list of cases can be narrowed by, and what can be done to many of its rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from forms.fields import Option
from forms.text import Text
from workflows.campaigns import Announced, announced
from workflows.cases.chosen_words import Chosen, by_path, of_form, of_steps
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
    given: Mapping[str, tuple[Chosen, ...]] = field(default_factory=dict)  # by procedure: choices in forms of steps
    values: Mapping[str, tuple[Chosen, ...]] = field(default_factory=dict)  # in the main form

    def reasons(self, procedure: str) -> Mapping[str, Chosen]:
        """What was chosen with steps and can be asked for, of one procedure or of all."""
        one = self.chosen(procedure)
        return by_path(c for p, found in self.given.items() if one is None or p == one.id for c in found)

    def counted(self, name: str) -> Mapping[str, Chosen]:
        """The fields of a condition (`values` or `given`) with their choices."""
        known = self.given if name == "given" else self.values
        return by_path(c for found in known.values() for c in found)

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
        given, values = ({b.procedure.id: of(b) for b in bundles} for of in (of_steps, of_form))
        known = {b.procedure.id: b.procedure for b in bundles}
        return Filters(known, districts, tuple(rounds), names, given, values)


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
