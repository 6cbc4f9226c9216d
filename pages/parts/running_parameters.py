"""The parameters of a procedure: their values, setting one, and everything that was ever set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import streamlit as st

from forms.text import Text
from pages.context import actor, now, office, say, t
from pages.parts import dates, html
from pages.parts.basis import basis_words
from pages.parts.table import Column, table
from pages.parts.told import tell, told
from workflows import parameters
from workflows.campaigns import Announced
from workflows.parameters import CITY, Set, Shown

CARD = "parameter"


def parameter_card(procedure: str, known: list[Announced]) -> None:
    """What every parameter is now, the fields that set one, and the history of the one that is chosen."""
    found = {p.name: p for p in parameters.shown(office(), procedure)}
    if not found:
        return
    with st.container(border=True, key="card_parameters", gap="small"):
        st.html(html.section(t("run.parameters"), t("run.parameters_note")))
        _rows(list(found.values()), known)
        told(CARD)
        chosen = _setting(procedure, found, known)
        st.html(html.muted(t("run.history", title=chosen.title)))
        with st.container(height=220 if len(chosen.history) > 4 else "content", border=False, key="run_history"):
            st.html(html.history(_history(chosen, known)))


def _rows(found: list[Shown], known: list[Announced]) -> None:
    columns = [
        Column("title", t("run.parameter"), "two"),
        Column("value", t("run.value"), "text", "150px"),
        Column("bounds", t("run.bounds"), "text", "120px"),
        Column("scope", t("run.scope"), "text", "100px"),
        Column("set", t("run.set"), "two", "34%"),
    ]
    table("parameters", columns, [_row(p, known) for p in found], t("run.parameters"))


def _row(shown: Shown, known: list[Announced]) -> dict[str, Any]:
    low, high = shown.declared.min, shown.declared.max
    bounds = "" if low is None and high is None else f"{'' if low is None else low} — {'' if high is None else high}"
    newest = shown.history[0] if shown.history else None
    return {
        "id": shown.name, "title": (say(shown.title), basis_words(shown.sources, shown.declared.basis)),
        "value": "" if shown.value is None else str(shown.value), "bounds": bounds,
        "scope": t(f"run.per.{shown.declared.per}"),
        "set": (t("run.set_words", what=_set_words(newest, known), at=_at(newest)), newest.basis) if newest else None,
    }  # fmt: skip


def _history(shown: Shown, known: list[Announced]) -> Iterator[html.Event]:
    """Everything that was set, the newest first, down to what the definition says."""
    for each in shown.history:
        yield html.Event(_at(each), each.by, _set_words(each, known), html.muted(each.basis))
    value = shown.declared.value
    words = t("run.published_none") if value is None else str(value)
    yield html.Event(t("run.published"), words, "", html.muted(basis_words(shown.sources, shown.declared.basis)))


def _set_words(found: Set, known: list[Announced]) -> str:
    value = t("run.taken_back") if found.value is None else str(found.value)
    return t("run.set_to", scope=_scope_words(found.scope, known), value=value)


def _at(found: Set) -> str:
    return dates.moment(found.at, office().zone, office().today(now()))


def _scope_words(scope: str, known: list[Announced]) -> Text:
    kind, _, key = scope.partition(":")
    if kind == "campaign":
        return next((c.title for c in known if str(c.id) == key), Text(zh=key))
    if kind == "district":
        with office().db.read() as session:
            return office().district_names(session)[key].title
    return Text(zh=t("run.per.city"))


def _setting(procedure: str, found: dict[str, Shown], known: list[Announced]) -> Shown:
    """The fields that set a parameter; gives the one that is chosen in them."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        name = st.selectbox(
            t("run.parameter"), list(found), format_func=lambda n: say(found[n].title), key="run_name", width=230
        )
        declared = found[name].declared
        scopes = _scopes(declared.per, known)
        st.selectbox(
            t("run.scope"), list(scopes), format_func=lambda s: scopes[s], key=f"run_scope_{declared.per}", width=190
        )
        _value_field(declared.type, f"run_value_{name}")
        st.text_input(t("run.why"), key="run_why", width="stretch")
        st.button(t("run.set_it"), on_click=_set, args=(procedure, name, declared.per), key="run_set")
    return found[name]


def _value_field(kind: str, key: str) -> None:
    if kind == "date":
        st.date_input(t("run.value"), value=None, key=key, format="YYYY-MM-DD", width=150)
    elif kind == "integer":
        st.number_input(t("run.value"), value=None, step=1, key=key, width=150)
    else:
        st.text_input(t("run.value"), key=key, width=200)


def _scopes(per: str, known: list[Announced]) -> dict[str, str]:
    """The scopes a parameter may be set in, the whole city first."""
    scopes = {CITY: t("run.per.city")}
    if per == "campaign":
        scopes |= {f"campaign:{c.id}": say(c.title) for c in known}
    if per == "district":
        with office().db.read() as session:
            scopes |= {
                f"district:{k}": say(o.title) for k, o in office().districts(session, office().today(now())).items()
            }
    return scopes


def _set(procedure: str, name: str, per: str) -> None:
    value, where = _typed(st.session_state.get(f"run_value_{name}")), st.session_state.get(f"run_scope_{per}", CITY)
    why = st.session_state.get("run_why", "")
    refused = parameters.set_value(office(), actor(), procedure, name, where, value, why, now())
    if refused:
        tell(CARD, refused)
        return
    tell(CARD, t("run.was_taken_back" if value is None else "run.was_set"))
    st.session_state["run_why"] = ""


def _typed(value: Any) -> Any:
    """What is set: days as text, and nothing where the field is empty; 0 is a value."""
    return value.isoformat() if isinstance(value, date) else None if value == "" else value
