"""What a round comes to: values of the main form, set once it is complete about a row, or about the case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from forms import feel
from forms.context import stored
from forms.edits import SetValue
from forms.values import find_row, is_empty
from workflows.engine.rounds.names import all_standings, together
from workflows.engine.rounds.opening import names_at
from workflows.engine.rounds.standing import Standing
from workflows.engine.situation import Situation
from workflows.engine.watched import asked
from workflows.model.rounds import Round


def outcome(situation: Situation, key: str, round_: Round) -> Iterator[SetValue]:
    """What has to be written so that each outcome stands where the round is complete, and nothing where it is not."""
    standings = all_standings(situation, key, round_, situation.given_names)
    for path, text in round_.outcome.items():
        place = f"{key}.outcome.{path}"
        if round_.per is not None and path.startswith(f"{round_.per}."):
            for each in standings:
                yield from _set(situation, path, each.group.row, _of_row(situation, each, text, place))
        else:
            yield from _set(situation, path, "", _of_all(situation, standings, text, place))


def _of_row(situation: Situation, standing: Standing, text: str, place: str) -> Any:
    """The value for one row; None while it is not complete."""
    if not standing.complete:
        return None
    around = names_at(situation, standing.round.per, standing.group.row)
    given = {"opinions": list(standing.opinions), "round": standing.view}
    return asked(situation, place, text, feel.scope(given, around))


def _of_all(situation: Situation, standings: list[Standing], text: str, place: str) -> Any:
    """The value for the case, from the opinions about all rows; None while one of them is not complete."""
    if not all(s.complete for s in standings):
        return None
    opinions = [o for s in standings for o in s.opinions]
    given = {"opinions": opinions, "round": together(standings)}
    return asked(situation, place, text, feel.scope(given, situation.context))


def _set(situation: Situation, path: str, row: str, value: Any) -> Iterator[SetValue]:
    """The change, if it is one: what does not fit the field is nothing."""
    field, key = situation.form.by_path[path], path.rpartition(".")[2]
    wanted = None if value is None else stored(field, value, situation.world.options)
    wanted = None if is_empty(wanted) else wanted
    found = find_row(situation.form, situation.case.values, row) if row else None
    now = (found.row if found else {} if row else situation.case.values).get(key)
    if (None if is_empty(now) else now) != wanted:
        yield SetValue(key, wanted, row)
