"""Code lists: those a form names exist, and their entries stand once and in time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from forms.checks.base import Findings, Subject, error, form_check, list_check, repeated, unknown, warning
from forms.definition import CodeList
from forms.fields.cascade import CascadeField
from forms.fields.choices import ChoicesField
from forms.fields.matrix import MatrixField


@form_check
def check_choices(subject: Subject) -> Findings:
    """A choice names a code list that has entries; so do the rows and the columns of a matrix, if they name one."""
    for part in subject.parts:
        for attribute in ("options", *(("rows", "columns") if isinstance(part.field, MatrixField) else ())):
            name, pointer = getattr(part.field, attribute, None), f"{part.pointer}/{attribute}"
            if not isinstance(name, str):
                continue
            if name not in subject.lists:
                yield unknown("no_list", pointer, name, subject.lists, name=name)
            elif not subject.lists[name].items:
                yield error("empty_list", pointer, name=name)


@form_check
def check_matrices(subject: Subject) -> Findings:
    """A matrix has rows and columns, each of them once."""
    for part in subject.parts:
        if isinstance(part.field, MatrixField):
            for attribute, side in (("rows", part.field.rows), ("columns", part.field.columns)):
                if not side:
                    yield error("no_lines", f"{part.pointer}/{attribute}", path=part.path)
                for n, key in repeated(i.key for i in side if not isinstance(i, str)):
                    yield error("twice_item", f"{part.pointer}/{attribute}/{n}", key=key)


@form_check
def check_levels(subject: Subject) -> Findings:
    """A dependent choice has a list with levels, and as many titles as there are levels; or none."""
    for part in subject.parts:
        field = part.field
        if isinstance(field, CascadeField) and (code_list := subject.lists.get(field.options)) is not None:
            depth = depth_of(code_list)
            if depth == 1 and code_list.items:
                yield warning("flat_list", f"{part.pointer}/options", name=field.options)
            if field.levels and depth != len(field.levels):
                data = {"path": part.path, "levels": len(field.levels), "name": field.options, "depth": depth}
                yield error("no_levels", f"{part.pointer}/levels", **data)


@form_check
def check_counts(subject: Subject) -> Findings:
    """Nobody can choose more than there is."""
    for part in subject.parts:
        field = part.field
        code_list = subject.lists.get(field.options) if isinstance(field, ChoicesField) else None
        if isinstance(field, ChoicesField) and code_list and field.min > len(code_list.items):
            data = {"path": part.path, "low": field.min, "count": len(code_list.items)}
            yield error("more_than_there_are", f"{part.pointer}/min", **data)


def depth_of(code_list: CodeList) -> int:
    """How many levels a list has."""
    parents = {i.key: i.parent for i in code_list.items}
    return max((len(_above(i.key, parents)) for i in code_list.items), default=0)


def _above(key: str, parents: Mapping[str, str | None]) -> list[str]:
    """An entry and those above it, upwards; a circle ends where it closes."""
    way: list[str] = []
    at: str | None = key
    while at is not None and at in parents and at not in way:
        way.append(at)
        at = parents[at]
    return way


@list_check
def check_parents(code_list: CodeList) -> Findings:
    """An entry lies under one of the list, never under itself."""
    parents = {i.key: i.parent for i in code_list.items}
    for n, item in enumerate(code_list.items):
        if item.parent is None:
            continue
        if item.parent not in parents:
            yield unknown("no_parent", f"/items/{n}/parent", item.parent, parents, key=item.parent)
        elif parents.get(_above(item.key, parents)[-1]) == item.key:
            yield error("parent_circle", f"/items/{n}/parent", key=item.key)


@list_check
def check_items_keyed(code_list: CodeList) -> Findings:
    """An entry has a key."""
    for n, item in enumerate(code_list.items):
        if not item.key.strip():
            yield error("no_item_key", f"/items/{n}/key", number=n + 1)


@list_check
def check_items_once(code_list: CodeList) -> Findings:
    """An entry's key stands once."""
    for n, key in repeated(item.key for item in code_list.items):
        if key.strip():
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
