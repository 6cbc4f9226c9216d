"""Plays the rehearsals of a procedure across the districts: campaigns, declarations, and how far each of them got."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from forms.fields import Option, OptionSource
from forms.text import Text
from workflows.announcing import Described, announce
from workflows.bundle import Bundle
from workflows.engine.types import Actor, Refusal
from workflows.messages import say
from workflows.office import Office
from workflows.practice.model import PlannedCampaign, Practice, Words
from workflows.practice.names import Names
from workflows.practice.people import Staff
from workflows.practice.recast import Days, Tell, recast
from workflows.practice.vary import Variation
from workflows.rehearsal.cast import Cast, parts
from workflows.rehearsal.files import Props, read_folder
from workflows.rehearsal.model import Rehearsal
from workflows.rehearsal.play import play

SETTLED_DAYS = 30  # a declaration begun so long ago has come to its end
LATE_DAYS = 4
AGAIN_DAYS = 140  # those who declare twice begin so early in the campaign


class NotPlayable(Exception):
    """A rehearsal of the practice office went otherwise than it should: the shipped definitions do not fit it."""


@dataclass
class Stage:
    """Everything the plays share."""

    office: Office
    bundle: Bundle
    plan: Practice
    words: Words
    folder: Path
    staff: Staff
    admin: Actor
    rng: random.Random
    today: date

    def __post_init__(self) -> None:
        read = read_folder(self.folder)
        found = [r.model for r in read.values() if r.model is not None]
        named = {*self.plan.play, *(c.play for c in self.plan.cases)}
        self.rehearsals: dict[str, Rehearsal] = {r.id: r for r in found if r.id in named}
        self._serial: Iterator[int] = itertools.count(1)

    def perform(self) -> int:
        """Plays every campaign; gives the number of cases."""
        return sum(self._campaign(planned) for planned in self.plan.campaigns)

    def _campaign(self, planned: PlannedCampaign) -> int:
        opens, closes = self._day(planned.opens), self._day(planned.closes)
        title = Text(zh=planned.title.zh.format(year=closes.year), en=planned.title.say("en").format(year=closes.year))
        described = Described(title.zh, title.say("en"), opens, closes)
        morning = datetime.combine(opens, time(8), self.office.zone)
        made = announce(self.office, self.admin, self.plan.procedure, described, morning)
        if isinstance(made, Refusal):
            raise NotPlayable(say(made.message))
        declaring = self._declaring(opens, planned)
        schedule = [*self._before(planned, declaring, opens), *self._schedule(planned, declaring, opens, closes)]
        for number, (district, begin, steps) in enumerate(schedule):
            days = Days(begin, self.today, self.rng.randint(1, 3), steps)
            self._declaration(made, title.zh, district, days, number, steps is None)
        return len(schedule)

    def _before(
        self, planned: PlannedCampaign, declaring: list[Option], opens: date
    ) -> Iterator[tuple[Option, date, int | None]]:
        """Districts that declare twice do so first in the opening weeks, long before the others."""
        for district in self.rng.sample(declaring, round(len(declaring) * planned.again)):
            yield district, opens + timedelta(days=self.rng.randint(0, AGAIN_DAYS)), None

    def _day(self, day: str | int) -> date:
        return self.today + timedelta(days=day) if isinstance(day, int) else date.fromisoformat(day)

    def _declaring(self, opens: date, planned: PlannedCampaign) -> list[Option]:
        with self.office.db.read() as session:
            procedure = self.bundle.procedure
            known = list(self.office.places(session, opens, procedure).values())
            still = self.office.places(session, self.today, procedure)
        stay = [d for d in known if d.key in still or planned.open_share == 0]
        chosen = self.rng.sample(stay, round(len(stay) * planned.share))
        return sorted(chosen, key=lambda d: d.key)

    def _schedule(
        self, planned: PlannedCampaign, declaring: list[Option], opens: date, closes: date
    ) -> Iterator[tuple[Option, date, int | None]]:
        """For every district the day it begins, and after how many steps it stands still (None: it goes on)."""
        last = min(closes + timedelta(days=LATE_DAYS), self.today - timedelta(days=SETTLED_DAYS))
        under_way = self.rng.sample(declaring, round(len(declaring) * planned.open_share))
        drafts = under_way[: planned.drafts]
        for district in declaring:
            if district in under_way:
                steps = 1 if district in drafts else self.rng.randint(2, 9)
                yield district, self.today - timedelta(days=self.rng.randint(1, 24)), steps
            else:
                first = opens + timedelta(days=AGAIN_DAYS + SETTLED_DAYS) if planned.again else opens
                yield district, first + timedelta(days=self.rng.randint(0, max(0, (last - first).days))), None

    def _declaration(self, campaign: int, title: str, district: Option, days: Days, number: int, settled: bool) -> None:
        rehearsal = self._one(settled)
        names = Names(self.words, self.rng, district.key, district.short or district.title.zh, self._serial)
        story = recast(rehearsal, days, _begins(district.key, title))
        varied = {**rehearsal.data, **self._varied(rehearsal, names, district)}
        story = story.model_copy(update={"data": varied})
        who = Cast(self._people(rehearsal, district.key), {title: campaign})
        morning = time(8 + number % 9, self.rng.randint(0, 20))
        played = play(self.office, story, who, self.folder, tag=f"practice/{campaign}/{number}", morning=morning)
        if not played.ok:
            raise NotPlayable("; ".join(f"{rehearsal.id} {district.key} {m.say()}" for m in played.mismatches))

    def _one(self, settled: bool) -> Rehearsal:
        """A rehearsal by its weight; what is long past has come to its end."""
        found = [r for r in self.rehearsals if r in self.plan.play and (not settled or self._ends(self.rehearsals[r]))]
        return self.rehearsals[self.rng.choices(found, [self.plan.play[r] for r in found])[0]]

    def _ends(self, rehearsal: Rehearsal) -> bool:
        told = [str(s.then["state"]) for s in rehearsal.play if "state" in s.then]
        return bool(told) and self.bundle.procedure.states[told[-1]].end is not None

    def _varied(self, rehearsal: Rehearsal, names: Names, district: Option) -> Mapping[str, dict[str, Any]]:
        props = Props(rehearsal.data, self.folder)
        variation = Variation(self.bundle.form(), self.plan, names, self._options(), self.rng)
        subject = self.bundle.procedure.case.subject
        return {name: variation.of(props.values(name), subject, district.key) for name in rehearsal.data}

    def _options(self) -> OptionSource:
        with self.office.db.read() as session:
            return self.office.options(session, self.bundle, self.today)

    def _people(self, rehearsal: Rehearsal, district: str) -> dict[str, int]:
        """Somebody of the office for each person of the rehearsal, another one each time."""
        roles = {name: parts(spoken)[0].role for name, spoken in rehearsal.people.items()}
        return {name: self.rng.choice(self.staff.of(role, district)) for name, role in roles.items()}


def _begins(subject: str, campaign: str) -> Tell:
    """A story about another subject, in a campaign of the office."""
    begins = {"subject": subject, "campaign": campaign}
    return lambda step, _before, _now: step.model_copy(update=begins if step.does == "start" else {})
