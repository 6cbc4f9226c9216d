"""The revisions of an entry: from when until when, by which case, and what each changed, in words."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape as e

import streamlit as st

from pages.context import say, t
from pages.parts import address, html
from pages.parts.go import go
from workflows.registers.entry import EntryView
from workflows.registers.revisions import Revision, TableChange


def draw_revisions(found: EntryView) -> None:
    """A card; nothing for an entry that never changed."""
    if len(found.revisions) < 2:
        return
    with st.container(border=True, key="card_revisions", gap="small"):
        st.html(html.section(t("revisions.title"), t("revisions.note", count=len(found.revisions))))
        for each in found.revisions:
            _one(found, each)


def _one(found: EntryView, each: Revision) -> None:
    until = each.until.isoformat() if each.until else t("revisions.now")
    words = t("revisions.span", number=each.number, since=each.since.isoformat(), until=until)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"ruled_revision_{each.id}"):
        st.html(html.part(words, _why(each)), width="stretch")
        if each.by is not None and st.button(
            say(each.by.called), type="tertiary", icon=":material/description:", key=f"revision_case_{each.id}"
        ):
            go("case", case=each.by.id)
        if each.lasted and each.id != found.id:
            st.button(
                t("revisions.look"), type="tertiary", key=f"revision_look_{each.id}", on_click=address.change,
                kwargs={"on": each.since},
            )  # fmt: skip
    st.html(_changes(each))


def _why(each: Revision) -> str:
    marks = [each.reason, "" if each.lasted else t("revisions.never"), t("revisions.imported") if each.imported else ""]
    hidden = each.by is None and not each.imported
    return "　".join(m for m in [*marks, t("revisions.hidden") if hidden else ""] if m)


def _changes(each: Revision) -> str:
    """What the revision changed: fields before and after, rows by name."""
    if each.number == 1:
        return html.muted(t("revisions.first"))
    rows = [(say(f.title), say(f.before) or "—", say(f.after) or "—") for f in each.fields]
    below = "".join(f"<p>{e(words)}</p>" for change in each.tables for words in _rows(change))
    fields = html.diff(rows) if rows else ""
    return fields + below or html.muted(t("revisions.nothing"))


def _rows(change: TableChange) -> Iterator[str]:
    yield t("revisions.rows", table=change.title, added=change.added, deleted=change.deleted, changed=change.changed)
    for row in change.rows:
        said = "，".join(f"{say(f.title)} {say(f.before) or '—'} → {say(f.after) or '—'}" for f in row.fields)
        yield "　".join(filter(None, (t(f"revisions.{row.kind}", name=row.name), said)))
