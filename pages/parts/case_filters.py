"""The filters above the list of cases. The address of the page holds them; a widget shows it and writes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from forms.text import Message, Text
from pages.context import say, t
from pages.parts import address, html, view_address
from workflows.cases.chosen_words import Chosen
from workflows.cases.filters import Filters
from workflows.cases.search import NONE, Query

VIEWS: dict[str, Query] = {
    "all": Query(),
    "mine": Query(holder="me", order="due", descending=False),
    "open": Query(ended=False),
    "late": Query(late=True),
    "behalf": Query(on_behalf=True),
    "ended": Query(ended=True),
}
ORDERED = ("order", "descending")
ANY = ""
RARE = ("filed_from", "filed_until", "due_until", "opened_from", "opened_until")


def asked() -> Query:
    """The query of the address; what the search box of the top bar sends counts as its text."""
    params = view_address.given()
    return Query.read({"text": params.get("q", "")} | params)


def ask(query: Query, **place: Any) -> None:
    """Writes a query into the address, at its first page unless a place is given; view and columns stay."""
    address.write(query.params() | view_address.kept() | place)


def draw_views(query: Query) -> None:
    """The usual questions, one press each; none is lit when something else is asked."""
    st.session_state["view"] = _lit(query)
    st.pills(
        t("cases.view"), list(VIEWS), format_func=lambda v: t(f"cases.view_{v}"), key="view",
        label_visibility="collapsed", on_change=_viewed,
    )  # fmt: skip


def _lit(query: Query) -> str | None:
    """The usual question that is asked, if it is one."""
    return next((name for name, q in VIEWS.items() if _unordered(q) == _unordered(query)), None)


def _unordered(query: Query) -> Query:
    return replace(query, order=Query.order, descending=Query.descending)


def _viewed() -> None:
    ask(VIEWS[st.session_state.get("view") or "all"], view=None, own=None)


def draw_filters(query: Query, known: Filters) -> None:
    """One row; the dates lie behind a button. What the row does not show is named below it."""
    with st.container(border=True, key="card_filters", gap="small"):
        with st.grid(6, min_column_width=132, vertical_alignment="bottom", gap="small"):
            _text(query)
            if len(known.procedures) > 1:
                _select(query, "procedure", known, _or_blank)
            _select(query, "states", known, _one_of)
            _select(query, "districts", known, _one_of)
            _select(query, "campaign", known, _same)
            with st.container(horizontal=True, gap="xsmall", vertical_alignment="bottom"):
                st.button(t("cases.search"), type="primary", icon=":material/search:", key="search")
                with st.popover(t("cases.more"), type="tertiary", key="more"):
                    _rare(query)
                    _reasons(query, known)
        _draw_chips(query, known)


def _draw_chips(query: Query, known: Filters) -> None:
    """Conditions that no drop-down of the row shows as they are; a press takes one away."""
    if _lit(query):
        return
    hidden = [c for c in given(query, known) if c.name not in _shown(query, known)]
    if hidden:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="chips"):
            st.html(html.muted(t("cases.narrowed")), width="content")
            for each in hidden:
                st.button(
                    each.words, icon=":material/close:", icon_position="right", key=f"chip_{each.name}",
                    help=t("cases.without", what=each.words), on_click=ask, args=(each.without,),
                )  # fmt: skip


def _shown(query: Query, known: Filters) -> set[str]:
    """The conditions that the row shows: the text, and one value that its drop-down knows."""
    row = ["states", "districts", "campaign", *(["procedure"] if len(known.procedures) > 1 else [])]
    return {"text", *(name for name in row if _single(getattr(query, name)) in _titles(name, query, known))}


def _single(value: Any) -> Any:
    """The one value of a condition; several are none of the choices."""
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value


def _or_blank(value: Any) -> Any:
    return value or ""


def _one_of(value: Any) -> Any:
    return () if value is None else value if isinstance(value, tuple) else (value,)


def _same(value: Any) -> Any:
    return value


def _text(query: Query) -> None:
    st.session_state["text"] = query.text
    st.text_input(
        t("cases.text"), key="text", placeholder=t("cases.text_hint"), help=t("cases.text_how"),
        on_change=lambda: ask(replace(asked(), text=(st.session_state["text"] or "").strip()[:100])),
    )  # fmt: skip


def _select(query: Query, name: str, known: Filters, store: Callable[[Any], Any]) -> None:
    """A drop-down of what there is; several values from a link, or an unknown one, are a choice of their own."""
    value, options = _single(getattr(query, name)), _titles(name, query, known)
    if value not in (None, (), ANY) and value not in options:
        options[value] = _listed(value, _called(name, query, known))
    _drop_down(name, options, value, store)


def _drop_down(name: str, words: Mapping[Any, str], value: Any, store: Callable[[Any], Any]) -> None:
    """A drop-down with 全部 on top."""
    key, options = f"by_{name}", {ANY: t("cases.any"), **words}
    st.session_state[key] = value if value in options else ANY
    st.selectbox(
        t(f"cases.{name}"), list(options), format_func=options.__getitem__, key=key,
        on_change=partial(_selected, name, store),
    )  # fmt: skip


def _listed(value: Any, words: Mapping[Any, str]) -> str:
    each = value if isinstance(value, tuple) else (value,)
    return t("shell.and").join(words.get(v, str(v)) for v in each)


def _selected(name: str, store: Callable[[Any], Any]) -> None:
    chosen = st.session_state[f"by_{name}"]
    query = replace(asked(), **{name: store(None if chosen == ANY else chosen)})
    ask(replace(query, states=()) if name == "procedure" else query)


def _rare(query: Query) -> None:
    """Dates, and whether it is late, ended, entered for somebody else."""
    with st.grid(2, min_column_width=150):
        for name in RARE:
            key = f"by_{name}"
            st.session_state[key] = getattr(query, name)
            left = partial(_selected, name, _same)
            st.date_input(t(f"cases.{name}"), key=key, format="YYYY-MM-DD", on_change=left)
        for name in ("late", "ended", "on_behalf"):
            _drop_down(name, {True: t("cases.yes"), False: t("cases.no")}, getattr(query, name), _same)


def _reasons(query: Query, known: Filters) -> None:
    """What was chosen with steps: why a case was sent back, or dropped."""
    for path, chosen in known.reasons(query.procedure).items():
        words = {k: say(title) for k, title in chosen.choices.items()} | {NONE: t("cases.unsaid")}
        value, key = query.given.get(path, ANY), f"by_given_{path}"
        options = {ANY: t("cases.any"), **words}
        if value not in options:  # several, from a board
            options[value] = _chosen(chosen, value)
        st.session_state[key] = value
        st.selectbox(
            say(chosen.title), list(options), format_func=options.__getitem__, key=key,
            on_change=partial(_given_selected, path),
        )  # fmt: skip


def _given_selected(path: str) -> None:
    query, value = asked(), st.session_state[f"by_given_{path}"]
    others = {k: v for k, v in query.given.items() if k != path}
    ask(replace(query, given={**others, **({path: value} if value else {})}))


def _chosen(of: Chosen, value: str) -> str:
    return t("shell.and").join(map(say, of.words(value, Text(zh=t("cases.unsaid")))))


class Condition(NamedTuple):
    """A condition in words, and the query that does without it."""

    name: str
    words: str
    without: Query


def given(query: Query, known: Filters) -> Iterator[Condition]:
    """Each condition of a query."""
    blank = Query()
    for f in fields(Query):
        value = getattr(query, f.name)
        if f.name not in ORDERED and value != getattr(blank, f.name):
            title = say(Message(f"export.q_{f.name}"))
            words = t("cases.given", title=title, value=_words(f.name, value, query, known))
            yield Condition(f.name, words, replace(query, **{f.name: getattr(blank, f.name)}))


def _words(name: str, value: Any, query: Query, known: Filters) -> str:
    if isinstance(value, bool):
        return t("cases.yes" if value else "cases.no")
    if name == "holder":
        return t("cases.me") if value == "me" else say(known.holder(value))
    if isinstance(value, Mapping):
        fields_of = known.counted(name)
        return "　".join(_field(fields_of.get(k) or Chosen(k, Text(zh=k)), v) for k, v in value.items())
    return _listed(value, _called(name, query, known))


def _field(of: Chosen, value: str) -> str:
    return t("cases.given", title=of.title, value=_chosen(of, value))


def _called(name: str, query: Query, known: Filters) -> dict[Any, str]:
    """What values are called, also those that can be chosen no longer: districts that were merged."""
    past = {k: say(o.title) for k, o in known.names.items()} if name == "districts" else {}
    return past | _titles(name, query, known)


def _titles(name: str, query: Query, known: Filters) -> dict[Any, str]:
    """What may be chosen, in words; states and stages are those of one procedure, as each has its own."""
    procedure = known.chosen(query.procedure)
    if name == "states":
        return {k: say(s.title) for k, s in procedure.states.items()} if procedure else {}
    if name in ("stages", "reached", "unreached"):
        return {s.id: say(s.title) for s in procedure.stages} if procedure else {}
    if name == "took":
        return {k: say(tr.title) for k, tr in procedure.transitions.items()} if procedure else {}
    if name == "lights":
        return {k: say(Message(f"export.light_{k}")) for k in ("green", "yellow", "red")}
    if name == "readers":
        return {k: say(r.title) for p in known.procedures.values() for k, r in p.roles.items()}
    if name in ("procedure", "procedures"):
        return {k: say(p.title) for k, p in known.procedures.items()}
    if name == "districts":
        return {k: say(o.title) for k, o in known.districts.items()}
    return {c.id: say(c.title) for c in known.campaigns} if name == "campaign" else {}
