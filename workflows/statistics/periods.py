"""Periods of statistics: months, quarters, halves and years, by keys that sort: 2026-03, 2026-Q1, 2026-H1, 2026."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from forms.text import Text
from workflows.model.statistics import Extent
from workflows.model.statistics import Period as Kind

MONTHS: dict[Kind, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_KEYS: dict[Kind, str] = {"month": "-(0[1-9]|1[0-2])", "quarter": "-Q([1-4])", "half": "-H([12])", "year": "()"}


@dataclass(frozen=True)
class Period:
    """The n-th (from 1) month, quarter, half or year of a year."""

    kind: Kind
    year: int
    n: int = 1

    @property
    def key(self) -> str:
        mark = {"month": f"-{self.n:02}", "quarter": f"-Q{self.n}", "half": f"-H{self.n}", "year": ""}
        return f"{self.year:04}{mark[self.kind]}"

    @property
    def first(self) -> date:
        return date(self.year, (self.n - 1) * MONTHS[self.kind] + 1, 1)

    @property
    def last(self) -> date:
        month = self.n * MONTHS[self.kind]
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def next(self) -> Period:
        return containing(self.kind, self.last + timedelta(days=1))

    @property
    def before(self) -> Period:
        return containing(self.kind, self.first - timedelta(days=1))

    @property
    def year_ago(self) -> Period:
        return Period(self.kind, self.year - 1, self.n)

    @property
    def title(self) -> Text:
        zh = {"month": f"{self.n}月", "quarter": f"第{'一二三四'[min(self.n, 4) - 1]}季度",
              "half": "上半年" if self.n == 1 else "下半年", "year": ""}[self.kind]  # fmt: skip
        en = {"month": month_name[min(self.n, 12)], "quarter": f"Q{self.n}",
              "half": f"{'first' if self.n == 1 else 'second'} half of", "year": ""}[self.kind]  # fmt: skip
        return Text(zh=f"{self.year}年{zh}", en=f"{en} {self.year}".strip())

    def since(self, extent: Extent) -> date:
        """The first day of what a column speaks of."""
        return self.last if extent == "end" else date(self.year, 1, 1) if extent == "year" else self.first


def containing(kind: Kind, day: date) -> Period:
    """The period in which a day lies."""
    return Period(kind, day.year, (day.month - 1) // MONTHS[kind] + 1)


def read(kind: Kind, key: str) -> Period | None:
    """The period of a key; None for what is no period of the kind."""
    found = re.fullmatch(rf"(19\d\d|[2-9]\d\d\d){_KEYS[kind]}", key, re.ASCII)
    return Period(kind, int(found[1]), int(found[2] or 1)) if found else None


def begins(kind: Kind, day: date) -> bool:
    """Whether a day is the first of a period."""
    return containing(kind, day).first == day


def over(kind: Kind, today: date) -> Period:
    """The last period that is over."""
    return containing(kind, today).before


def of_year(kind: Kind, year: int) -> list[Period]:
    """The periods of a year."""
    return [Period(kind, year, n) for n in range(1, 12 // MONTHS[kind] + 1)]
