"""A chart that is being answered: for whom, as of which day, over which procedures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from forms.fields import Field, Option
from forms.text import Text
from workflows.boards.scope import View
from workflows.boards.spans import before, dates
from workflows.boards.where import Span, Where
from workflows.bundle import Bundle
from workflows.campaigns import Announced, declared_states, entered, kept
from workflows.cases.indexing import COLUMN
from workflows.cases.search import Query
from workflows.cases.told import Told
from workflows.clocks.table import calendar_of
from workflows.messages import say
from workflows.people.known import organisations
from workflows.registers.known import Known, every, names
from workflows.rights import may_ever_read
from workflows.workdays import Calendar
from workflows.world import dropped_states

if TYPE_CHECKING:
    from workflows.model.boards import Board, Chart

T = TypeVar("T")
LIGHTS = ("red", "yellow", "green")
NOWHERE = "none"
"""Where no case lies: a district outside the scope was asked for."""
ALL = "all"
"""The choice of every campaign at once."""


@dataclass(frozen=True, eq=False)
class Asked:
    """One chart of a board, and whoever looks at it; `every` are the procedures of the board by id."""

    view: View
    board: Board
    chart: Chart
    every: Mapping[str, Bundle]
    campaigns: Mapping[str, Announced | None]  # the chosen one of each procedure that has any
    memory: dict[Any, Any] = field(default_factory=dict)  # what all charts of one drawing need to know, looked up once

    def once(self, what: Any, look: Callable[[], T]) -> T:
        """Something that every chart needs, looked up by the first."""
        if what not in self.memory:
            self.memory[what] = look()
        found: T = self.memory[what]
        return found

    @property
    def on(self) -> date:
        return self.view.on

    @property
    def tokens(self) -> Collection[str]:
        return self.view.tokens

    def before_register(self, register: str) -> Collection[str]:
        """The tokens before the entries of a register: with what was lent for a procedure that works with it."""
        return self.tokens if self.view.everyone else self.view.actor.before_register(register).tokens

    def then(self) -> Asked:
        """The same as of the day it is compared with."""
        return self.at(before(self.chart.compare or "month", self.on))

    def at(self, day: date) -> Asked:
        """The same as of another day."""
        return replace(self, view=replace(self.view, on=day))

    @cached_property
    def bundles(self) -> tuple[Bundle, ...]:
        """The procedures that the chart speaks of, as they are published now."""
        named = getattr(self.chart.source, "procedures", None) or [getattr(self.chart.source, "procedure", None)]
        wanted = [p for p in named if p] or list(self.every)
        return tuple(self.every[p] for p in wanted if p in self.every)

    def may_read(self, bundle: Bundle, state: str) -> bool:
        """Whether the reader sees cases in a state at all; of others nothing is known."""
        if self.board.public:
            return True
        codes = [c for p in self.view.shown for c in p.codes]
        return may_ever_read(bundle.procedure, state, self.tokens, codes)

    def finals(self, procedure: str) -> Collection[str]:
        """The final states of a procedure, in all its versions."""
        return self._finals.get(procedure, ())

    def given_up(self, procedure: str) -> set[str]:
        """The states of a procedure in which cases were given up, in all its versions."""
        return self.once(("given up", procedure), lambda: {
            s for b in self.told.bundles if b.procedure.id == procedure for s in dropped_states(b)
        })  # fmt: skip

    @cached_property
    def _finals(self) -> Mapping[str, Collection[str]]:
        found: dict[str, set[str]] = {}
        for p in self.told.versions:
            found.setdefault(p.id, set()).update(k for k, s in p.states.items() if s.end is not None)
        return found

    @property
    def names(self) -> Mapping[str, Option]:
        """What districts and organisations are called."""
        return self.once("names", lambda: names(self.view.session))

    @property
    def one(self) -> Bundle | None:
        """The only procedure of the chart; None for several."""
        return self.bundles[0] if len(self.bundles) == 1 else None

    @property
    def told(self) -> Told:
        names = tuple(b.procedure.id for b in self.bundles)
        return self.once(("told", names), lambda: Told(self.view.office, self.view.session, names))

    @property
    def calendar(self) -> Calendar:
        """The office's working days."""
        return self.once("calendar", lambda: calendar_of(self.view.office, self.view.session))

    @property
    def registers(self) -> Mapping[str, Known]:
        """Every register as it is defined today."""
        view = self.view
        return self.once("registers", lambda: {k.id: k for k in every(view.office, view.session, view.today)})

    @property
    def organisations(self) -> Mapping[str, Option]:
        return self.once("organisations", lambda: organisations(self.view.session))

    @property
    def campaign(self) -> Announced | None:
        """The campaign that is looked at, where the chart is of one procedure."""
        return self.campaigns.get(self.one.procedure.id) if self.one else None

    def field(self, path: str) -> Field | None:
        """A field of the main form by its path, of the first procedure that has it."""
        return next((f for b in self.bundles if (f := b.form().by_path.get(path))), None)

    @cached_property
    def versions(self) -> Mapping[int, Bundle]:
        """Every version of the procedures, by id."""
        return {v.version_id or 0: v for v in self.told.bundles}

    def cases(self, where: Where) -> Query:
        """The list of cases for which conditions hold on the day."""
        query = self._place(Query(**self._past))
        query = replace(query, **self._of_state(where), **self._of_time(where))
        query = replace(query, returned=where.returned, in_time=where.in_time, **self._of_light(where))
        return query if where.in_time is None else replace(query, day=self.on)

    @property
    def _past(self) -> dict[str, Any]:
        return {"as_of": self.on} if self.on < self.view.today else {}

    def _place(self, query: Query) -> Query:
        names = tuple(b.procedure.id for b in self.bundles)
        if len(names) == 1:
            return replace(query, procedure=names[0], districts=self.view.codes)
        return replace(query, procedures=names, districts=self.view.codes)

    def _of_state(self, where: Where) -> dict[str, Any]:
        found: dict[str, Any] = {"states": tuple(where.states), "stages": tuple(where.stages), "late": where.late}
        found |= {"readers": tuple(where.readers)}
        found |= {"outcomes": tuple(where.outcomes), "values": {k: ",".join(v) for k, v in where.values.items()}}
        if where.open is not None and not (where.open and self._lit(where)):  # what has ended has no light
            found["ended"] = not where.open
        found |= {"given": {k: ",".join(v) for k, v in where.given.items()}}
        found |= {"districts": self.places(where)} if where.districts else {}
        if where.campaign and self.campaign:
            found["campaign"] = self.campaign.id
        if where.arrived and self.one:
            found["states"] = tuple(declared_states(self.one.procedure))
        return found

    def places(self, where: Where) -> tuple[str, ...]:
        """The codes of the districts that are meant, within the scope; merged ones count where they went."""
        known, scope = self.view.place_of, self.view.codes
        meant = tuple(c for d in where.districts for c in (known[d].codes if d in known else (d,)))
        if not meant or not scope:
            return meant or scope
        return tuple(c for c in scope if c in meant) or (NOWHERE,)

    def _lit(self, where: Where) -> tuple[str, ...]:
        """The lights that are asked for: those of the conditions, else all where marks are told apart by them."""
        return tuple(where.lights) or (LIGHTS if any(d.kind == "light" for d in self.chart.by) else ())

    def _of_light(self, where: Where) -> dict[str, Any]:
        lit = self._lit(where)
        found: dict[str, Any] = {"lights": lit, "day": self.on} if lit else {}
        if where.due_within is not None:
            until = self.on + timedelta(where.due_within)
            found |= {"due_from": self.on, "due_until": until, "ended": False}
        return found

    def _of_time(self, where: Where) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, span in (("opened", where.opened), ("filed", where.filed), ("ended", where.ended)):
            if span is not None:
                first, last = dates(span, self.on)
                found |= {f"{name}_from": first, f"{name}_until": last}
        if where.arrived and not self.one and where.filed is None:
            found["filed_until"] = self.on
        return found

    def number_of(self, name: str) -> tuple[Text, int]:
        """The unit and the scale of a number: a field of the form, or a computed column."""
        if name.startswith(COLUMN):
            columns = (b.procedure.case.columns.get(name.removeprefix(COLUMN)) for b in self.bundles)
            found = next((c for c in columns if c), None)
            return (found.unit if found and found.unit else Text(zh="")), 0
        field = self.field(name)
        unit = getattr(field, "unit", None)
        return (unit if isinstance(unit, Text) else Text(zh=str(unit or ""))), field.scale if field else 0

    @property
    def named_chart(self) -> Text:
        """What the chart is about, for a line that stands alone."""
        noun = self.chart.name or self.chart.measure.noun(self)
        return noun if isinstance(noun, Text) else Text(zh=say(noun), en=say(noun, "en"))

    def named(self, name: str) -> Text:
        """What a number or a field is called."""
        if name.startswith(COLUMN):
            columns = (b.procedure.case.columns.get(name.removeprefix(COLUMN)) for b in self.bundles)
            return next((c.title for c in columns if c), Text(zh=name))
        field = self.field(name)
        return field.title if field else Text(zh=name)


def span_of(where: Where) -> tuple[str, Span] | None:
    """The day and the stretch of time that a chart is about: it counts what happened, not what there was."""
    pairs: Iterable[tuple[str, Span | None]] = (
        ("filed", where.filed), ("ended", where.ended), ("opened", where.opened), ("done", where.done),
    )  # fmt: skip
    return next(((name, span) for name, span in pairs if span), None)


def chosen(view: View, bundle: Bundle, wanted: str = "") -> Announced | None:
    """The campaign of a procedure that was asked for, else the newest that had opened on the day; none for ALL."""
    if wanted == ALL:
        return None
    offered = entered(view.session, bundle.procedure.id)
    asked = next((c for c in offered if str(c.id) == wanted), None)
    found = asked or next((c for c in offered if c.opens <= view.on), None)
    return kept(view.office, view.session, view.actor, found, view.now) if found else None
