"""Random work in a real office: whoever can do something does it, and after each step what must hold is looked at."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from data.tables import Case
from forms.edits import SetValue
from workflows.audit.replay import chain_of, replayed
from workflows.cases.act import LATEST, act
from workflows.cases.drafts import Saved, save
from workflows.cases.once import Done
from workflows.cases.opened import Opened, opened, reopened
from workflows.children.service import open_child
from workflows.clocks.reckon import reading
from workflows.engine.decide import offers_in, verb_offers
from workflows.engine.derive import derive
from workflows.engine.rounds.acting import against
from workflows.engine.tasks import theirs
from workflows.engine.types import Action, Actor, TaskFacts
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.workdays import DAY

Wish = tuple[str, bool, Callable[[], Any]]
"""What it is called, whether it ends the case, and how it is done."""


@dataclass
class Play:
    """An office whose people act at random; `given` says what is filled in with a form, `edit` what is typed."""

    office: Office
    people: Mapping[str, int]
    now: datetime
    dice: random.Random
    given: Callable[[random.Random], Mapping[str, Any]]
    edit: Callable[[Opened, random.Random], list[SetValue]]
    inputs: Callable[[Opened, TaskFacts], str] | None = None  # what an opinion rests on, told without the engine
    done: Counter[str] = field(default_factory=Counter)
    typed: set[int] = field(default_factory=set)  # cases with edits that no step froze yet
    rested: dict[tuple[int, str, str], str] = field(default_factory=dict)
    clocks: dict[tuple[int, str, date, int], int] = field(default_factory=dict)
    keys: int = 0

    def actor(self, login: str) -> Actor:
        with self.office.db.read() as session:
            return actor_of(self.office, session, self.people[login], self.now)

    def cases(self) -> list[int]:
        with self.office.db.read() as session:
            return [i for i in session.exec(select(Case.id).order_by(col(Case.id))) if i]

    def step(self) -> None:
        """One thing that somebody can do, if there is any; then time goes on."""
        case = self.dice.choice(self.cases())
        wishes = [w for login in self.people for w in self._wishes(case, login)]
        usual = [w for w in wishes if not w[1]] if self.dice.random() < 0.97 else wishes  # a play is to go on
        names = sorted({name for name, _, _ in usual})
        if names:  # each kind of thing is as likely as any other, however many could do it
            name = self.dice.choice(names)
            found = self.dice.choice([do for n, _, do in usual if n == name])()
            self.done[name] += isinstance(found, Done | Saved | int)
        self.now += timedelta(hours=self.dice.choice((0, 1, 5, 30, 80)))
        self.holds(case)

    def _wishes(self, case: int, login: str) -> Iterator[Wish]:
        actor = self.actor(login)
        with self.office.db.read() as session:
            found = opened(self.office, session, case, actor, self.now)
            if found is None:
                return
            situation = found.situation
            ways = [(o.transition, t) for o in offers_in(situation) if o.why_not is None for t in o.targets or ("",)]
            procedure = found.bundle.procedure
            final = {k for k, s in procedure.states.items() if s.end}
            ends = {k for k, t in procedure.transitions.items() if t.to in final}
            able = [(o.verb, o.task) for o in verb_offers(situation) if o.why_not is None and o.verb != "extend"]
            tasks = [t for t in found.facts.tasks if t.round and against(situation, t) is None and t.relation != "name"]
            children = [k for k, c in procedure.children.items() if c.of == "case" and set(c.by) & set(situation.roles)]
            edits = self.edit(found, self.dice) if found.access.groups_writable else []
        for name, target in ways:
            yield name, name in ends, lambda n=name, t=target: self._go(case, actor, n, t)
        for verb, task in able:
            yield verb, verb == "terminate", lambda v=verb, t=task: self._act(case, actor, v, task=t, **self._people())
        for task in tasks:
            yield "opinion", False, lambda t=task: self._say(case, actor, t)
        if edits:
            yield "edit", False, lambda: self._edit(case, actor, edits)
        for key in children:
            yield "child", False, lambda k=key: self._child(case, actor, k)

    def _go(self, case: int, actor: Actor, name: str, target: str) -> Any:
        return self._act(case, actor, name, target=target, straight=self.dice.random() < 0.5)

    def _people(self) -> dict[str, Any]:
        to = (self.people[self.dice.choice(list(self.people))],)
        return {"to": to, "reason": "理由", "target": self.dice.choice(("before", "after", "beside"))}

    def _act(self, case: int, actor: Actor, name: str, **more: Any) -> Any:
        self.keys += 1
        with self.office.db.read() as session:
            found = reopened(self.office, session, case, actor, self.now)
            assert found is not None
            transition = name if name in found.bundle.procedure.transitions else ""
        verb = "" if transition else name
        action = Action(actor, transition, LATEST, f"p{self.keys}", self.given(self.dice), verb, **more)
        done = act(self.office, case, action, self.now)
        if isinstance(done, Done) and transition:
            self.typed.discard(case)
        return done

    def _say(self, case: int, actor: Actor, task: TaskFacts) -> Any:
        rests = self._rests(case, task)
        done = self._act(case, actor, "opinion", task=task.id)
        if isinstance(done, Done) and rests is not None:
            self.rested[case, str(task.id), ""] = rests
        return done

    def _rests(self, case: int, task: TaskFacts) -> str | None:
        if self.inputs is None:
            return None
        with self.office.db.read() as session:
            return self.inputs(self._anyhow(session, case), task)

    def _edit(self, case: int, actor: Actor, edits: list[SetValue]) -> Any:
        saved = save(self.office, actor, case, edits, self.now)
        if isinstance(saved, Saved):
            self.typed.add(case)
        return saved

    def _child(self, case: int, actor: Actor, key: str) -> Any:
        self.keys += 1
        return open_child(self.office, actor, key, f"p{self.keys}", self.now, case_id=case)

    def _anyhow(self, session: Any, case: int) -> Opened:
        """A case without asking who may see it."""
        somebody = actor_of(self.office, session, next(iter(self.people.values())), self.now)
        found = reopened(self.office, session, case, somebody, self.now)
        assert found is not None
        return found

    def holds(self, case: int) -> None:
        """What must hold of a case after any step."""
        with self.office.db.read() as session:
            found = self._anyhow(session, case)
            facts, states = found.facts, found.bundle.procedure.states
            assert facts.state == found.case.state and facts.state in states, "one state"
            active = [t for t in facts.tasks if t.active]
            assert bool(active) == (states[facts.state].end is None), "work as long as it is open"
            actors = [actor_of(self.office, session, p, self.now) for p in self.people.values()]
            for task in facts.open_tasks:
                assert any(theirs(task, a) for a in actors), f"nobody has {task}"
            self._clocks_go_on(found)
            self._kept(found)
            again = replayed(session, found.bundle, chain_of(session, case))
            assert again.whole
            loose = {"reads": (), **({"values": {}, "answers": {}} if case in self.typed or not again.frozen else {})}
            stored, told = replace(facts, **loose), replace(again.facts, **loose)
            assert told == stored, "the history replays to the same case"
            if case not in self.typed and again.frozen:
                same = derive(replace(found.situation, case=replace(again.facts, reads=facts.reads)))
                row = found.case
                assert (same.holder, same.due, same.stage, same.ended) == (row.holder, row.due, row.stage, row.ended)

    def _clocks_go_on(self, found: Opened) -> None:
        """A clock that has begun gives no day back; only whether today counts is open until its end."""
        for key, read in found.situation.clocks.items():
            limit, yesterday = read.limit - read.run.extended, found.situation.today - DAY
            over = reading(key, read.clock, read.run, read.start, limit, found.world.calendar, yesterday)
            place = (found.id, key, read.start, sum(p.action in read.clock.starts for p in found.facts.trail))
            assert over.used >= self.clocks.get(place, 0), (key, over.used)
            self.clocks[place] = over.used

    def _kept(self, found: Opened) -> None:
        """An opinion is kept exactly where it was given on the same, by the same participant, before a return."""
        if self.inputs is None:
            return
        facts = found.facts
        for task in facts.tasks:
            if not task.round or task.visit != facts.visit or task.case_state != facts.state or task.relation:
                continue
            known = (found.id, str(task.id), "told")
            if known in self.rested:  # looked at when its visit began
                continue
            self.rested[known] = ""
            before = [t for t in facts.tasks if t.case_state == task.case_state and t.row == task.row
                      and t.role == task.role and t.visit < task.visit and t.state == "done" and t.opinion
                      and not t.relation]  # fmt: skip
            last = before[-1] if before else None
            if last is None:
                assert not task.kept
                continue
            now, then = self.inputs(found, task), self.rested.get((found.id, str(last.id), ""))
            self.rested[found.id, str(task.id), ""] = then or ""
            handed_on = last.token != task.token and not task.kept  # it was given to another for good
            assert task.kept == (now == then) or handed_on, (task, last)
