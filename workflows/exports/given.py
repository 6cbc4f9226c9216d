"""What was filled in beside the main forms of many cases, as far as their reader may see it.

What was given with a step is for everybody who sees the case, an opinion for those who may see it in its round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from data.queries import given_forms as stored
from data.queries.moves import moved_cases, moves_of
from data.tables import Case, CaseMove
from forms.text import Text
from workflows.bundle import Bundle
from workflows.cases.opened import facts_of, opened, passed
from workflows.cases.opinions import bare_facts, reads_row
from workflows.cases.outside import from_outside
from workflows.engine.rounds.seeing import may_see
from workflows.engine.types import Actor, TaskFacts
from workflows.office import Office
from workflows.rights import limited_groups

Use = tuple[str, str]
"""A procedure and one of its form uses."""


@dataclass(frozen=True)
class Given:
    """A form that was filled in once: with a step, or for a task."""

    case: Case
    bundle: Bundle
    use: str
    key: str
    what: Text  # the step or the round
    person: int
    at: datetime | None
    row: str  # of the table that the round is about; "" for the case
    values: Mapping[str, Any]


class GivenReader:
    """Reads for one person, in one transaction; `opinions` says of each use how many there are, `closed` of how many.

    Opinions that are not for the reader are counted and not given.
    """

    def __init__(self, office: Office, session: Session, actor: Actor, now: datetime) -> None:
        self.office, self.session, self.actor, self.now = office, session, actor, now
        self.opinions: dict[Use, int] = {}
        self.closed: dict[Use, int] = {}
        self._moves: dict[int, list[CaseMove]] = {}

    def given(self, cases: Sequence[Case]) -> Iterator[Given]:
        """Everything of some cases."""
        by_id = {c.id or 0: (c, self.office.bundle(self.session, c.version_id)) for c in cases}
        self._moves = {i: moves_of(self.session, i) for i in moved_cases(self.session, list(by_id))}
        yield from self._with_steps(by_id)
        yield from self._opinions(by_id)

    def _with_steps(self, cases: Mapping[int, tuple[Case, Bundle]]) -> Iterator[Given]:
        left = (self.office.bundle(self.session, m.from_version_id) for some in self._moves.values() for m in some)
        bundles = {id(b): b for b in (*(b for _, b in cases.values()), *left)}.values()
        actions = {k for b in bundles for k, t in b.procedure.transitions.items() if t.form is not None}
        for each in stored.given_steps(self.session, list(cases), actions) if actions else ():
            case = cases[each.case][0]
            bundle = self._then(case, cases[each.case][1], step=each.id)
            transition = bundle.procedure.transitions.get(each.action)
            if transition is not None and transition.form is not None and each.given:
                key = f"{case.id}-{each.step}"
                yield Given(
                    case, bundle, transition.form, key, transition.title, each.person, each.at, "", each.given
                )

    def _opinions(self, cases: Mapping[int, tuple[Case, Bundle]]) -> Iterator[Given]:
        some = stored.with_opinions(self.session, [k for k, (_, b) in cases.items() if b.procedure.rounds])
        tasks, steps = stored.tasks_by_case(self.session, some), stored.steps_by_case(self.session, some)
        outside = from_outside(self.session, [t for key in some for t in tasks[key]])
        for key in some:
            case, bundle = cases[key]
            trail = tuple(passed(h, {}) for h in steps[key])
            yield from self._of_case(case, bundle, facts_of(tasks[key], outside), trail)

    def _of_case(self, case: Case, bundle: Bundle, tasks: tuple[TaskFacts, ...], trail: Any) -> Iterator[Given]:
        facts, actor = bare_facts(case, trail, tasks), self.actor.bound(case.procedure)
        given = [t for t in tasks if t.opinion is not None and t.state == "done" and t.round in bundle.procedure.rounds]
        theirs = self._rows(case, bundle, given)
        for task in given:
            round_ = bundle.procedure.rounds[task.round]
            use = (case.procedure, round_.form)
            self.opinions[use] = self.opinions.get(use, 0) + 1
            if task.row in theirs and may_see(bundle, facts, actor, task):
                then = self._then(case, bundle, at=task.done_at)
                form = then.procedure.rounds[task.round].form if task.round in then.procedure.rounds else round_.form
                then = then if form in then.procedure.forms else bundle
                yield Given(
                    case, then, form, f"{case.id}-T{task.id}", round_.title, task.done_by or 0, task.done_at,
                    task.row, task.opinion or {},
                )  # fmt: skip
            else:
                self.closed[use] = self.closed.get(use, 0) + 1

    def _then(self, case: Case, bundle: Bundle, step: int | None = None, at: datetime | None = None) -> Bundle:
        """The version by which a case ran when it took a step, or at a moment: before it was moved."""
        later = [
            m for m in self._moves.get(case.id or 0, ())
            if (step is not None and step < m.history_id) or (at is not None and at <= m.at)
        ]  # fmt: skip
        return self.office.bundle(self.session, later[-1].from_version_id) if later else bundle

    def _rows(self, case: Case, bundle: Bundle, given: Sequence[TaskFacts]) -> set[str]:
        """The rows of which opinions may be read: all, unless rights of the procedure are limited to some."""
        if not limited_groups(bundle):
            return {t.row for t in given}
        found = opened(self.office, self.session, case.id or 0, self.actor, self.now)
        rounds = bundle.procedure.rounds
        return {t.row for t in given if found is not None and reads_row(found, rounds[t.round], t.row)}
