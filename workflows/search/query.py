"""What somebody looks for, as it travels in the address of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from workflows import address

CASES, ENTRIES = "cases", "entries"
KINDS = (CASES, ENTRIES)
STATES = ("open", "ended")
DAYS = {"month": 31, "year": 366}
"""Since when: of the last month, of the last year."""
LONGEST = 200
"""Characters of a text that are looked at."""
LAST = 500
"""The last page that is shown."""


@dataclass(frozen=True)
class Query:
    """Words, and what narrows them; empty means any. `since` is a key of DAYS, `page` counts from 1."""

    text: str = ""
    kind: str = ""
    procedure: str = ""
    state: str = ""
    since: str = ""
    page: int = 1

    def params(self) -> dict[str, str]:
        """The query as parameters of an address, without what is the default."""
        given = {"q": self.text, "kind": self.kind, "procedure": self.procedure, "state": self.state}
        given |= {"since": self.since, "page": str(self.page) if self.page > 1 else ""}
        return {k: v for k, v in given.items() if v}

    @property
    def narrowed(self) -> bool:
        """Whether it asks for some cases or entries only."""
        return bool(self.kind or self.procedure or self.state or self.since)

    @classmethod
    def read(cls, params: Mapping[str, str]) -> Query:
        """The query of an address; what makes no sense there is left out, so that no address is an error."""
        word = {k: address.word(v) for k, v in params.items()}
        return cls(
            text=word.get("q", "")[:LONGEST],
            kind=_one(word.get("kind", ""), KINDS), procedure=word.get("procedure", ""),
            state=_one(word.get("state", ""), STATES), since=_one(word.get("since", ""), tuple(DAYS)),
            page=min(max(address.number(word.get("page", "")) or 1, 1), LAST),
        )  # fmt: skip

    def first_day(self, today: date) -> date | None:
        """From which day on it was opened (or came in); None: any."""
        return today - timedelta(days=DAYS[self.since]) if self.since else None


def _one(word: str, known: tuple[str, ...]) -> str:
    return word if word in known else ""
