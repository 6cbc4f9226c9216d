"""Statistical tables: rows, columns and roles that exist, questions with an answer, rules over their cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from forms.feel.shapes import NUMBER, Shape
from forms.reading import DefinitionFinding
from workflows.boards.dimensions.base import Dimension
from workflows.boards.measures.base import Measure
from workflows.boards.sources import AnySource, Source
from workflows.boards.sources.cases import Cases
from workflows.boards.sources.entries import Entries
from workflows.boards.sources.rows import Rows
from workflows.boards.sources.steps import Steps
from workflows.boards.sources.tasks import Tasks
from workflows.boards.where import Where
from workflows.checks.base import Problems
from workflows.model.statistics import Asked, Column, Row, Statistic
from workflows.statistics import periods
from workflows.statistics.kinds import KINDS, field_of

HAPPENINGS: Mapping[type[Source], frozenset[str]] = {
    Cases: frozenset({"opened", "filed", "ended"}), Rows: frozenset({"opened", "filed", "ended"}),
    Entries: frozenset({"came", "went"}), Steps: frozenset(), Tasks: frozenset(),
}  # fmt: skip
"""Sources that a table can count, and what can have happened to what they count."""

_OF_ENTRIES = frozenset({"districts", "values"})
_OF_CASES = _OF_ENTRIES | {"states", "stages", "outcomes", "open", "late", "lights", "returned", "in_time"}


def check_statistic(table: Statistic, problems: Problems) -> list[DefinitionFinding]:
    """Everything wrong in a table; `problems` is a procedure that it is published with."""
    for place in ("readers", "close_by", "correct_by"):
        problems.at(place).all_known(getattr(table, place), problems.roles, "word.role")
    for place in ("readers", "close_by"):
        if not getattr(table, place):
            problems.at(place).error("statistics_nobody", table=table.title)
    if table.since and not periods.begins(table.period, date.fromisoformat(table.since)):
        problems.at("since").error("statistics_since", day=table.since)
    _Table(table, problems).check()
    return problems.found


class _Table:
    """A table being checked."""

    def __init__(self, table: Statistic, problems: Problems) -> None:
        self.table, self.problems = table, problems
        self.columns = [c.id for c in table.leaves]
        self.rows = [r.id for r in table.every_row]

    def check(self) -> None:
        if not self.columns or not self.rows:
            self.problems.error("statistics_empty")
        self._source(self.problems.at("source"), self.table.source)
        self._where(self.problems.at("where"), self.table.where)
        self._columns(self.problems.at("columns"), self.table.columns, set())
        self._rows(self.problems.at("rows"), self.table.rows, {"total"} if self.table.total else set())
        for n, check in enumerate(self.table.checks):
            names = self.columns if check.along == "rows" else [*self.rows, *(["total"] if self.table.total else [])]
            self.problems.at("checks", n, "rule").compiled(check.rule, _numbers(names), "boolean")

    def _columns(self, at: Problems, columns: list[Column], seen: set[str]) -> None:
        for n, column in enumerate(columns):
            here = at.at(n)
            _once(here, column.id, seen)
            if column.columns:
                if column.value or column.like or column.measure or column.happened:
                    here.error("statistics_heading", column=column.id)
                self._columns(here.at("columns"), column.columns, seen)
            elif column.value is not None:
                here.at("value").compiled(column.value, _numbers(c for c in self.columns if c != column.id), "number")
            elif column.like is not None:
                asked = [c.id for c in self.table.leaves if c.like is None and c.value is None]
                here.at("like").known(column.like, asked, "word.column")
            else:
                self._asked(here, column)

    def _rows(self, at: Problems, rows: list[Row], seen: set[str]) -> None:
        for n, row in enumerate(rows):
            here = at.at(n)
            _once(here, row.id, seen)
            if row.by is not None:
                self._by(here.at("by"), row.by, row.source or self.table.source)
            elif row.title is None:
                here.error("statistics_untitled", row=row.id)
            if row.value is not None:
                here.at("value").compiled(row.value, _numbers(r for r in self.rows if r != row.id), "number")
            else:
                self._asked(here, row)
            self._rows(here.at("rows"), row.rows, seen)

    def _by(self, at: Problems, by: Dimension, source: AnySource) -> None:
        if by.kind not in KINDS:
            at.error("statistics_by", kind=by.kind, known=sorted(KINDS))
        elif (name := field_of(by)) is not None:
            here = at.at("field")
            if here.known(name, self._counted(source), "word.count_field") and not self._has_values(source, name):
                here.error("statistics_no_values", field=name, known=self._spreading(source))

    def _asked(self, at: Problems, asked: Asked) -> None:
        source = asked.source or self.table.source
        if asked.source is not None:
            self._source(at.at("source"), source)
        self._where(at.at("where"), asked.where, source)
        if asked.happened is not None and asked.happened not in self._happenings(asked, source):
            at.at("happened").error("statistics_happened", what=asked.happened, source=source.kind)
        if asked.measure is not None:
            self._measure(at.at("measure"), asked.measure, source)

    def _measure(self, at: Problems, measure: Measure, source: Source) -> None:
        """What charts may work out of the same, tables may too."""
        if measure.kind not in source.measures:
            data = {"measure": measure.kind, "source": source.kind, "known": sorted(source.measures)}
            at.error("board_measure", **data)
        elif (name := getattr(measure, "field", None)) is not None and isinstance(source, Cases):
            at.at("field").known(name, self._summed(source), "word.count_field")

    def _happenings(self, asked: Asked, source: Source) -> frozenset[str]:
        """A column may leave its source to its rows."""
        known = HAPPENINGS.get(type(source), frozenset())
        if isinstance(asked, Column):
            return known.union(*(HAPPENINGS.get(type(r.source), frozenset()) for r in self.table.every_row if r.source))
        return known

    def _source(self, at: Problems, source: Source) -> None:
        if type(source) not in HAPPENINGS:
            known = sorted(s.model_fields["kind"].default for s in HAPPENINGS)
            at.error("statistics_source", kind=source.kind, known=known)
        if isinstance(source, Entries) and at.at("register").known(
            source.register_, at.procedure.registers, "word.register"
        ):
            register = at.procedure.registers[source.register_]
            if source.table is not None:
                at.at("table").known(source.table, register.paths, "word.register_table")
        if isinstance(source, Rows) and at.form is not None:
            at.at("table").known(source.table, at.form.tables, "word.table")
        if isinstance(source, Steps) and self._mine(source):
            at.at("transitions").all_known(source.transitions, at.procedure.transitions, "word.transition")

    def _mine(self, source: Source) -> bool:
        """Whether it speaks of the procedure that the table is checked with."""
        named = getattr(source, "procedures", [])
        return not named or named == [self.problems.procedure.id]

    def _where(self, at: Problems, where: Where, source: Source | None = None) -> None:
        source = source or self.table.source
        for name in sorted(where.model_fields_set - usable(source)):
            at.at(name).error("statistics_where", name=name, known=sorted(usable(source)))
        if where.values and (isinstance(source, Entries) or self._mine(source)):
            for name in where.values:
                at.at("values", name).known(name, self._counted(source), "word.count_field")
        if not isinstance(source, Entries) and self._mine(source):
            procedure = at.procedure
            at.at("states").all_known(where.states, procedure.states, "word.state")
            at.at("stages").all_known(where.stages, {s.id for s in procedure.stages}, "word.stage")
            ends = {s.end for s in procedure.states.values() if s.end}
            at.at("outcomes").all_known(where.outcomes, ends, "word.outcome")

    def _counted(self, source: Source) -> set[str]:
        """The fields marked `count`."""
        if isinstance(source, Entries):
            register = self.problems.procedure.registers.get(source.register_)
            return {k for k, f in register.fields.items() if f.count} if register else set()
        form = self.problems.form
        return {p for p, f in form.by_path.items() if f.count} if form else set()

    def _has_values(self, source: Source, name: str) -> bool:
        """Whether the values of a counted field are known before anything is counted: those of a code list."""
        field = self._fields(source).get(name)
        listed = self.problems.lists.get(str(getattr(field, "options", "") or ""))
        return listed is not None and bool(listed.items)

    def _spreading(self, source: Source) -> list[str]:
        """The counted fields whose values are known."""
        return sorted(name for name in self._counted(source) if self._has_values(source, name))

    def _fields(self, source: Source) -> Mapping[str, object]:
        if isinstance(source, Entries):
            register = self.problems.procedure.registers.get(source.register_)
            return register.fields if register else {}
        return self.problems.form.by_path if self.problems.form else {}

    def _summed(self, source: Source) -> set[str]:
        return self._counted(source) | {f"case.{c}" for c in self.problems.procedure.case.columns}


def usable(source: Source) -> frozenset[str]:
    """What a table can ask of what it counts; the time is that of its columns."""
    return _OF_ENTRIES if isinstance(source, Entries) else _OF_CASES


def _once(here: Problems, key: str, seen: set[str]) -> None:
    if key in seen:
        here.at("id").error("statistics_twice", id=key)
    seen.add(key)


def _numbers(names: Iterable[str]) -> dict[str, Shape]:
    return dict.fromkeys(names, NUMBER)
