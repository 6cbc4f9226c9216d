"""Shared sections in the form designer: what stands under a heading becomes one, as one step over two drafts."""

from __future__ import annotations

from datetime import datetime

from forms.canonical import canonical
from forms.checks import check_section
from forms.definition import Form
from forms.design import Refused, Share, edited, opened, section_under
from forms.reading import parsed
from forms.sharing import sections_of
from forms.text import Message, Text
from workflows.designing.known import SECTION, known
from workflows.designing.service import FORM, put
from workflows.editing import drafts_of, may_define, not_admin, open_part, parts
from workflows.engine.types import Actor, Refusal
from workflows.office import Office


def share(office: Office, actor: Actor, name: str, path: str, now: datetime) -> str | Refusal:
    """Makes the fields under a heading a shared section that the form names; the name of the new part.

    Refused where they speak of fields that would stay behind: a section has to hold in any form.
    """
    draft = open_part(office, actor, name) if may_define(actor) else not_admin()
    if isinstance(draft, Refusal):
        return draft
    form = opened(draft.text)
    if form is None:
        return Refusal(Message("design_unreadable"), guard="design")
    used = {p.name.partition("/")[2] for p in parts(office, actor) if p.kind == SECTION}
    try:
        section = section_under(form, path, used)
    except Refused as refused:
        return Refusal(refused.message, guard="design")
    wrong = next((f for f in check_section(section, known(office, actor).lists) if f.level == "error"), None)
    if wrong is not None:
        return Refusal(Message("design_share_alone", {"why": Message(wrong.code, wrong.data)}), guard="design")
    done = edited(draft.text, Share(path, section.id))
    if isinstance(done, Message):
        return Refusal(done, guard="design")
    part = f"{SECTION}/{section.id}"
    refused_ = put(office, actor, {name: done.text, part: canonical(section)}, {name: draft.text, part: ""}, now)
    return refused_ if refused_ is not None else part


def forms_with(office: Office, actor: Actor, name: str) -> dict[str, Text]:
    """The forms that name a shared section, published or drafted, with their titles."""
    if not may_define(actor):
        return {}
    with office.db.read() as session:
        drafted = drafts_of(session, actor.id)
        published = {
            f"{FORM}/{key}": form
            for procedure in office.procedures(session) if (bundle := office.newest(session, procedure))
            for key, form in bundle.forms.items()
        }  # fmt: skip
    read = {n: parsed(Form, text).model for n, text in drafted.items() if n.startswith(f"{FORM}/")}
    forms = {**published, **{n: form for n, form in read.items() if form is not None}}
    return {n: form.title for n, form in forms.items() if name.partition("/")[2] in sections_of(form)}
