"""Generated rehearsals: goals gone step by step in an office of their own, with what the engine answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from forms.text import Message, Text
from workflows.bundle import Bundle, bundle_of
from workflows.definition import Procedure
from workflows.rehearsal.branches import Branch
from workflows.rehearsal.generate.goals import AFTER, BEFORE, Goal, goals, titled
from workflows.rehearsal.generate.opinions import dissents
from workflows.rehearsal.generate.people import ELSEWHERE, INTERESTED, TWO_POSTS, Troupe, troupe
from workflows.rehearsal.generate.trials import Trial
from workflows.rehearsal.generate.trying import Stage, Tried
from workflows.rehearsal.generate.values import Maker
from workflows.rehearsal.model import EntryPlan, Rehearsal
from workflows.rehearsal.model import Step as Played
from workflows.rehearsal.stage import Theatre

MOST = 60
"""So many rehearsals are made of one procedure."""
Told = Callable[[int, int], bool]
"""Is told how many goals were tried of how many, and says whether to go on."""


@dataclass(frozen=True)
class Made:
    """The rehearsals by their names, the goals for which no way was found, and how many were not tried any more."""

    rehearsals: Mapping[str, Rehearsal]
    missed: tuple[Text, ...]
    left: int = 0
    taken: frozenset[Branch] = frozenset()  # the branches that they take


def generate(
    stage: Theatre, texts: Mapping[str, str], folder: Path | None, most: int = MOST,
    told: Told = lambda done, of: True,
) -> Made:  # fmt: skip
    """Tries every goal; what shows nothing new is left out. The same definition gives the same rehearsals."""
    bundle = bundle_of(texts)
    making = _Making(stage, bundle, texts, folder)
    waiting, missed = list(goals(bundle)), list[Text]()
    done = 0
    while waiting and len(making.found) < most and told(done, done + len(waiting)):
        goal = waiting.pop(0)
        done += 1
        reached, more = making.tried(goal)
        waiting[0:0] = more
        if not reached:
            missed.append(titled(goal.tries))
    return Made(making.found, tuple(missed), len(waiting), making.taken)


class _Making:
    """What was made so far, and what it showed."""

    def __init__(self, stage: Theatre, bundle: Bundle, texts: Mapping[str, str], folder: Path | None) -> None:
        self._stage, self._bundle, self._texts, self._folder = stage, bundle, texts, folder
        self.found: dict[str, Rehearsal] = {}
        self._known: set[Any] = set()
        self._looked: frozenset[str] = frozenset()
        self._plays: set[str] = set()

    @property
    def taken(self) -> frozenset[Branch]:
        return frozenset(each for each in self._known if each[0] != "done")

    def tried(self, goal: Goal) -> tuple[bool, list[Goal]]:
        """Whether a goal was reached, or shows what was shown before; and what else became worth trying."""
        for attempt in _attempts(self._bundle, goal):
            reached, tried, begun = self._once(attempt)
            for _ in range(2):
                if reached or not tried.wants:
                    break
                attempt = attempt.with_change(tried.wants)
                reached, tried, begun = self._once(attempt)
            if reached:
                self._take(attempt, tried, begun)
                return True, list(_further(attempt, tried))
        return False, []

    def _once(self, goal: Goal) -> tuple[bool, Tried, Rehearsal]:
        with self._stage.office(self._texts) as office:
            with office.db.read() as session:
                who = troupe(office, session, self._bundle)
                options = office.options(session, self._bundle, who.day)
            begun = _begun(self._bundle, goal, who, Maker(options, self._folder, who.offices))
            stage = Stage(office, self._bundle, begun, who, self._folder, self._looked)
            reached = stage.go(goal, lambda s, g: Trial(s, g).all())
        return reached, stage.tried, begun

    def _take(self, goal: Goal, tried: Tried, begun: Rehearsal) -> None:
        steps = begun.model_copy(update={"play": tried.steps}).model_dump(mode="json", include={"entries", "play"})
        play = json.dumps(steps, sort_keys=True)
        news = tried.news - self._known
        special = bool(goal.change or goal.dissent or goal.clock or goal.start or goal.listed)
        if play in self._plays or not tried.steps or not (news or special or goal.name.startswith("back_")):
            return
        made = begun.model_copy(update={"play": tried.steps})
        if self._stage.played(self._texts, made, self._folder).ok:
            self._plays.add(play)
            self._known |= tried.news
            self._looked = frozenset(tried.looked)
            self.found[made.id] = made


def _attempts(bundle: Bundle, goal: Goal) -> Iterator[Goal]:
    """A goal as it is, and with the last round on its way come to something else."""
    yield goal
    states = bundle.procedure.states
    rounds = [r for s in goal.way if (r := states[s.place.state].round) is not None]
    if not goal.dissent and rounds:
        other = next((d for d in dissents(bundle, rounds[-1]) if d.count < 0), None)
        if other is not None:
            yield replace(goal, dissent={rounds[-1]: other})


def _further(goal: Goal, tried: Tried) -> Iterator[Goal]:
    """Further turns of a condition that need a way of their own."""
    for number, (change, _value) in enumerate(tried.more, 2) if goal.conditions else ():
        data = {**goal.tries.data, "change": [_change_words(k, v) for k, v in change.items()]}
        tries = Message("generated.change", data)
        yield replace(goal, name=f"{goal.name}_{number}", tries=tries, change=change, conditions=False)


def _change_words(key: str, value: Any) -> Message:
    """What is filled in otherwise, in words."""
    if key.startswith("#"):
        return Message("generated.rows", {"table": key[1:], "count": value})
    if value is None:
        return Message("generated.empty", {"path": key})
    return Message("generated.value", {"path": key, "value": str(value)})


def _begun(bundle: Bundle, goal: Goal, who: Troupe, maker: Maker) -> Rehearsal:
    """A rehearsal with its people, campaigns and entries, and nothing done yet."""
    return Rehearsal(
        id=f"generated_{goal.name}", title=titled(goal.tries), procedure=bundle.procedure.id, generated=True,
        people=who.people | _special(bundle.procedure, goal, who), campaigns=who.campaigns,
        entries=_entries(bundle, goal, who, maker), play=[Played(on=who.day.isoformat())],
    )  # fmt: skip


def _special(procedure: Procedure, goal: Goal, who: Troupe) -> dict[str, str | list[str]]:
    """People that only some goals need: with two posts, of another office, with an interest in the case."""
    found: dict[str, str | list[str]] = {}
    last = procedure.transitions.get(goal.way[-1].transition) if goal.way else None
    if goal.start == "own":
        own = next((str(who.people[who.names[r]]) for r in procedure.start.by if r in who.names), "")
        place = own.partition("@")[2]
        state = procedure.states[goal.way[-1].place.state] if goal.way else None
        asked = procedure.rounds[state.round].who if state and state.round else []
        role = next((p.role for p in asked if p.role), None)
        if role is not None and place:
            city = str(who.people[who.names[role]]).partition("@")[2].partition("#")[0]
            found[f"{who.names[role]}{INTERESTED}"] = [own, f"{role}@{city}"]
    before = [procedure.transitions[t] for t in last.not_same_person_as] if last is not None else []
    if last is not None and goal.refusals and before and last.by and before[0].by:
        posts = [str(who.people[who.names[r]]) for r in (before[0].by[0], last.by[0])]
        found[f"{who.names[last.by[0]]}{TWO_POSTS}"] = posts
    if last is not None and goal.refusals and last.kind == "recall" and last.by:
        plain = str(who.people[who.names[last.by[0]]]).partition("#")[0]
        found[f"{who.names[last.by[0]]}{ELSEWHERE}"] = f"{plain}#99"
    return found


def _entries(bundle: Bundle, goal: Goal, who: Troupe, maker: Maker) -> dict[str, list[EntryPlan]]:
    """What is in a register beforehand: what the case names, as the goal wants it to stand there."""
    if goal.listed is None:
        return {}
    name, expression, how = goal.listed
    form, register = bundle.form(), bundle.procedure.registers[name]
    wanted = expression.rpartition(".")[2]
    path = next((p for p in form.by_path if p.rpartition(".")[2] == wanted), None)
    value = maker.one(form, path) if path else None
    values = {key: value if key in register.key else f"样例{key}" for key in register.fields}
    values = {k: v for k, v in values.items() if register.fields[k].type in ("text", "uscc") or k in register.key}
    since, until = {"in": (BEFORE, None), "later": (AFTER, None)}.get(how, (BEFORE, _day_before(who.day)))
    return {name: [EntryPlan(since=since, until=until, values=values)]}


def _day_before(day: date) -> str:
    return (day - timedelta(1)).isoformat()
