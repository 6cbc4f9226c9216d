"""A decision table renamed in its definition and in everything around it that calls it, as one step over the drafts."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime

from forms.definition import Form
from forms.design import edited
from forms.design.decision_renaming import RenameDecision, called_by, called_in_sentence
from forms.design.places import value_at
from forms.design.renaming import fitting
from forms.json_text import read_json, with_text
from forms.paper.renaming import called as called_in_paper
from forms.reading import parsed
from forms.text import Message
from workflows.bundle import MAIN
from workflows.checks.texts import MODELS, PROCEDURE, check_text
from workflows.definition import Procedure
from workflows.designing.service import FORM, put
from workflows.editing import may_define, not_admin, open_part
from workflows.engine.types import Actor, Refusal
from workflows.flow import RenameDecisionIn
from workflows.flow.mentions import mentions
from workflows.model.naming import Says, Sentence
from workflows.model.papers import PaperFile, paper_text
from workflows.office import Office
from workflows.releasing import around

SPEAKING = (PROCEDURE, "register", "statistics", "board")
"""Kinds of parts with expressions that see the tables of the procedure and of its main form."""


def rename_decision(
    office: Office, actor: Actor, name: str, old: str, new: str, now: datetime
) -> tuple[str, ...] | Refusal:
    """Renames a table of a form or procedure; the other parts that called it and follow, in the same step."""
    draft = open_part(office, actor, name) if may_define(actor) else not_admin()
    if isinstance(draft, Refusal):
        return draft
    kind = name.partition("/")[0]
    edit = RenameDecision(old, new) if kind == FORM else RenameDecisionIn(old, new)
    done = edited(draft.text, edit, MODELS[kind])
    if isinstance(done, Message):
        return Refusal(done, guard="design")
    texts, seen = {name: done.text}, {name: draft.text}
    for procedure, before in around(office, actor, name, draft.text).items():
        if kind == FORM and not _is_main(before, name):
            continue
        if fitting(new) in _taken(before, name):
            return Refusal(Message("design_key_taken", {"key": fitting(new)}), guard="design")
        for part, text in before.items():
            own = procedure if part == PROCEDURE else part
            after = _followed(part, text, old, fitting(new)) if own != name else text
            if after != text:
                texts[own], seen[own] = after, text
    refused = put(office, actor, texts, seen, now)
    return refused if refused is not None else tuple(part for part in texts if part != name)


def _is_main(texts: Mapping[str, str], name: str) -> bool:
    """Whether a form is the one whose tables the procedure sees."""
    procedure = parsed(Procedure, texts[PROCEDURE]).model
    return procedure is not None and f"{FORM}/{procedure.main.form}" == name


def _taken(texts: Mapping[str, str], name: str) -> set[str]:
    """What means something already where a table of the procedure and one of its main form are both seen."""
    procedure = parsed(Procedure, texts[PROCEDURE]).model
    if procedure is None or MAIN not in procedure.forms:
        return set()
    form = parsed(Form, texts.get(f"{FORM}/{procedure.main.form}", "")).model
    if name.startswith(f"{FORM}/"):
        return set(procedure.decisions)
    return {*form.by_path, *form.decisions} if form is not None else set()


def _followed(part: str, text: str, old: str, new: str) -> str:
    kind = part.partition("/")[0]
    if kind == "paper":
        return _template(text, old, new)
    model = check_text(part, text)[0].model if kind in SPEAKING else None
    for each in mentions(model) if model is not None else ():
        if isinstance(each.meant, (Says, Sentence)):
            change = called_by if isinstance(each.meant, Says) else called_in_sentence
            after = change(each.text, old, new)
            reading = read_json(text)
            if after != each.text and value_at(reading.data, each.pointer) == each.text:
                text = with_text(text, reading.positions, each.pointer, after, False)
    return text


def _template(text: str, old: str, new: str) -> str:
    """A .docx after the renaming; one that is none stays for the checks to tell."""
    file = parsed(PaperFile, text).model
    try:
        made = called_in_paper(file.content, old, new) if file is not None else b""
    except (zipfile.BadZipFile, UnicodeDecodeError):
        return text
    return text if file is None or made == file.content else paper_text(file.id, made)
