"""A small office for the tests of this room: a bureau, two districts' offices, and who is asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from data.reference.load import load_districts
from tests.seeds import begun
from workflows.engine.types import Actor
from workflows.office import ADMIN, Office
from workflows.people.accounts import Profile, insert_person
from workflows.people.actors import actor_of
from workflows.people.grants import Wanted, insert_grant
from workflows.people.organisations import Described, insert_organisation
from workflows.people.passwords import hashed
from workflows.publishing import load_folder

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CITY, HERE, THERE = "500000", "500103", "500106"
PASSWORD = "correct horse battery"
_HASH = hashed(PASSWORD)


class Small:
    """The office, its organisations by place, and people by login."""

    def __init__(self, office: Office, *, published: bool = False) -> None:
        self.office = office
        self.bureau, self.here, self.there, self.admin_id = begun(
            office.db, ("small", published), lambda: self._filled(published)
        )

    def _filled(self, published: bool) -> tuple[int, int, int, int]:
        with self.office.db.write() as session:
            load_districts(session)
            self.bureau = insert_organisation(session, Described("市局", CITY, "Bureau"))
            self.here = insert_organisation(session, Described("此区局", HERE, parent_id=self.bureau))
            self.there = insert_organisation(session, Described("彼区局", THERE, parent_id=self.bureau))
        if published:
            load_folder(self.office, now=NOW)
        return self.bureau, self.here, self.there, self.person("admin", ADMIN, CITY, self.bureau)

    def person(
        self, login: str, role: str = "", place: str = HERE, organisation: int | None = None, **more: Any
    ) -> int:
        """Somebody with the password of all tests and, if named, a role."""
        place_of_work = organisation or self.here
        with self.office.db.write() as session:
            person = insert_person(session, Profile(login, login.title(), place_of_work, **more), NOW, _HASH)
            if role:
                insert_grant(session, person, Wanted(role, place_of_work, place, date(2025, 1, 1)), None)
        return person

    def actor(self, person_id: int, now: datetime = NOW) -> Actor:
        with self.office.db.read() as session:
            return actor_of(self.office, session, person_id, now)

    @property
    def admin(self) -> Actor:
        return self.actor(self.admin_id)


def granted(actor: Actor) -> set[str]:
    """The tokens that grants gave somebody for a place; everybody holds those of themselves and of their organisations.
    """
    return {t for t in actor.tokens if not t.startswith(("person@", "organisation@")) and "@#" not in t}
