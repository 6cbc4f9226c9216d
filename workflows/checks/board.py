"""A board being checked: what its charts name exists and may be counted, and kinds fit what is counted by how many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.definition import CodeList, Form
from forms.reading import DefinitionFinding
from workflows.boards.kinds import kinds
from workflows.boards.where import Where
from workflows.bundle import MAIN
from workflows.checks.base import Problems
from workflows.definition import Procedure
from workflows.model.boards import Board, Chart
from workflows.model.registers import Register


@dataclass(frozen=True)
class Kit:
    """A procedure with its forms and code lists."""

    procedure: Procedure
    forms: Mapping[str, Form]
    lists: Mapping[str, CodeList]

    @property
    def form(self) -> Form | None:
        """The main form."""
        use = self.procedure.forms.get(MAIN)
        return self.forms.get(use.form) if use else None

    @property
    def given(self) -> list[Form]:
        """The forms that are filled in with transitions."""
        named = dict.fromkeys(t.form for t in self.procedure.transitions.values() if t.form)
        uses = [self.procedure.forms[name] for name in named if name in self.procedure.forms]
        return [self.forms[use.form] for use in uses if use.form in self.forms]


@dataclass(frozen=True)
class At(Problems):
    """A place in a board. `every` are the procedures at hand; if they are `whole`, there are no others."""

    every: Mapping[str, Kit] = field(default_factory=dict)
    whole: bool = False
    source: Any = None

    @property
    def procedures(self) -> list[str]:
        return list(self.every)

    def known(self, name: str, among: Iterable[str], what: str) -> bool:
        """Note a name that is not among those there are; of procedures that are not at hand nothing is said."""
        if what == "word.procedure" and not self.whole:
            return name in self.every
        return super().known(name, among, what) if self.complete else name in set(among)

    @property
    def complete(self) -> bool:
        """Whether everything that the chart speaks of is at hand."""
        return self.whole or all(p in self.every for p in self._named() or ["?"])

    def _named(self) -> list[str]:
        one = getattr(self.source, "procedure", None)
        return [one] if one else list(getattr(self.source, "procedures", []))

    @property
    def kits(self) -> list[Kit]:
        """The procedures that the chart speaks of, as far as they are at hand."""
        return [self.every[p] for p in self._named() or self.every if p in self.every]

    def of_procedures(self, source: Any, what: str) -> set[str]:
        """The names of all their states, stages, roles …"""
        found: set[str] = set()
        for kit in self.kits:
            p = kit.procedure
            named: Mapping[str, Iterable[str]] = {
                "stage": (s.id for s in p.stages), "states": p.states, "roles": p.roles, "rounds": p.rounds,
                "transitions": p.transitions, "outcomes": (s.end for s in p.states.values() if s.end),
            }  # fmt: skip
            found.update(named[what])
        return found

    def tables(self, source: Any) -> set[str]:
        """The paths of all tables of their main forms."""
        return {path for kit in self.kits if kit.form for path in kit.form.tables}

    @property
    def registers(self) -> dict[str, Register]:
        """The registers of all procedures at hand."""
        return {k: r for kit in self.every.values() for k, r in kit.procedure.registers.items()}

    def one_procedure(self, source: Any) -> None:
        """Note a chart that can only be of one procedure, and is of none or several."""
        if len(self._named()) != 1 and len(self.every) != 1:
            self.error("board_one_procedure")

    def campaign(self, procedure: str) -> None:
        """Note a procedure without campaigns."""
        if self.every[procedure].procedure.campaign is None:
            self.error("board_no_campaign", procedure=self.every[procedure].procedure.title)

    def counted(self, name: str) -> None:
        """Note a field that there is not, or that may not be counted."""
        fields = self._fields()
        if self.known(name, fields, "word.field") and not fields[name].count:
            near = sorted(k for k, f in fields.items() if f.count)
            self.error("board_not_counted", field=name, known=near)

    def chosen(self, name: str) -> None:
        """Note a field that no form of a transition has, or that may not be counted."""
        fields = {path: f for kit in self.kits for form in kit.given for path, f in form.by_path.items()}
        if self.known(name, fields, "word.field") and not fields[name].count:
            near = sorted(k for k, f in fields.items() if f.count)
            self.error("board_not_counted", field=name, known=near)

    def number(self, name: str) -> None:
        """Note a number that there is not, or that may not be counted."""
        columns = {f"case.{c}" for kit in self.kits for c in kit.procedure.case.columns}
        if name not in columns:
            fields = self._fields()
            if self.known(name, [*fields, *columns], "word.field") and not fields[name].count:
                near = sorted({k for k, f in fields.items() if f.count} | columns)
                self.error("board_not_counted", field=name, known=near)

    def _fields(self) -> Mapping[str, Any]:
        register = getattr(self.source, "register_", None)
        if register is not None:
            return self.registers[register].fields if register in self.registers else {}
        return {path: f for kit in self.kits if kit.form for path, f in kit.form.by_path.items()}

    def where(self, where: Where) -> None:
        """Note names in conditions that there are not."""
        if getattr(self.source, "register_", None) is None:
            self.at("states").all_known(where.states, self.of_procedures(None, "states"), "word.state")
            self.at("stages").all_known(where.stages, self.of_procedures(None, "stage"), "word.stage")
            self.at("outcomes").all_known(where.outcomes, self.of_procedures(None, "outcomes"), "word.outcome")
            self.at("readers").all_known(where.readers, self.of_procedures(None, "roles"), "word.role")
        for name in where.values:
            self.at("values", name).counted(name)
        for name in where.given:
            self.at("given", name).chosen(name)


def check_board(
    board: Board, kits: Iterable[Kit], *, whole: bool = False
) -> list[DefinitionFinding]:
    """Everything wrong in a board; `whole` says that there are no procedures but these."""
    every = {k.procedure.id: k for k in kits}
    first = next(iter(every.values()))
    at = At(first.procedure, first.forms, first.lists, every=every, whole=whole)
    at.at("procedures").all_known(board.procedures, every, "word.procedure")
    at.at("sentence").all_known(board.sentence, {c.id for c in board.charts}, "word.chart")
    at.at("where").where(board.where)
    seen: set[str] = set()
    for n, section in enumerate(board.sections):
        for m, chart in enumerate(section.charts):
            here = _at(at, chart).at("sections", n, "charts", m)
            if chart.id in seen:
                here.at("id").error("board_twice", id=chart.id)
            seen.add(chart.id)
            _chart(here, chart)
    return at.found


def _at(at: At, chart: Chart) -> At:
    from dataclasses import replace

    return replace(at, source=chart.source)


def _chart(at: Any, chart: Chart) -> None:
    kind, source = kinds[chart.kind], chart.source
    least, most = kind.dimensions
    if not least <= len(chart.by) <= most:
        at.at("by").error("board_dimensions", kind=chart.kind, least=least, most=most, count=len(chart.by))
    if source.kind not in kind.sources:
        at.at("source").error("board_source", kind=chart.kind, source=source.kind, known=sorted(kind.sources))
    if chart.measure.kind not in source.measures:
        data = {"measure": chart.measure.kind, "source": source.kind, "known": sorted(source.measures)}
        at.at("measure").error("board_measure", **data)
    for n, dimension in enumerate(chart.by):
        if dimension.kind not in source.dimensions:
            data = {"dimension": dimension.kind, "source": source.kind, "known": sorted(source.dimensions)}
            at.at("by", n).error("board_dimension", **data)
        dimension.problems(at.at("by", n))
    source.problems(at.at("source"))
    chart.measure.problems(at.at("measure"))
    kind.problems(at, chart)
    at.at("where").where(chart.where)
    if chart.part is not None:
        at.at("part").where(chart.part)
        if not chart.measure.adds or chart.measure.weighed:
            at.at("part").error("board_part")
    _target(at.at("target"), chart)


def _target(at: Any, chart: Chart) -> None:
    target = chart.target
    if target is None:
        return
    if (target.value is None) == (target.parameter is None):
        at.error("board_target")
    if target.parameter is not None:
        kits = [at.every[target.procedure]] if target.procedure in at.every else at.kits
        declared = {k: p for kit in kits for k, p in kit.procedure.parameters.items()}
        at.at("parameter").known(target.parameter, declared, "word.parameter")
