"""A case of the toy procedure that people do things to: decisions are carried out on plain data."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from tests.workflows.engine.toy import HERE, NOON, PEOPLE, FakeWorld, bundle, case, person
from workflows.bundle import Bundle
from workflows.engine.decide import automatic, decide
from workflows.engine.situation import Situation
from workflows.engine.tasks import arriving, changed
from workflows.engine.types import Action, Actor, CaseFacts, Decision, Passed, Read, Refusal
from workflows.rights import holder_token

LEE, ROSE, OUTSIDER = person(11, organisation=20), person(12, organisation=20), person(13, organisation=99)
DEPUTY_CHIEF = person(7, f"chief@{HERE}")
EVERYBODY = {**PEOPLE, "lee": LEE, "rose": ROSE, "outsider": OUTSIDER, "second": DEPUTY_CHIEF}
EARLIER: dict[str, Any] = {
    "zh": "退回任一环节", "en": "Return anywhere", "kind": "return", "from": ["review", "deal"], "to": "@earlier",
    "back": "choose", "by": ["chief", "bureau"], "basis": "own",
}  # fmt: skip
CHANGES: dict[str, Any] = {
    "transitions__anywhere": EARLIER,
    "verbs": {"roles": {"suspend": ["bureau"], "terminate": ["bureau"]}, "terminated": "gone"},
}


@dataclass
class Walk:
    """A case that moves; `now` goes on by itself."""

    bundle: Bundle = field(default_factory=lambda: bundle(**CHANGES))
    facts: CaseFacts = field(default_factory=case)
    now: datetime = NOON

    def __post_init__(self) -> None:
        self.world = FakeWorld(self.bundle, staff=list(EVERYBODY.values()))
        self.world.parameters = {"上限": 3}
        self._ids = itertools.count(1)
        if not self.facts.tasks:
            start = Situation(self.bundle, self.facts, EVERYBODY["writer"], self.world, self.now)
            self.facts = replace(self.facts, tasks=tuple(replace(t, id=next(self._ids)) for t in arriving(start)))

    def situation(self, who: str) -> Situation:
        return Situation(self.bundle, self.facts, EVERYBODY[who], self.world, self.now)

    @property
    def back(self) -> list[tuple[str, bool]]:
        """The ways back that are open."""
        return [tuple(w) for w in self.situation("writer").ways_back]

    def task(self, **like: Any) -> int:
        """The id of the one active task like this."""
        found = [t for t in self.facts.tasks if t.active and all(getattr(t, k) == v for k, v in like.items())]
        assert len(found) == 1, found
        return found[0].id or 0

    def do(self, who: str | Actor, name: str, task: int | None = None, **more: Any) -> Decision | Refusal:
        actor = EVERYBODY[who] if isinstance(who, str) else who
        to = tuple(EVERYBODY[p].id for p in more.pop("to", ()))
        transition = name in self.bundle.procedure.transitions
        how = {"transition": name} if transition else {"transition": "", "verb": name}
        seen = more.pop("seen", self.facts.revision)
        action = Action(actor, seen=seen, key="k", task=task, to=to, **how, **more)
        found = decide(self.bundle, self.facts, action, self.world, self.now)
        if isinstance(found, Decision):
            self.carry_out(found, actor)
        return found

    def done(self, who: str | Actor, name: str, task: int | None = None, **more: Any) -> Decision:
        found = self.do(who, name, task, **more)
        assert isinstance(found, Decision), found
        return found

    def refused(self, who: str | Actor, name: str, task: int | None = None, **more: Any) -> str:
        found = self.do(who, name, task, **more)
        assert isinstance(found, Refusal), found
        return found.message.code

    def carry_out(self, decision: Decision, actor: Actor) -> None:
        """As the service writes it."""
        new = tuple(replace(t, id=next(self._ids)) for t in decision.new_tasks)
        places = decision.from_state, decision.to_state
        passed = Passed(decision.transition, actor.id, *places, self.now, straight=decision.straight)
        later = changed(self.facts, decision.task_changes, new)
        by = {c.id for c in decision.task_changes if c.done}
        tasks = tuple(replace(t, done_by=actor.id, done_at=self.now) if t.id in by else t for t in later.tasks)
        revision = self.facts.revision + 1
        self.facts = replace(
            later, tasks=tasks, state=decision.to_state, revision=revision, trail=(*self.facts.trail, passed),
            moved=revision if decision.moves else self.facts.moved,
            suspended=decision.suspended, late=decision.late,
            number=self.facts.number or ("摊1" if decision.wants_number else None),
            reads=() if decision.moves else self.facts.reads,
        )  # fmt: skip
        self.now += timedelta(minutes=7)
        following = automatic(Situation(self.bundle, self.facts, actor, self.world, self.now))
        if following is not None:
            self.carry_out(following, actor)

    def read(self, who: str, *, held: bool = True) -> None:
        """Somebody opens the case."""
        self.facts = replace(
            self.facts, reads=(*self.facts.reads, Read(EVERYBODY[who].id, self.facts.revision, self.now, held))
        )

    @property
    def ended(self) -> bool:
        return self.bundle.procedure.states[self.facts.state].end is not None

    def holder(self) -> str | None:
        return holder_token(self.bundle, self.facts)


def reviewed() -> Walk:
    """A case that lies with the chief."""
    walk = Walk()
    walk.done("writer", "submit")
    return walk


def dealt() -> Walk:
    """A case that lies with the bureau."""
    walk = reviewed()
    walk.done("chief", "pass")
    return walk
