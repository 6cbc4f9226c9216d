"""The whole board of somebody: each register and procedure that is theirs, and one sentence for the state of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Literal

from sqlmodel import Session

from forms.text import Message, Text
from workflows.boards.cases import CaseBoard, case_board
from workflows.boards.registers import RegisterBoard, register_board
from workflows.boards.scope import WHOLE, Place, View, view
from workflows.bundle import Bundle
from workflows.campaigns import Announced, entered, kept
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.registers.known import known
from workflows.rights import concerned

ALL = "all"
"""The choice of every campaign at once."""


@dataclass(frozen=True)
class Clause:
    """A part of the sentence on top; `bad` is said of what is late."""

    says: Message
    bad: bool = False


@dataclass(frozen=True)
class Section:
    """A procedure on the board, with the campaigns that can be chosen."""

    bundle: Bundle
    campaigns: tuple[Announced, ...]
    board: CaseBoard


@dataclass(frozen=True)
class Board:
    """Everything on the page, and what can be chosen on it."""

    on: date
    today: date
    scope: str
    scopes: tuple[Place, ...]
    whole: bool  # whether everything at once can be chosen
    called: Text
    whole_called: Text
    places: tuple[Place, ...]  # of the scope today, for the map
    registers: tuple[RegisterBoard, ...]
    sections: tuple[Section, ...]
    sentence: tuple[Clause, ...]


def board(
    office: Office,
    actor: Actor,
    now: datetime,
    *,
    on: date | None = None,
    scope: str = WHOLE,
    campaigns: Mapping[str, str] | None = None,
    measures: Mapping[str, str] | None = None,
) -> Board:
    """The board as of a day and a scope.

    By procedure, `campaigns` says which one is chosen (its id, or `all`), `measures` what is added up by district.
    """
    with office.db.read() as session:
        seen = view(office, session, actor, now, on, scope)
        wide = view(office, session, actor, now, on)
        current = view(office, session, actor, now, None, seen.scope)  # cases are counted as they stand now
        near = partial(_near, seen)
        lists = tuple(
            register_board(_there(seen, of.bundle), of)
            for of in known(office, session, actor, seen.today) if near(of.bundle)
        )  # fmt: skip
        sections = []
        for bundle in filter(near, _procedures(office, session, actor, seen.today)):
            offered = tuple(entered(session, bundle.procedure.id))
            chosen = _chosen(offered, (campaigns or {}).get(bundle.procedure.id, ""), seen.today)
            exact = kept(office, session, actor, chosen, now) if chosen else None
            measure = (measures or {}).get(bundle.procedure.id, "")
            sections.append(Section(bundle, offered, case_board(_there(current, bundle), bundle, exact, measure)))
        return Board(
            on=seen.on, today=seen.today, scope=seen.scope, scopes=seen.mine, whole=wide.scope == WHOLE,
            called=seen.called, whole_called=wide.called, places=current.shown, registers=lists,
            sections=tuple(sections), sentence=tuple(_sentence(lists, sections, seen.on, seen.today)),
        )  # fmt: skip


def _near(of: View, bundle: Bundle) -> bool:
    """Whether a procedure belongs on the view: one of another city only where everything is looked at."""
    return of.scope == WHOLE or bundle.procedure.city in (None, of.city_code)


def _there(of: View, bundle: Bundle) -> View:
    """The same view in the city of a procedure."""
    if bundle.procedure.city in (None, of.city_code):
        return of
    return view(of.office, of.session, of.actor, of.now, of.on, WHOLE, bundle.procedure.city)


def _procedures(office: Office, session: Session, actor: Actor, today: date) -> Iterator[Bundle]:
    """The procedures in which somebody holds a role, or which they oversee."""
    for procedure in office.procedures(session):
        bundle = office.current_version(session, procedure, today) or office.newest(session, procedure)
        if bundle is not None and concerned(bundle.procedure.roles, actor):
            yield bundle


def _chosen(offered: tuple[Announced, ...], wanted: str, today: date) -> Announced | None:
    """The campaign that was asked for, without one the newest that has opened; None for all of them."""
    if wanted == ALL:
        return None
    asked = next((c for c in offered if str(c.id) == wanted), None)
    return asked or next((c for c in offered if c.opens <= today), None)


def _sentence(
    lists: tuple[RegisterBoard, ...], sections: list[Section], on: date, today: date
) -> Iterator[Clause]:
    """Registers as they stood on the day, cases as they stand now; both say so where these are two days."""
    stood = [c for of in lists for c in _of_register(of)]
    stand = [c for section in sections for c in _of_cases(section.board)]
    if on == today:
        yield from [*stood, *stand]
    else:
        yield from [*_dated("board.say.as_of", on, stood), *_dated("board.say.now", today, stand)]


def _dated(code: str, day: date, clauses: list[Clause]) -> list[Clause]:
    """The first of the clauses says for which day they all hold."""
    opened = [replace(c, says=Message(code, {"on": day.isoformat(), "then": c.says})) for c in clauses[:1]]
    return [*opened, *clauses[1:]]


def _of_register(of: RegisterBoard) -> Iterator[Clause]:
    moved = change(of.open.change or 0, of.open.unit)
    data = {"register": of.of.register.called, "value": f"{of.open.value:,}", "unit": of.open.unit, "change": moved}
    yield Clause(Message("board.say.open", data))
    for number in of.tables:
        rows = {"rows": number.label, "value": f"{number.value:,}", "unit": number.unit}
        yield Clause(Message("board.say.rows", rows))


def change(by: int, unit: Text) -> Message:
    """How a number changed against the end of last month."""
    kind: Literal["more", "fewer", "same"] = "more" if by > 0 else "fewer" if by < 0 else "same"
    return Message(f"board.say.{kind}", {"change": f"{abs(by):,}", "unit": unit})


def _of_cases(of: CaseBoard) -> Iterator[Clause]:
    if of.members is not None and of.campaign is not None:
        done = sum(not m.missing for m in of.members)
        data = {"campaign": of.campaign.title, "done": done, "of": len(of.members)}
        yield Clause(Message("board.say.declared", data))
        overdue = sum(m.late for m in of.members if m.missing)
        if overdue:
            yield Clause(Message("board.say.overdue", {"count": overdue}), bad=True)
    for number in of.numbers:
        if number.id.endswith(".open"):
            yield Clause(Message("board.say.cases", {"value": f"{number.value:,}"}))
        if number.id.endswith(".late") and number.value:
            yield Clause(Message("board.say.late", {"value": f"{number.value:,}"}), bad=True)
