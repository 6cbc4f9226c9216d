"""What is different, in words: a draft from what is published, and one version from another."""

from __future__ import annotations

from html import escape as e

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import address, html
from pages.parts.told import tell
from workflows import editing
from workflows.differences import Cell, Differences
from workflows.differences import service as comparing
from workflows.editing import Opened
from workflows.engine.types import Refusal

TOLD = "definition"
RIGHTS = 60
"""Cells of the matrix that are shown at once."""


def changes_card(name: str, opened: Opened) -> None:
    """What publishing the draft would change; nothing while there is no draft of something published."""
    if opened.saved_at is None or opened.published is None:
        return
    found = [each for each in comparing.of_draft(office(), actor(), name, opened.text) if each.found]
    if not found:
        return
    with st.container(border=True, key="card_changes", gap="small"):
        count = sum(each.found.count for each in found)
        st.html(html.section(t("def.changes", count=count), t("def.changes_note")))
        for each in found:
            title = t("def.changes_of", procedure=each.procedure, number=each.number)
            with st.container(height=420 if each.found.count > 14 else "content", border=False, gap="xsmall"):
                st.html(told(each.found, title if len(found) > 1 else ""))


def told(found: Differences, title: str = "") -> str:
    """Every sentence under its heading, and the matrix of rights."""
    head = f"<h3>{e(title)}</h3>" if title else ""
    parts = "".join(
        f"<h4>{e(say(s.title))}</h4><ul>{''.join(f'<li>{e(say(line))}</li>' for line in s.lines)}</ul>"
        for s in found.sections
    )
    return f'<div class="changes">{head}{parts}{_rights(found)}</div>'


def _rights(found: Differences) -> str:
    if not found.rights:
        return ""
    heads = "".join(f"<th>{e(t(f'def.right.{c}'))}</th>" for c in ("state", "role", "group", "before", "after"))
    rows = "".join(map(_cell, found.rights[:RIGHTS]))
    left = len(found.rights) - RIGHTS
    more = html.muted(t("def.right.more", count=left)) if left > 0 else ""
    return (
        f"<h4>{e(t('def.right.title'))}</h4>"
        f'<table class="matrix"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}'
    )


def _cell(cell: Cell) -> str:
    before, after = cell.told.data["before"], cell.told.data["after"]
    return (
        f"<tr><td>{e(say(cell.state))}</td><td>{e(say(cell.role))}</td><td>{e(cell.group)}</td>"
        f'<td>{e(say(before))}</td><td class="{cell.after}">{e(say(after))}</td></tr>'
    )


def compare_versions(row: editing.VersionRow, rows: list[editing.VersionRow]) -> None:
    """One version beside another of the history, the one before it at first; and the way back to it."""
    others = {v.version_id: v.number for v in rows if v.version_id != row.version_id}
    st.button(
        t("def.restore", number=row.number), key=f"restore_{row.version_id}", icon=":material/settings_backup_restore:",
        on_click=_restore, args=(row.version_id, row.number), help=t("def.restore_help"),
    )  # fmt: skip
    if not others:
        return
    before = next((i for i, number in others.items() if number == row.number - 1), next(iter(others)))
    chosen = st.selectbox(
        t("def.compare_with"), list(others), index=list(others).index(before), key=f"compare_{row.version_id}",
        format_func=lambda i: t("def.version", number=others[i]),
    )  # fmt: skip
    earlier, later = sorted((chosen, row.version_id), key=lambda i: {**others, row.version_id: row.number}[i])
    found = comparing.between(office(), actor(), earlier, later)
    if isinstance(found, Refusal):
        st.html(html.notice(say(found.message), tone="bad"))
        return
    st.html(told(found) if found else html.muted(t("def.changes_none")))


def _restore(version_id: int, number: int) -> None:
    done = comparing.restore(office(), actor(), version_id, now())
    if isinstance(done, Refusal):
        tell(TOLD, done)
        return
    tell(TOLD, t("def.restored", number=number, count=len(done)) if done else t("def.restored_same", number=number))
    first = next((n for n in done if n.startswith("procedure/")), next(iter(done), None))
    if first is not None:
        address.change(part=first)
