"""What expressions see of a round: its opinions, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from forms import feel
from forms.context import context
from forms.definition import Form
from workflows.engine.rounds.groups import Group, groups, of_visit, round_of, row_ids
from workflows.engine.rounds.standing import Standing
from workflows.engine.types import TaskFacts
from workflows.engine.watched import asked
from workflows.model.rounds import Round

if TYPE_CHECKING:
    from workflows.engine.situation import Situation

NOTHING: Mapping[str, Any] = {"round": None, "opinions": None}


def names(situation: Situation, base: Mapping[str, Any]) -> Mapping[str, Any]:
    """`round` and `opinions` of the state that the case is in; null without a round. `base` is what `agrees` sees."""
    found = round_of(situation.procedure, situation.case)
    if found is None:
        return NOTHING
    standings = all_standings(situation, *found, base)
    return {"round": together(standings), "opinions": [o for s in standings for o in s.opinions]}


def all_standings(situation: Situation, key: str, round_: Round, base: Mapping[str, Any]) -> list[Standing]:
    """How the round stands about each row in this visit."""
    rows = row_ids(situation.form, situation.case, round_.per)
    return [standing(situation, round_, g, base) for g in groups(rows, of_visit(situation.case, key))]


def standing(situation: Situation, round_: Round, group: Group, base: Mapping[str, Any]) -> Standing:
    """How the round stands about one row."""
    form = situation.bundle.form(round_.form)

    key = next((k for k, r in situation.procedure.rounds.items() if r is round_), "")

    def ask(text: str, given: Mapping[str, Any]) -> Any:
        part = "agrees" if text == round_.agrees else "score" if text == round_.score else "share"
        return asked(situation, f"{key}.{part}", text, feel.scope(given, base))

    return Standing(round_, group, tuple(_opinions(situation, round_, form, group.given)), ask)


def _opinions(situation: Situation, round_: Round, form: Form, given: Sequence[TaskFacts]) -> Iterable[dict[str, Any]]:
    """Opinions as contexts: the fields of their form, and who gave them when."""
    people = situation.world.people() if given else {}
    for task in given:
        values = context(form, task.opinion or {}, situation.world.options, {}, situation.services)
        person = people.get(str(task.done_by))
        part = participant_of(round_, task)
        yield {
            **{f.key: values[f.key] for f in form.fields},
            "role": task.role, "person": task.done_by, "organisation": person.data["organisation"] if person else None,
            "lead": bool(part and part.lead), "weight": part.weight if part else 1, "row": task.row or None,
            "at": task.done_at.astimezone(situation.world.zone) if task.done_at else None, "kept": task.kept,
        }  # fmt: skip


def participant_of(round_: Round, task: TaskFacts) -> Any:
    """The participant that a task was opened for; None for one that was added."""
    return round_.who[task.who] if 0 <= task.who < len(round_.who) else None


def together(standings: Sequence[Standing]) -> dict[str, Any]:
    """The round as a whole: of several rows, it is complete and agreed when all are; shares and scores are per row."""
    if len(standings) == 1:
        return standings[0].view
    views = [s.view for s in standings]
    agreed = [v["agreed"] for v in views]
    return {
        "complete": all(v["complete"] for v in views),
        "agreed": None if None in agreed else all(agreed),
        "share": None, "score": None,
        "count": sum(v["count"] for v in views), "waiting": sum(v["waiting"] for v in views),
    }  # fmt: skip
