"""A timer of a register: when it is due it looks at what its entries owe, some entries in each transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from sqlmodel import Session

from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.run import Run

LOOKED_AT, TOGETHER = 200, 20
"""Entries looked at in one reading, and those among them that are written to in one transaction."""


@job_kind
class EntryTimer(JobKind):
    """Payload: `register`. Its result tells up to which entry it came, what was done, and when to look again."""

    name: ClassVar[str] = "entry_timer"
    attempts: ClassVar[int] = 1000
    by_the_clock: ClassVar[bool] = True

    def run(self, run: Run) -> Effect:
        while (found := self._piece(run)) is not None:
            above, due, moment = found
            for n in range(0, len(due), TOGETHER):
                run.step(self._some(run, due[n : n + TOGETHER]))
            run.step(partial(_told, {"above": above, "next": moment}))
        return lambda session: self._again(run, session)

    def _piece(self, run: Run) -> tuple[int, list[int], str | None] | None:
        """The next entries: up to which, those with something to do, and when the others have."""
        from workflows.clocks.entries import entries_of, next_looks

        now, office, register = run.clock(), run.office, run.payload["register"]
        with office.db.read() as session:
            found = entries_of(session, register, office.today(now), int(run.result.get("above", 0)), LOOKED_AT)
            if not found:
                return None
            looks = next_looks(office, session, list(dict.fromkeys(first for _, first in found)), now)
        due = [entry for entry, mine in looks.items() if any(m <= now for m in mine)]
        later = [m for mine in looks.values() for m in mine if m > now]
        known = [m for m in (_moment(run.result.get("next")), *later) if m is not None]
        return found[-1][0], due, min(known).isoformat() if known else None

    def _some(self, run: Run, entries: list[int]) -> Effect:
        from workflows.clocks.entries import look

        def effect(session: Session) -> Mapping[str, Any]:
            did = sum(look(run.office, session, entry, run.clock()) for entry in entries)
            return {"did": int(run.result.get("did", 0)) + did}

        return effect

    def _again(self, run: Run, session: Session) -> Mapping[str, Any]:
        """The next look."""
        from workflows.clocks.entry_timers import look_later, next_turn

        now, register = run.clock(), run.payload["register"]
        moments = (_moment(run.result.get("next")), next_turn(run.office, session, register, now))
        known = [m for m in moments if m is not None]
        if known:
            look_later(session, register, min(known), now)
        return {}


def _told(told: Mapping[str, Any], _session: Session) -> Mapping[str, Any]:
    return told


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
