"""What follows from a case's values and state: derived after each change, so that lists can show and find it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms import feel
from workflows.clocks.read import Due, due_of
from workflows.engine.entries import plain
from workflows.engine.situation import Situation
from workflows.rights import holder_token, tokens


@dataclass(frozen=True)
class Derived:
    """The part of a case's row that nobody types in."""

    title: str
    title_en: str
    stage: str
    holder: str | None
    tokens: Mapping[str, frozenset[str]]
    columns: Mapping[str, Any]
    due: date | None
    ended: bool
    yellow_on: date | None = None
    provisional: bool = False


def derive(situation: Situation) -> Derived:
    """Everything derived of a case; a title that cannot be made yet is the procedure's."""
    procedure, case = situation.procedure, situation.case
    state = procedure.states[case.state]
    ended = state.end is not None
    limit = Due(None) if ended else due_of(situation, situation.closes)
    title = _text(situation, procedure.case.title) or procedure.title.say("zh")
    return Derived(
        title=title,
        title_en=_text(situation, procedure.case.title_en) or "",
        stage=state.stage,
        holder=holder_token(situation.bundle, case),
        tokens=tokens(situation.bundle, case),
        columns={name: plain(_value(situation, c.value)) for name, c in procedure.case.columns.items()},
        due=limit.due,
        ended=ended,
        yellow_on=limit.yellow_on,
        provisional=limit.provisional,
    )


def _value(situation: Situation, expression: str) -> Any:
    return feel.evaluate(expression, situation.context, situation.services)


def _text(situation: Situation, expression: str | None) -> str | None:
    value = None if expression is None else _value(situation, expression)
    return value.strip() if isinstance(value, str) else None
