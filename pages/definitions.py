"""定义: an administrator edits the JSON of a definition, sees findings and a preview, and publishes a version."""

from __future__ import annotations

from html import escape as e
from pathlib import Path

import streamlit as st

from pages.context import actor, now, office, saver, say, t
from pages.menu import page as page_file
from pages.parts import address, dates, definition_paper, html
from pages.parts.because_card import draw_of_draft
from pages.parts.code import code
from pages.parts.copy_card import copy_card
from pages.parts.definition_bar import TOLD, draw_bar
from pages.parts.definition_changes import changes_card, compare_versions
from pages.parts.definition_findings import findings_card, here, jump_in
from pages.parts.definition_look import look
from pages.parts.definition_rehearsals import rehearsals
from pages.parts.definition_tables import tables
from pages.parts.go import go
from pages.parts.running import running
from pages.parts.table import Column, table
from pages.parts.told import tell, told
from workflows import editing, releasing
from workflows.editing import Opened, Part
from workflows.engine.types import Refusal
from workflows.releasing import Checked

CSS = Path(__file__).parent / "theme" / "definitions.css"
KINDS = ("procedure", "form", "section", "register", "list", "statistics", "board", "paper", "policy")


def page() -> None:
    st.html(CSS)
    st.html(html.head(t("shell.page.definitions"), note=t("def.note")))
    parts = editing.parts(office(), actor())
    name = address.word("part") or (parts[0].name if parts else "")
    with st.container(horizontal=True, gap="small"):
        with st.container(width=248, key="rail_parts"):
            _list(parts, name)
        with st.container(width="stretch", gap="small"):
            _new() if name == "new" or not name else _part(name, next((p for p in parts if p.name == name), None))


def _list(parts: list[Part], here: str) -> None:
    with st.container(border=True, key="card_parts", gap="xsmall"):
        if st.button(
            t("from_table.open"), icon=":material/table_view:", width="stretch", key="new_from_table", type="primary"
        ):
            go("from_table")
        if st.button(t("def.new"), icon=":material/add:", width="stretch", key="new_part"):
            _go("new")
        st.page_link(page_file("design"), label=t("design.new_form"), icon=":material/design_services:")
        st.page_link(page_file("flow"), label=t("flow.new_procedure"), icon=":material/account_tree:")
        st.page_link(page_file("list_edit"), label=t("list.new_button"), icon=":material/list_alt:")
        st.page_link(page_file("decision_edit"), label=t("decide.new_button"), icon=":material/table_rows:")
        st.page_link(page_file("table_edit"), label=t("table.new_button"), icon=":material/table_chart:")
        st.page_link(page_file("panels"), label=t("shell.page.panels"), icon=":material/tune:")
        st.page_link(page_file("policies"), label=t("shell.page.policies"), icon=":material/gavel:")
        st.page_link(page_file("packs"), label=t("shell.page.packs"), icon=":material/package_2:")
        for kind in KINDS:
            st.html(f'<p class="muted">{e(t(f"def.kind.{kind}"))}</p>')
            for part in (p for p in parts if p.kind == kind):
                _entry(part, here)


def _entry(part: Part, here: str) -> None:
    key = part.name.partition("/")[2]
    badge = f" :gray-badge[{t('def.drafted')}]" if part.drafted_at else ""
    label = f"{say(part.title)}{badge}  \n:gray[:small[{key}]]"
    lit = "on" if part.name == here else "off"
    with st.container(key=f"pick_{lit}_{part.kind}_{key}"):
        if st.button(label, type="tertiary", width="stretch", key=f"part_{part.name}"):
            _go(part.name)


def _go(name: str) -> None:
    address.change(part=name)
    st.rerun()


def _new() -> None:
    with st.container(border=True, key="card_new"):
        st.html(html.section(t("def.new_title"), t("def.new_note")))
        given = st.file_uploader(t("def.upload"), type=["json"], key="new_file", max_upload_size=2)
        pasted = st.text_area(t("def.new_label"), height=320, key="new_text")
        text = _decoded(given.getvalue()) if given else pasted
        if text is None:
            st.html(html.notice(t("def.upload_encoding"), tone="bad"))
        if st.button(t("def.new_open"), type="primary", disabled=not text) and text:
            _open_new(text)


def _open_new(text: str) -> None:
    name = editing.named(text)
    if name is None:
        st.html(html.notice(t("def.new_unknown"), tone="bad"))
        return
    refusal = editing.keep(office(), actor(), name, text, now())
    if refusal:
        st.html(html.notice(say(refusal.message), tone="bad"))
        return
    _go(name)


def _decoded(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _part(name: str, part: Part | None) -> None:
    opened = editing.open_part(office(), actor(), name)
    if isinstance(opened, Refusal):
        st.html(html.notice(say(opened.message), tone="bad"))
        return
    checked = releasing.check(office(), actor(), name, opened.text, now())
    told(TOLD)
    with st.container(horizontal=True, gap="small", key="panes"):
        with st.container(border=True, key="pane_text", width="stretch"):
            _text(name, part, opened, checked)
        with st.container(key="pane_side", width="stretch", gap="small"):
            findings_card(checked, name)
            changes_card(name, opened)
            tables(name, checked)
            rehearsals(name, opened.text, checked)
            copy_card(name, checked)
            with st.container(border=True, key="card_preview"):
                look(name, checked, opened.text)
    if name.startswith("procedure/") and checked.bundle is not None and not checked.bundle.of_organisations:
        with st.container(border=True, key="card_why", gap="small"):
            st.html(html.section(t("why.title"), t("why.note")))
            draw_of_draft(checked.bundle, f"why_{name}")
    if part and part.kind == "procedure":
        running(name.partition("/")[2])
    for procedure in part.used_by if part else ():
        _versions(procedure)
    draw_bar(name, opened, checked)


def _text(name: str, part: Part | None, opened: Opened, checked: Checked) -> None:
    kind, _, key = name.partition("/")
    used = [p for p in part.used_by if p != key] if part else []
    note = t("def.used_by", procedures=used) if used else t("def.unused") if kind != "procedure" and not part else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(html.section(f"{t(f'def.one.{kind}')}　{key}", note), width="stretch")
        if kind in ("form", "section"):
            st.page_link(
                page_file("design"), label=t("design.open"), icon=":material/design_services:",
                query_params={"part": name},
            )  # fmt: skip
        if kind == "procedure":
            st.page_link(
                page_file("flow"), label=t("flow.open"), icon=":material/account_tree:", query_params={"part": name}
            )
        if kind == "list":
            st.page_link(
                page_file("list_edit"), label=t("list.open"), icon=":material/list_alt:", query_params={"part": name}
            )
        if kind == "procedure" and part and part.used_by:
            st.page_link(
                page_file("moving"), label=t("def.to_moving"), icon=":material/move_down:",
                query_params={"procedure": key},
            )  # fmt: skip
        if kind in ("register", "procedure"):
            st.page_link(
                page_file("panels"), label=t("panels.open" if kind == "register" else "panels.open_open"),
                icon=":material/tune:", query_params={"part": name},
            )  # fmt: skip
        if kind == "policy":
            st.page_link(
                page_file("policies"), label=t("policy.to_page"), icon=":material/gavel:", query_params={"part": name}
            )
        if kind == "statistics":
            st.page_link(
                page_file("table_edit"), label=t("design.open"), icon=":material/table_chart:",
                query_params={"table": key},
            )  # fmt: skip
        if kind != definition_paper.KIND:
            st.download_button(
                t("def.download"), opened.text, f"{key}.json", "application/json", icon=":material/download:",
                type="tertiary", on_click="ignore",
            )  # fmt: skip
    if kind == definition_paper.KIND:
        definition_paper.draw_template(name, opened.text)
        return
    marks = {f.finding.line: f.finding.level for f in reversed(here(checked, name))}
    line, turn = jump_in(name)
    box = f"code_{name}"
    code(box, opened.text, t("def.text"), marks, lambda: _keep(name, box), line=line, turn=turn,
         schema=f"schemas/{kind}")  # fmt: skip
    st.html(html.muted(t("def.text_note")))


def _keep(name: str, box: str) -> None:
    refusal = editing.keep(office(), saver(), name, st.session_state[box]["text"], now())
    if refusal:
        tell(TOLD, refusal)


def _versions(procedure: str) -> None:
    rows = editing.versions(office(), actor(), procedure)
    with st.container(border=True, key=f"card_versions_{procedure}"):
        st.html(html.section(f"{t('def.versions')}　{procedure}", t("def.versions_note")))
        columns = [
            Column("version", t("def.col_version"), "two", "22%"),
            Column("by", t("def.col_by"), "text", "18%"),
            Column("note", t("def.col_note"), "text"),
            Column("open", t("def.col_open"), "num", "90px"),
        ]
        pressed = table(f"versions_{procedure}", columns, [_version(v) for v in rows], t("def.versions"))
    if row := next((v for v in rows if str(v.version_id) == pressed.opened), None):
        st.dialog(t("def.versions"), width="large")(_open_version)(row, rows)


def _open_version(row: editing.VersionRow, rows: list[editing.VersionRow]) -> None:
    """A frozen version: what it changed, and its texts, to take away or to begin a draft with."""
    st.html(html.section(t("def.version", number=row.number), row.note))
    compare_versions(row, rows)
    for name, text in editing.version_texts(office(), actor(), row.version_id).items():
        kind, _, key = name.partition("/")
        with st.container(horizontal=True, vertical_alignment="center", key=f"version_{kind}_{key}"):
            st.html(f"<p>{e(t(f'def.one.{kind}'))}　{e(key)}</p>", width="stretch")
            st.download_button(
                t("def.download"), text, f"{key or kind}.json", "application/json", icon=":material/download:",
                type="tertiary", on_click="ignore", key=f"take_{kind}_{key}",
            )  # fmt: skip
            st.button(t("def.redraft"), key=f"redraft_{kind}_{key}", on_click=_redraft, args=(text,))


def _redraft(text: str) -> None:
    name = editing.named(text)
    if name is not None:
        editing.keep(office(), actor(), name, text, now())
        address.change(part=name)


def _version(row: editing.VersionRow) -> dict[str, object]:
    at = dates.moment(row.published_at, office().zone, office().today(now()))
    by = row.by or t("def.shipped")
    return {
        "id": str(row.version_id), "version": (t("def.version", number=row.number), at), "by": by, "note": row.note,
        "open": f"{row.open_cases:,}",
    }  # fmt: skip


page()
