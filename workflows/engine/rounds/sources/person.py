"""People that a field names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from workflows.engine.rounds.sources.base import Asked, Source, ids, source, value
from workflows.model.rounds import Participant

if TYPE_CHECKING:
    from workflows.engine.situation import Situation


@source
class ByPerson(Source):
    """One task for each person."""

    key: ClassVar[str] = "person"

    def asked(self, situation: Situation, given: Participant, names: Mapping[str, Any]) -> Iterable[Asked]:
        return [Asked(given.as_ or "", f"person@{i}") for i in ids(value(situation, given.person, names))]
