"""What checks stand on: the form under examination with pointers to its parts, and the two families."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from forms.definition import CodeList, Form
from forms.feel.nearest import nearest
from forms.fields import Field
from forms.fields.table import TableField
from forms.reading import DefinitionFinding

Findings = Iterator[DefinitionFinding]


@dataclass(frozen=True)
class Part:
    """A field of the form: its path, the pointer to it, and the table it stands in ("" at the top)."""

    path: str
    pointer: str
    table: str
    field: Field


@dataclass(frozen=True)
class Subject:
    """The form under examination and the code lists it may use."""

    form: Form
    lists: Mapping[str, CodeList]

    @cached_property
    def parts(self) -> list[Part]:
        """Every field as it is written, also where two bear the same name."""
        pages = enumerate(self.form.pages)
        return [part for n, page in pages for part in _parts(page.fields, f"/pages/{n}/fields", "")]


def _parts(fields: list[Field], pointer: str, table: str) -> Iterator[Part]:
    for n, field in enumerate(fields):
        path = f"{table}.{field.key}".removeprefix(".")
        yield Part(path, f"{pointer}/{n}", table, field)
        if isinstance(field, TableField):
            yield from _parts(field.fields, f"{pointer}/{n}/fields", path)


FormCheck = Callable[[Subject], Findings]
ListCheck = Callable[[CodeList], Findings]
FORM_CHECKS: Final[list[FormCheck]] = []
LIST_CHECKS: Final[list[ListCheck]] = []


def form_check(check: FormCheck) -> FormCheck:
    """Adds a check to the family."""
    FORM_CHECKS.append(check)
    return check


def list_check(check: ListCheck) -> ListCheck:
    """Adds a check of code lists to the family."""
    LIST_CHECKS.append(check)
    return check


def error(code: str, pointer: str, **data: Any) -> DefinitionFinding:
    """Something that hinders publishing."""
    return DefinitionFinding("error", code, pointer, data)


def warning(code: str, pointer: str, **data: Any) -> DefinitionFinding:
    """Something that may be meant so."""
    return DefinitionFinding("warning", code, pointer, data)


def unknown(code: str, pointer: str, name: str, known: Iterable[str], /, **data: Any) -> DefinitionFinding:
    """A reference to nothing, with the nearest known name where one is near."""
    near = nearest(name, known)
    return error(f"{code}_near", pointer, near=near, **data) if near else error(code, pointer, **data)


def repeated(keys: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Keys that stood before, with their index."""
    seen: set[str] = set()
    for n, key in enumerate(keys):
        if key in seen:
            yield n, key
        seen.add(key)
