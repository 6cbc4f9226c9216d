"""Whoever an entry of a register names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from workflows.engine.entries import plain
from workflows.engine.rounds.sources.base import Asked, Source, ids, source, value
from workflows.model.rounds import Participant

if TYPE_CHECKING:
    from workflows.engine.situation import Situation

_TOKEN = re.compile(r"(person|organisation)@\d+")


@source
class ByRegister(Source):
    """What a field of an entry holds: `person@7` or `organisation@12`, or a number that is an organisation's.

    Whoever acts need not be able to read the entry: the round asks in the name of the office.
    """

    key: ClassVar[str] = "register_id"

    def asked(self, situation: Situation, given: Participant, names: Mapping[str, Any]) -> Iterable[Asked]:
        found = value(situation, given.entry, names)
        key = found.get("code", found.get("id")) if isinstance(found, Mapping) else found
        entry = situation.world.held(given.register_id or "", str(plain(key))) if key is not None else None
        held = (entry or {}).get(given.field or "")
        parts = re.split(r"[,，、;；\s]+", held) if isinstance(held, str) else [held]
        tokens = [p for p in parts if isinstance(p, str) and _TOKEN.fullmatch(p)]
        tokens += [f"organisation@{i}" for p in parts for i in ids(p)]
        return [Asked(given.as_ or "", t) for t in tokens]
