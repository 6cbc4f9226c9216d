"""What somebody has to do in cases, task by task: for their desk and for the page of a case."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from data.tables import Case, Person, Task
from forms.definition import Form
from forms.text import Text
from workflows.bundle import Bundle
from workflows.engine.types import Actor
from workflows.office import Office


@dataclass(frozen=True)
class Mine:
    """One thing to do in one case: a task, or all tasks of a round that ask the same of one part, row by row."""

    tasks: tuple[int, ...]
    case_state: str
    round: str  # key; "" for the holder of a state
    title: Text | None  # of the round
    role: Text
    rows: int  # how many rows it asks about; 0 where it asks about the case
    table: Text | None  # whose rows
    since: datetime
    own: bool  # claimed by the person, or given to them alone
    deputy_for: str  # 代: the name of who it is done for; "" when it is their own
    due: date | None
    form: Form | None = None  # of the opinion that is asked for


def mine_in(office: Office, session: Session, actor: Actor, cases: Iterable[Case]) -> dict[int, tuple[Mine, ...]]:
    """Case → what the actor has to do in it, their own before what anybody may take."""
    wanted = list(cases)
    if not actor.lent_within:
        return _mine_in(office, session, actor, wanted)
    told: dict[int, tuple[Mine, ...]] = {}
    for procedure in dict.fromkeys(c.procedure for c in wanted):  # what was lent may be for one procedure alone
        of_it = [c for c in wanted if c.procedure == procedure]
        told |= _mine_in(office, session, actor.bound(procedure), of_it)
    return told


def _mine_in(office: Office, session: Session, actor: Actor, cases: Iterable[Case]) -> dict[int, tuple[Mine, ...]]:
    by_id = {c.id or 0: c for c in cases}
    mine = _open(actor).where(col(Task.case_id).in_(by_id)).order_by(col(Task.case_id))
    found = list(session.exec(mine.with_hint(Task, "INDEXED BY task_of_case", "sqlite")))
    names = _names(session, {p for t in found if (p := lent_by(actor, t))})
    return {
        case: tuple(_of_case(office.bundle(session, by_id[case].version_id), actor, list(tasks), names))
        for case, tasks in groupby(found, key=lambda t: t.case_id)
    }


def _open(actor: Actor) -> SelectOfScalar[Task]:
    """The open tasks that somebody may do."""
    persons = theirs(actor.tokens) | {actor.id}
    for_anybody = col(Task.person_id).is_(None) & col(Task.token).in_(sorted(actor.tokens))
    return select(Task).where(Task.state == "open", or_(col(Task.person_id).in_(sorted(persons)), for_anybody))


def theirs(tokens: Collection[str]) -> set[int]:
    """The people as whom somebody with the tokens may act: themselves, and whose deputy they are."""
    return {int(t.removeprefix("person@")) for t in tokens if t.startswith("person@")}


def lent_by(actor: Actor, task: Task) -> int | None:
    """Whose deputy somebody is in a task; None where it is their own."""
    held = task.token if task.person_id is None else f"person@{task.person_id}"
    return actor.lent.get(held)


def _names(session: Session, people: Collection[int]) -> dict[int, str]:
    found = session.exec(select(Person.id, Person.name).where(col(Person.id).in_(people)))
    return {i: name for i, name in found if i is not None}


def _of_case(bundle: Bundle, actor: Actor, tasks: list[Task], names: Mapping[int, str]) -> Iterator[Mine]:
    """Tasks of one part of a round, for one person, are one thing to do."""
    alike = sorted(tasks, key=lambda t: (t.person_id is None, t.round, t.role, t.token, t.id or 0))
    for _, some in groupby(alike, key=lambda t: (t.person_id, t.round, t.role, t.token)):
        yield _mine(bundle, actor, list(some), names)


def _mine(bundle: Bundle, actor: Actor, some: list[Task], names: Mapping[int, str]) -> Mine:
    first, procedure = some[0], bundle.procedure
    held = procedure.rounds.get(first.round)
    table = bundle.form().tables.get(held.per) if held and held.per else None
    role, lender = procedure.roles.get(first.role), lent_by(actor, first)
    return Mine(
        tasks=tuple(t.id or 0 for t in some), case_state=first.case_state, round=first.round,
        title=held.title if held else None, role=role.title if role else Text(zh=first.role),
        form=bundle.form(held.form) if held else None,
        rows=len({t.row for t in some if t.row}), table=table.title if table else None,
        since=min(t.opened_at for t in some), own=first.person_id == actor.id or first.token == f"person@{actor.id}",
        deputy_for=names.get(lender, "") if lender else "", due=min((t.due for t in some if t.due), default=None),
    )  # fmt: skip
