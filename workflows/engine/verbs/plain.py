"""What the verbs about tasks and cases share: who may use them, and what has to be given with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from forms.text import Message, Text
from workflows.engine.staying import stays
from workflows.engine.tasks import theirs, with_woken
from workflows.engine.types import Actor, Decision, Refusal, TaskChange, TaskFacts
from workflows.engine.verbs.base import EVERYBODY, Verb, VerbAttempt, refused
from workflows.engine.verbs.people import barred, named
from workflows.engine.wanted import Notice
from workflows.messages import say

LONGEST_REASON = 2_000


class PlainVerb(Verb):
    """A verb that asks, in this order: may they, is the task still there, is what has to be given there and right."""

    reason: ClassVar[bool] = False  # whether a reason has to be given
    most: ClassVar[int] = 0  # people that it names at most; 0: none

    def decide(self, attempt: VerbAttempt) -> Decision | Refusal:
        return self.why_not(attempt) or self.lacks(attempt) or self.done(attempt)

    def why_not(self, attempt: VerbAttempt) -> Refusal | None:
        if self.about == "task":
            gone = no_longer(attempt)
            if gone is not None:
                return gone
        return self.unfit(attempt) if self.theirs(attempt) else self._not_theirs(attempt)

    def unfit(self, attempt: VerbAttempt) -> Refusal | None:
        """What stands against it for this task or case."""
        return None

    def lacks(self, attempt: VerbAttempt) -> Refusal | None:
        """What is missing or wrong of what is given with it."""
        text = attempt.action.reason.strip()
        if self.reason and not text:
            return refused("verb_reason", verb=self.word)
        if len(text) > LONGEST_REASON:
            return refused("verb_reason_long", limit=LONGEST_REASON)
        return self._wrong_people(attempt) if self.most else None

    def _wrong_people(self, attempt: VerbAttempt) -> Refusal | None:
        to = attempt.action.to
        if not to:
            return refused("verb_nobody_named", verb=self.word)
        if len(to) > self.most or len(set(to)) < len(to):
            return refused("verb_too_many", verb=self.word, most=self.most)
        found = (self.against_person(attempt, p) for p in to)
        return next((r for r in found if r is not None), None)

    def against_person(self, attempt: VerbAttempt, person: int) -> Refusal | None:
        """Why this person cannot be named."""
        known = attempt.situation.world.person(person)
        if known is None or not known.tokens:
            return refused("verb_no_such_person", person=known.name if known else str(person))
        if person == attempt.actor.id:
            return refused("verb_yourself", verb=self.word)
        return barred(attempt, known)

    def done(self, attempt: VerbAttempt) -> Decision | Refusal:
        """Everything that it changes."""
        raise NotImplementedError

    @property
    def word(self) -> Message:
        return Message(f"verb.{self.name}")

    def _not_theirs(self, attempt: VerbAttempt) -> Refusal:
        roles = attempt.situation.procedure.roles
        titles = [roles[r].title for r in self.allowed(attempt) if r in roles]
        if EVERYBODY in self.allowed(attempt):
            owner = [*titles, Message("verb_owner")]
            return refused("verb_not_yours", verb=self.word, who=owner)
        return refused("verb_not_yours" if titles else "verb_nobody", verb=self.word, who=titles)

    def stays(
        self, attempt: VerbAttempt, changes: tuple[TaskChange, ...] = (), new: tuple[TaskFacts, ...] = (),
        *, suspended: bool | None = None, tell: bool = False, **details: Any,
    ) -> Decision:  # fmt: skip
        """The decision, with whoever waits for what changed; `tell` sends a message to the people it names."""
        changes = with_woken(attempt.case, changes, new)
        told = {**self._told(attempt), **details}
        notices = (self.notice(attempt),) if tell and attempt.action.to else ()
        return stays(
            attempt.situation, attempt.action, self.role(attempt), changes=changes, new=new, details=told,
            suspended=suspended, notices=notices,
        )  # fmt: skip

    def _told(self, attempt: VerbAttempt) -> Mapping[str, Any]:
        """What the history keeps of it."""
        action = attempt.action
        people = [{"id": p, "name": named(attempt, p)} for p in action.to]
        kept = {"people": people, "reason": action.reason.strip(), "place": action.target}
        return {k: v for k, v in kept.items() if v}

    def notice(self, attempt: VerbAttempt, tokens: tuple[str, ...] = ()) -> Notice:
        """A message to the people that it names, or to whoever holds the tokens."""
        wanted = tokens or tuple(f"person@{p}" for p in attempt.action.to)
        case, reason = attempt.case, attempt.action.reason.strip()
        data = {"verb": self.word, "who": attempt.actor.name, "case": case.number or "—", "reason": reason or "—"}
        key = f"verb.{self.name}"
        return Notice(key, wanted, _both("verb_told_subject", data), _both("verb_told_text", data))


def _both(code: str, data: Mapping[str, Any]) -> Text:
    message = Message(code, data)
    return Text(zh=say(message, "zh"), en=say(message, "en"))


def no_longer(attempt: VerbAttempt) -> Refusal | None:
    """Why the task is not there to be dealt with any more, and by whom it was."""
    task = attempt.task
    if task is None:
        return refused("task_none")
    if task.state == "done":
        return refused("task_done_by", who=named(attempt, task.done_by))
    return refused("task_called_off", why=task.note or Message("task_closed_why")) if task.state == "closed" else None


def waits(attempt: VerbAttempt) -> Refusal | None:
    """Why a task cannot be dealt with yet: for whom it waits."""
    task = attempt.task
    if task is None or task.state == "open":
        return None
    asked = [t for t in attempt.case.tasks if t.parent == task.id and t.active]
    who = [named(attempt, t.person) for t in asked] or Message("task_turn")
    return refused("task_waits_for", who=who)


def claimed(attempt: VerbAttempt) -> Refusal | None:
    """Whether somebody else has taken it, and who."""
    task = attempt.task
    if task is None or task.person is None or theirs(task, attempt.actor):
        return None
    return refused("task_claimed_by", who=named(attempt, task.person))


def owner(attempt: VerbAttempt) -> int:
    """Whose the task is when the actor takes it: their own, or that of whom they stand in for."""
    task, actor = attempt.task, attempt.actor
    if task is None:
        return actor.id
    return task.person or lender(actor, task.token) or actor.id


def lender(actor: Actor, token: str) -> int | None:
    """For whom the actor holds a token only as a deputy."""
    return actor.lent.get(token)


def leads(attempt: VerbAttempt, task: TaskFacts) -> bool:
    """Whether the actor is a lead of the round that a task belongs to."""
    held = attempt.situation.procedure.rounds.get(task.round)
    if held is None:
        return False
    own = (t for t in attempt.case.tasks if t.round == task.round and t.visit == task.visit and t.who >= 0)
    return any(t.who < len(held.who) and held.who[t.who].lead and theirs(t, attempt.actor) for t in own)
