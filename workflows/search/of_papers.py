"""The documents of issued papers: number and title, for those who may read all field groups that they show."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import select

from data.queries import visibility
from data.queries.search.pieces import OF, Document, Piece
from data.tables import IssuedPaper
from workflows.cases.opened import Opened
from workflows.rights import CITY, OVERSEERS, role_tokens, rows_group
from workflows.search.of_cases import Tokens

PAPER = "paper/"


def papers(found: Opened, tokens: Tokens) -> Iterator[Document]:
    """Every paper of a case, those too that were voided: they keep their numbers."""
    for row in found.session.exec(select(IssuedPaper).where(IssuedPaper.case_id == found.id)):
        marks = frozenset({f"{OF}{found.case.procedure}", *paper_readers(found, row, tokens)})
        pieces = [Piece("code", "", "paper", "", row.number)] if row.number else []
        pieces.append(Piece("text", "", "paper", "", row.title))
        yield Document(f"{PAPER}{row.id}", visibility.WHOLE, marks, tuple(pieces))


def paper_readers(found: Opened, row: IssuedPaper, tokens: Tokens) -> frozenset[str]:
    """The tokens that may have a paper, as `papers.may` says it of one person: never one more."""
    read = frozenset(tokens.get(visibility.WHOLE, ()))
    for group in row.groups:
        read &= frozenset(tokens.get(rows_group(group), tokens.get(group, ())))
    if not row.closed:
        return read
    procedure = found.office.bundle(found.session, row.version_id).procedure
    paper = procedure.papers.get(row.paper)
    named = {r for r in (*paper.by, *paper.readers) if r in procedure.roles} if paper is not None else set[str]()
    held = {token for role in named for token in role_tokens(procedure, role, found.facts)}
    return read & (held | {f"{role}@{CITY}" for role in OVERSEERS})
