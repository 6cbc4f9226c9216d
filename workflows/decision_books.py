"""Decision tables of a definition as workbooks: out of the draft on the desk, and back into it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from forms.canonical import canonical
from forms.decision import DecisionTable
from forms.decision.from_sheet import from_sheet
from forms.decision.to_sheet import to_sheet
from forms.sheet import SheetRefused
from forms.sheet.result import Problem
from forms.text import Message
from workflows.checks.texts import check_text
from workflows.editing import keep, open_part
from workflows.engine.types import Actor, Refusal
from workflows.office import Office


def book(office: Office, actor: Actor, part: str, name: str, lang: str) -> bytes | Refusal:
    """The workbook of a table as it stands in the person's draft, or else as published."""
    found = _table(office, actor, part, name)
    return found if isinstance(found, Refusal) else to_sheet(name, found[1], lang)


def take_book(
    office: Office, actor: Actor, part: str, name: str, content: bytes, lang: str, now: datetime
) -> list[Problem] | Refusal:
    """Put the table of a workbook in the place of the one in the draft; what is wrong with its cells hinders that."""
    found = _table(office, actor, part, name)
    if isinstance(found, Refusal):
        return found
    model, base = found
    try:
        read = from_sheet(content, base, lang)
    except SheetRefused as refused:
        return Refusal(refused.message, guard="file")
    if read.name and read.name != name:
        return Refusal(Message("other_decision", {"name": name, "found": read.name}), guard="file")
    if read.table is None or read.problems:
        return read.problems
    return _kept(office, actor, part, model, name, read.table, now)


def _kept(
    office: Office, actor: Actor, part: str, model: Any, name: str, table: DecisionTable, now: datetime
) -> list[Problem] | Refusal:
    """The whole definition is written anew: canonical, with the table in its old place."""
    changed = model.model_copy(update={"decisions": {**model.decisions, name: table}})
    return keep(office, actor, part, canonical(changed), now) or []


def _table(office: Office, actor: Actor, part: str, name: str) -> tuple[Any, DecisionTable] | Refusal:
    """The definition on the desk, and its table of that name."""
    opened = open_part(office, actor, part)
    if isinstance(opened, Refusal):
        return opened
    model = check_text(part, opened.text)[0].model
    table = getattr(model, "decisions", {}).get(name)
    return Refusal(Message("no_decision", {"name": name}), guard="table") if table is None else (model, table)
