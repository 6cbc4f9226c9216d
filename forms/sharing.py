"""Sections that forms share: defined once, named by a heading, put below it where texts are read together.

Below this everything sees an ordinary form: checks, rules, engine, print, exports, search, rights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from forms.definition import Form, Page, Rule, Source
from forms.fields import AnyField, Field
from forms.fields.section import SectionField
from forms.model import Model, UserKey
from forms.same import Named, Same, named, same
from forms.text import Text

PAGE = "section"
"""The page that a shared section is where it is looked at as a form."""


class SharedSection(Model):
    """A section that forms refer to, kind `section`; its expressions speak of its own fields alone."""

    format: Literal[1] = 1
    kind: Literal["section"] = "section"
    id: UserKey
    title: Text
    sources: dict[str, Source] = {}
    fields: list[AnyField]
    rules: list[Rule] = []


@dataclass(frozen=True)
class Whole:
    """A form with the sections that it names in their places, and where everything in it is written."""

    form: Form
    places: Mapping[str, tuple[str, str]]  # pointer in `form` -> pointer as written, and the section it came with or ""
    came: Mapping[str, str]  # keys of fields that came with a section -> its id

    def written(self, pointer: str) -> tuple[str, str]:
        """The place as written: for what came with a section that of its heading; and which section, or ""."""
        parts = pointer.split("/")
        for length in (5, 3):
            head = "/".join(parts[:length])
            if head in self.places:
                found, section = self.places[head]
                return (found, section) if section else ("/".join([found, *parts[length:]]), "")
        return pointer, ""


def named_by(form: Form) -> Iterator[tuple[str, SectionField]]:
    """The headings that name a shared section, with their pointers."""
    for p, page in enumerate(form.pages):
        for n, field in enumerate(page.fields):
            if isinstance(field, SectionField) and field.shared:
                yield f"/pages/{p}/fields/{n}", field


def sections_of(form: Form) -> list[str]:
    """The shared sections that a form names, each once."""
    return list(dict.fromkeys(field.shared for _, field in named_by(form) if field.shared))


def whole(form: Form, sections: Mapping[str, SharedSection]) -> Whole:
    """A form with its sections; one that is missing leaves its heading alone. Of the same objects comes the same."""
    return _whole(Same(form), same({name: sections[name] for name in sections_of(form) if name in sections}))


Below = tuple[tuple[str, tuple[str, ...]], ...]
"""Headings that name a section, with the keys that stand below."""


def below(form: Form | None, sections: Mapping[str, SharedSection]) -> Below:
    """What the headings of a form bring along."""
    found = [(f.key, sections.get(f.shared or "")) for _, f in named_by(form)] if form else []
    return tuple((key, tuple(f.key for f in section.fields)) for key, section in found if section is not None)


def completed(forms: Mapping[str, Form], sections: Mapping[str, SharedSection]) -> dict[str, Form]:
    """Forms by id, each with its sections."""
    return {key: whole(form, sections).form for key, form in forms.items()}


@lru_cache(maxsize=256)
def _whole(of: Same[Form], found: Named[SharedSection]) -> Whole:
    form, sections = of.of, named(found)
    if not sections:
        return Whole(form, {}, {})
    places: dict[str, tuple[str, str]] = {}
    pages = [_page(n, page, sections, places) for n, page in enumerate(form.pages)]
    rules, sources = list(form.rules), dict(form.sources)
    for pointer, heading in named_by(form):
        section = sections.get(heading.shared or "")
        if section is not None:
            places |= {f"/rules/{len(rules) + n}": (pointer, section.id) for n in range(len(section.rules))}
            rules += section.rules
            sources = {**section.sources, **sources}
    made = _with(form, pages=pages, rules=rules, sources=sources)
    return Whole(made, places, {f.key: s.id for s in sections.values() for f in s.fields})


def _page(number: int, page: Page, sections: Mapping[str, SharedSection], places: dict[str, tuple[str, str]]) -> Page:
    fields: list[Field] = []
    at = f"/pages/{number}/fields"
    for n, field in enumerate(page.fields):
        places[f"{at}/{len(fields)}"] = (f"{at}/{n}", "")
        fields.append(field)
        section = sections.get(field.shared or "") if isinstance(field, SectionField) else None
        for each in section.fields if section is not None else ():
            places[f"{at}/{len(fields)}"] = (f"{at}/{n}", section.id if section else "")
            fields.append(each)
    return Page.model_construct(page.model_fields_set, **{**_held(page), "fields": fields})


def _with(form: Form, **changed: Any) -> Form:
    """Another form: copying a model would take along what was worked out about it."""
    return Form.model_construct(form.model_fields_set, **{**_held(form), **changed})


def _held(model: Model) -> dict[str, Any]:
    return {name: getattr(model, name) for name in type(model).model_fields}


def as_form(section: SharedSection) -> Form:
    """A section by itself, as a form of one page: what can be drawn, checked and edited."""
    return _as_form(Same(section))


@lru_cache(maxsize=64)
def _as_form(of: Same[SharedSection]) -> Form:
    section = of.of
    page = Page.model_construct(id=PAGE, title=section.title, fields=list(section.fields))
    given = {name: getattr(section, name) for name in ("id", "title", "sources", "rules")}
    return Form.model_construct(**given, pages=[page])


def form_data(section: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a section as those of a form."""
    rest = {k: v for k, v in section.items() if k not in ("kind", "fields")}
    page = {"id": PAGE, "title": section["title"], "fields": section["fields"]}
    return {**rest, "kind": "form", "pages": [page]}


def section_data(form: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a section from those of such a form; what only a form has is left for the model to refuse."""
    rest = {k: v for k, v in form.items() if k not in ("kind", "pages")}
    return {**rest, "kind": "section", "fields": form["pages"][0]["fields"]}
