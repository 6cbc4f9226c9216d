"""People who are named when the round begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from workflows.engine.rounds.groups import NAME
from workflows.engine.rounds.sources.base import Asked, Source, source
from workflows.model.rounds import Participant
from workflows.rights import role_tokens

if TYPE_CHECKING:
    from workflows.engine.situation import Situation


@source
class Named(Source):
    """A task to name them, for the first of the roles that may; the round is not complete while it is open."""

    key: ClassVar[str] = "named"

    def asked(self, situation: Situation, given: Participant, names: Mapping[str, Any]) -> Iterable[Asked]:
        tokens = ((role, role_tokens(situation.procedure, role, situation.case)) for role in given.named)
        return [Asked(role, token, NAME) for role, held in tokens for token in sorted(held)]
