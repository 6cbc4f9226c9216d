"""Repairs that are sure: a name that is nowhere becomes the nearest that there is, or is taken away where it may."""

from __future__ import annotations

from dataclasses import dataclass

from forms.canonical import plain
from forms.definition import Form
from forms.design.parts import DeleteAt, PutAt
from forms.reading import DefinitionFinding


@dataclass(frozen=True)
class Repair:
    """An edit that mends a finding; `value` is what is put there, "" where something is taken away."""

    edit: PutAt | DeleteAt
    value: str = ""


NAMED = frozenset({"no_field", "no_table", "no_list", "no_source"})
"""Findings about a name that is nowhere; `…_near` knows a name that is like it."""


def repair_of(form: Form, finding: DefinitionFinding) -> Repair | None:
    """The repair of a finding, None where a person has to decide."""
    kind = finding.code.removesuffix("_near")
    if kind not in NAMED or not finding.pointer:
        return None
    value, in_list = _at(plain(form), finding.pointer)
    near = finding.data.get("near")
    if finding.code.endswith("_near") and isinstance(value, str) and isinstance(near, str):
        new = f"{near} {value.partition(' ')[2]}".strip() if kind == "no_source" else near
        return Repair(PutAt(finding.pointer, new), new)
    if kind == "no_source":
        return Repair(DeleteAt(finding.pointer))
    if in_list:
        return Repair(DeleteAt(finding.pointer))
    whole = _column(finding.pointer)
    return Repair(DeleteAt(whole)) if whole else None


def _column(pointer: str) -> str:
    """The printed column or the total that a name is all of; "" where it is part of more."""
    parts = pointer.split("/")
    if parts[1:3] == ["print", "blocks"] and parts[-1] == "field":
        return "/".join(parts[:-1])
    if parts[-3:-2] == ["totals"] and parts[-1] == "of":
        return "/".join(parts[:-1])
    return pointer if parts[-1] in ("row_title", "totals_by") else ""


def _at(data: object, pointer: str) -> tuple[object, bool]:
    """What stands at a pointer, and whether it is an entry of a list."""
    here, inside = data, False
    for name in (p.replace("~1", "/").replace("~0", "~") for p in pointer.split("/")[1:]):
        if isinstance(here, dict) and name in here:
            here, inside = here[name], False
        elif isinstance(here, list) and name.isdecimal() and int(name) < len(here):
            here, inside = here[int(name)], True
        else:
            return None, False
    return here, inside
