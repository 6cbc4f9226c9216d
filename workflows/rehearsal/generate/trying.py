"""Going a way with the engine itself: who acts, what is filled in before, on which day, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from data.tables import Case
from forms.text import Message
from workflows.bundle import Bundle, group_of
from workflows.cases.drafts import Sheet, open_draft
from workflows.cases.opened import Opened, reopened
from workflows.clocks.service import clocks_of
from workflows.definition import Procedure
from workflows.office import Office
from workflows.rehearsal.branches import Watched
from workflows.rehearsal.cast import cast
from workflows.rehearsal.files import Props
from workflows.rehearsal.generate.goals import Goal
from workflows.rehearsal.generate.people import Troupe
from workflows.rehearsal.generate.seen import Seen
from workflows.rehearsal.generate.values import Maker, plain
from workflows.rehearsal.model import Rehearsal, Step
from workflows.rehearsal.play import MORNING, Player
from workflows.rights import EVERY


@dataclass(frozen=True)
class Answer:
    """What the engine said: nothing for done, else the guard that refused and its sentence."""

    guard: str | None = None
    message: Message | None = None
    findings: tuple[Any, ...] = ()

    def __bool__(self) -> bool:
        return self.guard is None


@dataclass
class Tried:
    """What came of trying: the steps that were played, what was tried with them, and which states were looked at."""

    steps: list[Step] = field(default_factory=list)
    news: set[Any] = field(default_factory=set)
    looked: set[str] = field(default_factory=set)
    wants: dict[str, Any] = field(default_factory=dict)  # to be filled in earlier, so that a condition holds
    more: list[tuple[Mapping[str, Any], str]] = field(default_factory=list)  # further changes worth a way of their own


class Stage:
    """One rehearsal being made: plays steps, keeps those that count with what the engine answered."""

    def __init__(
        self, office: Office, bundle: Bundle, rehearsal: Rehearsal, who: Troupe, folder: Path | None,
        looked: frozenset[str],
    ) -> None:  # fmt: skip
        self.office, self.bundle, self.who, self.rehearsal = office, bundle, who, rehearsal
        self.tried = Tried(looked=set(looked))
        self.day: date = who.day
        self.case = "1"
        self._told = ""
        self._seen = Seen(bundle, office)
        self._player = Player(office, rehearsal, cast(office, rehearsal), Props({}, folder), rehearsal.id, MORNING)
        with office.db.read() as session:
            options = office.options(session, bundle, who.day)
        self.maker = Maker(options, folder, who.offices)

    @property
    def procedure(self) -> Procedure:
        return self.bundle.procedure

    def go(self, goal: Goal, walk: Any) -> bool:
        """Whether it could be gone; everything that was tried on the way counts."""
        watched = Watched(self._player.played.branches)
        with watched.watching():
            went = walk(self, goal)
        self.tried.news |= {("done", *each) for each in self._player.played.done} | self._player.played.branches
        return bool(went)

    def do(self, step: Step, *, keep_refused: bool = True, keep: bool = True) -> Answer:
        """Plays a step on the day of the stage; keeps it with what the engine answered."""
        step = step.model_copy(update={"case": self.case, "on": self._dated()})
        player = self._player
        before, done = len(player.played.mismatches), len(player.played.done)
        player.step(len(self.tried.steps) + 1, step)
        new = player.played.mismatches[before:]
        del player.played.mismatches[before:]
        found = next((m.message.data for m in new if "found" in m.message.data and "said" in m.message.data), None)
        if found is not None:
            guard = next((g for _, g in player.played.done[done:] if g), None)
            if keep_refused:
                self._keep(step.model_copy(update={"refused": str(found["found"])}))
            said = found["said"]
            return Answer(guard or "refused", said if isinstance(said, Message) else None)
        if new or self.case not in player.played.cases:
            return Answer("failed")
        if keep:
            self._keep(step.model_copy(update={"then": self._facts()}))
        return Answer()

    def _dated(self) -> str | None:
        told = self.day.isoformat()
        return None if told == self._told else told

    def _keep(self, step: Step) -> None:
        self._told = step.on or self._told
        self.tried.steps.append(step)

    def look(self) -> None:
        """A step in which nobody does anything."""
        self.do(Step())

    def later(self, days: int = 1) -> None:
        """Days pass."""
        self.day += timedelta(days)

    def until(self, day: date) -> None:
        self.day = max(self.day, day)

    def _facts(self) -> dict[str, Any]:
        fresh = self.state not in self.tried.looked
        self.tried.looked.add(self.state)
        return self._seen.facts(self._player, self.case, everybody=list(self.rehearsal.people) if fresh else [])

    @property
    def id(self) -> int:
        return self._player.played.cases[self.case]

    @property
    def begun(self) -> bool:
        return self.case in self._player.played.cases

    @property
    def state(self) -> str:
        with self.office.db.read() as session:
            return session.get_one(Case, self.id).state

    @property
    def ended(self) -> bool:
        return self.procedure.states[self.state].end is not None

    @contextmanager
    def opened(self, who: str = "") -> Iterator[Opened]:
        """The case as it stands, for somebody."""
        actor = self._player.actor(who or next(iter(self.rehearsal.people)))
        with self.office.db.read() as session:
            found = reopened(self.office, session, self.id, actor, self._player.now)
            assert found is not None
            yield found

    def sheet(self, who: str) -> Sheet | None:
        found = open_draft(self.office, self._player.actor(who), self.id, self._player.now)
        return found if isinstance(found, Sheet) else None

    def clocks(self) -> Mapping[str, Any]:
        return clocks_of(self.office, self.id, self._player.now)

    def actor(self, who: str) -> Any:
        return self._player.actor(who)

    def writers(self, path: str, state: str) -> list[str]:
        """The names of those who may write a path in a state."""
        group = group_of(self.procedure.main.groups, path)
        rights = self.procedure.states[state].rights
        roles = {r for g, right in rights.items() if g in (group, EVERY) for r in right.write}
        return [self.who.names[r] for r in self.procedure.roles if r in roles]

    def writable(self, who: str, state: str) -> list[str]:
        """The paths that somebody may write in a state."""
        return [p for p in self.bundle.form().by_path if who in self.writers(p, state)]

    def acting(self, roles: list[str]) -> list[str]:
        """The names of those who hold one of the roles."""
        return [self.who.names[r] for r in roles if r in self.who.names]


def plain_fill(values: Mapping[str, Any]) -> dict[str, Any] | None:
    """What a step fills in, None for nothing."""
    return plain(values) or None
