"""Participants by their role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from workflows.engine.rounds.sources.base import Asked, Source, source
from workflows.model.rounds import Participant
from workflows.rights import role_tokens

if TYPE_CHECKING:
    from workflows.engine.situation import Situation


@source
class ByRole(Source):
    """One task for whoever holds the role where the case lies."""

    key: ClassVar[str] = "role"

    def asked(self, situation: Situation, given: Participant, names: Mapping[str, Any]) -> Iterable[Asked]:
        role = given.role or ""
        return [Asked(role, token) for token in sorted(role_tokens(situation.procedure, role, situation.case))]
