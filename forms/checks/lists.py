"""Code lists: those a form names exist, and their entries stand once and in time."""

from __future__ import annotations

from datetime import date

from forms.checks.base import Findings, Subject, error, form_check, list_check, repeated, unknown
from forms.definition import CodeList
from forms.fields.choice import ChoiceField


@form_check
def check_choices(subject: Subject) -> Findings:
    """A choice names a code list that has entries."""
    for part in subject.parts:
        if isinstance(part.field, ChoiceField):
            name, pointer = part.field.options, f"{part.pointer}/options"
            if name not in subject.lists:
                yield unknown("no_list", pointer, name, subject.lists, name=name)
            elif not subject.lists[name].items:
                yield error("empty_list", pointer, name=name)


@list_check
def check_items_once(code_list: CodeList) -> Findings:
    """An entry's key stands once."""
    for n, key in repeated(item.key for item in code_list.items):
        yield error("twice_item", f"/items/{n}", key=key)


@list_check
def check_dates(code_list: CodeList) -> Findings:
    """Entries begin and end on dates, in this order."""
    for n, item in enumerate(code_list.items):
        for name, day in (("from", item.valid_from), ("until", item.valid_until)):
            if day is not None and not _is_date(day):
                yield error("bad_date", f"/items/{n}/{name}", value=day)
        if item.valid_from and item.valid_until and item.valid_until < item.valid_from:
            yield error("dates_reversed", f"/items/{n}", key=item.key)


@list_check
def check_list_basis(code_list: CodeList) -> Findings:
    """The basis of a list names one of its sources."""
    name = (code_list.basis or "own").split()[0]
    if name != "own" and name not in code_list.sources:
        yield unknown("no_source", "/basis", name, code_list.sources, basis=code_list.basis, name=name)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
