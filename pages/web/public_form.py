"""A form as plain HTML, for people without a session: one control a field, what is wrong beside it, what came read.

Conditions are not followed while somebody types: what one hides is left out when it is handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape as e

from starlette.datastructures import FormData, UploadFile

from forms.definition import Form
from forms.fields import Field, OptionSource
from forms.fields.attachment import AttachmentField
from forms.fields.choice import ChoiceField
from forms.fields.district import DistrictField
from forms.fields.long_text import LongTextField
from forms.fields.yes_no import YesNoField
from forms.text import Message
from pages import messages
from workflows.clocks.objecting import fields_of
from workflows.clocks.public import LONGEST

PREFIX = "f_"
"""Begins the name of a control: fields are named by people."""
_KINDS = {"date": "date", "month": "month", "email": "email", "phone": "tel"}


def controls(
    form: Form, options: OptionSource, given: Mapping[str, str], wrong: Mapping[str, Sequence[Message]], lang: str
) -> str:
    """Every field with what was given, and what is wrong with it."""
    whole = _said(wrong.get("", ()), lang, "wrong_whole")
    drawn = (_field(f, options, given.get(f.key, ""), wrong.get(f.key, ()), lang) for f in fields_of(form))
    return whole + "".join(drawn)


def sent(form: Form, data: FormData) -> tuple[dict[str, str], dict[str, list[UploadFile]]]:
    """What was typed, and the files, by field; what the form does not know is left out."""
    given: dict[str, str] = {}
    files: dict[str, list[UploadFile]] = {}
    for field in form.fields:
        parts = data.getlist(f"{PREFIX}{field.key}")
        if isinstance(field, AttachmentField):
            files[field.key] = [p for p in parts if isinstance(p, UploadFile) and p.filename]
        elif parts and isinstance(parts[0], str):
            given[field.key] = parts[0][: LONGEST + 1]
    return given, files


def _field(field: Field, options: OptionSource, value: str, wrong: Sequence[Message], lang: str) -> str:
    title = e(field.title.say(lang))
    if not field.valued:
        return f'<p class="note">{title}</p>'
    name = e(f"{PREFIX}{field.key}")
    needed = ' <b class="needed">*</b>' if field.required else ""
    help_text = f'<span class="note">{e(field.help.say(lang))}</span>' if field.help else ""
    told = _said(wrong, lang, f"{name}_wrong")
    marks = " required" if field.required else ""
    marks += f' aria-invalid="true" aria-describedby="{name}_wrong"' if wrong else ""
    control = _control(field, options, name, value, marks, lang)
    return f'<label for="{name}">{title}{needed}{help_text}</label>{control}{told}'


def _control(field: Field, options: OptionSource, name: str, value: str, marks: str, lang: str) -> str:
    about = f'id="{name}" name="{name}"{marks}'
    if isinstance(field, AttachmentField):
        kinds = ",".join(f".{k}" for k in field.accept)
        return f'<input type="file" {about} accept="{kinds}"{" multiple" if field.max_files > 1 else ""}>'
    if isinstance(field, LongTextField):
        return f'<textarea {about} rows="6" maxlength="{min(field.max_length, LONGEST)}">{e(value)}</textarea>'
    if (choices := _choices(field, options, lang)) is not None:
        rest = "".join(_option(key, words, key == value) for key, words in choices)
        return f'<select {about}><option value=""></option>{rest}</select>'
    kind = _KINDS.get(field.type, "text")
    return f'<input type="{kind}" {about} maxlength="{LONGEST}" value="{e(value)}">'


def _choices(field: Field, options: OptionSource, lang: str) -> list[tuple[str, str]] | None:
    if isinstance(field, YesNoField):
        return [(field.yes.zh, field.yes.say(lang)), (field.no.zh, field.no.say(lang))]
    if isinstance(field, ChoiceField):
        return [(k, o.title.say(lang)) for k, o in options.choices(field.options).items()]
    if isinstance(field, DistrictField):
        return [(k, o.title.say(lang)) for k, o in options.districts().items()]
    return None


def _option(key: str, words: str, chosen: bool) -> str:
    return f'<option value="{e(key)}"{" selected" if chosen else ""}>{e(words)}</option>'


def _said(found: Sequence[Message], lang: str, name: str) -> str:
    words = ("；" if lang == "zh" else "; ").join(messages.say(m, lang) for m in found)
    return f'<p class="alert" id="{name}" role="alert">{e(words)}</p>' if found else ""
