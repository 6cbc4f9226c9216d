"""The words at marks: values with what is late, labels that leave room, periods as axes write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from pages.charts.look import number
from pages.context import lang, say, t
from pages.parts import dates
from workflows.boards.figure import Amount, Answer, Card, Head, Mark

_PERIOD = re.compile(r"\d{4}(-(\d\d|Q[1-4])(-\d\d)?)?")


def label(mark: Mark | Head, limit: int = 0) -> str:
    """The label of a mark, cut where it would leave no room; HTML in it is text."""
    return escape(short(say(mark.label), limit or (14 if lang() == "zh" else 22)), quote=False)


def short(words: str, limit: int) -> str:
    """Words cut to a length; of two parts the first is cut."""
    first, wide, second = words.partition("　")
    if wide and len(words) > limit > len(second) + 4:
        return f"{short(first, limit - len(second) - 1)}{wide}{second}"
    return words if len(words) <= limit else f"{words[: limit - 1]}…"


def value(of: Answer, amount: Amount, unit: bool = False) -> str:
    """A number as it is written; percent always with its sign."""
    sign = of.unit.zh == "%"
    words = number(amount, of.unit.of(amount, lang()) if unit and not sign else "", lang())
    return f"{words}%" if sign else words


def said(of: Card, mark: Mark) -> str:
    """What stands at a mark: its value and what of it is late, or a dash."""
    if not mark.told:
        return "—"
    words = value(of, mark.value)
    if mark.part:
        return f"{words}<span style='color:#C62828'>{t('chart.part', late=f'{mark.part:,}')}</span>"
    return words + (t("chart.aside", words=mark.aside) if mark.aside else "")


def hover(of: Card, mark: Mark, name: str = "") -> str:
    """What is said when the pointer is on a mark: all of its label, the value with unit, the comparison."""
    head = escape(name or say(mark.label), quote=False)
    if mark.missing is not None:
        return f"{head}<br>{escape(say(mark.missing), quote=False)}"
    lines = [f"<b>{head}</b>　{value(of, mark.value, unit=True) if mark.known else '—'}"]
    if mark.part:
        lines.append(t("chart.late", late=f"{mark.part:,}"))
    if mark.before is not None:
        lines.append(t("chart.before", what=of.compared or t("chart.compared"), value=value(of, mark.before, True)))
    if mark.target is not None:
        lines.append(t("chart.target", value=value(of, mark.target, True)))
    return "<br>".join([*lines, *([escape(say(mark.aside), quote=False)] if mark.aside else [])])


def periods(keys: Sequence[str]) -> bool:
    """Whether keys are years, quarters, months or days."""
    return bool(keys) and all(_PERIOD.fullmatch(k) for k in keys)


def period(head: Mark | Head) -> str:
    """A period on an axis: 11月, others as they are called."""
    return dates.month(head.key, lang()) if re.fullmatch(r"\d{4}-\d\d", head.key) else label(head, 10)


def ticks(labels: Sequence[str], most: int = 7) -> dict[str, Any]:
    """What an axis of numbered places shows: every second or third label, ending on the last."""
    step = max(1, -(-len(labels) // most))
    places = list(range((len(labels) - 1) % step, len(labels), step))
    return {"tickangle": 0, "tickvals": places, "ticktext": [labels[n] for n in places]}


def room(words: Sequence[str]) -> int:
    """The width that words beside the bars take, so that none is cut and the plot need not be drawn twice."""
    plain = (re.sub(r"<[^>]*>", "", each) for each in words)
    return 14 + max((sum(12 if ord(c) >= 0x2010 else 7 for c in each) for each in plain), default=0)
