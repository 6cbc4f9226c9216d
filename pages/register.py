"""名录: a register as of a day, one entry of it, and both to take away. `?register=…&on=…&entry=12` says which."""

from __future__ import annotations

import streamlit as st

from forms.policy import basis_of
from pages.context import actor, now, office, say, t
from pages.parts import address, html, view_address
from pages.parts.ask import for_role
from pages.parts.basis import clause_words
from pages.parts.frame import crumbs
from pages.parts.register_entry import draw_entry
from pages.parts.register_import import draw_import
from pages.parts.register_list import draw_list
from workflows.engine.types import Refusal
from workflows.registers.entry import open_entry
from workflows.registers.imports import may_import
from workflows.registers.known import Known, every, fullest, known
from workflows.registers.query import Query


def page() -> None:
    with office().db.read() as session:
        today = office().today(now())
        mine = known(office(), session, actor(), today)
        others = [k for k in every(office(), session, today) if may_import(k, actor())]
        readable = [*mine, *(k for k in others if k.id not in {m.id for m in mine})]
    if not readable:
        _nothing()
        return
    query = Query.read(view_address.given())
    of = next((k for k in readable if k.id == query.register), None)
    if of is None:
        with office().db.read() as session:
            of = fullest(session, readable)
    entry = address.number("entry")
    if entry is not None:
        _entry(entry)
    else:
        crumbs(t("shell.section.lists"), say(of.register.called))
        _head(of)
        if any(k.id == of.id for k in mine):
            draw_list(of, readable, query)
        draw_import(of)


def _nothing() -> None:
    st.html(html.head(t("shell.page.register")))
    with st.container(border=True, key="card_nothing"):
        st.html(html.empty(t("register.none"), t("register.none_note", how=for_role())))


def _head(of: Known) -> None:
    mark = "" if of.register.public else html.chip(t("register.not_public"), "idle")
    basis = t("register.basis", basis=_basis(of)) if of.register.basis else ""
    procedure = t("register.from", procedure=say(of.bundle.procedure.title))
    st.html(html.head(say(of.register.called), mark, "　".join(p for p in (procedure, basis) if p)))


def _basis(of: Known) -> str:
    """The clause with the number of its document instead of the short name that definitions use."""
    source = basis_of(of.register.basis).source
    known_source = of.bundle.procedure.sources.get(source)
    document = (known_source.number or say(known_source.title)) if known_source else source
    return f"{document}　{clause_words(of.register.basis or '')}".strip()


def _entry(entry_id: int) -> None:
    found = open_entry(office(), actor(), entry_id, now(), address.day("on"))
    if isinstance(found, Refusal):
        with st.container(border=True, key="card_gone"):
            st.html(html.empty(say(found.message), t("register.gone_note")))
        return
    crumbs(t("shell.section.lists"), say(found.of.register.called), found.title)
    draw_entry(found)


page()
