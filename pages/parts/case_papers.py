"""文书 on the page of a case: what may be issued, what was, as files; issuing anew and voiding, with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from secrets import token_urlsafe
from typing import Any

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.case_look import moment
from pages.parts.frame import recount
from pages.parts.told import tell, told
from pages.widgets import plain
from workflows.cases.view import CaseView
from workflows.engine.types import Refusal
from workflows.papers.issuing import LONGEST, Order, issue, revoke
from workflows.papers.may import Offered
from workflows.papers.seeing import Papers, PaperView, papers

CARD = "papers"
_ASKED = "papers_asked"  # which paper a dialog is about, and whether it is to be issued anew


def draw_papers(view: CaseView) -> None:
    """The card; nothing where there are no papers and none may be issued."""
    found = papers(office(), actor(), view.id, now()) if view.bundle.procedure.papers else Papers((), ())
    if not found.issued and not found.offered:
        return
    with st.container(border=True, key="card_papers", gap="small"):
        valid = sum(p.holds for p in found.issued)
        note = t("papers.note", valid=valid, void=len(found.issued) - valid) if found.issued else t("papers.none")
        st.html(html.section(t("papers.title"), note))
        for each in found.issued:
            _issued(each)
        _offers(view, found.offered)
        told(CARD)  # below the buttons, which do not move
    _dialog(view, found)


def _issued(each: PaperView) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"paper_{each.id}"):
        chip = html.chip(t("papers.valid"), "end") if each.holds else html.chip(t("papers.voided"), "bad")
        title = f"{each.title}　{each.number or t('papers.no_number')}"
        st.html(html.lines([(title, _about(each))], [chip]), width="stretch")
        st.link_button(t("papers.pdf"), f"/papers/{each.id}/pdf", icon=":material/picture_as_pdf:", type="tertiary")
        st.link_button(t("papers.docx"), f"/papers/{each.id}/docx", icon=":material/download:", type="tertiary")
        if each.may_void:
            for anew, word in ((True, "again"), (False, "void")):
                st.button(
                    t(f"papers.{word}"), key=f"paper_{word}_{each.id}", type="tertiary",
                    on_click=partial(_ask, each.id, anew),
                )  # fmt: skip


def _about(each: PaperView) -> str:
    parts = [t("papers.by", name=each.by, at=moment(each.issued_at))]
    if each.replaces:
        parts.append(t("papers.replaces", number=each.replaces))
    if each.voided_at is not None:
        told_by = {"name": each.voided_by, "at": moment(each.voided_at), "reason": each.void_reason}
        parts.append(t("papers.voided_by", **told_by))
    return "　".join(parts)


def _offers(view: CaseView, offered: tuple[Offered, ...]) -> None:
    """Those that can be issued now, a line each; of the others, why not."""
    for each in (o for o in offered if o.why_not is None):
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=f"paper_ready_{each.key}"):
            st.html(html.lines([(say(each.title), "")]), width="stretch")
            st.link_button(
                t("papers.look"), f"/papers/preview/{view.id}/{each.key}", type="tertiary",
                icon=":material/visibility:", help=plain(t("papers.preview", paper=each.title)),
            )  # fmt: skip
            st.button(
                t("papers.do_issue"), key=f"paper_issue_{each.key}", icon=":material/approval:",
                help=plain(t("papers.issue", paper=each.title)), on_click=partial(_issue, view, each),
            )  # fmt: skip
    waiting = [o.why_not for o in offered if o.why_not is not None and o.why_not.guard != "once" and not view.ended]
    if waiting:
        st.html("".join(html.why_not(say(w.message)) for w in waiting))


def _issue(view: CaseView, each: Offered) -> None:
    """The same press twice is one paper."""
    key = st.session_state.setdefault(f"paper_key_{view.id}_{each.key}_{view.revision}", token_urlsafe(8))
    done = issue(office(), actor(), view.id, Order(each.key, key), now())
    _tell(done, each.key, view)
    recount()


def _tell(done: int | Refusal, key: str, view: CaseView) -> None:
    title = view.bundle.procedure.papers[key].title
    if isinstance(done, Refusal):
        tell(CARD, done)
        return
    issued = papers(office(), actor(), view.id, now()).issued
    number = next((p.number for p in issued if p.id == done), None)
    tell(CARD, t("papers.issued", paper=title), t("papers.number", number=number) if number else "")


def _ask(paper: int | None, anew: bool = False) -> None:
    st.session_state[_ASKED] = (paper, anew, token_urlsafe(8)) if paper is not None else None


def _dialog(view: CaseView, found: Papers) -> None:
    """Asks why, and once more whether."""
    asked = st.session_state.get(_ASKED)
    each = next((p for p in found.issued if asked and p.id == asked[0] and p.may_void), None)
    if each is None:
        st.session_state[_ASKED] = None
        return
    word = "again" if asked[1] else "void"
    st.dialog(t(f"papers.{word}"), on_dismiss=partial(_ask, None))(_body)(view, each, asked[1], asked[2])


def _body(view: CaseView, each: PaperView, anew: bool, key: str) -> None:
    if st.session_state.get(_ASKED) is None:
        st.rerun()
    word = "again" if anew else "void"
    st.html(html.muted(t(f"papers.ask_{word}", number=each.number or each.title)))
    st.text_area(t("papers.reason"), key=f"paper_reason_{key}", height=88, max_chars=LONGEST)
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        st.button(t("papers.cancel"), key="paper_no", type="tertiary", on_click=partial(_ask, None))
        st.button(
            t(f"papers.confirm_{word}"), key="paper_yes", type="primary",
            on_click=partial(_confirmed, view, each, anew, key),
        )  # fmt: skip
    told(f"{CARD}_dialog")  # below the buttons, which do not move


def _confirmed(view: CaseView, each: PaperView, anew: bool, key: str) -> None:
    reason = str(st.session_state.get(f"paper_reason_{key}") or "")
    if anew:
        done = issue(office(), actor(), view.id, Order(each.key, key, each.id, reason), now())
        refused = done if isinstance(done, Refusal) else None
    else:
        done = each.id
        refused = revoke(office(), actor(), each.id, reason, key, now())
    if refused is not None and refused.guard == "given":
        tell(f"{CARD}_dialog", refused)
        return
    if anew:
        _tell(done, each.key, view)
    else:
        tell(CARD, refused or t("papers.was_voided"), "" if refused else each.number or each.title)
    recount()
    _ask(None)


def paper_words(details: Mapping[str, Any]) -> list[str]:
    """What a step kept of a paper: which, with which number, and why."""
    found = details.get("paper")
    if not isinstance(found, dict):
        return []
    words = [t("papers.step", title=found["title"], number=found["number"] or "")]
    words += [t("papers.replaces", number=found["replaces"])] if found.get("replaces") else []
    return words + ([t("case.step_reason", reason=found["reason"])] if found.get("reason") else [])
