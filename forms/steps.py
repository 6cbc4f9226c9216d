"""A long form page by page: which pages there are for somebody, cut into sections, and how far each has come.

Pure: from a form, its values, its findings and the rights of who looks at it. Only the pages of that person's form
that are there now become steps; a step keeps the number of its page in the definition, so that an address stays true
when other pages come and go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import ceil
from typing import Any, Literal

from forms.checking import Access
from forms.definition import Form, Page
from forms.fields import Field
from forms.fields.table import TableField
from forms.finding import Finding
from forms.text import Text
from forms.values import is_empty
from forms.visibility import Hidden

SCREEN = 60
"""Boxes drawn at a time at most; a longer form is shown page by page, a longer page section by section."""
TABLE = 8
"""Boxes that a table counts for: the grid and its tools."""
LISTED = 10
"""Boxes that a matrix counts for whose rows are a code list."""
HEADING = "section"
"""The type of a field that asks nothing and begins a section of its page."""
_MISSING = frozenset({"required", "no_rows"})

State = Literal["untouched", "begun", "wrong", "complete", "shown"]


@dataclass(frozen=True)
class Count:
    """How far a part of a form has come: fields to fill in, those that are filled, and what is said about them."""

    fields: int = 0
    filled: int = 0
    missing: int = 0  # required and empty
    wrong: int = 0  # filled in and not right
    open: int = 0  # questions without an answer
    checked: bool = False  # whether the person said that they are through with it

    @property
    def blocking(self) -> int:
        """What stands in the way of handing in."""
        return self.missing + self.wrong + self.open

    @property
    def state(self) -> State:
        """An empty part asks for nothing before it was begun or checked: what is missing there is no mistake yet.

        One that asks nothing of somebody is only shown to them.
        """
        if not self.fields:
            return "shown"
        if self.wrong or (self.checked and self.blocking):
            return "wrong"
        if not self.blocking and (self.filled or self.checked):
            return "complete"
        return "begun" if self.filled else "untouched"


@dataclass(frozen=True)
class Section:
    """A part of a page that is opened at once; `title` is None for one made by counting."""

    number: int  # in its page, from 1
    title: Text | None
    fields: tuple[Field, ...]
    first: int  # the place of its first field among those of the page, from 1
    count: Count

    @property
    def last(self) -> int:
        return self.first + sum(f.valued for f in self.fields) - 1


@dataclass(frozen=True)
class Step:
    """One page of the form as somebody meets it."""

    page: Page
    number: int  # of the page in the definition, from 1
    sections: tuple[Section, ...]
    count: Count

    def section_of(self, key: str) -> int:
        """The number of the section in which a field outside tables, or a table, stands."""
        return next((s.number for s in self.sections if any(f.key == key for f in s.fields)), 1)


@dataclass(frozen=True)
class Steps:
    """All steps of a form, in order."""

    all: tuple[Step, ...]

    @cached_property
    def _where(self) -> Mapping[str, Step]:
        return {f.key: step for step in self.all for s in step.sections for f in s.fields}

    def at(self, number: int | None) -> Step | None:
        """The step of a page by its number in the definition."""
        return next((s for s in self.all if s.number == number), None)

    def of(self, key: str) -> Step | None:
        """The step on which a field outside tables, or a table, stands."""
        return self._where.get(key)

    def beside(self, step: Step, by: int) -> Step | None:
        """The step so many places further on; None where the form ends."""
        at = self.all.index(step) + by
        return self.all[at] if 0 <= at < len(self.all) else None

    @property
    def resume(self) -> Step | None:
        """Where to go on: the first page that stands in the way, if anything was begun; else the first that asks."""
        begun = any(s.count.filled for s in self.all)
        left = [s for s in self.all if begun and s.count.blocking]
        asked = [s for s in self.all if s.count.fields]
        return next(iter([*left, *asked, *self.all]), None)


def weight(field: Field) -> int:
    """How many boxes a field takes on a screen: a table several, words none, what has parts as many as it has."""
    if isinstance(field, TableField):
        return TABLE
    parts = getattr(field, "rows", None)  # a matrix asks once for each of its rows
    if parts is not None:
        return len(parts) if isinstance(parts, list) else LISTED
    return 1 if field.valued else 0


def paged(form: Form, access: Access, only: Collection[str] | None = None) -> bool:
    """Whether somebody meets the form page by page: because it says so, or because it is too long for one screen.

    What a condition hides now counts too, so that a form does not change its looks while it is filled in.
    """
    if only is None and form.layout == "wizard":
        return True
    return sum(weight(f) for f in _shown(form.fields, access, only, frozenset())) > SCREEN


def steps(
    form: Form,
    values: Mapping[str, Any],
    findings: Sequence[Finding],
    access: Access,
    gone: Hidden = frozenset(),
    only: Collection[str] | None = None,
    checked: Collection[str] = (),
) -> Steps:
    """The pages that somebody sees now; `only` narrows what is asked of them, `checked` names pages they are through.

    A page on which nothing is asked and nothing is shown is none. Nor is one that asks nothing and where nothing
    stands, which is filled in later or by others; unless there would be no page at all.
    """
    said = _by_field(findings)
    found = []
    for number, page in enumerate(form.pages, 1):
        fields = _shown(page.fields, access, only, gone)
        if any(f.type != HEADING for f in fields):
            found.append(_step(page, number, fields, values, said, access, page.id in checked))
    return Steps(tuple(s for s in found if s.count.fields or _stands(s, values)) or tuple(found))


def _stands(step: Step, values: Mapping[str, Any]) -> bool:
    """Whether anything was filled in on a page, or something is said about it."""
    fields = (f for section in step.sections for f in section.fields)
    return bool(step.count.blocking) or any(not is_empty(values.get(f.key)) for f in fields)


def _step(
    page: Page,
    number: int,
    fields: Sequence[Field],
    values: Mapping[str, Any],
    said: Mapping[str, Sequence[Finding]],
    access: Access,
    checked: bool,
) -> Step:
    made: list[Section] = []
    first = 1
    for n, (title, part) in enumerate(_cut(fields), 1):
        made.append(Section(n, title, tuple(part), first, _count(part, values, said, access, checked)))
        first += sum(f.valued for f in part)
    return Step(page, number, tuple(made), _count(fields, values, said, access, checked))


def _count(
    fields: Iterable[Field],
    values: Mapping[str, Any],
    said: Mapping[str, Sequence[Finding]],
    access: Access,
    checked: bool,
) -> Count:
    fields = list(fields)
    asked = [f for f in fields if f.stored and _asks(f, access)]
    about = [finding for f in fields for finding in said.get(f.key, ())]
    errors = [f for f in about if f.level == "error"]
    missing = sum(f.rule in _MISSING for f in errors)
    return Count(
        fields=len(asked),
        filled=sum(not is_empty(values.get(f.key)) for f in asked),
        missing=missing,
        wrong=len(errors) - missing,
        open=sum(f.blocks for f in about) - len(errors),
        checked=checked,
    )


def _asks(field: Field, access: Access) -> bool:
    if isinstance(field, TableField):
        inner = field.inner()
        below = [f"{field.key}.{f.key}" for f in field.fields]
        below += [f"{field.key}.{inner.key}.{f.key}" for f in inner.fields] if inner else []
        return access.may_write(field.key) or any(access.may_write(p) for p in below)
    return access.may_write(field.key)


def _shown(fields: Iterable[Field], access: Access, only: Collection[str] | None, gone: Hidden) -> list[Field]:
    """The fields somebody sees now; with `only`, those in which something is asked of them."""
    seen = [f for f in fields if (access.may_read(f.key) or f.type == HEADING) and (f.key, "") not in gone]
    if only is None:
        return seen
    return [f for f in seen if any(p == f.key or p.startswith(f"{f.key}.") for p in only)]


def _by_field(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings by the field outside tables, or the table, on whose page they are shown."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.place.path.partition(".")[0], []).append(finding)
    return found


def _cut(fields: Sequence[Field]) -> Iterator[tuple[Text | None, Sequence[Field]]]:
    """A page that fits is one section; else it is cut at its headings, and what is still too long by counting."""
    if sum(map(weight, fields)) <= SCREEN:
        yield None, fields
        return
    for title, part in _at_headings(fields):
        total = sum(map(weight, part))
        for piece in _even(part, ceil(total / SCREEN)):
            yield title, piece


def _at_headings(fields: Sequence[Field]) -> Iterator[tuple[Text | None, list[Field]]]:
    title: Text | None = None
    part: list[Field] = []
    for f in fields:
        if f.type == HEADING:
            if any(p.valued for p in part):
                yield title, part
                part = []
            title = f.title  # words before the first question stay with what follows
        else:
            part.append(f)
    if part:
        yield title, part


def _even(fields: Sequence[Field], parts: int) -> Iterator[Sequence[Field]]:
    """So many parts of about the same weight, and none heavier than a screen."""
    most = ceil(sum(map(weight, fields)) / max(parts, 1))
    begin = 0
    sums = [0, *accumulate(map(weight, fields))]
    for n in range(1, len(fields) + 1):
        if n == len(fields) or sums[n + 1] - sums[begin] > max(most, 1):
            yield fields[begin:n]
            begin = n
