"""Boxes for a new joint review, register or paper: what they need besides a title is asked at once."""

from __future__ import annotations

import streamlit as st

from forms.design import key_for
from pages.context import actor, now, office, saver, say, t
from pages.parts.definition_bar import TOLD
from pages.parts.flow_state import FlowDesk, act, choose, refuse
from pages.parts.told import tell
from workflows import designing, editing
from workflows.designing import Designed, Reviewed
from workflows.flow import AddThing
from workflows.flow.registering import AddRegister, can_be_kept
from workflows.model.papers import paper_text

OWN = ""


def new_review(desk: FlowDesk) -> None:
    """Title, who is asked, in which state, with which form."""
    roles = {k: r.title for k, r in designing.roles_known(office(), actor()).items()}
    roles = {**{k: r.title for k, r in desk.procedure.roles.items()}, **roles}
    states = [k for k, s in desk.procedure.states.items() if s.end is None]
    forms = {p.name.partition("/")[2]: say(p.title) for p in editing.parts(office(), actor()) if p.kind == "form"}
    with st.container(border=True, gap="small", key="fw_new_thing"):
        with st.container(horizontal=True, gap="small"):
            _title("round")
            st.multiselect(t("flow.review_who"), list(roles), key="fw_review_who", format_func=lambda k: say(roles[k]),
                           placeholder=t("design.choose_some"))  # fmt: skip
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            st.selectbox(t("flow.review_state"), states, index=None, key="fw_review_state",
                         format_func=lambda k: say(desk.title("state", k)),
                         placeholder=t("design.choose_one"))  # fmt: skip
            st.selectbox(t("flow.review_form"), [OWN, *forms], key="fw_review_form",
                         format_func=lambda k: forms.get(k, t("flow.review_form_own")))  # fmt: skip
            st.button(t("flow.add"), key="fw_new_go", icon=":material/add:", on_click=_review, args=(desk,))


def _review(desk: FlowDesk) -> None:
    held = st.session_state
    begun = Reviewed(held["fw_new_title:round"].strip(), tuple(held["fw_review_who"]), held["fw_review_state"] or "",
                     held["fw_review_form"])  # fmt: skip
    done = designing.begin_review(office(), saver(), desk.name, begun, now())
    if isinstance(done, Designed):
        held["fw_new_title:round"], held["fw_review_who"], held["fw_review_state"] = "", [], None
        choose(desk.name, done.chosen)
    else:
        tell(TOLD, done)


def new_register(desk: FlowDesk) -> None:
    """Title, which fields it keeps, and the transition with which a case gets into it."""
    fields = {f.key: f.title for f in can_be_kept(desk.form)}
    ways = {k: w.title for k, w in desk.procedure.transitions.items()}
    with st.container(border=True, gap="small", key="fw_new_thing"):
        with st.container(horizontal=True, gap="small"):
            _title("register")
            st.multiselect(t("flow.register_fields"), list(fields), key="fw_register_fields",
                           format_func=lambda k: say(fields[k]), placeholder=t("design.choose_some"))  # fmt: skip
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            st.selectbox(t("flow.register_way"), list(ways), index=None, key="fw_register_way",
                         format_func=lambda k: say(ways[k]), placeholder=t("flow.register_no_way"))  # fmt: skip
            st.button(t("flow.add"), key="fw_new_go", icon=":material/add:", on_click=_register, args=(desk,))


def _register(desk: FlowDesk) -> None:
    held = st.session_state
    title, fields = held["fw_new_title:register"].strip(), tuple(held["fw_register_fields"])
    if not title:
        refuse("flow_title_needed")
    elif act(desk.name, AddRegister({"zh": title}, desk.form, fields, held["fw_register_way"] or "", _taken(desk))):
        held["fw_new_title:register"], held["fw_register_fields"], held["fw_register_way"] = "", [], None


def _taken(desk: FlowDesk) -> frozenset[str]:
    return frozenset(k.partition("/")[2] for k in desk.known.sources if k.startswith("register/"))


def new_paper(desk: FlowDesk) -> None:
    """Title, who issues it, and its template: one there is, or a .docx that is uploaded."""
    with st.container(border=True, gap="small", key="fw_new_thing"):
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            _title("paper")
            st.multiselect(t("flow.paper_by"), desk.keys("role"), key="fw_paper_by",
                           placeholder=t("design.choose_some"),
                           format_func=lambda k: say(desk.title("role", k)))  # fmt: skip
            template = st.selectbox(t("flow.paper_template"), [OWN, *_templates()], key="fw_paper_template",
                                    format_func=lambda k: _templates().get(k, t("flow.paper_new")))  # fmt: skip
            st.button(t("flow.add"), key="fw_new_go", icon=":material/add:", on_click=_paper, args=(desk,))
        if not template:
            st.file_uploader(t("flow.paper_file"), type=["docx"], key="fw_paper_file", max_upload_size=5)


def _templates() -> dict[str, str]:
    parts = editing.parts(office(), actor())
    return {p.name.partition("/")[2]: say(p.title) for p in parts if p.kind == "paper"}


def _paper(desk: FlowDesk) -> None:
    held = st.session_state
    title, given = held["fw_new_title:paper"].strip(), held.get("fw_paper_file")
    if not title:
        refuse("flow_title_needed")
        return
    template = held["fw_paper_template"] or key_for(title, _templates())
    if given is not None and not held["fw_paper_template"]:
        editing.keep(office(), saver(), f"paper/{template}", paper_text(template, given.getvalue()), now())
    if act(desk.name, AddThing("paper", {"zh": title}, {"template": template, "by": list(held["fw_paper_by"])})):
        held["fw_new_title:paper"] = ""


def _title(kind: str) -> None:
    st.text_input(t("flow.new_thing", kind=t(f"flow.one.{kind}")), key=f"fw_new_title:{kind}", max_chars=60,
                  placeholder=t("flow.new_thing_title"))  # fmt: skip
