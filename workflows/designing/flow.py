"""The workflow designer's services: a procedure begun from nothing, a key renamed in everything published with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import col, func, select

from data.tables import Case
from forms.canonical import canonical, plain, pretty
from forms.definition import Form
from forms.design import edited, key_for, opened
from forms.paper.renaming import renamed as paper_renamed
from forms.reading import parsed
from forms.text import LANGUAGES, Message
from workflows.checks.texts import MODELS, PROCEDURE
from workflows.definition import Procedure, Role
from workflows.designing.service import FORM, Designed, design, put
from workflows.editing import may_define, not_admin, open_part, parts, put_draft
from workflows.engine.types import Actor, Refusal
from workflows.flow import AddThing, RenameIn, RenameKey, Several, keys_of
from workflows.flow.reviewing import AddReview, opinion_form
from workflows.flow.starting import Begun, begun_form, begun_procedure
from workflows.messages import say
from workflows.model.papers import PaperFile, paper_text
from workflows.office import Office
from workflows.releasing import around

COUNTED = ("board", "statistics")
"""Parts beside a procedure that speak of its states, stages, roles and transitions."""


@dataclass(frozen=True)
class Rekeyed:
    """What renaming a key comes to: new texts of the drafts, as they were seen, what is selected afterwards."""

    texts: Mapping[str, str]
    seen: Mapping[str, str]
    chosen: str


def rekey(office: Office, actor: Actor, name: str, edit: RenameKey, now: datetime) -> str | Refusal:
    """Renames something of a procedure in it, its boards, statistics and papers, as one step; what is then selected."""
    found = rekeyed(office, actor, name, edit)
    if isinstance(found, Refusal):
        return found
    refused = put(office, actor, found.texts, found.seen, now)
    return refused if refused is not None else found.chosen


def rekeyed(office: Office, actor: Actor, name: str, edit: RenameKey) -> Rekeyed | Refusal:
    """What that would make of the texts; nothing is stored."""
    draft = open_part(office, actor, name)
    if isinstance(draft, Refusal):
        return draft
    published = parsed(Procedure, draft.published).model if draft.published else None
    known = published is not None and edit.old in keys_of(plain(published), edit.kind)
    done = edited(draft.text, replace(edit, keep=known), Procedure)
    if isinstance(done, Message):
        return Refusal(done, guard="design")
    texts, seen = {name: done.text}, {name: draft.text}
    whole = around(office, actor, name, draft.text).get(name, {})
    for part, text in whole.items():
        after = _beside(part, text, edit)
        if after != text:
            texts[part], seen[part] = after, text
    return Rekeyed(texts, seen, done.chosen)


def _beside(part: str, text: str, edit: RenameKey) -> str:
    kind = part.partition("/")[0]
    if kind == "paper":
        return _paper(text, edit)
    if kind not in COUNTED:
        return text
    model = MODELS[kind]
    done = edited(text, RenameIn(model, edit.kind, edit.old, edit.new.strip()), model)
    return text if isinstance(done, Message) else done.text


def _paper(text: str, edit: RenameKey) -> str:
    """Templates speak of transitions: `steps.<transition>.on`."""
    file = parsed(PaperFile, text).model
    if edit.kind != "transition" or file is None:
        return text
    made = paper_renamed(file.content, ("steps", edit.old), edit.new.strip())
    return text if made == file.content else paper_text(file.id, made)


def roles_known(office: Office, actor: Actor) -> dict[str, Role]:
    """The roles that procedures of the office have, as they were declared last: people hold them by these keys."""
    if not may_define(actor):
        return {}
    with office.db.read() as session:
        bundles = [office.newest(session, p) for p in office.procedures(session)]
    return {key: role for b in bundles if b is not None for key, role in b.procedure.roles.items()}


def begin_procedure(office: Office, actor: Actor, begun: Begun, now: datetime) -> str | Refusal:
    """A new procedure as a draft, with a form of its own unless one was chosen; the name of the part."""
    if not may_define(actor):
        return not_admin()
    if not begun.title.strip():
        return Refusal(Message("flow_title_needed", {}), guard="design")
    used = {p.name.partition("/")[2] for p in parts(office, actor)}
    key = key_for(begun.title.strip(), used)
    form = _form(office, actor, begun, key)
    if isinstance(form, Refusal):
        return form
    made = begun_procedure(key, begun, form, office.today(now))
    if isinstance(made, Message):
        return Refusal(made, guard="design")
    fresh = {} if begun.form else {f"{FORM}/{key}": canonical(form)}
    with office.db.write() as session:
        for name, text in {**fresh, f"{PROCEDURE}/{key}": pretty(made) + "\n"}.items():
            put_draft(office, session, actor.id, name, text, now)
    return f"{PROCEDURE}/{key}"


def _form(office: Office, actor: Actor, begun: Begun, key: str) -> Form | Refusal:
    """The form it begins with: the one that was chosen, or a new one with the field that every procedure needs."""
    if not begun.form:
        return begun_form(key, begun)
    draft = open_part(office, actor, f"{FORM}/{begun.form}")
    if isinstance(draft, Refusal):
        return draft
    return opened(draft.text) or Refusal(Message("design_unreadable"), guard="design")


@dataclass(frozen=True)
class Reviewed:
    """A joint review to begin: its title, who is asked (roles there are or of the office), where, with which form."""

    title: str
    roles: tuple[str, ...]
    state: str
    form: str = ""  # none: a new one


def begin_review(office: Office, actor: Actor, name: str, begun: Reviewed, now: datetime) -> Designed | Refusal:
    """Puts a joint review into a procedure as one step, with a form of an opinion unless one was chosen."""
    if not may_define(actor):
        return not_admin()
    wanting = {"flow_title_needed": begun.title, "flow_review_nobody": begun.roles, "flow_review_state": begun.state}
    lacking = next((code for code, given in wanting.items() if not given), None)
    draft = open_part(office, actor, name)
    if lacking is not None or isinstance(draft, Refusal):
        return draft if isinstance(draft, Refusal) else Refusal(Message(lacking or "", {}), guard="design")
    procedure = parsed(Procedure, draft.text).model
    if procedure is None:
        return Refusal(Message("design_unreadable"), guard="design")
    known = roles_known(office, actor)
    new = [role_here(r, known[r], procedure) for r in begun.roles if r not in procedure.roles and r in known]
    form = begun.form or _opinion(office, actor, begun.title, now)
    review = AddReview({"zh": begun.title}, begun.roles, begun.state, form)
    return design(office, actor, name, Several((*new, review)), now)


def role_here(key: str, role: Role, procedure: Procedure) -> AddThing:
    """A role of the office in another procedure: held where it is elsewhere, or by the subject of this one."""
    made = plain(role)
    title = {n: v for n, v in made.items() if n in LANGUAGES}
    kind, bracket, _ = role.where.partition("(")
    return AddThing("role", title, {"where": f"{kind}({procedure.case.subject})" if bracket else role.where}, key)


def _opinion(office: Office, actor: Actor, title: str, now: datetime) -> str:
    """A draft of a form for opinions; its key."""
    named = {"zh": say(Message("flow.begun.opinion", {"title": title}), "zh")}
    key = key_for(named["zh"], {p.name.partition("/")[2] for p in parts(office, actor)})
    with office.db.write() as session:
        put_draft(office, session, actor.id, f"{FORM}/{key}", canonical(opinion_form(key, named)), now)
    return key


def open_in_states(office: Office, actor: Actor, procedure: str) -> dict[str, int]:
    """How many cases are open in each state, of every version; nothing for who may not define."""
    if not may_define(actor):
        return {}
    with office.db.read() as session:
        open_ = (Case.procedure == procedure, col(Case.ended).is_(False))
        found = session.exec(select(Case.state, func.count()).where(*open_).group_by(col(Case.state)))
        return dict(found.all())
