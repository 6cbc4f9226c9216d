"""What lies on cases and is counted by how they stand: steps that were taken, stays that are over.

Nothing of it changes once it is there, and each step begins a span. So a span tells which of it there was by then: what
is no later than its beginning. Tallies of it are those of spans, joined with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, text, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data.queries.dialect import Query, column, local_day, month, pick
from data.queries.facts.spans import hours_ahead
from data.queries.facts.values import SURPLUS
from data.tables import CaseSpan, History, Person, StepValue, TaskSpan, ValueSpan, WorkingDay
from data.tables.facts import NOW

Left: Any = aliased(CaseSpan, name="stay_left")
"""The span with which a stay in another stage ended."""
Begun: Any = aliased(WorkingDay, name="day_begun")
Stopped: Any = aliased(CaseSpan, name="stopped")
Earlier: Any = aliased(StepValue, name="choice_before")
Done: Any = aliased(WorkingDay, name="day_done")


@dataclass(frozen=True)
class Lying:
    """One kind: the facts that tell it apart, besides those of the span that it lies on."""

    facts: tuple[str, ...]

    @property
    def of(self) -> Any:
        """The table of what comes and goes while its case stands as it did, and is pending by itself; else None."""
        return None

    @property
    def held(self) -> bool:
        return self.of is not None

    def known(self, upto: date) -> list[ColumnElement[bool]]:
        """What tallies of a day hold of it, besides that they hold its span."""
        return [known(self.of, upto)] if self.held else []

    def there(self, on: date) -> list[ColumnElement[bool]]:
        """What there was of it at the end of a day, besides that it lies on what was in force then."""
        return [stood(self.of, on)] if self.held else []

    def join(self, query: Query) -> Query:
        """A query over spans, each with what lies on it."""
        raise NotImplementedError

    def fact(self, session: Session, name: str) -> ColumnElement[Any]:
        """One of its facts; days are local ones."""
        raise NotImplementedError


class Steps(Lying):
    """Steps by what was done, in which role, in which month."""

    def join(self, query: Query) -> Query:
        mine = and_(col(History.case_id) == col(CaseSpan.case_id), col(History.at) <= col(CaseSpan.since))
        return query.join(History, mine)

    def fact(self, session: Session, name: str) -> ColumnElement[Any]:
        plain = {"what": History.action, "role": History.role}
        if name in plain:
            return column(plain[name])
        return func.substr(local_day(session, column(History.at), hours_ahead(session)), text("1"), text("7"))


class Choices(Steps):
    """The same by what was chosen in the fields of their forms: once for each choice."""

    def join(self, query: Query) -> Query:
        return super().join(query).join(StepValue, col(StepValue.history_id) == col(History.id))

    def fact(self, session: Session, name: str) -> ColumnElement[Any]:
        plain = {"field": StepValue.field, "text": StepValue.text}
        if name == "first":
            mine = [getattr(Earlier, n) == getattr(StepValue, n) for n in ("history_id", "field")]
            return ~pick(literal(1)).select_from(Earlier).where(*mine, col(Earlier.id) < col(StepValue.id)).exists()
        return column(plain[name]) if name in plain else super().fact(session, name)


class Stays(Lying):
    """Stays in a stage that are over, by how many working days they took."""

    def join(self, query: Query) -> Query:
        mine = and_(
            col(Left.case_id) == col(CaseSpan.case_id), col(Left.since) <= col(CaseSpan.since), left(Left),
        )  # fmt: skip
        query = query.join(Left, mine).join(Begun, col(Begun.day) == col(Left.from_since))
        return query.join(Done, col(Done.day) == col(Left.since_on))

    def fact(self, session: Session, name: str) -> ColumnElement[Any]:
        took = col(Done.n) - col(Begun.n)
        return column(Left.from_stage) if name == "what" else case((took > 0, took), else_=0)


@dataclass(frozen=True)
class Held(Lying):
    """Values of counted fields: texts outside tables, or numbers wherever they stand."""

    numbers: bool = False

    @property
    def of(self) -> Any:
        return ValueSpan

    def join(self, query: Query) -> Query:
        value, surplus = ValueSpan, col(ValueSpan.field).startswith(SURPLUS)
        of_numbers = and_(col(value.number).is_not(None), ~surplus)
        of_texts = or_(surplus, and_(col(value.text).is_not(None), col(value.row) == ""))
        mine = of_numbers if self.numbers else of_texts
        return query.join(value, and_(col(value.case_id) == col(CaseSpan.case_id), mine))

    def fact(self, session: Session, name: str) -> ColumnElement[Any]:
        return column(getattr(ValueSpan, name))


class Tasks(Lying):
    """Tasks that were done, by how many working days they took without those on which the case was suspended."""

    @property
    def of(self) -> Any:
        return TaskSpan

    def join(self, query: Query) -> Query:
        query = query.join(TaskSpan, col(TaskSpan.case_id) == col(CaseSpan.case_id))
        query = query.join(Begun, col(Begun.day) == col(TaskSpan.begun_on))
        query = query.join(Done, col(Done.day) == col(TaskSpan.done_on))
        return query.outerjoin(Person, col(Person.id) == col(TaskSpan.done_by))

    def fact(self, session: Session, name: str) -> ColumnElement[Any]:
        if name == "days":
            took = col(Done.n) - col(Begun.n) - _stopped()
            return case((took > 0, took), else_=0)
        if name == "done_month":
            return month(column(TaskSpan.done_on))
        others: dict[str, Any] = {"doer": Person.organisation_id, "from_state": TaskSpan.state}
        return column(others[name] if name in others else getattr(TaskSpan, name))


def _stopped() -> ColumnElement[Any]:
    """Working days of a task on which its case was suspended."""
    first, last = aliased(WorkingDay), aliased(WorkingDay)
    since, until = col(Stopped.since_on), col(Stopped.until_on)
    begun = case((since > col(TaskSpan.begun_on), since), else_=col(TaskSpan.begun_on))
    done = case((until < col(TaskSpan.done_on), until), else_=col(TaskSpan.done_on))
    return func.coalesce(
        pick(func.sum(last.n - first.n)).select_from(Stopped).join(first, col(first.day) == begun)
        .join(last, col(last.day) == done).where(
            col(Stopped.case_id) == col(TaskSpan.case_id), col(Stopped.suspended), since < col(TaskSpan.done_on),
            or_(until.is_(None), until > col(TaskSpan.begun_on)), begun < done,
        ).correlate(TaskSpan).scalar_subquery(), 0,
    )  # fmt: skip


def left(span: Any) -> ColumnElement[bool]:
    """With this span a stay in another stage ended, which had begun on `from_since`."""
    return col(span.from_stage) != col(span.stage)


def stays(on: date, stage: str = "") -> Any:
    """Every stay of a case in a stage (or in one) that is over by a day, with the days of coming and leaving."""
    span: Any = aliased(CaseSpan)
    found = pick(
        span.id, span.case_id, col(span.from_stage).label("stage"), col(span.from_since).label("begun"),
        col(span.since_on).label("done"),
    ).where(left(span), col(span.since_on) <= on)  # fmt: skip
    return (found.where(col(span.from_stage) == stage) if stage else found).subquery()


def stood(of: Any, on: date) -> ColumnElement[bool]:
    """Something was in force at the end of a day (NOW: it is): how a case stood, what was held."""
    until = col(of.until_on)
    if on == NOW:
        return until.is_(None)
    return and_(col(of.since_on) <= on, or_(until.is_(None), until > on))


def known(of: Any, upto: date) -> ColumnElement[bool]:
    """What the tallies of a day hold of it: what is pending was open when it was counted."""
    open_ = or_(column(of.pending), stood(of, upto))
    begun = true() if upto == NOW else col(of.since_on) <= upto
    return and_(column(of.counted), begun, open_)


_DONE = ("what", "role", "done_month")
STEPS, CHOICES, STAYS = Steps(_DONE), Choices((*_DONE, "field", "text", "first")), Stays(("what", "days"))
TASKS = Tasks(("round", "role", "doer", "done_month", "from_state", "days"))
TEXTS, NUMBERS = Held(("group", "field", "text")), Held(("group", "field"), numbers=True)
