"""Managing one's views in a dialog: names, order, what stands on the desk, with whom they are shared."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from forms.text import Text
from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.told import tell, told
from pages.widgets import plain
from workflows.cases.filters import filters
from workflows.engine.types import Refusal
from workflows.views import service
from workflows.views.model import CASES, LONGEST, Seen
from workflows.views.sharing import in_words, shareable

MANAGED = "views_managed"
CARD = "views_dialog"


def draw_managed(kind: str, mine: list[Seen]) -> None:
    """The dialog, while it is open."""
    st.dialog(t("views.manage"), width="large", on_dismiss=_close)(partial(_body, kind))(mine)


def _close() -> None:
    st.session_state.pop(MANAGED, None)


def _body(kind: str, mine: list[Seen]) -> None:
    told(CARD)
    own = [s for s in service.views(office(), actor(), kind) if not s.fixed]
    if not own:
        st.html(html.empty(t("views.none"), t("views.none_note")))
    for n, each in enumerate(own):
        with st.container(border=True, key=f"card_view_{each.id}", gap="small"):
            _line(own, n, each)
            if each.mine:
                _sharing(kind, each)
    fixed = [s for s in mine if s.fixed]
    if fixed:
        st.html(html.muted(t("views.fixed_copy")))
        with st.container(horizontal=True, gap="small"):
            for each in fixed:
                st.button(
                    t("views.copy_of", title=say(each.view.title)), key=f"view_copy_{each.id}", on_click=_copy,
                    args=(each,),
                )  # fmt: skip


def _line(own: list[Seen], n: int, each: Seen) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if each.mine:
            st.session_state[f"view_title_{each.id}"] = say(each.view.title)
            st.text_input(
                t("views.name"), key=f"view_title_{each.id}", max_chars=LONGEST, width="stretch", on_change=_rename,
                args=(each,),
            )  # fmt: skip
        else:
            owner = t("views.of", name=each.owner)
            st.html(html.section(say(each.view.title), owner), width="stretch")
        st.session_state[f"view_desk_{each.id}"] = each.desk
        st.checkbox(t("views.desk"), key=f"view_desk_{each.id}", on_change=_desk, args=(own, each))
        for way, icon, there in ((-1, "arrow_upward", n > 0), (1, "arrow_downward", n < len(own) - 1)):
            st.button(
                "", icon=f":material/{icon}:", key=f"view_move_{each.id}_{way}", type="tertiary", disabled=not there,
                help=t("views.up" if way < 0 else "views.down"), on_click=_move, args=(own, n, n + way),
            )  # fmt: skip
        st.button(t("views.copy"), key=f"view_copy_{each.id}", type="tertiary", on_click=_copy, args=(each,))
        if each.mine:
            st.button(t("views.drop"), key=f"view_drop_{each.id}", type="tertiary", on_click=_drop, args=(each,))


def _sharing(kind: str, each: Seen) -> None:
    """With whom it is shared; and which actions on many cases it offers."""
    offered = shareable(office(), actor()) | in_words(office(), each.targets)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.session_state[f"view_share_{each.id}"] = list(each.targets)
        st.multiselect(
            t("views.share"), list(offered), format_func=lambda k: say(offered[k]), key=f"view_share_{each.id}",
            placeholder=t("views.share_nobody"), on_change=_share, args=(each,), help=t("views.share_how"),
        )  # fmt: skip
        actions = _actions(each) if kind == CASES else {}
        if actions:
            st.session_state[f"view_bulk_{each.id}"] = [b for b in each.view.bulk or actions if b in actions]
            st.multiselect(
                t("views.bulk"), list(actions), format_func=actions.__getitem__, key=f"view_bulk_{each.id}",
                placeholder=t("views.bulk_none"), on_change=_bulk, args=(each, tuple(actions)),
            )  # fmt: skip


def _actions(each: Seen) -> dict[str, str]:
    """The transitions for many cases at once, of the procedure that the view is about, or of all."""
    known = filters(office(), actor(), now()).procedures
    asked = each.view.params.get("procedure", "")
    procedures = [p for k, p in known.items() if asked in ("", k)]
    return {k: plain(say(tr.title)) for p in procedures for k, tr in p.transitions.items() if tr.bulk}


def _rename(each: Seen) -> None:
    title = Text(zh=str(st.session_state[f"view_title_{each.id}"]))
    _said(service.keep(office(), actor(), replace(each.view, title=title), now(), each.id))


def _bulk(each: Seen, every: tuple[str, ...]) -> None:
    chosen = tuple(st.session_state[f"view_bulk_{each.id}"])
    bulk = None if set(chosen) == set(every) else chosen
    _said(service.keep(office(), actor(), replace(each.view, bulk=bulk), now(), each.id))


def _share(each: Seen) -> None:
    _said(service.share(office(), actor(), each.id, st.session_state[f"view_share_{each.id}"]))


def _desk(own: list[Seen], each: Seen) -> None:
    there = [s.id for s in own if s.desk]
    desk = [*there, each.id] if st.session_state[f"view_desk_{each.id}"] else [i for i in there if i != each.id]
    service.arrange(office(), actor(), [s.id for s in own], desk)


def _move(own: list[Seen], start: int, end: int) -> None:
    ids = [s.id for s in own]
    ids[start], ids[end] = ids[end], ids[start]
    service.arrange(office(), actor(), ids, [s.id for s in own if s.desk])


def _copy(each: Seen) -> None:
    title = t("views.copy_title", title=say(each.view.title))[:LONGEST]
    _said(service.keep(office(), actor(), replace(each.view, title=Text(zh=title)), now()))


def _drop(each: Seen) -> None:
    _said(service.drop(office(), actor(), each.id))


def _said(outcome: object) -> None:
    if isinstance(outcome, Refusal):
        tell(CARD, outcome)
