"""To whom a message goes: from the words of a definition to tokens, which the outbox turns into people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from workflows.engine.notices import HOLDERS

if TYPE_CHECKING:
    from workflows.engine.situation import Situation

APPLICANT: Final = frozenset({"@applicant", "@declarant"})
"""The people of the case's organisation who hold a role that may open such a case."""
WORDS: Final = (HOLDERS, *sorted(APPLICANT), "@last(…)")
_LAST = re.compile(r"@last\((.+)\)")


def last_of(word: str) -> str | None:
    """The transition that `@last(…)` names; None for any other word."""
    found = _LAST.fullmatch(word)
    return found[1] if found else None


def tokens_of(word: str, situation: Situation) -> Iterator[str]:
    """The tokens of a role of the procedure, or of a word that begins with @."""
    if word == HOLDERS:
        yield HOLDERS
    elif word in APPLICANT:
        yield from _applicant(situation)
    elif (transition := last_of(word)) is not None:
        person = situation.case.last_actors.get(transition)
        yield from [f"person@{person}"] if person is not None else []
    else:
        from workflows.rights import role_tokens  # which stands on the definition that knows effects

        yield from sorted(role_tokens(situation.procedure, word, situation.case))


def _applicant(situation: Situation) -> Iterator[str]:
    """Also whoever entered the case for them, who has to tell them."""
    from workflows.rights import token

    procedure, case = situation.procedure, situation.case
    yield from (f"{role}@#{case.organisation}" for role in procedure.start.by)
    if case.on_behalf:
        yield from (token(procedure, role, case.district) for role in procedure.start.on_behalf)


def named(kind: str, value: Any) -> Iterator[str]:
    """The tokens of what an expression names: an id, a context with `id`, or a list of them; nothing else."""
    if isinstance(value, list):
        for each in value:
            yield from named(kind, each)
    elif isinstance(value, Mapping):
        yield from named(kind, value.get("id"))
    elif isinstance(value, Decimal) and value == value.to_integral_value():
        yield f"{kind}@{int(value)}"
    elif isinstance(value, int) and not isinstance(value, bool):
        yield f"{kind}@{value}"
