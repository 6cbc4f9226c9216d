"""The toy procedure with a round in place of its last holder, and a play of it without storage."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from forms import load_form, load_list
from forms.draft import apply
from tests.workflows.engine.toy import FORM, GOOD, HERE, LIST, NOON, NOTE, PROCEDURE, FakeWorld, person
from workflows.bundle import Bundle
from workflows.definition import Procedure
from workflows.engine.decide import automatic, decide
from workflows.engine.rounds.settling import after
from workflows.engine.situation import Situation
from workflows.engine.types import Action, Actor, CaseFacts, Decision, Refusal, TaskFacts

SAY: dict[str, Any] = {
    "format": 1, "kind": "form", "id": "say", "title": "意见",
    "pages": [{"id": "p", "title": "页", "fields": [
        {"key": "意见", "type": "text", "title": {"zh": "意见", "en": "Opinion"}, "required": True},
        {"key": "分数", "type": "integer", "title": {"zh": "分数", "en": "Score"}}]}],
}  # fmt: skip
ROUND: dict[str, Any] = {
    "zh": "联审", "en": "Panel", "mode": "all", "form": "say", "basis": "own",
    "who": [{"role": "bureau", "lead": True}, {"role": "chief"}],
}  # fmt: skip
PER_ROW: dict[str, Any] = {
    **ROUND, "per": "摊位",
    "outcome": {"摊位.结果": 'if every o in opinions satisfies o.意见 = "同意" then "准" else "不准"'},
}  # fmt: skip
WRITER, CHIEF, CHIEF2 = person(1, f"writer@{HERE}"), person(2, f"chief@{HERE}"), person(5, f"chief@{HERE}")
BUREAU, ONE, TWO, THREE = (person(n, *r, organisation=30) for n, r in ((3, ["bureau"]), (11, []), (12, []), (13, [])))
EVERYBODY = (WRITER, CHIEF, CHIEF2, BUREAU, ONE, TWO, THREE)


def told(actor: Actor) -> Actor:
    """The actor with the tokens of themselves and of their organisation."""
    own = {f"person@{actor.id}", f"organisation@{actor.organisation}"}
    return replace(actor, tokens=actor.tokens | own)


def panel(round_: dict[str, Any] | None = None, **changes: Any) -> Bundle:
    """The toy procedure whose bureau handles a case in a round; `changes` of the round besides."""
    data = deepcopy(PROCEDURE)
    data["rounds"] = {"panel": {**(round_ or ROUND), **changes}}
    data["forms"]["say"] = {"form": "say"}
    data["roles"]["expert"] = {"zh": "专家", "where": "task"}
    deal = data["states"]["deal"]
    del deal["holder"]
    deal["round"] = "panel"
    deal["rights"] = {"申请": {"read": ["writer", "chief", "bureau", "expert"]}, "结果": {"read": ["bureau"]}}
    data["transitions"]["close"] |= {"kind": "automatic", "by": [], "when": "round.complete"}
    forms = {"permit": load_form(FORM), "note": load_form(NOTE), "say": load_form(SAY)}
    return Bundle(1, 1, Procedure.model_validate(data), forms, {"results": load_list(LIST)})


@dataclass
class Play:
    """A case that is acted on without storage; what was decided is what it is."""

    bundle: Bundle
    world: FakeWorld = field(default_factory=lambda: FakeWorld(known=EVERYBODY, staff=list(EVERYBODY)))
    case: CaseFacts = field(
        default_factory=lambda: CaseFacts(
            id=1, state="draft", revision=0, values=deepcopy(GOOD), answers={}, organisation=20, district=HERE,
            campaign=7,
        )  # fmt: skip
    )
    decided: list[Decision] = field(default_factory=list)

    def at_panel(self) -> Play:
        """The same once the case has come to its round."""
        self.do(WRITER, "submit")
        self.do(CHIEF, "pass")
        return self

    def do(self, actor: Actor, transition: str, **given: Any) -> Play:
        found = self.attempt(Action(told(actor), transition, self.case.revision, "k", given))
        assert isinstance(found, Decision), found
        return self

    def say(self, actor: Actor, said: str = "同意", row: str = "", task: int | None = None, **more: Any) -> Any:
        """What comes of an opinion."""
        given = {"意见": said, **more}
        return self.attempt(Action(told(actor), "", self.case.revision, "k", given, "opinion", task, row))

    def name(self, actor: Actor, people: Iterable[int], task: int | None = None) -> Any:
        """What comes of naming participants: for the task that is given, or the actor's first one to name them."""
        mine = (t.id for t in self.case.open_tasks if t.relation == "name" and t.token in told(actor).tokens)
        wanted = task or next(mine, next((t.id for t in self.case.open_tasks), None))
        return self.attempt(
            Action(told(actor), "", self.case.revision, "k", {}, "name", task=wanted, to=tuple(people))
        )

    def attempt(self, action: Action) -> Decision | Refusal:
        found = decide(self.bundle, self.case, action, self.world, self.now)
        if isinstance(found, Decision):
            self._carry_out(action.actor, found)
            for _ in range(5):
                following = automatic(self.situation(action.actor))
                if following is None:
                    break
                self._carry_out(action.actor, following)
        return found

    def _carry_out(self, actor: Actor, decision: Decision) -> None:
        self.decided.append(decision)
        case = after(self.situation(actor), decision)
        self.case = replace(case, tasks=tuple(replace(t, id=n) for n, t in enumerate(case.tasks, 1)))

    @property
    def now(self) -> Any:
        return NOON + timedelta(minutes=len(self.decided))

    def situation(self, actor: Actor) -> Situation:
        return Situation(self.bundle, self.case, told(actor), self.world, self.now)

    def edit(self, *edits: Any) -> None:
        """Save changes of the main form."""
        values = apply(self.bundle.form(), self.case.values, {}, edits).values
        self.case = replace(self.case, values=values)

    def tasks(self, *states: str) -> list[str]:
        """The tasks of this visit in some states (open ones if none is named): role, or role/row."""
        here = [t for t in self.case.tasks if t.visit == self.case.visit and t.case_state == self.case.state]
        return sorted(called(t) for t in here if t.state in (states or ("open",)))

    def kept(self) -> list[str]:
        here = [t for t in self.case.tasks if t.visit == self.case.visit and t.case_state == self.case.state]
        return sorted(called(t) for t in here if t.kept)

    @property
    def view(self) -> Any:
        """How the round stands."""
        return self.situation(WRITER).extra["round"]


def called(task: TaskFacts) -> str:
    who = task.role if task.role != "expert" else task.token
    return f"{who}/{task.row}" if task.row else who
