"""What a kind of chart is: one class in one file; importing is registering.

A kind says which answers it can draw, how high it wants to be, and draws them. Marks are told by their keys.
"""

from __future__ import annotations

import importlib
import pkgutil
from abc import ABC, abstractmethod
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar

import plotly.graph_objects as go
import streamlit as st

from pages.charts.look import config
from pages.context import lang, say, t
from pages.parts import board_open, html
from workflows.boards.figure import Answer, Card

ROW = 268  # the usual height of a chart in pixels
TALL = 430
_kinds: dict[str, Kind[Any]] = {}
A = TypeVar("A", bound=Answer)
C = TypeVar("C", bound=Card)
K = TypeVar("K", bound="type[Kind[Any]]")


class Kind(ABC, Generic[A]):
    """A way to draw an answer. `shapes` are the answers it can draw, `icon` its picture in the builder."""

    id: ClassVar[str]
    icon: ClassVar[str]
    shapes: ClassVar[tuple[type[Answer], ...]]
    place: ClassVar[int] = 50  # in the builder's row of kinds
    framed: ClassVar[bool] = True  # whether it stands in a card below title and menu
    picture: ClassVar[bool] = False  # whether the browser can save it as one

    def draws(self, of: Answer) -> bool:
        return isinstance(of, self.shapes)

    @abstractmethod
    def height(self, of: A) -> int:
        """How high it would like to be, in pixels; 0: as high as it comes."""

    @abstractmethod
    def show(self, of: A, key: str, height: int) -> None:
        """Draws it in a row that is so high; a press on a mark opens what is behind it."""


class Plot(Kind[C]):
    """A kind that is a picture by plotly. `customdata[0]` of a point is the key of its mark."""

    picture = True

    @abstractmethod
    def plot(self, of: C, height: int) -> go.Figure:
        """The picture in a row that is so high; a picture with little to say may be lower."""

    def empty(self, of: C) -> bool:
        """Whether there is nothing to draw."""
        return not any(m.value or not m.told for m in of.every)

    def show(self, of: C, key: str, height: int) -> None:
        if self.empty(of):
            st.html(html.empty(t("board.page.empty"), t("board.page.empty_note")))
            return
        shown = st.plotly_chart(
            self.plot(of, height), key=f"plot_{key}_{board_open.run()}", theme=None, on_select="rerun",
            selection_mode="points", config=config(lang()), alt=say(of.title),
        )  # fmt: skip
        points: Any = shown.selection.points if shown and "selection" in shown else []
        found = of.mark(_key(points[0].get("customdata"))) if points and not board_open.opened() else None
        if found is not None:
            board_open.show_mark(of, found)


def _key(data: Any) -> str:
    values = list(data.values()) if isinstance(data, dict) else list(data or [""])
    return str(values[0])


def add(kind: K) -> K:
    """Makes a kind known by its id."""
    _kinds[kind.id] = kind()
    return kind


def known() -> list[Kind[Any]]:
    """Every kind, in the order in which they are offered."""
    _load()
    return sorted(_kinds.values(), key=lambda k: (k.place, k.id))


def kind_of(name: str, of: Answer) -> Kind[Any]:
    """The kind of that name; where it cannot draw this answer, the first that can."""
    offered = known()
    named = [k for k in offered if k.id == name and k.draws(of)]
    return (named or [k for k in offered if k.draws(of)])[0]


@cache
def _load() -> None:
    """Imports every module of this folder; whoever asks meanwhile waits for the imports."""
    import pages.charts as here

    for module in pkgutil.iter_modules(here.__path__):
        importlib.import_module(f"pages.charts.{module.name}")
