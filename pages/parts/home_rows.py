"""The to-do list of the desk: when it is due, what is to be done for whom and why, and in which case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from forms.fields import Option
from pages.context import lang, now, office, say, t
from pages.parts import case_look as look
from pages.parts import dates
from pages.parts.lights import Light, light
from pages.parts.table import Column
from workflows.cases.my_tasks import Mine
from workflows.cases.todo import Expected, Item
from workflows.workdays import Calendar


def columns() -> list[Column]:
    return [
        Column("due", t("home.due"), "light", "136px" if lang() == "zh" else "176px"),
        Column("what", t("home.what"), "two", "36%"),
        Column("case", t("home.case"), "two"),
    ]


def row(item: Item, with_procedure: bool, days: Calendar) -> dict[str, Any]:
    case, last = item.case, item.last
    at = dates.moment(last.at, office().zone, office().today(now()))
    why = t("home.why", at=at, name=look.by(last.name), what=say(last.title))
    return {
        "id": str(case.id),
        "due": lit(item, days),
        "what": (_todo(item), *(words for m in item.mine if (words := task_words(m, last.at))), why),
        "case": look.two_lines(case, with_procedure),
    }


def lit(item: Item, days: Calendar) -> Light | None:
    """The light of a case, or of what is to be done in it where that is due earlier."""
    case = item.case
    dues = [d for d in (case.due, *(m.due for m in item.mine)) if d is not None]
    yellow = case.yellow_on if dues and min(dues) == case.due else None
    return light(min(dues, default=None), days, yellow_on=yellow, stopped=case.suspended)


def _todo(item: Item) -> str:
    """What is to be done; 代 and for whom before it."""
    rounds = [m.title for m in item.mine if m.title]
    words = say(item.case.todo or (rounds[0] if rounds else item.case.state.title))
    return t("home.deputy", name=item.deputy_for, what=words) if item.deputy_for else words


def task_words(mine: Mine, last: datetime | None = None) -> str:
    """In which round, about how many rows, and whether it is the person's own; "" for what the state says already.

    Since when is left out where the `last` step, which is told beside it, was at the same minute.
    """
    parts = []
    if mine.title:
        parts.append(t("home.round", round=mine.title, role=mine.role))
    if mine.rows and mine.table:
        parts.append(t("home.rows", table=mine.table, count=mine.rows))
    if mine.own:
        parts.append(t("home.own"))
    zone, today = office().zone, office().today(now())
    since = dates.moment(mine.since, zone, today)
    if parts and (last is None or since != dates.moment(last, zone, today)):
        parts.append(t("home.since", at=since))
    return look.join(parts)


def expected_rows(
    expected: Sequence[Expected], names: Mapping[str, Option], days: Calendar
) -> Iterator[dict[str, Any]]:
    """Declarations nobody has begun: an absence that only the campaign can name."""
    for n, one in enumerate(expected):
        name = names[one.district].title if one.district in names else one.district
        yield {
            "id": f"new{n}",
            "due": light(one.campaign.closes, days),
            "what": (t("home.declare"), t("home.declare_why", campaign=one.campaign.title, district=name)),
            "case": (say(one.title), say(one.campaign.title)),
        }
