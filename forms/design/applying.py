"""One edit of a form, or of another definition: text in, text out, or a refusal in words."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel, ValidationError

from forms.canonical import canonical, plain
from forms.definition import Form
from forms.design.refusing import Refused
from forms.design.tree import Data, dict_of
from forms.reading import findings_of, parsed
from forms.sharing import SharedSection, as_form, form_data, section_data
from forms.text import Message


class Edit(Protocol):
    """A change of a definition as data."""

    def make(self, form: Data, /) -> str:
        """Changes the data in place; the path of the field (the thing) to look at next. Raises `Refused`."""


@dataclass(frozen=True)
class Edited:
    """The new text, and the field that the edit leaves selected."""

    text: str
    chosen: str = ""


def opened(text: str) -> Form | None:
    """The form of a text that can be drawn, a shared section as one; None for what has to be mended as JSON first."""
    form = parsed(Form, text).model
    section = parsed(SharedSection, text).model if form is None else None
    return as_form(section) if section is not None else form


def edited(text: str, edit: Edit, model: type[BaseModel] = Form) -> Edited | Message:
    """The text after an edit. A definition that cannot be loaded is not edited, and none becomes one by an edit."""
    form = parsed(model, text).model
    if form is None:
        return Message("design_unreadable")
    before = dict_of(plain(form))
    data = copy.deepcopy(before)
    try:
        chosen, data = _made(edit, data, model)
        made = model.model_validate(data)
    except Refused as refused:
        return refused.message
    except ValidationError as error:
        first = findings_of(error, {})[0]
        return Message("design_unfit", {"why": Message(first.code, first.data)})
    return Edited(text if _same(plain(made), before) else canonical(made), chosen)


def _same(one: object, other: object) -> bool:
    """Whether two definitions say the same in the same order: what is called by a key has its place, too."""
    return one == other and json.dumps(one) == json.dumps(other)


def _made(edit: Edit, data: Data, model: type[BaseModel]) -> tuple[str, Data]:
    """What the edit selects, and the data after it; a shared section is edited as the form that it is by itself."""
    if model is not SharedSection:
        return edit.make(data), data
    form = form_data(data)
    chosen = edit.make(form)
    if len(form["pages"]) > 1:
        raise Refused("design_section_page")
    return chosen, section_data(form)
