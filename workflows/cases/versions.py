"""By which version of its procedure a case ran when a step was taken: those before a move speak of another form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from forms.fields import OptionSource
from workflows.access import Access
from workflows.bundle import Bundle
from workflows.cases.moved import BACK, MOVE
from workflows.cases.opened import Opened


@dataclass(frozen=True, eq=False)
class Then:
    """A version by which a case ran, with what somebody may read of its form now."""

    found: Opened
    bundle: Bundle

    @property
    def now(self) -> bool:
        return self.bundle.version_id == self.found.bundle.version_id

    @cached_property
    def options(self) -> OptionSource:
        if self.now:
            return self.found.world.options
        day = self.found.case.filed_on or self.found.office.today(self.found.situation.now)
        return self.found.office.options(self.found.session, self.bundle, day, self.found.situation.actor.tokens)

    @cached_property
    def access(self) -> Access:
        """Fields of another form are read by whoever reads their group today; of a group that is gone nobody does."""
        found = self.found.access
        if self.now:
            return found
        groups = found.groups_readable & frozenset(self.bundle.groups)
        paths = {p for g in groups for p in self.bundle.paths_by_group[g]}
        tables = {t for t in self.bundle.form().tables if any(p.startswith(f"{t}.") for p in paths)}
        none = frozenset[str]()
        if found.reach is not None:  # rows that are not for everybody are not told of in another version's words
            groups, paths, tables = none, set(), set()
        return replace(found, form=self.bundle.form(), readable=frozenset(paths | tables), writable=none,
                       groups_readable=groups, groups_writable=none, reach=None)  # fmt: skip


def by_step(found: Opened, steps: Iterable[tuple[int, str, Mapping[str, Any]]]) -> dict[int, Then]:
    """For each step (its number, action, details; the last first) the version in whose words it was taken."""
    made: dict[int, Then] = {}
    now = Then(found, found.bundle)
    for number, action, body in steps:
        made[number] = now
        former = (body.get(action) or {}).get("from") if action in (MOVE, BACK) else None
        if former:
            now = Then(found, found.office.bundle(found.session, former["version"]))
    return made
