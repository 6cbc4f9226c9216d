"""What a file of cases will consist of, known before its first row is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from data.queries import exporting as stored
from data.queries import given_forms as stored_beside
from data.queries.cases import CaseFilter
from data.queries.exporting import Part
from data.queries.moves import left_versions
from workflows.bundle import Bundle
from workflows.cases import columns as listed
from workflows.cases.columns import ListColumn
from workflows.cases.search import Query, conditions, groups_of
from workflows.exports.layout import Leaf, Tab, layout
from workflows.exports.lists import Order

Children = dict[int, tuple[int, str | None]]
"""Child → its parent and the number of that."""


@dataclass(frozen=True)
class Of:
    """The cases of one procedure in the file."""

    newest: Bundle
    bundles: Mapping[int, Bundle]  # by the ids of the versions that the cases run by
    tabs: tuple[Tab, ...]
    count: int
    counts: Mapping[int, int]  # number of a version → cases
    closed: Mapping[str, int]  # field group → in how many cases it is not for the reader
    left: tuple[Bundle, ...] = ()  # versions that cases were moved away from


class Plan:
    """The parts of one file."""

    def __init__(
        self, order: Order, query: Query | None = None, ids: Sequence[int] | None = None, columns: Sequence[str] = ()
    ) -> None:
        """The cases of a query; with `ids` these, in their order, and the query only tells in words how they came.

        `columns` are those of the first sheet; none: those that the order names.
        """
        self.order, self.only, self._columns = order, ids, columns
        self.query = Query.read(order.asked.params) if query is None else query

    @cached_property
    def ids(self) -> Sequence[int]:
        """The cases in their order; as of a day the spans of them."""
        if self.only is not None:
            return self.only
        session, tokens, query = self.order.session, self.order.actor.tokens, self.query
        return stored.ordered_ids(session, tokens, self.wanted, query.order, query.descending, query.as_of)

    @cached_property
    def wanted(self) -> CaseFilter:
        if self.only is not None:
            return CaseFilter(ids=self.only)
        return conditions(self.order.office, self.order.session, self.order.actor, self.query)

    @cached_property
    def parts(self) -> list[Part]:
        session, tokens, query = self.order.session, self.order.actor.tokens, self.query
        if self.only is None:
            return stored.makeup(session, tokens, self.wanted, query.as_of)
        return stored.makeup_of(session, tokens, self.only)

    @cached_property
    def children(self) -> Children:
        """The children of these cases and theirs, as far as they are not in the file anyway, with their parents."""
        known, found, session = set(self.ids), Children(), self.order.session
        more: Sequence[int] = self.ids if self.contents else ()
        while more:
            born = stored_beside.children(session, self.order.actor.tokens, more)
            more = [child for child in born if child not in known]
            known.update(more)
            found |= {child: born[child] for child in more}
        return found

    @property
    def contents(self) -> bool:
        """Whether what was filled in is wanted; of a past day only the facts are known."""
        return self.order.asked.contents and self.query.as_of is None

    @property
    def total(self) -> int:
        return sum(p.count for p in self.parts)

    @cached_property
    def groups(self) -> Mapping[tuple[str, int], frozenset[str]]:
        """What may be read, by procedure and audience."""
        return groups_of(self.order.session, self.order.actor, {(p.procedure, p.audience) for p in self.parts})

    @cached_property
    def procedures(self) -> Mapping[str, Of]:
        """The procedures in the file, the one with the most cases first."""
        keys = {p.procedure for p in self.parts}
        found = [self._of(k, [p for p in self.parts if p.procedure == k]) for k in sorted(keys)]
        return {o.newest.procedure.id: o for o in sorted(found, key=lambda o: -o.count)}

    @cached_property
    def columns(self) -> Sequence[ListColumn]:
        """The columns of the first sheet: those asked for, as far as there are such; else the usual ones."""
        known = self.known
        asked = [known[k] for k in self._columns or self.order.asked.columns if k in known]
        usual = [c for k, c in known.items() if k in listed.USUAL or k.startswith(listed.COMPUTED)]
        return asked or sorted(usual, key=lambda c: listed.USUAL.index(c.key) if c.key in listed.USUAL else 99)

    @cached_property
    def known(self) -> Mapping[str, ListColumn]:
        """Every column that may be asked for."""
        bundles = [o.newest for o in self.procedures.values()]
        if self.query.procedure and not bundles:
            newest = self.order.office.newest(self.order.session, self.query.procedure)
            bundles = [newest] if newest else []
        return listed.offered(self.order.actor, bundles)

    def _of(self, procedure: str, parts: Sequence[Part]) -> Of:
        office, session = self.order.office, self.order.session
        bundles = {p.version: office.bundle(session, p.version) for p in parts}
        newest = office.newest(session, procedure) or next(iter(bundles.values()))
        counts: dict[int, int] = {}
        closed: dict[str, int] = {}
        for part in parts:
            bundle = bundles[part.version]
            counts[bundle.number] = counts.get(bundle.number, 0) + part.count
            for group in frozenset(bundle.groups) - self.groups.get((procedure, part.audience), frozenset()):
                closed[group] = closed.get(group, 0) + part.count
        versions = left_versions(session, procedure) if self.contents else ()
        left = tuple(office.bundle(session, v) for v in versions)
        every = [newest, *bundles.values(), *left]  # what a case held before it was moved stays in the file
        tabs = self._read(layout(newest, every), every, closed, sum(counts.values()))
        return Of(newest, bundles, tabs, sum(counts.values()), dict(sorted(counts.items())), closed, left)

    @staticmethod
    def _read(tabs: Sequence[Tab], bundles: Sequence[Bundle], closed: Mapping[str, int], total: int) -> tuple[Tab, ...]:
        """The sheets without the columns of which nothing may be read in any case."""
        numbered = {b.number: b for b in bundles}

        def anywhere(leaf: Leaf) -> bool:
            groups = {numbered[n].group_of(leaf.path) for n in leaf.versions if n in numbered}
            return any(g is not None and closed.get(g, 0) < total for g in groups)

        kept = (replace(t, leaves=tuple(leaf for leaf in t.leaves if anywhere(leaf))) for t in tabs)
        return tuple(t for t in kept if t.leaves)
