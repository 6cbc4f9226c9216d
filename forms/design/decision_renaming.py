"""A decision table under another name, wherever its form calls it."""

from __future__ import annotations

from dataclasses import dataclass

from forms.definition import Form
from forms.design.deciding import table_at
from forms.design.parts import holder_of
from forms.design.places import places, value_at
from forms.design.refusing import Refused
from forms.design.renaming import fitting
from forms.design.tree import Data
from forms.feel import REGISTRY, FeelError, parse
from forms.feel.lexer import tokens
from forms.feel.names import reads
from forms.template import expressions


@dataclass(frozen=True)
class RenameDecision:
    """A table of a form under another name; every expression of the form that calls it follows."""

    name: str
    new: str

    def make(self, form: Data) -> str:
        model = Form.model_validate(form)
        new = free_name(form, self.name, self.new, {f.key for f in model.fields})
        for place in places(model):
            if place.kind in ("feel", "sentence"):
                change = called_by if place.kind == "feel" else called_in_sentence
                write(form, place.pointer, change(str(value_at(form, place.pointer)), self.name, new))
        rekey(form, self.name, new)
        return ""


def free_name(data: Data, old: str, new: str, taken: set[str]) -> str:
    """The new name as it is written; refused where it means something else already."""
    table_at(data, old)
    fit = fitting(new)
    if fit != old and (fit in data["decisions"] or fit in taken or fit in REGISTRY):
        raise Refused("design_key_taken", key=fit)
    return fit


def rekey(data: Data, old: str, new: str) -> None:
    """The table under its new name, at the same place among the others."""
    data["decisions"] = {(new if name == old else name): table for name, table in data["decisions"].items()}


def write(data: Data, pointer: str, text: str) -> None:
    """Puts a text where a pointer leads to."""
    holder, name = holder_of(data, pointer)
    holder[int(name) if isinstance(holder, list) else name] = text


def called_by(text: str, old: str, new: str) -> str:
    """The expression with its calls of the table renamed; a field or a variable of that name stays."""
    try:
        spots = sorted({r.pos for r in reads(parse(text)) if r.called and r.paths == ((old,),)}, reverse=True)
    except FeelError:  # the checks tell what is wrong with it
        return text
    ends = {token.pos: token.end for token in tokens(text)} if spots else {}
    for at in spots:
        text = text[:at] + new + text[ends[at] :]
    return text


def called_in_sentence(text: str, old: str, new: str) -> str:
    """A sentence with its expressions after the renaming."""
    for at, part in reversed(expressions(text)):
        text = text[:at] + called_by(part, old, new) + text[at + len(part) :]
    return text
