"""Filling in what a step asks for: what it needs, what is required, what has to be answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from forms.values import is_empty, rows_of
from workflows.rehearsal.generate.goals import Goal
from workflows.rehearsal.generate.trying import Stage, plain_fill
from workflows.rehearsal.generate.values import plain
from workflows.rehearsal.model import Step
from workflows.rehearsal.play import SAVE


class Filling:
    """Fills in a case on a stage, as a goal wants it."""

    def __init__(self, stage: Stage, goal: Goal) -> None:
        self._stage, self._goal, self._procedure = stage, goal, stage.procedure

    def _fill(self, name: str, who: str, *, everything: bool) -> None:
        """Fills in what a transition needs, then all that may be; and answers what is asked."""
        for person in dict.fromkeys([who, *self._stage.rehearsal.people]):
            sheet = self._stage.sheet(person)
            if sheet is None:
                continue
            wanted = {**dict(self._missing(sheet, name, everything)), **self._cleared(sheet)}
            answers = {f.rule: "样例说明" for f in sheet.findings if f.key}
            if wanted or answers:
                self._stage.do(Step(who=person, does=SAVE, fill=plain_fill(wanted), answers=answers))

    def _cleared(self, sheet: Any) -> dict[str, Any]:
        """What was made up and is wrong, and need not be there: nothing instead."""
        found: dict[str, Any] = {}
        for finding in sheet.findings:
            path, row = finding.place.path, finding.place.row
            field = self._stage.bundle.form().by_path.get(path)
            if finding.blocks and not finding.key and field is not None and sheet.access.may_write(path):
                table, _, key = path.rpartition(".")
                if not field.required and finding.rule not in ("required", "no_rows"):
                    found[f"{table}[{row}].{key}" if table else path] = None
        return found

    def _missing(self, sheet: Any, name: str, everything: bool) -> Iterator[tuple[str, Any]]:
        form, needs = self._stage.bundle.form(), self._procedure.transitions[name].needs
        for path, field in form.by_path.items():
            table, _, key = path.rpartition(".")
            asked = everything or path in needs or field.required
            if not asked or not field.stored or not sheet.access.may_write(path) or path in self._goal.change:
                continue
            if path in form.tables:
                if not table and not sheet.values.get(key) and (everything or field.required):
                    yield path, plain(self._stage.maker.one(form, path))
            elif not table:
                if is_empty(sheet.values.get(key)):
                    yield path, self._stage.maker.one(form, path)
            elif table.count(".") == 0:
                for row, _around in rows_of(form, sheet.values, table):
                    if is_empty(row.get(key)):
                        yield f"{table}[{row['_id']}].{key}", self._stage.maker.one(form, path)
