"""Conditions put together from boxes, or written as an expression; formulas with what they come to for sample data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import streamlit as st

from forms import feel
from forms.condition.building import WAYS, Group, Line, Said, Subject, begun, in_way, read, subjects, write
from forms.definition import Form
from forms.feel import FeelError
from pages.context import lang, say, t
from pages.parts import html
from workflows.designing import Known

Put = Callable[[Any], object]


class Speaking(Protocol):
    """What conditions may speak of: the fields of a form, seen from one of its tables, and what is there besides."""

    @property
    def form(self) -> Form: ...

    @property
    def known(self) -> Known: ...

    @property
    def besides(self) -> Sequence[Subject]: ...

    def types(self, table: str) -> feel.Types: ...


def _subjects(desk: Speaking, table: str) -> list[Subject]:
    return [*subjects(desk.form, table, desk.known.lists), *desk.besides]


@dataclass(frozen=True)
class Building:
    """A condition being put together: what it may be about, what it is now, and where it goes."""

    desk: Speaking
    key: str
    group: Group
    known: Mapping[str, Subject]
    put: Put

    def change(self, group: Group) -> None:
        """Saves the condition that the lines make."""
        try:
            self.put(write(group, list(self.known.values())))
        except FeelError as error:
            st.session_state[f"{self.key}:wrong"] = error.say(lang())


def draw_condition(desk: Speaking, key: str, label: str, text: str | None, table: str, put: Put, tip: str = "") -> None:
    """A condition as lines, or as an expression where somebody wants to write or where lines cannot say it."""
    known = _subjects(desk, table)
    group = read(text, known)
    written = f"{key}:feel"
    with st.container(key=_class(key), gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(f'<span class="dz-label">{html.e(label)}</span>', width="stretch")
            st.toggle(t("design.as_feel"), key=written, help=tip or None, value=False)
        if group is None or st.session_state.get(written):
            _box(desk, f"{key}:text", label, text, table, put, "boolean")
            return
        if wrong := st.session_state.pop(f"{key}:wrong", ""):
            st.html(html.notice(wrong, tone="bad"))
        _group(Building(desk, key, group, {s.name: s for s in known}, put), group, (), lambda g: g)


def _class(key: str) -> str:
    return "dzc_" + "".join(c if c.isascii() and c.isalnum() else f"{ord(c):x}" for c in key)[-60:]


def _group(of: Building, group: Group, at: tuple[int, ...], whole: Callable[[Group], Group]) -> None:
    """The lines of a group; `whole` puts a changed group into the condition around it."""
    key = ":".join([of.key, *map(str, at)])
    if len(group.parts) > 1:
        st.session_state[f"{key}:join"] = group.join
        st.segmented_control(
            t("design.join"), ["all", "any"], key=f"{key}:join", required=True, label_visibility="collapsed",
            format_func=lambda j: t(f"design.join.{j}"),
            on_change=lambda: of.change(whole(Group(st.session_state[f"{key}:join"], group.parts))),
        )  # fmt: skip
    for n, part in enumerate(group.parts):

        def put_part(new: Line | Said | Group | None, n: int = n) -> Group:
            return whole(group.with_part(n, new))

        if isinstance(part, Group):
            with st.container(border=True, gap="xsmall"):
                _group(of, part, (*at, n), lambda g, put_part=put_part: put_part(g if g.parts else None))  # type: ignore[misc]
        else:
            _part(of, f"{key}:{n}", part, put_part)
    _more(of, key, group, whole, nested=bool(at))


def _more(of: Building, key: str, group: Group, whole: Callable[[Group], Group], *, nested: bool) -> None:
    first = next(iter(of.known.values()), None)
    if first is None:
        return
    line, end = begun(first, "filled"), len(group.parts)
    with st.container(horizontal=True, gap="xsmall"):
        st.button(
            t("design.add_line"), key=f"{key}:add", icon=":material/add:", type="tertiary",
            on_click=lambda: of.change(whole(group.with_part(end, line))),
        )  # fmt: skip
        if group.parts and not nested:
            other = "any" if group.join == "all" else "all"
            st.button(
                t("design.add_group"), key=f"{key}:nest", icon=":material/account_tree:", type="tertiary",
                on_click=lambda: of.change(whole(group.with_part(end, Group(other, (line, line))))),
            )  # fmt: skip


def _part(of: Building, key: str, part: Line | Said, put: Callable[[Line | Said | None], Group]) -> None:
    with st.container(gap="xsmall", key=_class(key)):
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            if isinstance(part, Said):
                _said(of, key, part, put)
            else:
                _subject(of, key, part, put)
            st.button(
                "", key=f"{key}:gone", icon=":material/close:", type="tertiary", help=t("design.drop_line"),
                on_click=lambda: of.change(put(None)),
            )  # fmt: skip
        if isinstance(part, Line):
            with st.container(horizontal=True, gap="xsmall"):
                _way(of, key, part, put)
                _values(of, key, part, put)


def _said(of: Building, key: str, part: Said, put: Callable[[Said | None], Group]) -> None:
    st.session_state[key] = part.text
    st.text_input(
        t("design.expression"), key=key, label_visibility="collapsed",
        on_change=lambda: of.change(put(Said(st.session_state[key]))),
    )  # fmt: skip


def _subject(of: Building, key: str, line: Line, put: Callable[[Line | None], Group]) -> None:
    st.session_state[f"{key}:subject"] = line.subject

    def save() -> None:
        of.change(put(begun(of.known[st.session_state[f"{key}:subject"]], line.way)))

    st.selectbox(
        t("design.subject"), list(of.known), key=f"{key}:subject", label_visibility="collapsed", on_change=save,
        format_func=lambda s: subject_words(of.known[s]),
    )  # fmt: skip


def subject_words(subject: Subject) -> str:
    """A field by its title; a table by how many rows it has."""
    title = say(subject.title)
    return t("design.rows_of", table=title) if subject.what == "count" else title


def _way(of: Building, key: str, line: Line, put: Callable[[Line | None], Group]) -> None:
    st.session_state[f"{key}:way"] = line.way
    st.selectbox(
        t("design.way"), list(WAYS[of.known[line.subject].kind]), key=f"{key}:way", label_visibility="collapsed",
        format_func=lambda w: t(f"design.way.{w}"), width=118,
        on_change=lambda: of.change(put(in_way(line, st.session_state[f"{key}:way"]))),
    )  # fmt: skip


def _values(of: Building, key: str, line: Line, put: Callable[[Line | None], Group]) -> None:
    subject = of.known[line.subject]

    def save(values: tuple[str, ...]) -> None:
        of.change(put(Line(line.subject, line.way, values)))

    if line.way == "in":
        _several(of, f"{key}:in", subject, line, save)
        return
    for n, value in enumerate(line.values):

        def one(given: str, n: int = n) -> None:
            save((*line.values[:n], given, *line.values[n + 1 :]))

        _value(of, f"{key}:v{n}", subject, value, one)


def _several(of: Building, key: str, subject: Subject, line: Line, save: Callable[[tuple[str, ...]], None]) -> None:
    titles = _titles(of, subject)
    st.session_state[key] = [v for v in line.values if v in titles]
    st.multiselect(
        t("design.value"), list(titles), key=key, label_visibility="collapsed", format_func=lambda v: titles[v],
        placeholder=t("design.choose_some"), on_change=lambda: save(tuple(st.session_state[key]) or ("",)),
    )  # fmt: skip


def _titles(of: Building, subject: Subject) -> dict[str, str]:
    found = of.desk.known.lists.get(subject.options)
    return {i.key: say(i.title) if i.title else i.key for i in found.items} if found else {}


def _value(of: Building, key: str, subject: Subject, value: str, save: Callable[[str], None]) -> None:
    titles = _titles(of, subject)
    if subject.kind == "choice" and titles:
        st.session_state[key] = value if value in titles else None
        st.selectbox(
            t("design.value"), list(titles), index=None, key=key, label_visibility="collapsed",
            format_func=lambda v: titles[v], placeholder=t("design.choose_one"),
            on_change=lambda: save(st.session_state[key] or ""),
        )  # fmt: skip
    elif subject.kind == "date":
        st.session_state[key] = date.fromisoformat(value) if value else None
        st.date_input(
            t("design.value"), value=None, key=key, label_visibility="collapsed", format="YYYY-MM-DD",
            on_change=lambda: save(st.session_state[key].isoformat() if st.session_state[key] else ""),
        )  # fmt: skip
    else:
        st.session_state[key] = value
        st.text_input(t("design.value"), key=key, label_visibility="collapsed", placeholder=t("design.value"),
                      on_change=lambda: save(st.session_state[key]))  # fmt: skip


def draw_expression(
    desk: Speaking, key: str, label: str, text: str | None, table: str, put: Put, tip: str, kind: str, *, optional: bool
) -> None:
    """A formula, with what is wrong with it and which fields it may use."""
    _box(desk, key, label, text, table, lambda v: put(v if v or optional else "null"), kind, tip)


def _box(
    desk: Speaking, key: str, label: str, text: str | None, table: str, put: Put, wants: str, tip: str = ""
) -> None:
    st.session_state[key] = text or ""
    st.text_area(
        label, key=key, height=80, help=tip or None, placeholder=t("design.feel_example"),
        label_visibility="visible" if tip else "collapsed",
        on_change=lambda: put(st.session_state[key].strip() or None),
    )  # fmt: skip
    _judged(desk, text, table, wants)
    names = [s.path for s in subjects(desk.form, table, desk.known.lists)]
    if names:
        st.caption(t("design.names", names=names[:14]) + ("…" if len(names) > 14 else ""))


def _judged(desk: Speaking, text: str | None, table: str, wants: str) -> None:
    if not text:
        return
    scalar = {"string", "number", "boolean", "date", "date and time"}
    try:
        found = feel.compile(text, desk.types(table), wants=wants if wants in scalar else "")
    except FeelError as error:
        st.html(f'<p class="dz-bad">{html.e(error.say(lang()))}</p>')
        return
    if found.remarks:
        st.html(f'<p class="dz-doubt">{html.e(found.remarks[0].say(lang()))}</p>')
    else:
        st.html(f'<p class="dz-good">{html.e(t("design.feel_good"))}</p>')
