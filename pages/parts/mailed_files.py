"""The files of a batch before it is taken in: what was found out of each, and where somebody decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from functools import partial
from html import escape as e
from typing import Any

import streamlit as st

from forms.fields import Option
from forms.text import Text
from pages.context import actor, now, office, say, t
from pages.parts import html
from workflows.cases.startable import choices
from workflows.mailed.about import Chosen, Sorted

TONES: Mapping[str, html.Tone] = {"new": "", "update": "", "ask": "idle", "refused": "end", "skip": "end"}


def draw_sorted(found: Sequence[Sorted]) -> None:
    """The list: file, district and campaign, rows, what would be done and what stands against it."""
    count = Counter(s.does for s in found)
    words = t(
        "mailed.count", files=len(found), new=count["new"], update=count["update"], ask=count["ask"],
        refused=count["refused"] + count["skip"],
    )  # fmt: skip
    st.html(html.section(t("mailed.list"), words))
    st.html(listed([_row(s, _districts()) for s in found], t("mailed.what")))


def listed(rows: Sequence[tuple[str, str, str, str, str]], what: str) -> str:
    """A table of files: name, district and campaign, rows, places to mend, what is done (HTML cells)."""
    titles = (t("mailed.file"), t("mailed.about"), t("mailed.rows"), t("mailed.mend"), what)
    head = "".join(f"<th>{e(title)}</th>" for title in titles)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="files"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _row(one: Sorted, districts: Mapping[str, Option]) -> tuple[str, str, str, str, str]:
    wrong = str(one.wrong) if one.takes else ""
    return f"<b>{e(one.name)}</b>", _about(one, districts), str(one.rows or ""), wrong, _does(one)


def _about(one: Sorted, districts: Mapping[str, Option]) -> str:
    asked = "、".join(say(districts[c].title) for c in one.asked if c in districts)
    name = say(districts[one.district].title) if one.district in districts else asked or t("mailed.unknown")
    told = t(f"mailed.told_{one.told}") if one.told else ""
    small = "　".join(w for w in (told, say(one.campaign_title) if one.campaign_title else "") if w)
    return f"{e(name)}<small>{e(small)}</small>"


def _does(one: Sorted) -> str:
    chip = html.chip(t(f"mailed.does_{one.does}", changes=one.changes), TONES[one.does])
    why = say(one.why) if one.why else ""
    notes = "；".join(say(n) for n in one.notes) if one.takes else ""
    return f"{chip}<small>{e(why or notes)}</small>"


def _districts() -> Mapping[str, Option]:
    with office().db.read() as session:
        return office().district_names(session)


def draw_decide(found: Sequence[Sorted], chosen: MutableMapping[str, Chosen]) -> None:
    """Where somebody says which procedure, district and campaign a file is of, or leaves it out."""
    st.html(html.section(t("mailed.decide"), t("mailed.decide_note")))
    by_hash = {s.hash: s for s in found}
    first = next((n for n, s in enumerate(by_hash.values()) if s.does == "ask"), 0)
    if st.session_state.get("mailed_which") not in by_hash:
        st.session_state["mailed_which"] = list(by_hash)[first]
    with st.grid(4, min_column_width=200, gap="small"):
        which = st.selectbox(
            t("mailed.which"), list(by_hash), format_func=lambda h: by_hash[h].name, key="mailed_which"
        )
        _choose(by_hash[which], chosen)


def _choose(one: Sorted, chosen: MutableMapping[str, Chosen]) -> None:
    now_chosen = chosen.get(one.hash, Chosen())
    offered = [c for c in choices(office(), actor(), now()) if c.on_behalf]
    by_id = {c.procedure.id: c for c in offered}
    if len(by_id) > 1:
        titles = {p: c.procedure.title for p, c in by_id.items()}
        _select("procedure", one, chosen, titles, now_chosen.procedure)
    choice = by_id.get(now_chosen.procedure or one.procedure or "") or next(iter(by_id.values()))
    _select("district", one, chosen, {o.key: o.title for o in choice.on_behalf}, now_chosen.district)
    if len(choice.campaigns) > 1:
        _select("campaign", one, chosen, {c.id: c.title for c in choice.campaigns}, now_chosen.campaign)
    key = f"mailed_leave_{one.hash}"
    st.session_state[key] = now_chosen.leave
    st.checkbox(t("mailed.leave"), key=key, on_change=partial(_leave, one, chosen, key))


def _select(
    name: str, one: Sorted, chosen: MutableMapping[str, Chosen], titles: Mapping[Any, Text], wanted: Any
) -> None:
    key = f"mailed_{name}_{one.hash}"
    st.session_state[key] = wanted if wanted in titles else ""
    st.selectbox(
        t(f"mailed.{name}"), ["", *titles],
        format_func=lambda k: say(titles[k]) if k else t("mailed.as_found"), key=key,
        on_change=partial(_set, one, chosen, name, key),
    )  # fmt: skip


def _set(one: Sorted, chosen: MutableMapping[str, Chosen], name: str, key: str) -> None:
    chosen[one.hash] = replace(chosen.get(one.hash, Chosen()), **{name: st.session_state[key] or None})




def _leave(one: Sorted, chosen: MutableMapping[str, Chosen], key: str) -> None:
    chosen[one.hash] = replace(chosen.get(one.hash, Chosen()), leave=bool(st.session_state[key]))
