"""The documents of a case: its head, what was filled in, given with steps, and said in rounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlmodel import col, select

from data.queries import visibility
from data.queries.search.pieces import OF, Document, Piece
from data.tables import History, HistoryDetail, Organisation, Person
from forms.fields import OptionSource
from forms.values import Values
from workflows.bundle import MAIN
from workflows.cases.indexing import index_group
from workflows.cases.opened import Opened
from workflows.search.opinions import opinion_readers
from workflows.search.texts import said

HEAD, FILLED, STEP, TASK = "head", "main/", "step/", "task/"
Tokens = Mapping[str, Collection[str]]


def documents(found: Opened) -> Iterator[Document]:
    """Everything that is found of a case as it stands."""
    tokens = readers(found)
    yield head(found, tokens)
    yield from filled(found, tokens, found.situation.values)
    yield from steps(found, tokens)
    yield from tasks(found)


def readers(found: Opened) -> Tokens:
    """Group → the tokens that may read it now; "" for the case as such."""
    groups = visibility.tokens_of(found.session, found.id)
    return {**groups, visibility.WHOLE: frozenset[str]().union(*groups.values())}


def marks(found: Opened, tokens: Tokens, group: str) -> frozenset[str]:
    """What marks a document of a group."""
    return frozenset({f"{OF}{found.case.procedure}", *tokens.get(group, ())})


def head(found: Opened, tokens: Tokens) -> Document:
    """What everybody is told who may see the case at all."""
    pieces = tuple(Piece(tier, "", name, "", text) for tier, name, text in _head(found) if text)
    return Document(HEAD, visibility.WHOLE, marks(found, tokens, visibility.WHOLE), pieces)


def _head(found: Opened) -> Iterator[tuple[str, str, str]]:
    case, session = found.case, found.session
    yield "number", "number", case.number or ""
    for title in dict.fromkeys((case.title, case.title_en)):
        yield "title", "title", title
    owner, opener = session.get(Organisation, case.organisation_id), session.get(Person, case.opened_by)
    for name in dict.fromkeys((owner.name, owner.name_en)) if owner else ():
        yield "text", "organisation", name
    yield "text", "opened_by", opener.name if opener else ""


def filled(
    found: Opened, tokens: Tokens, values: Values, rows: Collection[str] | None = None
) -> Iterator[Document]:
    """What the main form says, row by row and group by group."""
    bundle, parts = found.bundle, defaultdict[tuple[str, str], list[Piece]](list)
    for each in said(found.form, MAIN, values, _options(found), rows):
        group = index_group(bundle, each.piece.path)
        if group is not None:
            parts[f"{FILLED}{each.row}", group].append(each.piece)
    for (part, group), pieces in parts.items():
        yield Document(part, group, marks(found, tokens, group), tuple(pieces))


def steps(found: Opened, tokens: Tokens, after: int = 0) -> Iterator[Document]:
    """What was given with steps behind a number; an opinion is found by its task."""
    detail = col(HistoryDetail.history_id) == col(History.id)
    wanted = select(History.id, History.action, HistoryDetail.body).join(HistoryDetail, detail)
    mine = wanted.where(History.case_id == found.id, History.step > after)
    for number, action, body in found.session.exec(mine):
        transition = found.bundle.procedure.transitions.get(action)
        if transition is not None and transition.form is not None:
            read = marks(found, tokens, visibility.WHOLE)
            given = dict((body or {}).get("given") or {})
            yield from _given(found, f"{STEP}{number}", transition.form, given, visibility.WHOLE, read)


def tasks(found: Opened) -> Iterator[Document]:
    """What was said in rounds, each for those who may see it."""
    for task in found.facts.tasks:
        round_ = found.bundle.procedure.rounds.get(task.round)
        if task.opinion is not None and round_ is not None:
            group = index_group(found.bundle, round_.per) if round_.per else visibility.WHOLE
            read = opinion_readers(found.bundle, found.facts, task) | {f"{OF}{found.case.procedure}"}
            yield from _given(found, f"{TASK}{task.id}", round_.form, task.opinion, group or visibility.WHOLE, read)


def _given(
    found: Opened, part: str, use: str, values: Mapping[str, Any], group: str, read: frozenset[str]
) -> Iterator[Document]:
    pieces = tuple(s.piece for s in said(found.bundle.form(use), use, values, _options(found)))
    if pieces:
        yield Document(part, group, read, pieces)


def _options(found: Opened) -> OptionSource:
    """Lists and names as the office knows them, whoever saves."""
    if "organisation" not in found.bundle.types:
        return found.world.options
    day = found.case.filed_on or found.office.today(found.situation.now)
    return found.office.options(found.session, found.bundle, day)
