"""Who of the practice office plays whom of a rehearsal, where organisations are told apart."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from sqlmodel import col, select

from data.tables import Organisation, Person
from workflows.office import Office
from workflows.practice.people import Staff
from workflows.practice.stage import NotPlayable
from workflows.rehearsal.cast import Part, parts
from workflows.rehearsal.model import Rehearsal


class Casting:
    """People by role; whoever is of one organisation in the rehearsal is so in the office, others of another one.

    `wanted`: person of the rehearsal → title of the organisation that theirs is to be.
    """

    def __init__(self, office: Office, staff: Staff, rng: random.Random, wanted: Mapping[str, str]) -> None:
        self._staff, self._rng, self._wanted = staff, rng, wanted
        with office.db.read() as session:
            rows = session.exec(select(Person.id, Person.organisation_id).order_by(col(Person.id)))
            self._organisation = {person or 0: organisation for person, organisation in rows}
            self._titled = dict(session.exec(select(Organisation.name, Organisation.id)).all())
        self._taken: dict[Part, int] = {}
        self.called: dict[str, str] = {}
        """What organisations are called in the rehearsal → their ids in the office."""

    def people(self, rehearsal: Rehearsal) -> dict[str, int]:
        """Everybody of a rehearsal; raises `NotPlayable`."""
        held = {name: parts(spoken)[0] for name, spoken in rehearsal.people.items()}
        first = sorted(held, key=lambda name: name not in self._wanted)  # who is named takes their place before others
        found = {name: self._person(name, held[name]) for name in first}
        return {name: found[name] for name in held}

    def _person(self, name: str, part: Part) -> int:
        able = self._staff.of(part.role, part.district or "")
        wanted = self._wanted.get(name)
        if wanted is not None:
            able = [p for p in able if self._organisation[p] == self._titled.get(wanted)]
        place = Part("", part.district, part.organisation)
        able = self._same(place, able) if part.organisation else able
        if not able:
            raise NotPlayable(f"{name}: {wanted or part.role}")
        chosen = self._rng.choice(able)
        if part.organisation:
            self._taken[place] = self._organisation[chosen]
            self.called[f"{part.district or ''} {part.organisation}".strip()] = str(self._organisation[chosen])
        return chosen

    def _same(self, place: Part, able: Sequence[int]) -> list[int]:
        """Those of the organisation that has the place already, or of one that has no place yet."""
        if place in self._taken:
            return [p for p in able if self._organisation[p] == self._taken[place]]
        return [p for p in able if self._organisation[p] not in self._taken.values()]
