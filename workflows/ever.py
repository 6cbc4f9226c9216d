"""The lookups of versions for showing what was filled in at any time, each made once."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from sqlmodel import Session

from forms.ever import EverOptions
from forms.fields import OptionSource
from workflows.bundle import Bundle
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.people.known import organisations, people


class Ever:
    """For one person, inside one transaction."""

    def __init__(self, office: Office, session: Session, actor: Actor, now: datetime) -> None:
        self._office, self._session, self._actor = office, session, actor
        self._today = office.today(now)
        self._made: dict[int, OptionSource] = {}

    def of(self, bundle: Bundle) -> OptionSource:
        """Every name there ever was, for the forms of a version."""
        key = bundle.version_id or 0
        if key not in self._made:
            more: dict[str, Any] = {}
            if "organisation" in bundle.types:
                more["organisations"] = self._organisations
            if "person" in bundle.types:
                more["people"] = self._people
            self._made[key] = EverOptions(bundle.lists, self._districts, self._today, **more)
        return self._made[key]

    def of_version(self, version: int) -> OptionSource:
        """The same by the id of the version."""
        return self.of(self._office.bundle(self._session, version))

    @cached_property
    def _districts(self) -> Any:
        return self._office.district_names(self._session)

    @cached_property
    def _organisations(self) -> Any:
        return organisations(self._session, self._actor.tokens)

    @cached_property
    def _people(self) -> Any:
        return people(self._session, self._today)
