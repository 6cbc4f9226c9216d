"""Which fields of which form the expressions of a procedure speak of: the checks run once and are listened to.

What the checks compile, with what, is what there is to know: no second list of places. The names of every form are
given shapes of their own here, so that it is seen which field a name stands for, whatever hides or passes it on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import workflows.checks  # noqa: F401  # all rules are there once the package is
from forms import feel
from forms.definition import CodeList, Form
from forms.design.places import meaning_of
from forms.feel.names import Where
from forms.feel.renaming import Meaning
from forms.feel.shapes import Shape, grouped
from forms.fields import Field
from forms.names import choices_of, fields_at, shapes_of
from workflows.checks.base import CHECKS, Problems
from workflows.checks.shapes import ABOUT
from workflows.definition import Procedure

SLOW = "soundness"
"""Checks that prove things about ways through the states compile nothing that others do not."""


@dataclass(frozen=True)
class Spoken:
    """An expression at a place of the procedure, and what its first names stand for: form, and path within."""

    pointer: str
    text: str
    heads: Mapping[str, tuple[str, Where]]

    def meaning(self, form: Form) -> Meaning:
        """What its names mean in one of the forms."""
        return meaning_of({n: path for n, (id_, path) in self.heads.items() if id_ == form.id}, form)


@dataclass(frozen=True)
class _Listening(Problems):
    """Notes every expression that a check compiles."""

    heard: list[Spoken] = field(default_factory=list)
    tags: dict[int, tuple[str, Where]] = field(default_factory=dict)
    held: list[Shape] = field(default_factory=list)  # a tag is the identity of a shape, which has to live

    def hears(self, text: str, types: feel.Types) -> None:
        heads = {n: tag for n, s in types.items() if (tag := self.tags.get(id(s)) or self.tags.get(id(s.item)))}
        self.heard.append(Spoken(self.pointer, text, heads))

    def tagged(self, shape: Shape, form: str, path: Where) -> Shape:
        own = replace(shape)
        self.held.append(own)
        self.tags[id(own)] = (form, path)
        return own


def spoken(procedure: Procedure, forms: Mapping[str, Form], lists: Mapping[str, CodeList]) -> list[Spoken]:
    """Every expression of the procedure, with what it speaks of."""
    problems = _Listening(procedure, forms, lists)
    for key, found in _known(problems):
        problems.kept[key] = found
    for check in CHECKS:
        if f".{SLOW}." not in check.__module__:
            check(problems)
    return list({(s.pointer, s.text): s for s in problems.heard}.values())


def _known(problems: _Listening) -> Iterator[tuple[str, object]]:
    """What the checks would work out about forms, with tags."""
    main = problems.form
    for table in ("", *(main.tables if main else ())):
        if main is not None:
            yield f"fields {table}", _of_main(problems, main, table)
    for form in problems.forms.values():
        own = {k: problems.tagged(s, form.id, (k,)) for k, s in shapes_of(form, "", choices_of(problems.lists)).items()}
        yield f"opinion {form.id}", problems.tagged(grouped({**own, **ABOUT}), form.id, ())


def _of_main(problems: _Listening, form: Form, table: str) -> tuple[dict[str, Shape], dict[str, Shape]]:
    top, rows = fields_at(form, table, problems.lists)
    fields = {f.key for f in form.fields}
    tops = {n: problems.tagged(s, form.id, (n,)) if n in fields else s for n, s in top.items()}
    return tops, {n: problems.tagged(s, form.id, w) if (w := _place(form, table, n)) else s for n, s in rows.items()}


def _place(form: Form, table: str, name: str) -> Where | None:
    """What a name of a row stands for."""
    parts = tuple(table.split("."))
    if name in ("row", "previous"):
        return parts
    if name == "parent":
        return parts[:-1] or None
    depth = next((n for n in range(len(parts), 0, -1) if any(f.key == name for f in _own(form, parts[:n]))), 0)
    return (*parts[:depth], name) if depth else None


def _own(form: Form, table: Where) -> list[Field]:
    return list(form.tables[".".join(table)].fields)
