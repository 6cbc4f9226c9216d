"""检索: one box over everything that one may read: cases and register entries. The address holds what is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.context import actor, lang, now, office, say, t
from pages.parts import address, html
from pages.parts.export_button import draw_export
from pages.parts.frame import crumbs
from pages.parts.search_besides import draw_besides
from pages.parts.search_hits import draw_case, draw_entry
from workflows.cases.filters import Filters, filters
from workflows.search.query import CASES, DAYS, ENTRIES, KINDS, LONGEST, STATES, Query
from workflows.search.rebuild import pending
from workflows.search.results import Group, Results, alone, find, looked

ANY = ""


def page() -> None:
    query = Query.read(address.given())
    crumbs(t("shell.section.work"), t("shell.page.search"))
    known = filters(office(), actor(), now())
    _ask(query, known)
    if pending(office()):
        st.html(html.notice(t("find.pending"), t("find.pending_note")))
    found = find(office(), actor(), query, now(), lang())
    if not found.words:
        _nothing_asked(query)
        return
    named = draw_besides(found.besides, query.text) if not query.narrowed else False
    if found.cases.hits or found.entries.hits:
        _found(query, known, found)
    elif not named:
        _nothing_found(query)


def _ask(query: Query, known: Filters) -> None:
    """The box and what narrows it."""
    with st.container(border=True, key="card_search", gap="small"):
        st.session_state["search_q"] = query.text
        st.text_input(
            t("find.box"), key="search_q", placeholder=t("find.hint"), icon=":material/search:", max_chars=LONGEST,
            label_visibility="collapsed", on_change=_typed,
        )  # fmt: skip
        titles = {k: say(p.title) for k, p in known.procedures.items()}
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="search_filters"):
            st.session_state["search_kind"] = query.kind
            st.segmented_control(
                t("find.kind"), [ANY, *KINDS], key="search_kind", format_func=lambda k: t(f"find.kind_{k or 'all'}"),
                label_visibility="collapsed", required=True, on_change=_chosen, args=("kind",),
            )  # fmt: skip
            if query.kind != ENTRIES:
                _choice("procedure", query.procedure, list(titles), lambda p: titles.get(p, p))
            _choice("state", query.state, list(STATES), lambda s: t(f"find.state_{s}"))
            _choice("since", query.since, list(DAYS), lambda d: t(f"find.since_{d}"))


def _choice(name: str, value: str, options: list[str], words: Callable[[str], str]) -> None:
    key = f"search_{name}"
    st.session_state[key] = value if value in options else ANY
    st.selectbox(
        t(f"find.{name}"), [ANY, *options], key=key, format_func=lambda o: words(o) if o else t(f"find.{name}_any"),
        label_visibility="collapsed", width=190, on_change=_chosen, args=(name,),
    )  # fmt: skip


def _typed() -> None:
    address.change("page", q=str(st.session_state.get("search_q") or "").strip())


def _chosen(name: str) -> None:
    address.change("page", **{name: st.session_state.get(f"search_{name}") or ""})


def _found(query: Query, known: Filters, found: Results) -> None:
    if found.cases.hits:
        _group(query, CASES, found.cases, found.limit, lambda hit: draw_case(hit, len(known.procedures) > 1))
    if found.entries.hits:
        _group(query, ENTRIES, found.entries, found.limit, draw_entry)


def _group(query: Query, kind: str, group: Group[Any], limit: int, draw: Callable[[Any], None]) -> None:
    with st.container(border=True, key=f"card_found_{kind}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            note = t("find.broad", most=f"{looked(query):,}") if group.more else ""
            code = "find.count_more" if group.more else "find.count"
            st.html(html.section(t(code, kind=t(f"find.kind_{kind}"), count=f"{group.total:,}"), note), width="stretch")
            if kind == CASES:
                draw_export("hits", query.params(), group.total)
            if not query.kind and group.total > limit:
                st.button(t("find.all_of"), key=f"all_{kind}", type="tertiary", on_click=_all, args=(kind,))
        for hit in group.hits:
            draw(hit)
        if query.kind and group.total > limit:
            _paging(query, group.total, limit)


def _all(kind: str) -> None:
    address.change("page", kind=kind)


def _paging(query: Query, total: int, limit: int) -> None:
    last = -(-total // limit)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.html(html.muted(t("find.page", page=query.page, last=last)), width="stretch")
        for word, to in (("previous", query.page - 1), ("next", query.page + 1)):
            st.button(
                t(f"cases.{word}"), key=f"search_{word}", type="tertiary", disabled=not 1 <= to <= last,
                on_click=lambda n=to: address.change(page=n if n > 1 else None),
            )  # fmt: skip


def _nothing_asked(query: Query) -> None:
    with st.container(border=True, key="card_found"):
        st.html(html.empty(t("find.signs" if query.text else "find.ask"), t("find.how")))


def _nothing_found(query: Query) -> None:
    """What can be done: other words, or without what narrows it."""
    with st.container(border=True, key="card_found"):
        st.html(html.empty(t("find.none", text=query.text), t("find.how")))
        given = [n for n in ("kind", "procedure", "state", "since") if getattr(query, n)]
        with st.container(horizontal=True, horizontal_alignment="center", gap="small"):
            if given or query.page > 1:
                st.button(t("find.without"), key="search_without", on_click=address.change, args=("page", *given))
            for n, word in enumerate(alone(office(), actor(), query)):
                key = f"search_only_{n}" if n else "search_only"
                st.button(t("find.only", word=word), key=key, on_click=_only, args=(word,))


def _only(word: str) -> None:
    address.change("page", q=word)


page()
