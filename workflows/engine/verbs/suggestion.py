"""采纳情况: what became of suggestions, said by whom the round names; and those that are one, taken for one by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import ClassVar

from forms.text import Message
from workflows.engine import suggestions as told
from workflows.engine.rounds.seeing import may_see
from workflows.engine.situation import Situation
from workflows.engine.staying import stays
from workflows.engine.suggestions import ADOPTED, ANSWER, MERGE, VERDICTS, Line, Suggestion
from workflows.engine.types import Decision, Refusal
from workflows.engine.verbs.base import Verb, VerbAttempt, refused, verb
from workflows.model.rounds import Suggestions

EVERY, APART = "*", "apart"
LONGEST = 2_000


class OnSuggestions(Verb):
    """`row` names suggestions, parted by commas; "*" are all that wait in the last visit to a round."""

    about: ClassVar[str] = "case"
    roles: ClassVar[tuple[str, ...]] = ()
    offered: ClassVar[bool] = False  # the page has a place of its own for it

    def allowed(self, attempt: VerbAttempt) -> Sequence[str]:
        """The roles that answer in some round, beside those that the procedure names for the verb."""
        rules = (r.suggestions for r in attempt.situation.procedure.rounds.values())
        named = attempt.situation.procedure.verbs.roles.get(self.name, ())
        return list(dict.fromkeys([*named, *(role for rule in rules if rule for role in rule.by)]))

    def decide(self, attempt: VerbAttempt) -> Decision | Refusal:
        found = chosen(attempt.situation, attempt.action.row)
        against = _against(attempt, found) or self.wrong(attempt, found)
        if against is not None:
            return against
        ids = [i for line in found for i in line.ids]
        return stays(attempt.situation, attempt.action, self.role(attempt), details=self.told(attempt, ids))

    def wrong(self, attempt: VerbAttempt, found: Sequence[Line]) -> Refusal | None:
        """What is wrong of what is given with it."""
        return None

    def told(self, attempt: VerbAttempt, ids: list[str]) -> dict[str, object]:
        """What the history keeps of it."""
        return {"suggestions": ids}


@verb
class AnswerSuggestion(OnSuggestions):
    """`target` is the verdict, `reason` why; said again, the later word goes."""

    name: ClassVar[str] = ANSWER

    def wrong(self, attempt: VerbAttempt, found: Sequence[Line]) -> Refusal | None:
        verdict, because = attempt.action.target, attempt.action.reason.strip()
        if verdict not in VERDICTS:
            return refused("suggestion_verdict")
        if not because and verdict != ADOPTED:
            return refused("suggestion_because")
        return refused("verb_reason_long", limit=LONGEST) if len(because) > LONGEST else None

    def told(self, attempt: VerbAttempt, ids: list[str]) -> dict[str, object]:
        verdict, because = attempt.action.target, attempt.action.reason.strip()
        return {"suggestions": ids, "verdict": verdict, "because": because}


@verb
class MergeSuggestions(OnSuggestions):
    """Takes suggestions of one visit for one; with `target` "apart" each stands for itself again."""

    name: ClassVar[str] = MERGE

    def wrong(self, attempt: VerbAttempt, found: Sequence[Line]) -> Refusal | None:
        if _apart(attempt):
            return None
        if len({(s.round, s.visit, s.row) for line in found for s in line.suggestions}) > 1:
            return refused("suggestion_apart")
        return refused("suggestion_few") if len(found) < 2 else None

    def told(self, attempt: VerbAttempt, ids: list[str]) -> dict[str, object]:
        return {"suggestions": ids, **({"apart": True} if _apart(attempt) else {})}


def _apart(attempt: VerbAttempt) -> bool:
    return attempt.action.target == APART


def _against(attempt: VerbAttempt, found: Sequence[Line]) -> Refusal | None:
    """What stands against doing anything with them: they are there, and theirs to answer here."""
    wanted = set(named(attempt.action.row)) - {EVERY}
    if not found or wanted - {i for line in found for i in line.ids}:
        return refused("suggestion_none")
    keys = sorted({s.round for line in found for s in line.suggestions})
    return next((r for key in keys if (r := against(attempt.situation, key)) is not None), None)


def named(row: str) -> list[str]:
    return [i.strip() for i in row.split(",") if i.strip()]


def seen(situation: Situation) -> Iterator[Suggestion]:
    """The suggestions in opinions that the actor may see."""
    for each in told.suggestions(situation.procedure, situation.case):
        if may_see(situation.bundle, situation.case, situation.actor, each.task):
            yield each


def chosen(situation: Situation, row: str) -> list[Line]:
    """The lines that hold what is named; those of which the actor may see nothing are not there.

    "*" are those that the actor may answer now, else those that wait at all, so that the refusal says why.
    """
    steps, wanted = situation.world.steps_of((ANSWER, MERGE)), set(named(row))
    found = told.lines(seen(situation), steps)
    if EVERY in wanted:
        open_ = [line for line in found if line.answer is None and _last(situation, line)]
        return [line for line in open_ if against(situation, line.suggestions[0].round) is None] or open_
    return [line for line in found if wanted & set(line.ids)]


def _last(situation: Situation, line: Line) -> bool:
    first = line.suggestions[0]
    return first.visit == told.last_visit(situation.case, first.round)


def against(situation: Situation, key: str) -> Refusal | None:
    """Why the actor may not answer the suggestions of a round here; None if they may."""
    round_ = situation.procedure.rounds.get(key)
    rule = round_.suggestions if round_ else None
    if rule is None:
        return refused("suggestion_none")
    procedure = situation.procedure
    state = procedure.states[situation.case.state]
    if state.end is not None:
        return refused("verb_ended", verb=Message(f"verb.{ANSWER}"), state=state.title)
    if not set(rule.by) & set(situation.roles):
        return refused("suggestion_role", roles=[procedure.roles[r].title for r in rule.by])
    if rule.states and situation.case.state not in rule.states:
        return refused("suggestion_state", states=[procedure.states[s].title for s in _known(rule, procedure.states)])
    return None


def _known(rule: Suggestions, states: Collection[str]) -> list[str]:
    return [s for s in rule.states if s in states]
