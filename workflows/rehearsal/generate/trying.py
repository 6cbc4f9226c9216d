"""Going a way with the engine itself: who acts, what is filled in before, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlmodel import Session

from data.tables import Case
from forms.values import is_empty, rows_of
from workflows.bundle import Bundle, group_of
from workflows.cases.drafts import Sheet, open_draft
from workflows.definition import Procedure
from workflows.office import Office
from workflows.rehearsal.branches import Watched
from workflows.rehearsal.cast import cast
from workflows.rehearsal.files import Props
from workflows.rehearsal.generate.goals import Goal
from workflows.rehearsal.generate.values import Maker, plain
from workflows.rehearsal.model import Rehearsal, Step
from workflows.rehearsal.play import MORNING, SAVE, START, Player
from workflows.rights import EVERY

DISTRICT = "500103"
"""Where generated cases lie."""


def people_of(procedure: Procedure, district: str = DISTRICT) -> dict[str, str | list[str]]:
    """One person for each role that is given, called by it; those of places in the district."""
    given = {n: r for n, r in procedure.roles.items() if not r.by_task}
    return {name: f"{name}@{district}" if r.place or r.of_organisation else name for name, r in given.items()}


class Trying:
    """One goal being tried; `steps` are those that the engine answered, with what it answered."""

    def __init__(self, bundle: Bundle, rehearsal: Rehearsal, maker: Maker, change: Mapping[str, Any]) -> None:
        self._bundle, self._rehearsal, self._maker, self._change = bundle, rehearsal, maker, change
        self.steps: list[Step] = []
        self.news: set[Any] = set()

    def go(self, office: Office, folder: Path, goal: Goal) -> bool:
        """Whether the way could be gone, or a condition that was to turn refused."""
        player = Player(
            office, self._rehearsal, cast(office, self._rehearsal), Props({}, folder), self._rehearsal.id,
            MORNING,
        )  # fmt: skip
        self._player, self._office = player, office
        watched = Watched(player.played.branches)
        with watched.watching():
            went = self._start() and self._all(goal)
        self.news |= {("taken", *each) for each in player.played.done} | player.played.branches
        return went

    def _all(self, goal: Goal) -> bool:
        for step in goal.way:
            if self._state() == step.place.state and self._automatic(step.transition):
                continue
            if self._automatic(step.transition):
                if not self._answered(step.place.state):
                    return False
                continue
            guard = self._take(step.transition)
            if guard is not None:
                return guard == "when" and bool(goal.change)
        return True

    def _automatic(self, transition: str) -> bool:
        return self._procedure.transitions[transition].kind == "automatic"

    @property
    def _procedure(self) -> Procedure:
        return self._bundle.procedure

    def _start(self) -> bool:
        who = next((r for r in self._procedure.start.by if r in self._rehearsal.people), None)
        if who is None:
            return False
        values = self._writable(who, self._procedure.initial, self._rows())
        values.pop(self._procedure.case.subject, None)
        step = Step(
            on=self._rehearsal.play[0].on, who=who, does=START, fill=plain(self._changed(values)),
            subject=None if self._bundle.of_organisations else DISTRICT,
        )  # fmt: skip
        return self._played(step) is None

    def _rows(self) -> int:
        return next((n for key, n in self._change.items() if key.startswith("#")), 1)

    def _changed(self, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, **{k: v for k, v in self._change.items() if not k.startswith("#") and k in values}}

    def _writable(self, role: str, state: str, rows: int = 1) -> dict[str, Any]:
        """Everything that a role may fill in in a state."""
        form, rights = self._bundle.form(), self._procedure.states[state].rights
        groups = {g for g, right in rights.items() if role in right.write}
        paths = [
            p for p in form.by_path if group_of(self._procedure.main.groups, p) in groups or EVERY in groups
        ]
        return self._maker.whole(form, paths, rows)

    def _take(self, name: str) -> str | None:
        """Takes a transition: as it is, else once what it asks for is filled in; the guard that refuses it."""
        transition = self._procedure.transitions[name]
        guard: str | None = "role"
        for who in [r for r in transition.by if r in self._rehearsal.people]:
            for attempt in range(3):
                if attempt:
                    self._fill(name, who, everything=attempt == 2)
                guard = self._played(self._step(name, who), keep_refused=attempt == 2 or bool(self._change))
                if guard is None or guard not in ("needs", "check", "when"):
                    break
            if guard is None:
                return None
        return guard

    def _step(self, name: str, who: str) -> Step:
        transition = self._procedure.transitions[name]
        given = None
        if transition.form is not None:
            form = self._bundle.form(transition.form)
            given = plain(self._maker.whole(form, list(form.by_path)))
        return Step(who=who, does=name, fill=given)

    def _fill(self, name: str, who: str, *, everything: bool) -> None:
        """Fills in what a transition needs, then all that may be; and answers what is asked."""
        for role in [who, *(r for r in self._rehearsal.people if r != who)]:
            sheet = self._sheet(role)
            if sheet is None:
                continue
            wanted = {**dict(self._missing(sheet, name, everything)), **self._cleared(sheet)}
            answers = {f.rule: "样例说明" for f in sheet.findings if f.key}
            if wanted or answers:
                self._played(Step(who=role, does=SAVE, fill=plain(wanted), answers=answers))

    def _cleared(self, sheet: Sheet) -> dict[str, Any]:
        """What was made up and is wrong, and need not be there: nothing instead."""
        found: dict[str, Any] = {}
        for finding in sheet.findings:
            path, row = finding.place.path, finding.place.row
            field = self._bundle.form().by_path.get(path)
            if finding.blocks and not finding.key and field is not None and sheet.access.may_write(path):
                table, _, key = path.rpartition(".")
                if not field.required and finding.rule not in ("required", "no_rows"):
                    found[f"{table}[{row}].{key}" if table else path] = None
        return found

    def _missing(self, sheet: Sheet, name: str, everything: bool) -> Iterator[tuple[str, Any]]:
        form, needs = self._bundle.form(), self._procedure.transitions[name].needs
        for path, field in form.by_path.items():
            table, _, key = path.rpartition(".")
            asked = everything or path in needs or field.required
            if not asked or not field.stored or path in form.tables or not sheet.access.may_write(path):
                continue
            if not table:
                if is_empty(sheet.values.get(key)):
                    yield path, self._change.get(path, self._maker.one(form, path))
            elif table.count(".") == 0:
                for row, _around in rows_of(form, sheet.values, table):
                    if is_empty(row.get(key)):
                        yield f"{table}[{row['_id']}].{key}", self._maker.one(form, path)

    def _answered(self, state: str) -> bool:
        """Everybody who is asked in a round gives an opinion, until the case moves on by itself."""
        here = self._procedure.states[self._state()].round
        each = self._procedure.rounds.get(here or "")
        if each is None:
            return False
        form = self._bundle.form(each.form)
        values = plain(self._maker.whole(form, list(form.by_path)))
        for who in self._rehearsal.people:
            if self._state() != state:
                opinion = Step(who=who, does="opinion", row="*" if each.per else None, fill=values)
                self._played(opinion, keep_refused=False)
        return self._state() == state

    def _sheet(self, who: str) -> Sheet | None:
        case = self._player.played.cases["1"]
        found = open_draft(self._office, self._player.actor(who), case, self._player.now)
        return found if isinstance(found, Sheet) else None

    def _state(self) -> str:
        with self._office.db.read() as session:
            return self._row(session).state

    def _row(self, session: Session) -> Case:
        return session.get_one(Case, self._player.played.cases["1"])

    def _played(self, step: Step, *, keep_refused: bool = True) -> str | None:
        """Plays a step, keeps it with the engine's answer, and gives the guard that refused it."""
        before = len(self._player.played.mismatches)
        done = len(self._player.played.done)
        self._player.step(len(self.steps) + 1, step)
        new = self._player.played.mismatches[before:]
        del self._player.played.mismatches[before:]
        guard = next((g for _, g in self._player.played.done[done:] if g), None)
        code = next((str(m.message.data["found"]) for m in new if "found" in m.message.data), None)
        if code is not None:
            if keep_refused:
                self.steps.append(step.model_copy(update={"refused": code}))
            return guard or "refused"
        if "1" in self._player.played.cases:
            self.steps.append(step.model_copy(update={"then": self._facts()}))
        return None

    def _facts(self) -> dict[str, Any]:
        with self._office.db.read() as session:
            row = self._row(session)
            return {"state": row.state, "holder": row.holder, "late": row.late, "number": row.number}

