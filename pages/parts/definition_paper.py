"""A template of papers among the definitions: taken away, replaced, looked at with made-up values, what it may say."""

from __future__ import annotations

from functools import partial

import streamlit as st

from forms.paper.check import known_paths
from forms.paper.formats import FORMATS
from forms.paper.refused import PaperRefused
from forms.paper.shape import Group, Rows
from forms.reading import parsed
from pages.context import now, office, saver, say, t
from pages.parts import html
from pages.parts.told import tell
from workflows import editing
from workflows.bundle import Bundle
from workflows.files.kinds import MEDIA
from workflows.model.papers import PaperFile, paper_text
from workflows.papers.context import shape
from workflows.papers.pictures import pages
from workflows.papers.sample import sampled

KIND = "paper"
TOLD = "definition"
SHOWN = 4
"""Pages of a preview."""


def draw_template(name: str, text: str) -> None:
    """The file in the place of a text: to take away, and to put another in its place."""
    key = name.partition("/")[2]
    file = parsed(PaperFile, text).model
    if file is not None:
        size = f"{len(file.content) / 1024:.0f} KB"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(html.lines([(f"{key}.docx", size)]), width="stretch")
            st.download_button(
                t("def.download"), file.content, f"{key}.docx", MEDIA["docx"], icon=":material/download:",
                type="tertiary", on_click="ignore", key="take_template",
            )  # fmt: skip
    turn = st.session_state.get("template_turn", 0)
    box = f"template_{name}_{turn}"
    st.file_uploader(
        t("papers.template_upload"), type=["docx"], key=box, max_upload_size=5, on_change=partial(_taken, name, box)
    )
    st.html(html.muted(t("papers.template_note")))


def _taken(name: str, box: str) -> None:
    given = st.session_state.get(box)
    if given is None:
        return
    text = paper_text(name.partition("/")[2], given.getvalue())
    refusal = editing.keep(office(), saver(), name, text, now())
    if refusal:
        tell(TOLD, refusal)
    st.session_state["template_turn"] = st.session_state.get("template_turn", 0) + 1


def look_at_template(bundle: Bundle | None, text: str) -> None:
    """Its pages with made-up values; and everything that it may speak of."""
    file = parsed(PaperFile, text).model
    if bundle is None or file is None:
        st.html(html.empty(t("def.preview_none")))
        return
    try:
        made = sampled(bundle, file.content, office().fonts, office().today(now()))
    except PaperRefused as refused:
        st.html(html.notice(say(refused.message), tone="bad"))
    else:
        for number, page in enumerate(pages(made, SHOWN), 1):
            st.image(page, width="stretch", alt=t("papers.template_page", number=number))
    with st.expander(t("papers.names")):
        _names(shape(bundle))


def _names(root: Group) -> None:
    ways = "、".join(dict.fromkeys(way for known in FORMATS.values() for way in known))
    st.html(html.muted(t("papers.names_note", ways=ways)))
    rows = [(name, "、".join(of.item.fields)) for name, of in root.fields.items() if isinstance(of, Rows)]
    st.html(html.lines([("　".join(f"{{{{ {p} }}}}" for p in known_paths(root)), "")]))
    if rows:
        st.html(html.lines([(f"{{% for 行 in {name} %}}", columns) for name, columns in rows]))
