"""What a package holds and what it would change: contents, differences, findings, cases that go on as they are."""

from __future__ import annotations

from datetime import datetime
from html import escape as e

import streamlit as st

from pages.context import lang, now, office, say, t
from pages.parts import dates, html
from pages.parts.definition_changes import told
from workflows.packs import Change, Look

KINDS = (
    "procedure", "form", "register", "list", "statistics", "board", "paper", "rehearsal", "file", "parameters",
)  # fmt: skip
SHOWN = 30  # findings
LINES = 60
"""Lines of a difference that are shown; more than that nobody reads here."""


def draw_what(look: Look) -> None:
    """Whose it is, what it is about, how much is in it."""
    manifest = look.pack.manifest
    with st.container(border=True, key="card_pack_what", gap="small"):
        mine = look.signer.mine if look.signer else False
        whose = t("packs.mine") if mine else look.signer.name or manifest.office if look.signer else t("packs.unknown")
        chip = html.chip(whose, "" if look.signer else "bad")
        st.html(html.head(say(manifest.title), chip, t("packs.version", number=manifest.version)))
        counts = [(k, len(look.pack.of(k))) for k in KINDS]
        held = t("shell.and").join(t(f"packs.count.{k}", count=n) for k, n in counts if n)
        rows = [
            (t("packs.from"), manifest.office or t("packs.nameless")), (t("packs.made"), _made(manifest.made_at)),
            (t("packs.holds"), held), (t("packs.digest"), manifest.digest[:16]),
        ]  # fmt: skip
        st.html(html.facts((k, e(v)) for k, v in rows))


def _made(at: str) -> str:
    try:
        return dates.moment(datetime.fromisoformat(at), office().zone, office().today(now()))
    except (ValueError, TypeError):
        return at[:40]


def draw_changes(look: Look) -> None:
    """Each thing that is new or differs, the definitions with their lines."""
    changed = [c for c in look.changes if c.kind != "same"]
    same = len(look.changes) - len(changed)
    titles = {c.part: say(c.title) for c in look.changes}
    with st.container(border=True, key="card_pack_changes", gap="xsmall"):
        note = t("packs.changes_note", new=sum(c.kind == "new" for c in changed), same=same)
        count = sum(c.kind == "changed" for c in changed)
        st.html(html.section(t("packs.changes", count=count), note))
        for procedure, found in look.words.items():
            with st.container(height=420 if found.count > 14 else "content", border=False, gap="xsmall"):
                st.html(told(found, titles.get(f"procedure/{procedure}", procedure)))
        with st.container(height=420 if len(changed) > 12 else "content", border=False, gap="xsmall"):
            for each in sorted(changed, key=lambda c: (c.kind != "changed", KINDS.index(c.part.partition("/")[0]))):
                _change(each)
        rows = [(f"{say(p.title)}　{p.procedure}", _value(p.here, p.there)) for p in look.parameters]
        if rows:
            st.html(html.section(t("packs.parameters"), t("packs.parameters_note")))
            st.html(html.lines(rows))
        for each in (p for p in look.parameters if p.refused):
            st.html(html.hint(say(each.refused), [say(each.title)]) if each.refused else "")


def _value(here: object, there: object) -> str:
    return t("packs.value", here=t("packs.none") if here is None else str(here), there=str(there))


def _change(each: Change) -> None:
    kind, _, name = each.part.partition("/")
    label = f"{t(f'packs.kind.{kind}')}　{say(each.title)}"
    if not each.lines:
        chip = html.chip(t(f"packs.is.{each.kind}"), "idle")
        st.html(f'<div class="finding">{chip}<b>{e(label)}</b></div>')
        return
    with st.expander(f"{label}　:gray[{t('packs.lines', count=_differing(each))}]"):
        body = "\n".join(each.lines[:LINES])
        st.code(body, language="diff", wrap_lines=True)
        if len(each.lines) > LINES:
            st.html(html.muted(t("packs.more_lines", count=len(each.lines) - LINES)))


def _differing(each: Change) -> int:
    return sum(line[:1] in ("+", "-") for line in each.lines)


def draw_findings(look: Look) -> None:
    """What the checks say of it in this office, with its people."""
    found = sorted(look.publication.findings, key=lambda f: not f.blocks)
    with st.container(border=True, key="card_pack_findings", gap="xsmall"):
        if not found:
            st.html(html.section(t("def.findings_ok"), t("def.findings_ok_note")))
            return
        blocks = t("def.findings_block", errors=look.errors) if look.errors else t("def.findings_free")
        st.html(html.section(t("def.findings", count=len(found)), blocks))
        with st.container(height=260 if len(found) > 3 else "content", border=False, gap=None):
            for each in found[:SHOWN]:
                chip = html.chip(t(f"def.level.{each.finding.level}"), "bad" if each.blocks else "idle")
                words = f"<b>{e(each.part)}</b><p>{e(each.say(lang()))}</p>"
                st.html(f"<div class=finding>{chip}{words}</div>")
        if len(found) > SHOWN:
            st.html(html.muted(t("packs.more_findings", count=len(found) - SHOWN)))
