"""Shared sections: each that a form names is there, and nothing in it is called as something in the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from forms.checks.base import Findings, error, unknown
from forms.definition import Form
from forms.fields.section import SectionField
from forms.reading import DefinitionFinding
from forms.sharing import SharedSection, Whole, named_by

_TWICE = "twice_field"


def naming(form: Form, sections: Mapping[str, SharedSection]) -> Findings:
    """What is wrong with the headings that name a section."""
    keys = {f.key for f in form.fields}
    for pointer, heading in named_by(form):
        name = heading.shared or ""
        if name not in sections:
            yield unknown("no_shared", f"{pointer}/shared", name, sections, name=name, title=heading.title)
            continue
        section = sections[name]
        twice = [f.key for f in section.fields if f.key in keys]
        if twice:
            yield error("shared_twice", f"{pointer}/shared", title=section.title, keys=twice)
        keys |= {f.key for f in section.fields}
        other = [k for k, source in section.sources.items() if k in form.sources and form.sources[k] != source]
        if other:
            yield error("shared_source", f"{pointer}/shared", title=section.title, keys=other)


def nested(section: SharedSection) -> Findings:
    """A section names no other: so none leads back to itself, and everybody sees at once what is in it."""
    for n, field in enumerate(section.fields):
        if isinstance(field, SectionField) and field.shared:
            yield error("shared_nested", f"/fields/{n}/shared", title=field.title)


def as_written(said: Iterable[DefinitionFinding], whole: Whole, alone: Iterable[DefinitionFinding]) -> Findings:
    """What was found in a whole form, where it is written, without what its sections are told themselves."""
    known = [(f.code, f.data) for f in alone]
    for found in said:
        pointer, section = whole.written(found.pointer)
        named_twice = found.code == _TWICE and found.data.get("key") in whole.came
        if not named_twice and not (section and (found.code, found.data) in known):
            yield replace(found, pointer=pointer)
