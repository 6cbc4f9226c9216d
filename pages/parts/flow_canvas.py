"""The workflow as a picture that is worked on: press to select, drag from one state to another to connect them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from pages.context import actor, office, say, t
from pages.parts.design_state import back, forward
from pages.parts.flow_graph import Drawn, Marked, Words, graph
from pages.parts.flow_state import FlowDesk, act, pick
from workflows import designing
from workflows.definition import State
from workflows.flow import Connect, MoveState, Remove
from workflows.flow.starting import words as begun_words

HERE = Path(__file__).parent
KEY = "flow_canvas"
_mounted: list[Any] = []


def draw_canvas(desk: FlowDesk, walked: Mapping[str, Any] | None = None) -> None:
    """Draws the picture; what is done there is an edit of the draft before the page is drawn again."""
    drawn = picture_of(desk, walked)
    data = {
        "svg": drawn.svg, "width": drawn.width, "height": drawn.height, "chosen": desk.chosen,
        "back": desk.reach.back > 0, "forward": desk.reach.forward > 0, "name": say(desk.procedure.title),
        "words": {w: t(f"flow.{w}") for w in ("canvas", "png", "svg", "link_hint")},
    }  # fmt: skip
    _component()(key=KEY, data=data, on_act_change=lambda: acted(desk))


def picture_of(desk: FlowDesk, walked: Mapping[str, Any] | None = None) -> Drawn:
    """The picture with what is selected, the counter-example that is shown, and open cases of the office."""
    example = st.session_state.get(f"flow_example:{desk.name}", ())
    steps = [s for s in example if s[1] in desk.procedure.transitions]
    places = [desk.place(f) for f in desk.looked.findings if f.blocks]
    wrong = {p.partition(":")[2] for p in places if p.startswith("state:")}
    marked = Marked(
        desk.chosen, steps, wrong | ({steps[-1][2]} if steps else set()), **(walked or {}),
        counts=designing.open_in_states(office(), actor(), desk.procedure.id),
    )  # fmt: skip
    words = Words(say, lambda n: t("flow.states_count", count=n), lambda k, s: _sub(desk, s))
    return graph(desk.procedure, words, marked)


def _sub(desk: FlowDesk, state: State) -> str:
    """The small line of a state: who has to act, or which round is held."""
    if state.round:
        held = desk.procedure.rounds.get(state.round)
        return t(f"flow.choice.mode.{held.mode}") if held else state.round
    if state.holder:
        return say(desk.title("role", state.holder))
    return "" if state.end is None else t("flow.is_end")


def acted(desk: FlowDesk) -> None:
    """Carries out what came from the picture."""
    wire = st.session_state[KEY]["act"] or {}
    done, at = wire.get("do"), str(wire.get("at", ""))
    if done in ("undo", "redo"):
        (back if done == "undo" else forward)(desk.name)
    elif done == "choose":
        pick(desk.name, at)
    elif done == "remove":
        kind, _, key = at.partition(":")
        act(desk.name, Remove(kind, key))
    elif done == "connect":
        connect(desk, str(wire.get("source", "")), str(wire.get("target", "")))
    elif done == "move":
        act(desk.name, MoveState(str(wire.get("state", "")), str(wire.get("stage", "")), str(wire.get("before", ""))))


def connect(desk: FlowDesk, source: str, target: str) -> None:
    """A transition from one state to another; what leads to an earlier stage is a return."""
    order = [s.id for s in desk.procedure.stages]
    states = desk.procedure.states
    ways = [order.index(states[s].stage) for s in (source, target) if s in states and states[s].stage in order]
    returns = len(ways) == 2 and ways[1] < ways[0]
    title = begun_words("give_back" if returns else "transition")
    act(desk.name, Connect(source, target, title, "return" if returns else "forward"))


def _component() -> Any:
    if not _mounted:
        _mounted.append(
            st.components.v2.component(
                "desk_flow",
                html='<div class="fw"></div>',
                css=(HERE / "flow_canvas.css").read_text(encoding="utf-8"),
                js=(HERE / "flow_canvas.js").read_text(encoding="utf-8"),
            )
        )
    return _mounted[0]


__all__ = ["acted", "connect", "draw_canvas", "picture_of"]
