"""The organisations of the office: a table, and the chosen one beside it."""

from __future__ import annotations

import streamlit as st

from data.tables import Organisation
from pages.context import actor, now, office, say, t
from pages.parts import address, html
from pages.parts.person_editor import TOLD, organisation_field
from pages.parts.table import Column, table
from pages.parts.told import tell, told
from workflows.engine.types import Refusal
from workflows.people.listing import named, places
from workflows.people.listing import organisations as listed
from workflows.people.organisations import Described, add_organisation, change_organisation


def organisations() -> None:
    """The list on the left, the chosen organisation on the right."""
    rows = listed(office(), actor())
    left, right = st.columns([0.58, 0.42], gap="small")
    with left, st.container(border=True, key="card_organisations"):
        st.button(t("people_page.add_organisation"), icon=":material/add:", on_click=_choose, args=("new",))
        _table(rows)
    chosen = address.word("organisation")
    with right, st.container(key="beside"):
        if chosen == "new":
            _editor(None)
            return
        row = next((o for o in rows if str(o.id) == chosen), None)
        if row:
            _editor(row)
        else:
            with st.container(border=True, key="card_none"):
                st.html(html.empty(t("people_page.choose_organisation"), t("people_page.choose_note")))


def _choose(which: str) -> None:
    address.change(organisation=which)


def _table(rows: list[Organisation]) -> None:
    where, names = places(office(), now(), *(o.district for o in rows)), {o.id: say(named(o)) for o in rows}
    columns = [
        Column("name", t("people_page.organisation_name"), "two", "44%"),
        Column("parent", t("people_page.parent")),
        Column("place", t("people_page.place"), width="20%"),
        Column("state", t("people_page.state"), "chip", "72px"),
    ]
    shown = [
        {
            "id": str(o.id),
            "name": (o.name, o.name_en),
            "parent": names.get(o.parent_id, "—"),
            "place": say(where[o.district]),
            "state": (t("people_page.active"), "") if o.active else (t("people_page.inactive"), "end"),
        }
        for o in rows
    ]
    pressed = table("organisations", columns, shown, t("people_page.organisations"))
    if pressed.opened:
        _choose(pressed.opened)
        st.rerun()


def _editor(row: Organisation | None) -> None:
    told(TOLD)
    key = f"organisation_{row.id if row else 0}"
    with st.container(border=True, key="card_organisation"), st.form(key, border=False):
        st.html(html.section(row.name if row else t("people_page.add_organisation")))
        described = _fields(row)
        if st.form_submit_button(t("people_page.save") if row else t("people_page.create")):
            _save(row, described)
            st.rerun()


def _fields(row: Organisation | None) -> Described:
    key, where = row.id if row else "new", places(office(), now(), *([row.district] if row else []))
    name = st.text_input(t("people_page.organisation_name"), row.name if row else "", key=f"oname_{key}")
    english = st.text_input(t("people_page.organisation_en"), row.name_en if row else "", key=f"oen_{key}")
    with st.grid(2, min_column_width=150):
        index = list(where).index(row.district) if row else 0
        place = st.selectbox(
            t("people_page.works_for"), list(where), index, format_func=lambda c: say(where[c]), key=f"oplace_{key}"
        )
        parent = organisation_field(t("people_page.parent"), row.parent_id if row else None, f"oparent_{key}")
    active = st.checkbox(t("people_page.in_use"), row.active if row else True, key=f"oactive_{key}")
    return Described(name, place or "", english, parent, active)


def _save(row: Organisation | None, described: Described) -> None:
    if row is not None:
        refusal = change_organisation(office(), actor(), row.id or 0, described, now())
        tell(TOLD, refusal or t("people_page.saved"))
        return
    made = add_organisation(office(), actor(), described)
    if isinstance(made, Refusal):
        tell(TOLD, made)
        return
    address.change(organisation=made)
    tell(TOLD, t("people_page.saved"))
