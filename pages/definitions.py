"""定义: an administrator edits the JSON of a definition, sees findings and a preview, and publishes a version."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape as e
from pathlib import Path

import streamlit as st

from pages.context import actor, now, office, saver, say, t
from pages.parts import address, dates, html
from pages.parts.code import code
from pages.parts.definition_findings import findings_card, here, jump_in, part_words
from pages.parts.definition_look import look
from pages.parts.definition_rehearsals import rehearsals
from pages.parts.definition_tables import tables
from pages.parts.running import running
from pages.parts.table import Column, table
from pages.parts.told import tell, told
from workflows import editing, releasing
from workflows.editing import Opened, Part
from workflows.engine.types import Refusal
from workflows.publishing import Published
from workflows.releasing import Checked

CSS = Path(__file__).parent / "theme" / "definitions.css"
KINDS = ("procedure", "form", "register", "list")
TOLD = "definition"


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
        for kind in KINDS:
            st.html(f'<p class="muted">{e(t(f"def.kind.{kind}"))}</p>')
            for part in (p for p in parts if p.kind == kind):
                _entry(part, here)
        if st.button(t("def.new"), icon=":material/add:", width="stretch", key="new_part"):
            _go("new")


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
            tables(name, checked)
            rehearsals(name, opened.text, checked)
            with st.container(border=True, key="card_preview"):
                look(name, checked, opened.text)
    if part and part.kind == "procedure":
        running(name.partition("/")[2])
    for procedure in part.used_by if part else ():
        _versions(procedure)
    _bar(name, opened, checked)


def _text(name: str, part: Part | None, opened: Opened, checked: Checked) -> None:
    kind, _, key = name.partition("/")
    used = [p for p in part.used_by if p != key] if part else []
    note = t("def.used_by", procedures=used) if used else t("def.unused") if kind != "procedure" and not part else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(html.section(f"{t(f'def.one.{kind}')}　{key}", note), width="stretch")
        st.download_button(
            t("def.download"), opened.text, f"{key}.json", "application/json", icon=":material/download:",
            type="tertiary", on_click="ignore",
        )  # fmt: skip
    marks = {f.finding.line: f.finding.level for f in reversed(here(checked, name))}
    line, turn = jump_in(name)
    box = f"code_{name}"
    code(box, opened.text, t("def.text"), marks, lambda: _keep(name, box), line=line, turn=turn)
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
        st.dialog(t("def.versions"), width="large")(_open_version)(row)


def _open_version(row: editing.VersionRow) -> None:
    """A frozen version: its texts as they were published, to take away or to begin a draft with."""
    st.html(html.section(t("def.version", number=row.number), row.note))
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


def _bar(name: str, opened: Opened, checked: Checked) -> None:
    made = [v for v in checked.publication.versions if v.new]
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", gap="small", key="def_bar"):
        if opened.saved_at:
            st.html(html.muted(t("def.saved", at=dates.clock(opened.saved_at, office().zone))), width="content")
        st.html(f'<p class="{"why bad" if checked.errors else "muted"}">{e(_status(checked))}</p>', width="stretch")
        if opened.saved_at and opened.published is not None:
            st.button(t("def.discard"), type="tertiary", on_click=_discard, args=(name, opened.published))
        st.text_input(
            t("def.publish_note"), key=f"note_{name}", placeholder=t("def.publish_note"), width=260,
            label_visibility="collapsed",
        )  # fmt: skip
        st.button(
            t("def.publish"), type="primary", disabled=bool(checked.errors) or not made, on_click=_publish,
            args=(name,), key="publish",
        )  # fmt: skip


def _status(checked: Checked) -> str:
    if checked.errors:
        return t("def.publish_blocked", errors=checked.errors)
    made = [v for v in checked.publication.versions if v.new]
    if not made:
        return t("def.publish_same")
    along = t("def.publish_along", drafts=[part_words(p) for p in checked.along]) if checked.along else ""
    return t("def.publish_to", versions=_named(made)) + along


def _named(made: Sequence[Published]) -> list[str]:
    return [t("def.procedure_version", procedure=v.procedure, number=v.number) for v in made]


def _discard(name: str, published: str) -> None:
    editing.keep(office(), actor(), name, published, now())


def _publish(name: str) -> None:
    """Publishes the draft as it is kept now, which may be newer than what this page was drawn with."""
    kept = editing.open_part(office(), actor(), name)
    note = st.session_state.get(f"note_{name}", "")
    made = (
        kept if isinstance(kept, Refusal) else releasing.publish_part(office(), actor(), name, kept.text, note, now())
    )
    if isinstance(made, Refusal):
        tell(TOLD, made)
    elif made:
        tell(TOLD, t("def.published", versions=_named([v for v in made.versions if v.new])))
        st.session_state[f"note_{name}"] = ""


page()
