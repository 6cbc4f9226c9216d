"""Organisations that a field names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from workflows.engine.rounds.sources.base import Asked, Source, ids, source, value
from workflows.model.rounds import Participant

if TYPE_CHECKING:
    from workflows.engine.situation import Situation


@source
class ByOrganisation(Source):
    """One task for each organisation: whoever works for it may answer."""

    key: ClassVar[str] = "organisation"

    def asked(self, situation: Situation, given: Participant, names: Mapping[str, Any]) -> Iterable[Asked]:
        found = value(situation, given.organisation, names)
        return [Asked(given.as_ or "", f"organisation@{i}") for i in ids(found)]
