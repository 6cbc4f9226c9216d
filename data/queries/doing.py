"""Cases in which somebody has something to do: found by their tasks, or asked of one case after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col

from data.queries.dialect import Query, pick
from data.queries.visibility import limited, of_procedure
from data.tables import Case, CaseSpan, Task

if TYPE_CHECKING:
    from data.queries.cases import CaseFilter, Facts


def conditions(wanted: CaseFilter, of: Facts, each: bool) -> list[ColumnElement[bool]]:
    """They have something to do in a case; `each`: asked of every case, instead of looked for among all tasks.

    Of a past day only whom the state lay with is known.
    """
    if wanted.doer is None:
        return []
    if of is CaseSpan:
        return [col(CaseSpan.suspended).is_(False), col(CaseSpan.holder).in_(sorted(wanted.doer_tokens))]
    mine = _among(each, wanted.doer_tokens, {wanted.doer})
    lent = (of_procedure(p) & _among(each, t, set()) for p, t in limited(wanted.doer_tokens).items())
    return [col(Case.suspended).is_(False), or_(mine, *lent)]


def first(session: Session, wanted: CaseFilter, most: int) -> tuple[set[int], bool]:
    """The cases of so many of their open tasks, and whether there are more of those."""
    found = [list(session.execute(q.limit(most + 1)).scalars()) for q in _lists(wanted)]
    return {i for ids in found for i in ids}, any(len(ids) > most for ids in found)


def _lists(wanted: CaseFilter) -> Iterator[Query]:
    """Their open tasks, by whom each way of having one is."""
    own = {wanted.doer} - {None}
    for tokens in (wanted.doer_tokens, *limited(wanted.doer_tokens).values()):
        theirs = _open().where(col(Task.person_id).in_(sorted(own | _as_whom(tokens))))
        yield theirs.with_hint(Task, "INDEXED BY task_of_person", "sqlite")
        anybodys = _open().where(col(Task.person_id).is_(None), col(Task.token).in_(sorted(tokens)))
        yield anybodys.with_hint(Task, "INDEXED BY task_of_token", "sqlite")


def _among(each: bool, tokens: Collection[str], people: set[int]) -> ColumnElement[bool]:
    """An open task was given to one of the people or tokens, or nobody of theirs has it yet."""
    theirs = col(Task.person_id).in_(sorted(people | _as_whom(tokens)))
    nobody = col(Task.person_id).is_(None) & col(Task.token).in_(sorted(tokens))
    task = _open().where(or_(theirs, nobody))
    if not each:
        return col(Case.id).in_(task)
    of_case = task.where(col(Task.case_id) == col(Case.id)).correlate(Case)
    return of_case.with_hint(Task, "INDEXED BY task_of_case", "sqlite").exists()


def _open() -> Query:
    return pick(col(Task.case_id)).where(col(Task.state) == "open")


def _as_whom(tokens: Collection[str]) -> set[int]:
    """The people whose own tasks the tokens open: those of a deputy too."""
    return {int(t.removeprefix("person@")) for t in tokens if t.startswith("person@")}
