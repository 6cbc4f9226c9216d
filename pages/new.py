"""新建: whatever procedure one may start, for whom, in which campaign, and with what to begin."""

from __future__ import annotations

import streamlit as st

from forms.fields import Option
from forms.values import new_id
from pages.context import actor, lang, now, office, say, t
from pages.parts import address, dates, html
from pages.parts.ask import for_role
from pages.parts.chosen import choosing, chosen
from pages.parts.flow import flow_svg
from pages.parts.go import go
from pages.parts.told import tell, told
from workflows.campaigns import Announced
from workflows.cases.start import start
from workflows.cases.startable import Choice, Prospect, choices, prospect
from workflows.definition import Procedure
from workflows.engine.types import Refusal

KEY, TOLD = "new_key", "new"


def page() -> None:
    st.html(html.head(t("shell.page.new"), note=t("new.note")))
    offered = choices(office(), actor(), now())
    if not offered:
        with st.container(border=True, key="card_none"):
            st.html(html.empty(t("new.none"), t("new.none_note", how=for_role())))
        return
    with st.container(horizontal=True, gap="small"):
        with st.container(width="stretch", gap="small"):
            choice = _choice(offered)
            _form(choice)
        with st.container(width=288, key="rail", gap="small"):
            if any(c.on_behalf for c in offered):
                _mailed()
            _about(choice.procedure)


def _mailed() -> None:
    """The way to taking in many workbooks at once, for those who may fill in for others."""
    with st.container(border=True, key="card_mailed", gap="xsmall"):
        st.html(html.section(t("shell.page.mailed")))
        st.html(html.muted(t("mailed.go_note")))
        if st.button(t("mailed.go"), key="go_mailed", icon=":material/move_to_inbox:", width="stretch"):
            go("mailed")


def _choice(offered: list[Choice]) -> Choice:
    """The procedure named in the address, else the first."""
    wanted = address.word("procedure")
    by_id = {c.procedure.id: c for c in offered}
    if wanted and wanted not in by_id:
        st.html(html.notice(t("new.gone", procedure=wanted), tone="bad"))
    if len(offered) > 1:
        with st.container(border=True, key="card_procedures"):
            st.pills(
                t("new.procedure"), format_func=lambda p: say(by_id[p].procedure.title),
                **choosing("procedure", list(by_id)),
            )  # fmt: skip
    return by_id[chosen("procedure", list(by_id))]


def _form(choice: Choice) -> None:
    procedure = choice.procedure
    with st.container(border=True, key="card_new", gap="small"):
        st.html(html.section(say(procedure.title), say(procedure.about) if procedure.about else ""))
        if procedure.campaign and not choice.campaigns:
            st.html(html.empty(t("new.campaign_none"), t("new.campaign_none_note")))
            return
        with st.grid(2, min_column_width=260, gap="small"):
            campaign = _campaign(choice)
            subject = _subject(choice)
        known = prospect(office(), actor(), procedure.id, subject, _id(campaign), choice.acts_for(subject), now())
        if known is not None:
            begin = _begin(known)
            _notices(choice, campaign, subject)
            _bar(choice, campaign, subject, known, begin)


def _id(campaign: Announced | None) -> int | None:
    return campaign.id if campaign else None


def _campaign(choice: Choice) -> Announced | None:
    if not choice.campaigns:
        return None
    by_id = {c.id: c for c in choice.campaigns}
    if len(by_id) == 1:
        st.html(html.locked(t("new.campaign"), _campaign_words(choice.campaigns[0])))
        return choice.campaigns[0]
    chosen = st.selectbox(
        t("new.campaign"), list(by_id), format_func=lambda c: _campaign_words(by_id[c]),
        key=f"campaign_{choice.procedure.id}",
    )  # fmt: skip
    return by_id.get(chosen, choice.campaigns[0])


def _campaign_words(campaign: Announced) -> str:
    return t("new.campaign_one", title=campaign.title, day=dates.near(campaign.closes, office().today(now()), lang()))


def _subject(choice: Choice) -> str:
    by_code: dict[str, Option] = {o.key: o for o in (*choice.own, *choice.on_behalf)}
    if len(by_code) == 1:
        code, only = next(iter(by_code.items()))
        st.html(html.locked(say(choice.asks), say(only.title)))
        return code
    wanted = address.word("subject")
    at = list(by_code).index(wanted) if wanted in by_code else 0
    return st.selectbox(
        say(choice.asks), list(by_code), index=at, format_func=lambda c: say(by_code[c].title),
        key=f"subject_{choice.procedure.id}",
    )  # fmt: skip


def _begin(known: Prospect) -> int | None:
    """The case to copy from; None for an empty form."""
    if not known.earlier or known.why_not:
        return None
    by_id = {e.id: e for e in known.earlier}

    def words(case: int | None) -> str:
        if case is None:
            return t("new.begin_empty")
        found = by_id[case]
        day = found.filed_on.isoformat() if found.filed_on else ""
        return t("new.begin_copy", title=found.title, number=found.number, day=day)

    with st.container(gap="xxsmall"):
        chosen = st.selectbox(t("new.begin"), [None, *by_id], format_func=words, key="begin", width=640)
        st.html(html.muted(t("new.begin_note")))
    return chosen


def _notices(choice: Choice, campaign: Announced | None, subject: str) -> None:
    today = office().today(now())
    if campaign and campaign.closes < today:
        day = dates.near(campaign.closes, today, lang())
        st.html(html.notice(t("new.late", day=day), t("new.late_note")))
    for option in choice.on_behalf:
        if option.key == subject:
            name = option.title
            st.html(html.notice(t("new.behalf", district=name), t("new.behalf_note", district=name)))


def _bar(choice: Choice, campaign: Announced | None, subject: str, known: Prospect, begin: int | None) -> None:
    """The one button; greyed with its reason, with a way to the case that stands against it."""
    told(TOLD)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        pressed = st.button(t("new.start"), type="primary", disabled=known.why_not is not None, key="start")
        if known.open_case is not None and st.button(t("new.open_go"), key="open_case"):
            go("case", case=known.open_case)
        if known.why_not:
            st.html(html.why_not(say(known.why_not.message)))
    if pressed:
        _start(choice, campaign, subject, begin)


def _start(choice: Choice, campaign: Announced | None, subject: str, begin: int | None) -> None:
    """Opens the case once, however often the button was pressed, and goes to its form."""
    key = f"{KEY}/{choice.procedure.id}/{subject}/{_id(campaign)}/{begin}"
    done = start(
        office(), actor(), choice.procedure.id, subject=subject, campaign=_id(campaign),
        on_behalf=choice.acts_for(subject), copy_from=begin, key=st.session_state.setdefault(key, new_id()), now=now(),
    )  # fmt: skip
    if isinstance(done, Refusal):
        tell(TOLD, done)
        st.rerun()
    st.session_state.pop(key)
    go("form", case=done)


def _about(procedure: Procedure) -> None:
    """The way it goes, and the rules it stands on."""
    with st.container(border=True, key="card_way"):
        st.html(html.section(t("new.way")))
        states = [s.title for s in procedure.states.values()]
        st.image(flow_svg(procedure, "", (), lang()), width="stretch", alt=t("new.way_alt", states=states))
    sources = [s for s in procedure.sources.values() if not s.practice]
    if sources:
        with st.container(border=True, key="card_basis"):
            st.html(html.section(t("new.basis")))
            st.html(html.lines((say(s.title), s.number or "") for s in sources))


page()
