"""The board that is being put together: read anew in each run, kept with each press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from forms.text import Message, Text
from pages import messages
from pages.context import actor, now, office, say
from pages.parts import address, board_open
from pages.parts.told import tell
from workflows.boards import arranging, drafting, made
from workflows.boards.building import Builder, chosen
from workflows.boards.drafting import Draft
from workflows.boards.made import Saved, Sharing, Unsound
from workflows.boards.offered import Offered
from workflows.boards.scope import view
from workflows.checks.board import Kit
from workflows.engine.types import Refusal
from workflows.model.boards import Board, Chart

Edit = Callable[[Board], Board]


@dataclass(frozen=True)
class Editing:
    """A board of one's own, what can be built from, and the chart that is open; steps that can be taken back."""

    of: Offered
    builder: Builder
    chart: Chart | None
    draft: Draft | None = None
    forward: int = 0

    @property
    def board(self) -> Board:
        return self.of.board

    @property
    def new(self) -> bool:
        """Whether it was never saved."""
        return self.of.change == 0


def editing(name: str) -> Editing | None:
    """The board of the address as it was left; None for one that is not there, or not theirs to change."""
    with office().db.read() as session:
        draft = drafting.draft(session, actor(), name)
        found = made.find(office(), session, actor(), name, now()) if draft is None else _drafted(draft)
        if found is None or found.made is None or not found.mine:
            return None
        seen = view(office(), session, actor(), now(), everyone=True)
        districts = {p.code: p.title for p in seen.places}
        bundles = [b for p in office().procedures(session) if (b := office().newest(session, p))]
        builder = Builder([Kit(b.procedure, b.forms, b.lists) for b in bundles], districts)
        forward = drafting.undone(session, actor(), name)
    return Editing(found, builder, arranging.chart(found.board, address.word("chart")), draft, forward)


def _drafted(of: Draft) -> Offered:
    return Offered(of.board, of.board.title, (), of.key, True, of.seen, of.sharing, of.roles)


def change(edit: Edit) -> None:
    """Keeps a change of the board; one that does not fit is said and not kept. For handlers."""
    found = editing(address.word("board"))
    if found is not None:
        keep(found, edit(found.board))


def keep(found: Editing, board: Board, sharing: Sharing | None = None, roles: tuple[str, ...] | None = None) -> bool:
    """Keeps one press in the draft of the board."""
    of = found.of
    kept: Sharing = sharing or ("public" if of.sharing == "public" else "roles" if of.sharing == "roles" else "own")
    if board == of.board and (kept, roles) in ((of.sharing, None), (of.sharing, tuple(of.roles))):
        return True
    outcome = drafting.step(
        office(), actor(), board, now(), key=of.made, seen=of.change, sharing=kept,
        roles=tuple(of.roles if roles is None else roles),
    )  # fmt: skip
    if isinstance(outcome, Saved):
        board_open.close()
        return True
    refused(outcome)
    return False


def refused(outcome: Unsound | Refusal) -> None:
    """Says why it could not be kept or saved."""
    if isinstance(outcome, Unsound):
        first = outcome.findings[0]
        outcome = Refusal(Message(first.code, first.data))
    tell("build", outcome)


def begin(board: Board | None = None) -> None:
    """Begins a board, an empty one or like another, and opens it. For handlers."""
    new = board or arranging.empty(both("build.new_title"))
    outcome = drafting.step(office(), actor(), new, now())
    if isinstance(outcome, Saved):
        st.session_state["_build_go"] = outcome.key
    else:
        refused(outcome)


def both(code: str) -> Text:
    """A word of the page as a title in both languages."""
    return Text(zh=messages.say(Message(code), "zh"), en=messages.say(Message(code), "en"))


def edit_chart(change_chart: Callable[[Builder, Chart], Chart]) -> None:
    """Keeps a change of the open chart, mended so that it fits. For handlers."""
    found = editing(address.word("board"))
    if found is None or found.chart is None:
        return
    new = found.builder.mended(change_chart(found.builder, found.chart))
    keep(found, arranging.replaced(found.board, new))


def open_chart(id_: str) -> None:
    """Opens a chart beside the board; "" closes it. For handlers."""
    address.change("chart", **({"chart": id_} if id_ else {}))


def words(of: Chart, builder: Builder) -> str:
    """What a chart is called in a list: its own name, or what it counts."""
    if of.name is not None:
        return say(of.name)
    at = chosen(of.source, builder.sources)
    return say(builder.sources[at].title) if at is not None else of.id
