"""What charts count: cases, rows of their tables, tasks that were done, steps that were taken; by any of their facts.

A fact is a column of the case (`stage`), `light`, `month:<day>` or `day:<day>` of one of its days, `value:<field>` of
a field marked `count`; tasks and steps have `role`, `doer` and `action` besides, and `done` among their days; steps
have `given:<field>`, each of what was chosen in the form that was filled in with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import Any, Literal

from sqlalchemy import ColumnElement, Integer, String, and_, cast, func, literal, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data.queries import counts, held, narrowing, visibility
from data.queries.cases import CaseFilter, narrowed
from data.queries.dialect import Query, column, local_day, pick
from data.queries.facts import tallied, values
from data.queries.facts.given import chosen
from data.queries.facts.lying import stays, stood
from data.queries.visibility import may_read
from data.tables import Case, CaseSpan, History, Person, StepValue, Submission, SubmissionRow, Task, TaskSpan

Ground = Literal["cases", "rows", "tasks", "steps", "stays"]
Cells = dict[tuple[Any, ...], Any]


@dataclass(frozen=True)
class Wanted:
    """What is counted on the ground of which cases; None or empty means any.

    `actions` are transitions by procedure; `done` the first and last day on which a task was done or a step taken.
    """

    cases: CaseFilter
    on: date
    ground: Ground = "cases"
    table: str = ""
    group: str = ""  # field group of the table
    held: Mapping[str, Collection[str]] = field(default_factory=dict)  # of rows: field → values, none: left empty
    rounds: Collection[str] = ()
    roles: Collection[str] = ()
    actions: Mapping[str, Collection[str]] = field(default_factory=dict)
    done: tuple[date, date] | None = None
    doer: int | None = None  # organisation of whoever did it
    stage: str = ""  # of stays
    past: bool = False  # cases as they stood at the end of `on`; else as they stand
    hours: int = 8  # by which local time is ahead
    given: Mapping[str, Collection[str]] = field(default_factory=dict)  # of steps: field → one of; none: left empty


def cells(session: Session, tokens: Collection[str], wanted: Wanted, facts: Sequence[str]) -> Cells:
    """How many there are by facts: {("review",): 12, …}; {(): 0} without any."""
    one_by_one = partial(_cells, session, tokens, wanted, facts)
    if wanted.ground == "cases" and wanted.cases.further.values:
        known = held.holding(session, tokens, wanted.cases, wanted.on if wanted.past else None, facts, one_by_one)
        if known is not None:
            return known if facts or known else {(): 0}
    if wanted.ground == "cases" and all(counts.known(f) for f in facts):
        further = replace(wanted.cases.further, day=wanted.cases.further.day or wanted.on)
        on = wanted.on if wanted.past else None
        return dict(counts.by(session, tokens, replace(wanted.cases, further=further), *facts, on=on))
    known = _steps(session, tokens, wanted, facts) if wanted.ground == "steps" else None
    if wanted.ground == "cases":
        known = held.cells(session, tokens, wanted.cases, wanted.on if wanted.past else None, facts, one_by_one)
    if known is not None:
        return known if facts or known else {(): 0}
    return one_by_one()


def _cells(
    session: Session, tokens: Collection[str], wanted: Wanted, facts: Sequence[str],
    among: Collection[int] | None = None,
) -> Cells:  # fmt: skip
    """Counted one by one, of all audiences or some."""
    asked = _Asked(session, tokens, wanted, facts, among)
    return {tuple(r[:-1]): int(r[-1]) for r in session.execute(asked.query(asked.number))}


def lengths(session: Session, tokens: Collection[str], wanted: Wanted, facts: Sequence[str]) -> Cells | None:
    """How many working days stays took, by facts: {("review",): Counter({3: 12})}; None where tallies cannot tell."""
    named = ["what" if f == "stage" else f for f in facts]
    found = _tallied(session, tokens, wanted, [*named, "days"], "stays") if wanted.ground == "stays" else None
    if found is None:
        return None
    made: dict[tuple[Any, ...], Counter[int]] = {}
    for (*key, days), n in found.items():
        made.setdefault(tuple(key), Counter())[days] += n
    return made


def running(
    session: Session, tokens: Collection[str], wanted: Wanted, facts: Sequence[str], paused: Collection[tuple[str, str]]
) -> Cells | None:
    """How many working days tasks took by the clock, which stands still in some states; None where tallies cannot tell.

    A task lies in one state of its case, whose clock stands still all the time or only while the case is suspended.
    """
    reach = visibility.reached(session, tokens) if wanted.ground == "tasks" else None
    if reach is None or reach.rest:
        return None
    named = [*(_OF_TASKS.get(f, f) for f in facts), "procedure", "from_state", "days"]
    found = _tallied(session, tokens, wanted, named, "done")
    if found is None:
        return None
    made: dict[tuple[Any, ...], Counter[int]] = {}
    for (*key, procedure, state, days), n in found.items():
        made.setdefault(tuple(key), Counter())[0 if (procedure, state) in paused else days] += n
    return made


_OF_TASKS = {"month:done": "done_month"}


def _steps(session: Session, tokens: Collection[str], wanted: Wanted, facts: Sequence[str]) -> Cells | None:
    """Steps out of tallies; told apart by a choice, those in which none was made are what is left."""
    plain = {"action": "what", "month:done": "done_month"}
    given = [f for f in facts if f.startswith(GIVEN)]
    others = [plain.get(f, f) for f in facts if f not in given]
    every = _tallied(session, tokens, wanted, others, "steps") if len(given) < 2 else None
    if not given or every is None:
        return every
    place, field_ = facts.index(given[0]), given[0].removeprefix(GIVEN)
    named = [*others[:place], "text", *others[place:]]
    found = _tallied(session, tokens, wanted, named, "choices", field_)
    some = _tallied(session, tokens, wanted, [*others, "first"], "choices", field_)
    if found is None or some is None:
        return None
    for key, n in every.items():
        left = n - some.get((*key, True), 0)
        if left:
            found[(*key[:place], None, *key[place:])] = left
    return found


GIVEN = "given:"
"""Before the field in the form of a step whose choices steps are told apart by."""


def _tallied(
    session: Session, tokens: Collection[str], wanted: Wanted, facts: Sequence[str], name: str, chosen_in: str = ""
) -> Cells | None:
    """What lies on cases out of a family of tallies, over whole months: as of now or a day that has tallies."""
    first, last = wanted.done or (None, wanted.on)
    whole = last >= wanted.on or (last + timedelta(1)).day == 1
    if wanted.doer is not None or wanted.given or not whole or (first is not None and first.day > 1):
        return None

    def only(told: Callable[[str], ColumnElement[Any]]) -> list[ColumnElement[bool]]:
        if name == "stays":
            return [told("what") == wanted.stage] if wanted.stage else []
        taken = (and_(told("procedure") == p, told("what").in_(sorted(t))) for p, t in wanted.actions.items())
        found = [told("done_month") <= f"{last:%Y-%m}"]
        found += [or_(literal(False), *taken)] if name != "done" else []
        found += [told("round").in_(sorted(wanted.rounds))] if wanted.rounds else []
        found += [told("field") == chosen_in] if chosen_in else []
        found += [told("done_month") >= f"{first:%Y-%m}"] if first is not None else []
        return found + ([told("role").in_(sorted(wanted.roles))] if wanted.roles else [])

    on, reach = wanted.on if wanted.past else None, visibility.reached(session, tokens)
    lain = partial(tallied.lain, session, tokens, wanted.cases, facts=facts, only=only, on=on)
    found = None if reach is None else lain(name=f"{tallied.WIDE}{name}", among=reach.whole)
    narrow = name in tallied.STANDING
    if found is None:
        found = lain(name=name) if narrow else None
    elif reach is not None and reach.rest:
        more = lain(name=name, among=reach.rest) if narrow else None
        found = None if more is None else found + more
    return None if found is None else dict(found)


def sums(session: Session, tokens: Collection[str], wanted: Wanted, name: str, facts: Sequence[str]) -> Cells:
    """The sum of a number over the cases that hold one, and how many do: {("review",): (340, 12), …}.

    Only values whose field group the tokens may read count. Numbers are scaled as their field says.
    """
    one_by_one = partial(_sums, session, tokens, wanted, name, facts)
    on, known = wanted.on if wanted.past else None, None
    if wanted.ground == "cases":
        known = held.sums(session, tokens, wanted.cases, on, name, facts, one_by_one)
    return one_by_one() if known is None else known


def _sums(
    session: Session, tokens: Collection[str], wanted: Wanted, name: str, facts: Sequence[str],
    among: Collection[int] | None = None,
) -> Cells:  # fmt: skip
    asked = _Asked(session, tokens, wanted, facts, among)
    value = asked.values()
    query = asked.query(func.coalesce(func.sum(value.number), 0), func.count(column(value.number)))
    query = query.join(value, and_(col(value.case_id) == asked.case, *asked.held(value)))
    query = query.where(col(value.field) == name)
    query = query.where(asked.readable(column(value.group)))
    return {tuple(r[:-2]): (int(r[-2]), int(r[-1])) for r in session.execute(query)}


def spells(session: Session, tokens: Collection[str], wanted: Wanted, facts: Sequence[str]) -> Cells:
    """From which day to which day things took, and how many times: {(…, first day, last day): 3, …}."""
    asked = _Asked(session, tokens, wanted, [*facts, "day:begun", "day:done"])
    return {tuple(r[:-1]): int(r[-1]) for r in session.execute(asked.query(asked.number)) if None not in r[-3:-1]}


def behind(
    session: Session, tokens: Collection[str], wanted: Wanted, limit: int, skip: int = 0, before: int | None = None
) -> list[tuple[Any, ...]]:
    """What is counted one by one, the newest first: case, what (role, action, row), who did it, first and last day.

    The last part is its id; `before` begins behind the one with that id.
    """
    asked = _Asked(session, tokens, wanted, ["id", "action", "doer", "day:begun", "day:done"])
    query = asked.base(pick(*asked.columns, asked.identity)).order_by(asked.identity.desc())
    query = query if before is None else query.where(asked.identity < before)
    return [tuple(r) for r in session.execute(query.limit(limit).offset(skip))]


class _Asked:
    """One question: the ground, and the columns of the facts."""

    def __init__(
        self, session: Session, tokens: Collection[str], wanted: Wanted, facts: Sequence[str],
        among: Collection[int] | None = None,
    ) -> None:  # fmt: skip
        self.session, self.tokens, self.wanted, self.among = session, tokens, wanted, among
        self.of: Any = CaseSpan if wanted.past else Case
        self.task: Any = TaskSpan if wanted.past else Task  # of past days as it was done then
        self.case = narrowing.case_id(self.of)
        self.stays = stays(wanted.on, wanted.stage) if wanted.ground == "stays" else None
        self.joined: list[tuple[Any, ColumnElement[bool]]] = []
        self.columns = [self.fact(f) for f in facts]

    @property
    def identity(self) -> ColumnElement[Any]:
        """What is counted."""
        if self.stays is not None:
            return column(self.stays.c.id)
        task = TaskSpan.task_id if self.wanted.past else Task.id
        of: dict[str, Any] = {"rows": SubmissionRow.id, "tasks": task, "steps": History.id}
        return column(of[self.wanted.ground]) if self.wanted.ground in of else self.case

    @property
    def number(self) -> ColumnElement[Any]:
        """How many: each once, however many values it holds."""
        return func.count(func.distinct(self.identity)) if self.joined else func.count()

    def query(self, *measures: ColumnElement[Any]) -> Query:
        columns = [c.label(f"fact_{n}") for n, c in enumerate(self.columns)]
        return self.base(pick(*columns, *measures)).group_by(*columns)

    def base(self, query: Query) -> Query:
        """The question over cases, with what lies on them joined."""
        past = self.wanted.on if self.wanted.past else None
        query = narrowed(self.session, self.tokens, self.wanted.cases, query, past)
        if self.among is not None:
            query = query.where(column(self.of.audience_id).in_(sorted(self.among)))
        if self.stays is not None:
            query = query.join(self.stays, self.stays.c.case_id == self.case)
        if self.wanted.ground == "rows":
            query = query.join(Submission, and_(col(Submission.case_id) == self.case, col(Submission.use) == "main"))
            rows = and_(col(SubmissionRow.submission_id) == col(Submission.id), col(SubmissionRow.until).is_(None))
            query = query.join(SubmissionRow, rows).where(*self._rows())
        if self.wanted.ground == "tasks":
            query = query.join(self.task, col(self.task.case_id) == self.case).where(*self._tasks())
            query = query.outerjoin(Person, col(Person.id) == col(self.task.done_by))
        if self.wanted.ground == "steps":
            query = query.join(History, col(History.case_id) == self.case).where(*self._steps())
            query = query.outerjoin(Person, col(Person.id) == col(History.actor_id))
        for table, on in self.joined:
            query = query.outerjoin(table, on)
        return query

    def _rows(self) -> list[ColumnElement[bool]]:
        of = [col(SubmissionRow.table) == self.wanted.table, self.readable(literal(self.wanted.group, String))]
        return [*of, *(self._holds(name, sought) for name, sought in self.wanted.held.items())]

    def _holds(self, name: str, sought: Collection[str]) -> ColumnElement[bool]:
        """Whether a row holds one of some values, or none at all."""
        value = self.values()
        query = pick(literal(1)).select_from(value).where(
            col(value.case_id) == self.case, col(value.field) == name, col(value.row) == col(SubmissionRow.row),
            self.readable(column(value.group)), *self.held(value),
        )  # fmt: skip
        return query.where(col(value.text).in_(sorted(sought))).exists() if sought else ~query.exists()

    def readable(self, group: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether the tokens may read a field group of the case."""
        return may_read(self.tokens, group, column(self.of.audience_id), self.of)

    def _tasks(self) -> list[ColumnElement[bool]]:
        there = [col(Task.state) == "done", col(Task.kept).is_(False)]
        found = [*([stood(TaskSpan, self.wanted.on)] if self.wanted.past else there), *self._done()]
        found += [col(self.task.round).in_(sorted(self.wanted.rounds))] if self.wanted.rounds else []
        return found + ([col(self.task.role).in_(sorted(self.wanted.roles))] if self.wanted.roles else [])

    def _steps(self) -> list[ColumnElement[bool]]:
        action, every = col(History.action), self.wanted.actions.items()
        taken = (and_(col(self.of.procedure) == p, action.in_(sorted(t))) for p, t in every)
        found = [or_(literal(False), *taken), *self._done()]
        found += [chosen(column(History.id), name, some) for name, some in self.wanted.given.items()]
        return found + ([col(History.role).in_(sorted(self.wanted.roles))] if self.wanted.roles else [])

    def _done(self) -> list[ColumnElement[bool]]:
        day = self.day("done")
        first, last = self.wanted.done or (date.min, self.wanted.on)
        found = [day.between(first.isoformat(), last.isoformat())]
        return found + ([column(Person.organisation_id) == self.wanted.doer] if self.wanted.doer is not None else [])

    def fact(self, name: str) -> ColumnElement[Any]:
        kind, _, of = name.partition(":")
        if kind == "light":
            return narrowing.light(self.of, self.wanted.on)
        if kind == "month":
            return func.substr(self.day(of), 1, 7)
        if kind == "day":
            return self.day(of)
        if kind == "value":
            return self._value(of)
        if kind == "given":
            return self._given(of)
        tasks = self.wanted.ground == "tasks"
        special: dict[str, ColumnElement[Any]] = {
            "role": column(self.task.role if tasks else History.role), "doer": self._doer(),
            "action": self._action(),
        }  # fmt: skip
        if kind == "stage" and self.stays is not None:
            return column(self.stays.c.stage)
        if kind == "id":
            return self.case
        return special[kind] if kind in special else column(getattr(self.of, _NAMES.get(kind, kind)))

    def _doer(self) -> ColumnElement[Any]:
        return column(Person.organisation_id) if self.wanted.ground in ("tasks", "steps") else literal(None, Integer)

    def _action(self) -> ColumnElement[Any]:
        if self.stays is not None:
            return column(self.stays.c.stage)
        of: dict[str, Any] = {"tasks": self.task.role, "steps": History.action, "rows": SubmissionRow.row}
        return column(of[self.wanted.ground]) if self.wanted.ground in of else literal("", String)

    def day(self, of: str) -> ColumnElement[Any]:
        """A day as text: of the case, or of what lies on it."""
        moments: dict[tuple[str, str], Any] = {
            ("tasks", "begun"): Task.opened_at, ("tasks", "done"): Task.done_at, ("steps", "done"): History.at,
            ("steps", "begun"): History.at, ("rows", "begun"): self.of.opened_at,
            (self.wanted.ground, "opened"): self.of.opened_at,
        }  # fmt: skip
        place = (self.wanted.ground, of)
        if self.stays is not None and of in ("begun", "done"):
            return cast(self.stays.c[of], String)
        if self.wanted.past and place in (("tasks", "begun"), ("tasks", "done")):
            return cast(column(getattr(TaskSpan, f"{of}_on")), String)
        if place in moments:
            return local_day(self.session, column(moments[place]), self.wanted.hours)
        return cast(column(getattr(self.of, _DAYS[of])), String)

    def values(self) -> Any:
        """The values of now, or those of past days."""
        return aliased(values.source(self._past))

    def held(self, value: Any) -> list[ColumnElement[bool]]:
        """Of past days what was held at the end of that one."""
        return values.held(self._past, value)

    @property
    def _past(self) -> date | None:
        return self.wanted.on if self.wanted.past else None

    def _value(self, name: str) -> ColumnElement[Any]:
        """The value of a counted field, as far as it may be read; of a row its own."""
        value = self.values()
        on = [col(value.case_id) == self.case, col(value.field) == name, *self.held(value)]
        on += [col(value.row) == col(SubmissionRow.row)] if self.wanted.ground == "rows" else []
        on += [self.readable(column(value.group))]
        self.joined.append((value, and_(*on)))
        return column(value.text)


    def _given(self, name: str) -> ColumnElement[Any]:
        """Each of what was chosen with a step."""
        value: Any = aliased(StepValue)
        self.joined.append((value, and_(col(value.history_id) == col(History.id), col(value.field) == name)))
        return column(value.text)


_DAYS = {"filed": "filed_on", "begun": "filed_on", "ended": "ended_on", "done": "ended_on", "due": "due"}
_NAMES = {"version": "version_id", "campaign": "campaign_id", "organisation": "organisation_id", "trail": "trail_id"}
