"""事项包: a procedure leaves as one signed file, and one that came is looked at before anything is taken from it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from data.files import HASH
from pages.context import actor, now, office, say, t
from pages.parts import address, html
from pages.parts.frame import crumbs
from pages.parts.pack_cases import draw_cases
from pages.parts.pack_look import draw_changes, draw_findings, draw_what
from pages.parts.pack_signer import draw_trust, draw_unknown
from pages.parts.pack_trial import draw_trial, outcome
from pages.parts.told import tell, told
from workflows import editing, packs
from workflows.engine.types import Refusal
from workflows.packs import Look

THEME = Path(__file__).parent / "theme"
TOLD = "packs"


def page() -> None:
    st.html(THEME / "definitions.css")
    crumbs(t("shell.page.definitions"), t("shell.page.packs"))
    st.html(html.head(t("shell.page.packs"), note=t("packs.note")))
    told(TOLD)
    with st.container(horizontal=True, gap="small"):
        with st.container(width="stretch", gap="small", key="pack_main"):
            _import()
        with st.container(width=340, gap="small", key="pack_side"):
            _export()
            draw_trust()


def _export() -> None:
    with st.container(border=True, key="card_pack_export", gap="xsmall"):
        st.html(html.section(t("packs.export"), t("packs.export_note")))
        for part in editing.parts(office(), actor()):
            if part.kind != "procedure" or not part.used_by:
                continue
            key = part.name.partition("/")[2]
            with st.container(key=f"pick_off_{key}"):
                st.download_button(
                    say(part.title), partial(_made, key), f"{key}{packs.SUFFIX}", "application/zip", type="tertiary",
                    icon=":material/package_2:", on_click="ignore", key=f"export_{key}", width="stretch",
                )  # fmt: skip


def _made(procedure: str) -> bytes:
    made = packs.packed(office(), actor(), procedure, now())
    if isinstance(made, Refusal):
        raise ValueError(say(made.message))
    return made


def _import() -> None:
    with st.container(border=True, key="card_pack_file", gap="small"):
        st.html(html.section(t("packs.import"), t("packs.import_note")))
        turn = st.session_state.get("pack_turn", 0)
        box = f"pack_file_{turn}"
        st.file_uploader(
            t("packs.file"), type=["zip"], key=box, max_upload_size=packs.LARGEST // 1024 // 1024,
            on_change=partial(_given, box),
        )  # fmt: skip
    pack = _pack(address.word("pack"))
    if pack is not None:
        _looked_at(packs.look(office(), pack, now()))


def _given(box: str) -> None:
    """A file that is a package is kept, so that a reload finds it; anything else leaves nothing behind but a word."""
    given = st.session_state.get(box)
    if given is None:
        return
    st.session_state["pack_turn"] = st.session_state.get("pack_turn", 0) + 1
    try:
        packs.opened(given.getvalue())
    except packs.PackRefused as refused:
        address.change("pack")
        tell(TOLD, Refusal(refused.message, guard="pack"))
        return
    address.change(pack=office().files.put(given.getvalue()))


def _pack(key: str) -> packs.Pack | None:
    """The package of the address; None where there is none (any more)."""
    if not HASH.fullmatch(key) or not office().files.has(key):
        return None
    try:
        return packs.opened(office().files.get(key))
    except (packs.PackRefused, OSError):
        return None


def _looked_at(look: Look) -> None:
    draw_what(look)
    if look.signer is None:
        draw_unknown(look.pack)
    draw_changes(look)
    draw_findings(look)
    draw_cases(look)
    if look.signer is not None and not look.errors and not look.same:
        draw_trial(look.pack, address.word("pack"))
    _bar(look)


def _bar(look: Look) -> None:
    """What may be done with it, where it never moves."""
    ready = outcome(look.pack)
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", gap="small", key="def_bar"):
        st.html(f'<p class="muted">{html.e(_status(look, ready is not None))}</p>', width="stretch")
        if look.parameters:
            st.checkbox(t("packs.with_parameters"), key="pack_parameters")
        st.button(
            t("packs.as_drafts"), key="pack_drafts", disabled=look.signer is None or look.same, on_click=_drafts,
            args=(look,),
        )  # fmt: skip
        st.text_input(
            t("def.publish_note"), key="pack_note", placeholder=t("def.publish_note"), width=260,
            label_visibility="collapsed",
        )  # fmt: skip
        blocked = look.signer is None or look.same or bool(look.errors) or ready is None or bool(ready["differs"])
        st.button(
            t("packs.publish"), type="primary", key="pack_publish", disabled=blocked, on_click=_publish, args=(look,)
        )


def _status(look: Look, tried: bool) -> str:
    if look.signer is None:
        return t("packs.status_unknown")
    if look.same:
        return t("packs.status_same")
    if look.errors:
        return t("packs.status_errors", count=look.errors)
    made = [t("def.procedure_version", procedure=v.procedure, number=v.number) for v in look.publication.versions]
    return t("packs.status_ready", versions=made) if tried else t("packs.status_untried")


def _drafts(look: Look) -> None:
    done = packs.as_drafts(office(), actor(), look, now())
    tell(TOLD, done if isinstance(done, Refusal) else t("packs.drafted", count=len(done)))


def _publish(look: Look) -> None:
    given = bool(st.session_state.get("pack_parameters"))
    note = st.session_state.get("pack_note", "")
    made = packs.take(office(), actor(), look, outcome(look.pack), note, now(), with_parameters=given)
    if isinstance(made, Refusal):
        tell(TOLD, made)
    elif made:
        versions = [t("def.procedure_version", procedure=v.procedure, number=v.number) for v in made.versions if v.new]
        tell(TOLD, t("packs.published", versions=versions) if versions else t("packs.taken"))
        st.session_state["pack_note"] = ""
        address.change("pack")


page()
