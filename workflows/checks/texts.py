"""Texts of definitions that belong together: read, checked one by one and against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel

from forms.checks import check_form, check_list
from forms.definition import CodeList, Form
from forms.json_text import Unreadable, read_json
from forms.reading import DefinitionFinding, Parsed, located, parsed
from workflows.bundle import Bundle
from workflows.checks import check_procedure
from workflows.checks.base import ProcedureFinding
from workflows.definition import Procedure

PROCEDURE: Final = "procedure"
MODELS: Final[Mapping[str, type[BaseModel]]] = {PROCEDURE: Procedure, "form": Form, "list": CodeList}


@dataclass(frozen=True)
class PartFinding:
    """A finding in one of several texts: `procedure`, `form/<id>`, `list/<id>`."""

    part: str
    finding: DefinitionFinding

    @property
    def blocks(self) -> bool:
        """Whether it hinders publishing."""
        return self.finding.level == "error"

    def say(self, lang: str = "zh") -> str:
        return self.finding.say(lang)


def part_of(text: str) -> str | None:
    """Which part a text is, from its `kind` and `id`; None for what is no definition."""
    try:
        data = read_json(text).data
    except Unreadable:
        return None
    kind, key = data.get("kind"), data.get("id")
    if kind == PROCEDURE:
        return PROCEDURE
    return f"{kind}/{key}" if kind in MODELS and isinstance(key, str) else None


def check_text(part: str, text: str) -> tuple[Parsed[Any], list[PartFinding]]:
    """One text by itself: its shape, and that it is what its part says."""
    kind, _, key = part.partition("/")
    read: Parsed[Any] = parsed(MODELS[kind], text)
    found = list(read.findings)
    if read.model is not None and key and read.model.id != key:
        other = ProcedureFinding("error", "other_id", "/id", {"id": read.model.id, "key": key})
        found += located([other], read.positions)
    return read, [PartFinding(part, f) for f in found]


def check_texts(texts: Mapping[str, str]) -> tuple[Bundle | None, list[PartFinding]]:
    """The bundle of a procedure's texts, None while something hinders it; and everything to be said about them.

    `texts` holds `procedure`, `form/<id>` for each form it uses and `list/<id>` for each code list of those.
    """
    reads: dict[str, Parsed[Any]] = {}
    found: list[PartFinding] = []
    for part, text in texts.items():
        reads[part], own = check_text(part, text)
        found += own
    found += _checked(reads)
    procedure = reads[PROCEDURE].model if PROCEDURE in reads else None
    if procedure is None or any(f.blocks for f in found):
        return None, found
    return Bundle(None, 0, procedure, _models(reads, "form"), _models(reads, "list")), found


def _checked(reads: Mapping[str, Parsed[Any]]) -> Iterable[PartFinding]:
    """What is wrong beyond the shape of each text."""
    forms, lists = _models(reads, "form"), _models(reads, "list")
    for part, read in reads.items():
        if read.model is not None:
            yield from (PartFinding(part, f) for f in _of_model(read, forms, lists, _unread(reads)))


def _of_model(
    read: Parsed[Any], forms: Mapping[str, Form], lists: Mapping[str, CodeList], unread: bool
) -> list[DefinitionFinding]:
    if isinstance(read.model, Form):
        return check_form(read.model, lists, read.positions)
    if isinstance(read.model, CodeList):
        return check_list(read.model, read.positions)
    if unread or read.model is None:  # a form that cannot be read would make every reference to it look wrong
        return []
    return located(check_procedure(read.model, forms, lists), read.positions)


def _unread(reads: Mapping[str, Parsed[Any]]) -> bool:
    return any(r.model is None for r in reads.values())


def _models(reads: Mapping[str, Parsed[Any]], kind: str) -> dict[str, Any]:
    return {r.model.id: r.model for p, r in reads.items() if p.startswith(f"{kind}/") and r.model is not None}


def needed(procedure: Procedure, forms: Mapping[str, Form]) -> set[str]:
    """The parts a procedure refers to; those of forms that are not given are missing."""
    uses = {use.form for use in procedure.forms.values()}
    fields = [f for form in uses & forms.keys() for f in forms[form].by_path.values()]
    registers = [f for r in procedure.registers.values() for f in r.fields.values()]
    registers += [f for r in procedure.registers.values() for t in r.tables.values() for f in t.fields.values()]
    lists = {name for f in fields for name in f.lists} | {f.options for f in registers if f.options}
    return {PROCEDURE, *(f"form/{u}" for u in uses), *(f"list/{name}" for name in lists)}
