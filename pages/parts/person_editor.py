"""One person: account, roles with place and time, the link that sets a password."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.tables import Organisation, Person
from pages.context import actor, lang, now, office, say, t
from pages.parts import address, html
from pages.parts.delegations import draw_delegations
from pages.parts.host import host
from pages.parts.leaver import draw_leaver
from pages.parts.told import tell, told
from workflows.engine.types import Refusal
from workflows.people import grants
from workflows.people.accounts import Profile, add_person, change_person
from workflows.people.links import password_link
from workflows.people.listing import Held, Listed, named, organisations, places, role_choices

TOLD = "people"


def person_cards(listed: Listed) -> None:
    """Account and roles of somebody."""
    told(TOLD)
    _account(listed.person)
    _roles(listed)
    _give(listed.person)
    if listed.person.id != actor().id:
        draw_delegations(listed.person.id)
        draw_leaver(listed.person)


def new_person() -> None:
    """An empty account."""
    told(TOLD)
    with st.container(border=True, key="card_person"), st.form("new_person", border=False):
        st.html(html.section(t("people_page.new"), t("people_page.new_note")))
        profile = _fields(None)
        if st.form_submit_button(t("people_page.create"), type="primary"):
            made = add_person(office(), actor(), profile, now())
            if isinstance(made, int):
                address.change(person=made)
                tell(TOLD, t("people_page.made", name=profile.name), t("people_page.made_note"))
            else:
                tell(TOLD, made)
            st.rerun()


def _account(person: Person) -> None:
    with st.container(border=True, key="card_person"):
        with st.form(f"person_{person.id}", border=False):
            st.html(html.section(person.name, t("people_page.account")))
            profile = _fields(person)
            if st.form_submit_button(t("people_page.save")):
                tell(TOLD, change_person(office(), actor(), person.id or 0, profile, now()) or t("people_page.saved"))
                st.rerun()
        if st.button(t("people_page.link"), icon=":material/link:", type="tertiary", key=f"link_{person.id}"):
            _show_link(person)


def _show_link(person: Person) -> None:
    link = password_link(office(), actor(), person.id or 0, now())
    if isinstance(link, Refusal):
        st.html(html.notice(say(link.message), "", "bad"))
        return
    st.html(html.muted(t("people_page.link_note", name=person.name)))
    st.code(f"{host()}/set-password?token={link}", language=None, wrap_lines=True)


def _fields(person: Person | None) -> Profile:
    key = person.id if person else "new"
    with st.grid(2, min_column_width=150):
        name = st.text_input(t("people_page.name"), person.name if person else "", key=f"name_{key}")
        login = st.text_input(t("people_page.login"), person.login if person else "", key=f"login_{key}")
        of = person.organisation_id if person else None
        place = organisation_field(t("people_page.organisation"), of, f"organisation_{key}")
        subject = st.text_input(
            t("people_page.subject"), (person.subject or "") if person else "", key=f"subject_{key}",
            placeholder=t("people_page.subject_hint"),
        )  # fmt: skip
        email = st.text_input(t("people_page.email"), person.email if person else "", key=f"email_{key}")
    active = st.checkbox(t("people_page.may_sign_in"), person.active if person else True, key=f"active_{key}")
    return Profile(login, name, place or 0, subject, person.language if person else lang(), active, email)


def organisation_field(label: str, chosen: int | None, key: str) -> int | None:
    """Chooses an organisation in use, or the one that stands there already."""
    rows = [o for o in organisations(office(), actor()) if o.active or o.id == chosen]
    by_id: dict[int, Organisation] = {o.id or 0: o for o in rows}
    index = list(by_id).index(chosen) if chosen in by_id else None
    return st.selectbox(
        label, list(by_id), index, format_func=lambda i: say(named(by_id[i])), key=key,
        placeholder=t("people_page.pick"),
    )  # fmt: skip


def _roles(listed: Listed) -> None:
    with st.container(border=True, key="card_roles", gap="xsmall"):
        st.html(html.section(t("people_page.roles"), t("people_page.roles_note")))
        if not listed.grants:
            st.html(html.muted(t("people_page.no_roles")))
        for held in listed.grants:
            _role(held)


def _role(held: Held) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(html.lines([(say(held.role), held.words(lang()))]), width="stretch")
        if held.ended(office().today(now())):
            st.html(html.chip(t("people_page.ended"), "end"), width="content")
            return
        if not held.now:
            st.html(html.chip(t("people_page.later"), "idle"), width="content")
        st.button(t("people_page.take_back"), key=f"end_{held.grant.id}", on_click=_end, args=(held.grant.id or 0,))


def _end(grant_id: int) -> None:
    tell(TOLD, grants.end(office(), actor(), grant_id, now()) or t("people_page.taken"))


def _give(person: Person) -> None:
    today = office().today(now())
    with st.container(border=True, key="card_give"), st.form(f"give_{person.id}", border=False):
        st.html(html.section(t("people_page.give"), t("people_page.give_note")))
        with st.grid(2, min_column_width=150):
            choices = role_choices(office(), now())
            role = st.selectbox(
                t("people_page.role"), list(choices), None, format_func=lambda r: say(choices[r]),
                placeholder=t("people_page.pick"),
            )  # fmt: skip
            where = places(office(), now())
            own = next((o.district for o in organisations(office(), actor()) if o.id == person.organisation_id), "")
            place = st.selectbox(
                t("people_page.place"), list(where), list(where).index(own) if own in where else 0,
                format_func=lambda c: say(where[c]),
            )  # fmt: skip
            organisation = organisation_field(t("people_page.for"), person.organisation_id, f"for_{person.id}")
            since = st.date_input(t("people_page.since"), today, format="YYYY-MM-DD")
            until = st.date_input(t("people_page.until"), None, format="YYYY-MM-DD")
        if st.form_submit_button(t("people_page.give")):
            _given(person, role, organisation, place, since, until)
            st.rerun()


def _given(
    person: Person, role: str | None, organisation: int | None, place: str | None, since: date, until: date | None
) -> None:
    wanted = grants.Wanted(role or "", organisation or 0, place or "", since, until)
    made = grants.give(office(), actor(), person.id or 0, wanted, now())
    tell(TOLD, made if isinstance(made, Refusal) else t("people_page.given"))
