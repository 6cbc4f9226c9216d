"""What was filled in of many cases, as far as their reader may see it: a few queries for hundreds of cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from data.queries.exporting import FlatRow, Head, flat_rows, heads
from data.queries.moves import moved_cases, moves_of
from data.tables import Campaign, Case, Submission
from forms.fields import OptionSource
from forms.values import Values, is_empty
from workflows.bundle import MAIN, Bundle
from workflows.cases.filled import at as filled_at
from workflows.cases.filled import nested
from workflows.cases.opened import opened
from workflows.engine.situation import campaign_view
from workflows.engine.types import Actor, CampaignFacts
from workflows.ever import Ever
from workflows.exports.shown import needs_case, seen, thinks
from workflows.office import Office
from workflows.rights import limited_groups, rows_group
from workflows.world import About, OfficeWorld

ROWS = 20_000
"""Rows of tables that are held at once, unless a single case has more."""
Groups = Mapping[tuple[str, int], frozenset[str]]
"""Procedure and audience → the groups that the reader may read."""


@dataclass(frozen=True)
class Filled:
    """What was filled in of one case, with the field groups its reader may see of it."""

    case: Case
    bundle: Bundle
    groups: frozenset[str]
    values: Values
    former: tuple[Filled, ...] = ()  # as it was before it was moved to another version, the last move first


class Reader:
    """Reads for one person, in one transaction."""

    def __init__(self, office: Office, session: Session, actor: Actor, groups: Groups, now: datetime) -> None:
        self.office, self.session, self.actor, self.groups, self.now = office, session, actor, groups, now
        self._ever = Ever(office, session, actor, now)
        self._extra: dict[int | None, Any] = {}
        self._facts: dict[int, tuple[bool, bool, frozenset[str]]] = {}

    def filled(self, cases: Sequence[Case], tick: Callable[[], None] = lambda: None) -> Iterator[Filled]:
        """What stands in the main forms of some cases, in their order."""
        found = heads(self.session, [c.id or 0 for c in cases], MAIN)
        moved = moved_cases(self.session, [c.id or 0 for c in cases])
        for some in _batches(cases, found):
            rows: dict[int, list[FlatRow]] = {}
            for row in flat_rows(self.session, [found[c.id or 0].submission for c in some if c.id in found]):
                rows.setdefault(row.submission, []).append(row)
            for case in some:
                head = found.get(case.id or 0)
                if head is not None:
                    one = self._one(case, {**head.body, **nested(rows.pop(head.submission, ()))})
                    yield replace(one, former=self._before(one, head.submission)) if case.id in moved else one
            tick()

    def options(self, bundle: Bundle) -> OptionSource:
        """Every name there ever was, for the forms of a version."""
        return self._ever.of(bundle)

    def readable(self, case: Case, bundle: Bundle) -> frozenset[str]:
        """The field groups of a case that may be read."""
        return self.groups.get((case.procedure, case.audience_id or 0), frozenset()) & frozenset(bundle.groups)

    def _one(self, case: Case, values: Values) -> Filled:
        bundle = self.office.bundle(self.session, case.version_id)
        groups = self.readable(case, bundle)
        thinking, deep, limited = self._known(bundle)
        held = self.groups.get((case.procedure, case.audience_id or 0), frozenset())
        partly = any(rows_group(g) not in held for g in groups & limited)
        if groups and (partly or (thinking and deep)):
            return self._opened(case, bundle)
        if groups and thinking:
            values = seen(bundle, values, self.options(bundle), self._names(case), self._world(case, bundle, values),
                          self.now)  # fmt: skip
        return Filled(case, bundle, groups, values)

    def _before(self, one: Filled, submission: int) -> tuple[Filled, ...]:
        """What stood in a case before each of its moves, in groups that are read today with all their rows."""
        held = self.groups.get((one.case.procedure, one.case.audience_id or 0), frozenset())
        limited = self._known(one.bundle)[2]
        groups = frozenset(g for g in one.groups if g not in limited or rows_group(g) in held)
        found = []
        for row in moves_of(self.session, one.case.id or 0):
            bundle = self.office.bundle(self.session, row.from_version_id)
            values = filled_at(self.session, self.session.get_one(Submission, submission), row.kept).values
            found.append(Filled(one.case, bundle, groups & frozenset(bundle.groups), values))
        return tuple(found)

    def _known(self, bundle: Bundle) -> tuple[bool, bool, frozenset[str]]:
        """Whether the form thinks, whether about more than itself, and the groups with rows that not all may read."""
        key = bundle.version_id or 0
        if key not in self._facts:
            self._facts[key] = (thinks(bundle.form()), needs_case(bundle), limited_groups(bundle))
        return self._facts[key]

    def _opened(self, case: Case, bundle: Bundle) -> Filled:
        """A case looked at by itself: some of its rows are not for everybody, or its form asks how it stands."""
        found = opened(self.office, self.session, case.id or 0, self.actor, self.now)
        if found is None:
            return Filled(case, bundle, frozenset(), {})
        situation = found.situation
        values = seen(bundle, situation.case.values, self.options(bundle), situation.extra, found.world, self.now)
        return Filled(case, bundle, found.access.groups_readable, found.access.restrict(values))

    def _names(self, case: Case) -> Mapping[str, Any]:
        """What expressions of a form may know of the case without its being opened."""
        if case.campaign_id not in self._extra:
            row = self.session.get(Campaign, case.campaign_id) if case.campaign_id else None
            facts = CampaignFacts(row.id or 0, row.title, row.opens, row.closes, row.title_en) if row else None
            self._extra[case.campaign_id] = campaign_view(facts)
        actor = self.actor
        return {
            "case": {
                "number": case.number, "state": case.state, "first_of_subject": None, "late": case.late,
                "on_behalf": case.on_behalf, "organisation": case.organisation_id,
            },
            "campaign": self._extra[case.campaign_id],
            "actor": {
                "id": actor.id, "name": actor.name, "organisation": actor.organisation,
                "organisation_name": actor.organisation_name or None,
            },
        }  # fmt: skip

    def _world(self, case: Case, bundle: Bundle, values: Values) -> OfficeWorld:
        about = About(case.id, case.district, case.campaign_id, values, case.filed_on, case.organisation_id)
        return OfficeWorld(self.office, self.session, bundle, about, self.office.today(self.now), self.actor.tokens)


def _batches(cases: Sequence[Case], found: Mapping[int, Head]) -> Iterator[list[Case]]:
    """The cases in pieces whose tables together have not too many rows."""
    some: list[Case] = []
    rows = 0
    for case in cases:
        more = found[case.id or 0].rows if case.id in found else 0
        if some and rows + more > ROWS:
            yield some
            some, rows = [], 0
        some.append(case)
        rows += more
    yield some


def anything(filled: Filled, group: str) -> bool:
    """Whether something stands in a field group."""
    paths = {p.partition(".")[0] for p in filled.bundle.paths_by_group[group]}
    return any(not is_empty(filled.values.get(p)) for p in paths)


def confidential(filled: Filled) -> list[str]:
    """The groups whose reading is on record that something is shown of."""
    logged = filled.bundle.procedure.main.logged
    return [g for g in logged if g in filled.groups and anything(filled, g)]
