"""Which boards somebody may open: those of the published procedures, and those that people of the office made."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from data.tables import Organisation
from forms.text import Text
from workflows.engine.types import Actor
from workflows.model.boards import Board
from workflows.office import Office
from workflows.people.known import APPLICANT
from workflows.rights import concerned


@dataclass(frozen=True)
class Offered:
    """A board that somebody may open."""

    board: Board
    title: Text
    procedures: tuple[str, ...]  # that it is published with; none: it was made in the browser
    made: str | None = None  # the key of one that was made in the browser
    mine: bool = False  # whether the actor may change it
    change: int = 0  # of one that was made: the number of its last change
    sharing: str = ""  # own, roles, public
    roles: Collection[str] = ()

    @property
    def name(self) -> str:
        """How it is called in an address."""
        return self.made or self.board.id


def inside(session: Session, actor: Actor) -> bool:
    """Whether somebody belongs to the office: no applicant, and nobody who came by a link."""
    if actor.task is not None:
        return False
    organisation = session.get(Organisation, actor.organisation)
    return organisation is None or organisation.kind != APPLICANT


def shipped(office: Office, session: Session, actor: Actor, on: date) -> Iterator[Offered]:
    """The boards of the procedures that are the actor's, and public ones; each once, as it was published last."""
    found: dict[str, tuple[Board, list[str]]] = {}
    for procedure in office.procedures(session):
        bundle = office.current_version(session, procedure, on) or office.newest(session, procedure)
        for key, board in (bundle.boards if bundle else {}).items():
            known = concerned(bundle.procedure.roles, actor) if bundle else False
            if known or (board.public and inside(session, actor)):
                found.setdefault(key, (board, []))[1].append(procedure)
    for board, procedures in found.values():
        yield Offered(board, board.title, tuple(procedures))
