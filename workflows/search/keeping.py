"""Keeping the search index of cases in the transaction that changes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from data.queries.search import writing
from data.queries.search.pieces import CASES, Document
from workflows.cases.opened import Opened, reopened
from workflows.office import Office
from workflows.people.robot import looking
from workflows.search import of_cases as of
from workflows.search.of_papers import PAPER, papers
from workflows.search.texts import conditional_rows


def whole(office: Office, session: Session, case_id: int, now: datetime) -> None:
    """Makes the index say of a case all that it holds."""
    session.flush()
    writing.replace(session, CASES, case_id, documents(office, session, case_id, now))


def documents(office: Office, session: Session, case_id: int, now: datetime) -> list[Document]:
    """All that is to be found of a case as it stands."""
    found = reopened(office, session, case_id, looking(), now)
    return [*of.documents(found), *papers(found, of.readers(found))] if found else []


def saved(found: Opened, values: Mapping[str, Any], touched: Collection[str], deleted: Collection[str]) -> None:
    """After edits to the main form: what stands in touched rows ("" outside tables), and in those with conditions."""
    found.session.flush()
    tokens, rows = of.readers(found), {*touched, *conditional_rows(found.form, values)}
    wanted = [of.head(found, tokens), *of.filled(found, tokens, dict(values), rows)]
    parts = {of.HEAD, *(f"{of.FILLED}{row}" for row in (*rows, *deleted))}
    writing.replace(found.session, CASES, found.id, wanted, parts)


def moved(before: Opened, now: datetime) -> None:
    """After a step: its number, what was given with it and said, and who may read everything else."""
    session, last = before.session, len(before.facts.trail)
    session.flush()
    found = reopened(before.office, session, before.id, before.situation.actor, now)
    if found is None:
        return
    tokens = of.readers(found)
    new = [of.head(found, tokens), *of.steps(found, tokens, last), *of.tasks(found), *papers(found, tokens)]
    parts = {of.HEAD, *(d.part for d in new), *(f"{of.TASK}{t.id}" for t in found.facts.tasks)}
    writing.replace(session, CASES, found.id, new, parts)
    writing.remark(session, CASES, found.id, lambda d: _marks(found, tokens, d))


def _marks(found: Opened, tokens: of.Tokens, document: Document) -> frozenset[str] | None:
    """Who may read a document now; opinions and papers have been written anew."""
    return None if document.part.startswith((of.TASK, PAPER)) else of.marks(found, tokens, document.group)
