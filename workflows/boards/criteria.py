"""口径: what belongs to a figure and how it is worked out, put together from its definition in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from forms.text import Message, Text
from workflows.boards import chosen
from workflows.boards.counted import label
from workflows.boards.where import Where

if TYPE_CHECKING:
    from workflows.boards.asked import Asked


def how(asked: Asked) -> Message:
    """The whole 口径: what is counted, under which conditions, how, for whom."""
    chart, clauses = asked.chart, list[Message]()
    clauses.append(chart.source.how(asked))
    said = list(_conditions(asked, chart.where))
    clauses += [Message("board.how.where", {"conditions": said})] if said else []
    if chart.part is not None:
        clauses.append(Message("board.how.part", {"part": conditions(asked, chart.part)}))
    clauses += [said_ for d in chart.by if (said_ := d.how(asked))]
    worked = chart.measure.how(asked)
    clauses += [worked] if worked else []
    clauses += [Message(f"board.how.compare.{chart.compare}")] if chart.compare else []
    clauses += [Message("board.how.top", {"top": chart.top})] if chart.top else []
    clauses.append(Message("board.how.public" if asked.board.public else "board.how.own"))
    return reduce(lambda one, more: Message("board.and", {"first": one, "then": more}), clauses)


def note(asked: Asked) -> Message:
    """The grey line: what is counted, in what, for which scope and campaign, as of when."""
    chart = asked.chart
    data = {
        "what": chart.name or chart.measure.noun(asked), "unit": chart.measure.unit(asked), "scope": asked.view.called,
        "on": asked.on.isoformat(),
    }  # fmt: skip
    campaign = asked.campaign if chart.where.campaign or chart.source.kind == "absences" else None
    if campaign is None:
        return Message("board.note", data)
    return Message("board.note.campaign", {**data, "campaign": campaign.title})


def conditions(asked: Asked, where: Where) -> Message | Text:
    """Conditions in words; of none, that there are none."""
    said = list(_conditions(asked, where))
    return Message("board.where.all", {"conditions": said}) if said else Message("board.where.none")


def _conditions(asked: Asked, where: Where) -> Iterator[Message]:
    yield from _named(asked, where)
    for name in ("open", "late", "arrived", "returned", "in_time"):
        value = getattr(where, name)
        if value is not None:
            yield Message(f"board.where.{name}.{'yes' if value else 'no'}")
    for light in where.lights:
        yield Message(f"board.where.light.{light}")
    if where.due_within is not None:
        yield Message("board.where.due_within", {"days": where.due_within})
    for name in ("opened", "filed", "ended", "done", "came", "went"):
        span = getattr(where, name)
        if span is not None:
            yield Message(f"board.where.{name}", {"span": Message(f"board.span.{span}")})


def _named(asked: Asked, where: Where) -> Iterator[Message]:
    procedures = [b.procedure for b in asked.bundles]
    stages = {s.id: s.title for p in procedures for s in p.stages}
    states = {k: s.title for p in procedures for k, s in p.states.items()}
    roles = {k: r.title for p in procedures for k, r in p.roles.items()}
    ends = {s.end: s.title for p in procedures for s in p.states.values() if s.end}
    named: Sequence[tuple[str, Sequence[str], dict[str, Text]]] = (
        ("stages", where.stages, stages), ("states", where.states, states), ("outcomes", where.outcomes, ends),
        ("readers", where.readers, roles),
        ("districts", where.districts, {k: o.title for k, o in asked.names.items()}),
    )  # fmt: skip
    for name, keys, titles in named:
        if keys:
            yield Message(f"board.where.{name}", {"names": [titles.get(k, Text(zh=k)) for k in keys]})
    for field, values in where.values.items():
        words = [label(asked, field, v) for v in values]
        yield Message("board.where.values", {"field": asked.named(field), "names": words})
    for field, values in where.given.items():
        words = [chosen.label(asked, field, v) for v in values]
        yield Message("board.where.given", {"field": chosen.title(asked, field), "names": words})
