"""Plays the planned cases of a procedure side by side, in the order of their days, as they would have come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from data.tables import Case
from workflows.practice.casting import Casting
from workflows.practice.model import PlannedCase
from workflows.practice.recast import Days, Tell, recast
from workflows.practice.retell import Retelling
from workflows.practice.stage import NotPlayable, Stage
from workflows.rehearsal.cast import Cast
from workflows.rehearsal.files import Props
from workflows.rehearsal.model import Rehearsal, Step
from workflows.rehearsal.play import Player


@dataclass
class Running:
    """A case on its way: who plays it, the steps to come, and where it is to stand still."""

    player: Player
    steps: list[Step]
    planned: PlannedCase
    left: int | None = None  # steps to go before it stands still

    def done(self) -> bool:
        return self.left == 0 or not self.steps

    def next(self, number: int) -> None:
        """Takes the next step; raises `NotPlayable` where it does not go as it should."""
        step = self.steps.pop(0)
        self.player.step(number, step)
        wrong = self.player.played.mismatches
        if wrong:
            raise NotPlayable("; ".join(f"{self.planned.play} {step.on} {m.say()}" for m in wrong))
        if self.left is not None:
            self.left -= 1
        elif self.planned.until is not None and self._state() == self.planned.until:
            self.left = self.planned.more

    def _state(self) -> str | None:
        cases = self.player.played.cases
        with self.player.office.db.read() as session:
            return session.get_one(Case, next(iter(cases.values()))).state if cases else None


def run(stage: Stage) -> list[Running]:
    """Plays them all, each as far as it goes."""
    running = [_running(stage, planned, n) for n, planned in enumerate(stage.plan.cases)]
    for _, _, number, case in sorted(_moments(running), key=lambda m: m[:3]):
        if not case.done():
            case.next(number)
    return running


def _moments(running: list[Running]) -> Iterator[tuple[datetime, int, int, Running]]:
    """Every step of every case: when it is, its case, its number."""
    for n, case in enumerate(running):
        for number, step in enumerate(case.steps, 1):
            yield case.player.moment(number, step.on or ""), n, number, case


def _running(stage: Stage, planned: PlannedCase, number: int) -> Running:
    rehearsal = stage.rehearsals[planned.play]
    casting = Casting(stage.office, stage.staff, stage.rng, planned.who)
    people = casting.people(rehearsal)
    days = Days(_begun(stage, planned), stage.today)
    story = recast(rehearsal, days, _tell(stage, planned, rehearsal, casting.called))
    tag, morning = f"practice/{stage.plan.procedure}/{number}", time(8 + number % 9, stage.rng.randint(0, 20))
    player = Player(stage.office, story, Cast(people), Props({}, stage.folder), tag, morning)
    return Running(player, list(story.play), planned)


def _begun(stage: Stage, planned: PlannedCase) -> date:
    """The day it begins: as planned, as far as the procedure is offered then."""
    valid = stage.bundle.procedure.valid
    day = max(stage.today + timedelta(days=planned.begun), date.fromisoformat(valid.from_))
    return min(day, date.fromisoformat(valid.until)) if valid.until else day


def _tell(stage: Stage, planned: PlannedCase, rehearsal: Rehearsal, called: Mapping[str, str]) -> Tell:
    """How its steps are told: the values that a step names are given in it."""
    props = Props({**rehearsal.data, **planned.data}, stage.folder)
    instead = {k: v for name in planned.told for k, v in stage.plan.values[name].items()}
    retelling = Retelling(instead, called)

    def tell(step: Step, before: date, now: date) -> Step:
        fill = None if step.fill is None else retelling.values(props.values(step.fill), before, now)
        entry = planned.entries.get(step.entry or "") or retelling.title(step.entry)
        return step.model_copy(update={"fill": fill, "entry": entry})

    return tell
