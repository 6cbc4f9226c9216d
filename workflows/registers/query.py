"""What is looked for in a register, as it travels in the address of the page."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from data.queries.registers import EntryFilter
from workflows import address

VALUE = "f_"
"""Prefix of the parameters that ask for the value of a counted field."""

NONE = "-"
"""The value that asks for entries whose field is empty."""

Span = tuple[date, date]


@dataclass(frozen=True)
class Query:
    """What is looked for; empty means any.

    `came` and `went` ask for a month ("2026-03"), or some ("2026-01~2026-03"), instead of a day's stock; nothing that
    lies after `on` counts.
    """

    register: str = ""
    on: date | None = None  # None: today
    districts: tuple[str, ...] = ()
    text: str = ""
    values: Mapping[str, str] = field(default_factory=dict)  # counted field → value
    came: str = ""
    went: str = ""

    def params(self) -> dict[str, str]:
        """The query as parameters of an address, without what is the default."""
        plain = {
            "register": self.register, "on": self.on.isoformat() if self.on else "",
            "districts": ",".join(self.districts), "text": self.text, "came": self.came, "went": self.went,
        }  # fmt: skip
        return {k: v for k, v in plain.items() if v} | {f"{VALUE}{k}": v for k, v in self.values.items() if v}

    @classmethod
    def read(cls, params: Mapping[str, str]) -> Query:
        """The query of an address; what makes no sense there is left out, so that no address is an error."""
        given = {address.word(k): v for k, v in params.items()}
        word = {k: address.word(v) for k, v in given.items()}
        came, went = (m if span(m) else "" for m in (word.get("came", ""), word.get("went", "")))
        return cls(
            register=word.get("register", ""),
            on=address.day(given.get("on", "")),
            districts=address.words(given.get("districts", "")),
            text=word.get("text", ""),
            values={k.removeprefix(VALUE): v for k, v in word.items() if k.startswith(VALUE) and v},
            came=came,
            went=went,
        )

    def conditions(self, today: date) -> EntryFilter:
        """The query as storage asks it; nothing that lies after the day counts."""
        on = min(self.on or today, today)
        moved: dict[str, Any] = {}
        for name, month in (("came", self.came), ("went", self.went)):
            if months := span(month):
                moved[name] = (months[0], min(months[1], on))
        return EntryFilter(
            register=self.register, on=None if moved else on, text=self.text, districts=self.districts,
            values={k: [] if v == NONE else v.split(",") for k, v in self.values.items()}, **moved,
        )  # fmt: skip


def span(months: str) -> Span | None:
    """First and last day of a month like 2026-03, or of several like 2026-01~2026-03."""
    begin, _, end = months.partition("~")
    first, last = address.day(f"{begin}-01"), address.day(f"{end or begin}-01")
    if first is None or last is None or last < first:
        return None
    return first, last.replace(day=monthrange(last.year, last.month)[1])

