"""What a table, a row or a column asks: what is counted, how, what has to have happened, and which of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from pages.context import say, t
from workflows.boards.building import Choice, chosen
from workflows.boards.narrowing import Names
from workflows.boards.sources import kinds as sources
from workflows.boards.where import Where
from workflows.statistics.building import Tables

Put = Callable[[Any], None]
FLAGS = "te_flags"


def pick(
    key: str, label: str, offered: Sequence[Choice], part: Any, put: Callable[[Choice | None], None], none: str = ""
) -> None:
    """A box to choose a part from what there is; with `none` also nothing of its own."""
    names = [say(c.title) for c in offered]
    st.session_state[key] = chosen(part, offered) if part is not None else None
    st.selectbox(
        label, range(len(offered)), format_func=lambda n: names[n], key=key, index=None, placeholder=none or None,
        on_change=_picked, args=(key, list(offered), put),
    )  # fmt: skip


def _picked(key: str, offered: list[Choice], put: Callable[[Choice | None], None]) -> None:
    at = st.session_state[key]
    put(None if at is None else offered[at])


def draw_source(tables: Tables, source: Any, put: Put, none: str = "") -> None:
    """What is counted, and which rounds, roles or transitions of it."""
    pick("te_source", t("build.source_of"), tables.sources(), source, partial(_put_source, put), none)
    for name, titles in tables.parts(source).items() if source is not None else ():
        many(f"te_{name}", t(f"build.{name}"), titles, getattr(source, name), partial(_put_part, put, source, name))


def _put_source(put: Put, choice: Choice | None) -> None:
    put(None if choice is None else sources.typed(dict(choice.value), None))


def _put_part(put: Put, source: Any, name: str, some: list[str]) -> None:
    put(source.model_copy(update={name: some}))


def many(key: str, label: str, titles: Names, held: Sequence[str], put: Callable[[list[str]], None]) -> None:
    """Some of several names."""
    st.session_state[key] = [v for v in held if v in titles]
    st.multiselect(
        label, list(titles), key=key, placeholder=t("build.any"), format_func=lambda v: say(titles[v]),
        on_change=lambda: put(list(st.session_state[key])),
    )  # fmt: skip


def draw_where(tables: Tables, source: Any, where: Where, put: Callable[[Where], None]) -> None:
    """Conditions that all hold; what is not said here is what the table says."""
    flags = tables.flags(source)
    if flags:
        said = {f"{n}.{a}": t(f"board.where.{n}.{a}") for n in flags for a in ("yes", "no")}
        st.session_state[FLAGS] = [
            f"{n}.{'yes' if getattr(where, n) else 'no'}" for n in flags if getattr(where, n) is not None
        ]
        st.multiselect(
            t("build.only"), list(said), format_func=lambda f: said[f], key=FLAGS, placeholder=t("build.any"),
            on_change=_put_flags, args=(where, put),
        )  # fmt: skip
    for name, titles in tables.lists(source).items():
        many(f"te_{name}", t(f"build.{name}"), titles, getattr(where, name), partial(_put_list, where, put, name))
    for n, (path, (title, names)) in enumerate(tables.values(source).items()):
        held = where.values.get(path, [])
        many(f"te_value_{n}", say(title), names, held, partial(_put_value, where, put, path))


def _said(where: Where, changes: dict[str, Any]) -> Where:
    """Only what is said stays said: rows say it over columns."""
    kept = {n: getattr(where, n) for n in where.model_fields_set} | changes
    return Where(**{n: v for n, v in kept.items() if v not in (None, [], {})})


def _put_flags(where: Where, put: Callable[[Where], None]) -> None:
    given: dict[str, Any] = dict.fromkeys(("open", "late", "returned", "in_time"))
    for flag in st.session_state[FLAGS]:  # of two answers to one question the last one holds
        name, _, answer = flag.partition(".")
        given[name] = answer == "yes"
    put(_said(where, given))


def _put_list(where: Where, put: Callable[[Where], None], name: str, some: list[str]) -> None:
    put(_said(where, {name: some}))


def _put_value(where: Where, put: Callable[[Where], None], path: str, some: list[str]) -> None:
    values = {k: v for k, v in where.values.items() if k != path}
    put(_said(where, {"values": {**values, **({path: some} if some else {})}}))
