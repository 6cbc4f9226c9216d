"""What the rehearsals of a procedure tried: every transition, and every refusal that can be met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.definition import Procedure
from workflows.engine.guards import guards
from workflows.rehearsal.play import START, Played

Tried = tuple[str, str | None]
"""A transition (or `start`), and the guard that refused it; None when it was taken."""


@dataclass(frozen=True)
class Coverage:
    """What should be tried and was not, and how much was."""

    missing: tuple[Tried, ...]
    tried: int
    wanted: int

    @property
    def ok(self) -> bool:
        return not self.missing


def coverage(procedure: Procedure, played: Iterable[Played]) -> Coverage:
    """Compare what was played, in rehearsals of any procedure, with everything that can happen in this one."""
    done = {each for p in played for each in p.done_in(procedure.id)}
    somewhere = {guard for _, guard in done}
    wanted = list(wanted_of(procedure))
    missing = [w for w in wanted if w not in done and not (w[0] == ANYWHERE and w[1] in somewhere)]
    return Coverage(tuple(missing), len(wanted) - len(missing), len(wanted))


ANYWHERE = "*"
"""Stands for any transition: guards that all of them have need to be met once."""


def wanted_of(procedure: Procedure) -> Iterable[Tried]:
    """Every transition taken and refused by each guard it can meet; opening a case likewise, where anybody may."""
    if procedure.start.by:
        yield START, None
        yield from ((START, guard) for guard in _start_guards(procedure))
    yield from ((ANYWHERE, g.name) for g in guards() if g.everywhere)
    for name, transition in procedure.transitions.items():
        yield name, None
        for guard in guards():
            if not guard.everywhere and guard.met_by(transition, procedure):
                yield name, guard.name


def _start_guards(procedure: Procedure) -> Iterable[str]:
    yield from ("valid", "role")
    if procedure.campaign is not None:
        yield "campaign"
    if procedure.case.one_open_per:
        yield "one_open"
