"""A chart answered: what it measures by the keys of its marks, ready to be drawn in any kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from forms.text import Message, Text
from workflows.boards.asked import Asked
from workflows.boards.counted import lacking
from workflows.boards.dimensions import Dimension
from workflows.boards.figure import Amount, Head, Mark, Target
from workflows.boards.where import Where

Keys = tuple[str, ...]
REST = "rest"
"""The key of the mark that adds up what a chart with `top` leaves out."""
OTHERS = Text(zh="其他", en="Others")


@dataclass(frozen=True, eq=False)
class Answers:
    """What a chart measures, by the keys of its dimensions."""

    asked: Asked

    @property
    def by(self) -> Sequence[Dimension]:
        return self.asked.chart.by

    @cached_property
    def gathered(self) -> dict[Keys, Any]:
        """By keys what the measure gathered."""
        return self._gathered(self.asked, self.asked.chart.where)

    @cached_property
    def parts(self) -> dict[Keys, Any]:
        """The same of what stands apart in each mark."""
        part = self.asked.chart.part
        return self._gathered(self.asked, self.asked.chart.where.and_also(part)) if part else {}

    @cached_property
    def before(self) -> dict[Keys, Any]:
        """The same in the period of comparison."""
        return self._gathered(self.asked.then(), self.asked.chart.where) if self.asked.chart.compare else {}

    def _gathered(self, asked: Asked, where: Where) -> dict[Keys, Any]:
        measure, found = asked.chart.measure, dict[Keys, Any]()
        widths = [list(d.facts(asked)) for d in self.by]
        for raw, more in measure.gather(asked, where, [f for facts in widths for f in facts]).items():
            keys = _keys(self.by, asked, widths, raw)
            if keys is not None:
                found[keys] = measure.merge(found[keys], more) if keys in found else more
        return found

    def ordered(self, n: int) -> list[str]:
        """The keys of a dimension: in its own order, or the highest first."""
        dimension, found = self.by[n], {k[n] for k in self.gathered}
        if dimension.in_order(self.asked):
            return dimension.keys(self.asked, found)
        weight: dict[str, Any] = {}
        for keys in self.gathered:
            weight[keys[n]] = weight.get(keys[n], 0) + (self.value(self.gathered, keys) or 0)
        return sorted(found, key=lambda k: (-weight[k], k))

    def heads(self, n: int, keys: Sequence[str]) -> tuple[Head, ...]:
        """What rows or columns stand for."""
        return tuple(Head(k, self.by[n].label(self.asked, k)) for k in keys)

    def value(self, of: dict[Keys, Any], keys: Keys) -> Amount | None:
        """The number of one mark; 0 where nothing was found that adds up."""
        measure = self.asked.chart.measure
        if keys in of:
            return measure.value(self.asked, of[keys])
        return 0 if measure.adds else None

    def total(self, of: dict[Keys, Any]) -> Any:
        """Everything gathered, put together; None of nothing."""
        merged = None
        for more in of.values():
            merged = more if merged is None else self.asked.chart.measure.merge(merged, more)
        return merged

    @cached_property
    def listing(self) -> Any:
        """The list behind the whole chart."""
        return self.asked.chart.source.listing(self.asked, self.asked.chart.where)

    def mark(self, keys: Keys, label: Text | None = None) -> Mark:
        """One mark with its list."""
        listing, asked = self.listing, self.asked
        for dimension, key in zip(self.by, keys, strict=True):
            listing = dimension.narrow(asked, listing, key)
        value, part = self.value(self.gathered, keys), self.value(self.parts, keys)
        known = value not in (0, None) or all(d.known(asked, k) for d, k in zip(self.by, keys, strict=True))
        before = self.value(self.before, keys) if asked.chart.compare else None
        return Mark(
            "|".join(keys), label or self.by[0].label(asked, keys[0]), value or 0, listing, int(part or 0), known,
            missing=None if value is not None else Message("board.no_value"), before=before,
            aside=self._aside(keys), target=target_of(asked, keys),
        )  # fmt: skip

    def _aside(self, keys: Keys) -> Message | None:
        """Over how many it was worked out."""
        gathered = self.gathered.get(keys)
        count = self.asked.chart.measure.count(gathered) if gathered is not None else None
        unit = self.asked.chart.source.unit(self.asked)
        return None if count is None else Message("board.over", {"value": f"{count:,}", "unit": unit})

    def rest(self, keys: Sequence[str]) -> Mark | None:
        """One mark for all that are left out of a chart, with their common list where there is one."""
        kept: dict[Keys, Any] = {(k,): self.gathered[(k,)] for k in keys if (k,) in self.gathered}
        all_of_it = self.total(kept)
        value = self.asked.chart.measure.value(self.asked, all_of_it) if all_of_it is not None else None
        if value is None:
            return None
        parts = sum(int(self.value(self.parts, (k,)) or 0) for k in keys)
        together = self.by[0].narrow_many(self.asked, self.listing, list(keys))
        if together is None:
            return Mark(REST, OTHERS, value, self.listing, parts, closed=True)
        return Mark(REST, OTHERS, value, together, parts)

    @cached_property
    def doubts(self) -> tuple[Message, ...]:
        """What is left out: versions that lack a field; and what is not exact for a past day."""
        return tuple(_doubts(self.asked))


def _keys(by: Sequence[Dimension], asked: Asked, widths: Sequence[Sequence[str]], raw: Sequence[Any]) -> Keys | None:
    found, at = list[str](), 0
    for dimension, facts in zip(by, widths, strict=True):
        key = dimension.key(asked, raw[at : at + len(facts)])
        if key is None:
            return None
        found.append(key)
        at += len(facts)
    return tuple(found)


def _doubts(asked: Asked) -> list[Message]:
    chart = asked.chart
    fields = [*chart.measure.fields(), *(f for d in chart.by for f in d.fields()), *chart.where.fields]
    found = [
        Message("board.lacks", {"field": asked.named(field), "versions": sorted(without.values())})
        for field in dict.fromkeys(fields) if not field.startswith("case.") and not hasattr(chart.source, "known")
        if (without := lacking(asked, field))
    ]  # fmt: skip
    if asked.on < asked.view.today and not chart.source.dated:
        found.append(Message("board.not_dated", {"on": asked.view.today.isoformat()}))
    return found


def target_of(asked: Asked, keys: Keys = ()) -> Amount | None:
    """What was promised: the number of the definition, or the parameter as it stands."""
    from workflows.boards.targets import value_of

    return value_of(asked)


def line(answers: Answers) -> Target | None:
    """The line across the chart."""
    asked = answers.asked
    value = target_of(asked)
    if value is None or asked.chart.target is None:
        return None
    return Target(value, asked.chart.target.title or Message("board.target"))
