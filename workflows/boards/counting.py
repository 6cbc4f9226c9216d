"""The cases of a procedure, counted once for all its figures, and what every figure says about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from data.queries import counts
from data.queries.cases import CaseFilter
from forms.text import Message, Text
from workflows.boards.figure import Figure, Listing, Mark
from workflows.boards.scope import View
from workflows.bundle import Bundle
from workflows.campaigns import Announced, Standing, declared_states, may_know, standings
from workflows.cases.search import Query, conditions
from workflows.definition import Procedure
from workflows.rights import may_ever_read

CASES = Text(zh="件", en="cases", one="case")
MEMBERS = Text(zh="个", en="districts", one="district")
STAGE, STATE, DISTRICT, LATE, ENDED = range(5)  # where what is in a key
Key = tuple[Any, ...]


class Counting:
    """How many cases there are by stage, state, district, lateness and end, as somebody may see them."""

    def __init__(self, view: View, bundle: Bundle, campaign: Announced | None) -> None:
        self.view, self.bundle, self.campaign = view, bundle, campaign
        self.procedure: Procedure = bundle.procedure
        chosen = campaign.id if campaign else None
        self.query = Query(procedure=self.procedure.id, campaign=chosen, districts=view.codes)
        self.declared = replace(self.query, states=tuple(declared_states(self.procedure)))
        self.found: Mapping[Key, int] = counts.by(
            view.session, view.tokens, self.wanted(self.query), "stage", "state", "district", "late", "ended"
        )

    def wanted(self, query: Query) -> CaseFilter:
        """A query as storage asks it."""
        return conditions(self.view.office, self.view.session, self.view.actor, query)

    def count(self, fits: Callable[[Key], bool]) -> int:
        return sum(n for key, n in self.found.items() if fits(key))

    def mark(self, key: str, label: Text, listing: Listing, fits: Callable[[Key], bool], known: bool = True) -> Mark:
        """How many fit, and how many of them are late; found ones are known whoever looks."""
        value = self.count(fits)
        late = self.count(lambda k: fits(k) and bool(k[LATE]))
        return Mark(key, label, value, listing, late, known or value > 0)

    @cached_property
    def readable(self) -> frozenset[str]:
        """The states in which the reader sees cases at all; of others nothing is known."""
        codes = [c for p in self.view.shown for c in p.codes]
        return frozenset(s for s in self.procedure.states if may_ever_read(self.procedure, s, self.view.tokens, codes))

    @cached_property
    def members(self) -> tuple[Standing, ...] | None:
        """How far the members in scope got; None where the reader may know of none."""
        if self.campaign is None:
            return None
        if not any(may_know(self.procedure, self.view.actor, c) for p in self.view.shown for c in p.codes):
            return None
        codes = self.view.codes
        found = standings(self.view.office, self.view.session, self.view.actor, self.campaign.id, self.view.now)
        return tuple(s for s in found if not codes or s.district in codes)

    def note(self, what: Message | Text, unit: Text) -> Message:
        """The grey line: what is counted, for which scope and campaign, and that it is as of now."""
        of = self.campaign.title if self.campaign else Message("board.every_campaign")
        where = {"campaign": of, "scope": self.view.called, "on": self.view.today.isoformat()}
        code = "board.note.now" if self.procedure.campaign else "board.note.plain"
        return Message(code, {"what": what, "unit": unit, **where})

    def how(self, code: str, **data: Any) -> Message:
        """What belongs to it, and that cases are counted as they stand now."""
        return Message("board.and", {"first": Message(code, data), "then": Message("board.how.now")})

    def figure(
        self, key: str, title: Message, what: str, how: str, query: Query, marks: tuple[Mark, ...], parted: bool = False
    ) -> Figure:
        """A figure that counts cases."""
        note = self.note(Message(what), CASES)
        return Figure(
            f"{self.procedure.id}.{key}", title, note, self.how(how), CASES, query, marks, parted=parted
        )
