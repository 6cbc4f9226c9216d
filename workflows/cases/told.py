"""What definitions say of words that queries use: stages, outcomes, returns and clocks, over all their versions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from sqlmodel import Session, col, select

from data.tables import Version
from workflows.bundle import Bundle
from workflows.definition import Procedure
from workflows.office import Office

Pairs = list[tuple[str, str]]
"""Procedures with one of their states each."""


class Told:
    """Some procedures, all if none are named, in every version there is; read when something is asked."""

    def __init__(self, office: Office, session: Session, procedures: Collection[str] = ()) -> None:
        self._office, self._session, self._only = office, session, procedures

    @property
    def versions(self) -> list[Procedure]:
        return [b.procedure for b in self.bundles]

    @cached_property
    def bundles(self) -> list[Bundle]:
        """Every version, the oldest first."""
        query = select(Version.id).order_by(col(Version.id))
        query = query.where(col(Version.procedure).in_(sorted(self._only))) if self._only else query
        return [self._office.bundle(self._session, v or 0) for v in self._session.exec(query)]

    def stage(self, stage: str) -> Pairs:
        """The states of a stage."""
        return sorted({(p.id, k) for p in self.versions for k, s in p.states.items() if s.stage == stage})

    def outcomes(self, names: Collection[str]) -> Pairs:
        """The final states with one of some outcomes."""
        return sorted({(p.id, k) for p in self.versions for k, s in p.states.items() if s.end in names and s.end})

    def readable(self, roles: Collection[str]) -> Pairs:
        """The states in which one of some roles may read something."""
        return sorted({
            (p.id, k) for p in self.versions for k, s in p.states.items()
            if any(set(roles) & {*right.read, *right.write} for right in s.rights.values())
        })  # fmt: skip

    @cached_property
    def paused(self) -> Pairs:
        """The states in which a main clock stands still."""
        clocks = ((p.id, c) for p in self.versions for c in p.clocks.values() if c.main and not c.minimum)
        return sorted({(procedure, state) for procedure, c in clocks for state in c.paused_in})

    @cached_property
    def returns(self) -> Mapping[str, Collection[str]]:
        """Procedure → its transitions that send a case back."""
        return self._of((p.id, k) for p in self.versions for k, t in p.transitions.items() if t.kind == "return")

    def _of(self, pairs: Iterator[tuple[str, str]]) -> Mapping[str, Collection[str]]:
        found: dict[str, set[str]] = {}
        for procedure, name in pairs:
            found.setdefault(procedure, set()).add(name)
        return found
