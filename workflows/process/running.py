"""The cases of a procedure on its workflow: how many stand in each state, how long they stay, which ways they take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlmodel import Session

from data.queries import counts
from data.queries.cases import CaseFilter
from data.queries.facts.stays import NEXT, Histogram, durations, median, percentile
from workflows.bundle import Bundle
from workflows.cases.search import Query
from workflows.clocks.table import calendar_of
from workflows.definition import Procedure
from workflows.engine.types import Actor
from workflows.facts.working import counted
from workflows.office import Office
from workflows.rights import may_ever_read


@dataclass(frozen=True)
class Took:
    """How long it took so many times, in plain working days of the office (pauses are not left out)."""

    times: int
    median: float | None
    most: int | None  # nine of ten took at most so long
    longest: int | None

    @classmethod
    def of(cls, found: Counter[int]) -> Took:
        return cls(found.total(), median(found), percentile(found, 90), max(found, default=None))


@dataclass(frozen=True)
class Stand:
    """A state: how many cases are in it now, how long these have been, how long those that left it had been.

    `known` is False where the reader's roles never see anything: that is not none.
    """

    state: str
    now: int
    so_far: Took
    past: Took
    known: bool
    listing: Query


@dataclass(frozen=True)
class Way:
    """From a state to the next, as it was really taken: how often, and how long the cases had stayed before."""

    source: str
    target: str
    took: Took
    declared: tuple[str, ...]  # the transitions of today's definition that lead so; none: an older version's, or a move
    back: bool  # one of them sends back

    @property
    def times(self) -> int:
        return self.took.times


@dataclass(frozen=True)
class Running:
    """A procedure as it runs: its states, and the ways, the most taken first."""

    bundle: Bundle
    since: date
    until: date
    states: Mapping[str, Stand]
    ways: tuple[Way, ...]

    @property
    def procedure(self) -> Procedure:
        return self.bundle.procedure

    @cached_property
    def open(self) -> int:
        """How many cases are under way."""
        return sum(s.now for key, s in self.states.items() if self._open(key))

    def _open(self, state: str) -> bool:
        declared = self.procedure.states.get(state)
        return declared is None or declared.end is None

    @cached_property
    def slowest(self) -> Stand | None:
        """Where cases stay longest of all, in the middle."""
        timed = [s for key, s in self.states.items() if s.past.median is not None and self._open(key)]
        return max(timed, key=lambda s: (s.past.median or 0, s.past.times), default=None)


def running(
    office: Office, session: Session, actor: Actor, procedure: str, since: date, now: datetime
) -> Running | None:
    """How it runs for somebody: what left a state since a day, what is there now. None for an unknown procedure."""
    today = office.today(now)
    bundle = office.current_version(session, procedure, today) or office.newest(session, procedure)
    if bundle is None:
        return None
    wanted, days = CaseFilter(procedure=procedure), counted(calendar_of(office, session))
    left = durations(session, actor.tokens, wanted, days, "state", ("state", NEXT), since, today)
    here = durations(session, actor.tokens, wanted, days, "state", ("state",), on=today)
    standing = {str(k): n for (k,), n in counts.by(session, actor.tokens, wanted, "state").items()}
    past = _by_state(left)
    codes = list(office.districts(session, today))
    known = {s for s in bundle.procedure.states if may_ever_read(bundle.procedure, s, actor.tokens, codes)}
    names = dict.fromkeys([*bundle.procedure.states, *standing, *(str(s) for s in past)])
    states = {
        name: Stand(
            name, standing.get(name, 0), Took.of(here.get((name,), Counter())), Took.of(past.get(name, Counter())),
            name in known or name in standing or name in past, Query(procedure=procedure, states=(name,)),
        )
        for name in names
    }  # fmt: skip
    ways = sorted(_ways(bundle.procedure, left), key=lambda w: (-w.times, w.source, w.target))
    return Running(bundle, since, today, states, tuple(ways))


def _by_state(left: Histogram) -> dict[str, Counter[int]]:
    found: dict[str, Counter[int]] = {}
    for (state, _), days in left.items():
        found.setdefault(state, Counter()).update(days)
    return found


def _ways(procedure: Procedure, left: Histogram) -> list[Way]:
    found = []
    for (source, target), days in left.items():
        named = {
            key: t for key, t in procedure.transitions.items()
            if source in t.from_ and (t.to == target or t.to.startswith("@"))
        }
        back = any(t.kind in ("return", "recall") for t in named.values())
        found.append(Way(source, target, Took.of(days), tuple(named), back))
    return found
