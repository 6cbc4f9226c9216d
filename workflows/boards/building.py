"""What a chart could be: choices that fit, each tried with the same check as before publishing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from forms.fields import Field
from forms.fields.decimal import DecimalField
from forms.fields.integer import IntegerField
from forms.fields.money import MoneyField
from forms.text import Message, Text
from workflows.boards.dimensions import kinds as dimensions
from workflows.boards.kinds import kinds
from workflows.boards.measures import kinds as measures
from workflows.boards.sources import kinds as sources
from workflows.boards.where import Where
from workflows.checks.board import Kit, check_board
from workflows.model.boards import Board, Chart, Section
from workflows.registers.known import title_of

NUMBERS = (IntegerField, DecimalField, MoneyField)
LEVELS = 4  # of a flow
Label = Message | Text


@dataclass(frozen=True)
class Choice:
    """A source, measure or dimension that can be chosen, as its definition is written, and what it is called."""

    value: Mapping[str, Any]
    title: Label


@dataclass(frozen=True, eq=False)
class Builder:
    """The procedures of an office as the builder needs them, and its districts by code."""

    kits: Sequence[Kit]
    districts: Mapping[str, Text] = field(default_factory=dict)

    def fits(self, chart: Chart) -> bool:
        """Whether nothing is wrong with a chart."""
        board = Board(id="b", title=Text(zh="b"), sections=[Section(id="s", charts=[chart])])
        return not any(f.level == "error" for f in check_board(board, self.kits, whole=True))

    def first(self, kind: str = "bar") -> Chart:
        """A chart to begin with: open cases."""
        return self.mended(Chart(id="new", kind=kind, where=Where(open=True)))

    def kinds(self) -> list[str]:
        """The kinds for which there is something to count."""
        return [k for k in kinds if self.fits(self.mended(Chart(id="new", kind=k)))]

    @cached_property
    def sources(self) -> list[Choice]:
        """Everything that can be counted."""
        plain = [Choice({"kind": k}, Message(f"board.source.{k}")) for k in ("cases", "tasks", "steps")]
        return [c for c in [*plain, *self._entries(), *self._absences(), *self._rows()] if self._known(c)]

    def _known(self, choice: Choice) -> bool:
        return choice.value["kind"] in set(sources)

    def _entries(self) -> Iterator[Choice]:
        registers = {k: r for kit in self.kits for k, r in kit.procedure.registers.items()}
        for key, register in registers.items():
            yield Choice({"kind": "entries", "register": key}, register.called)
            for path, table in register.paths.items():
                told = Message("build.rows_of", {"rows": title_of(path, table), "of": register.called})
                yield Choice({"kind": "entries", "register": key, "table": path}, told)

    def _absences(self) -> Iterator[Choice]:
        for kit in self.kits:
            if kit.procedure.campaign is not None:
                for missing in (True, False):
                    told = Message(f"build.{'missing' if missing else 'declared'}", {"of": kit.procedure.title})
                    yield Choice({"kind": "absences", "procedure": kit.procedure.id, "missing": missing}, told)

    def _rows(self) -> Iterator[Choice]:
        for kit in self.kits:
            for path, table in (kit.form.tables if kit.form else {}).items():
                told = Message("build.rows_of", {"rows": table.title, "of": kit.procedure.title})
                yield Choice({"kind": "rows", "procedures": [kit.procedure.id], "table": path}, told)

    def sources_of(self, chart: Chart) -> list[Choice]:
        """The sources that the kind of a chart can draw."""
        return [c for c in self.sources if self._draws(chart, c)]

    def _draws(self, chart: Chart, choice: Choice) -> bool:
        return choice.value["kind"] in kinds[chart.kind].sources and self.fits(
            self.mended(with_part(chart, "source", choice))
        )

    def procedures(self) -> dict[str, Text]:
        """Every procedure, by id."""
        return {k.procedure.id: k.procedure.title for k in self.kits}

    def speaks_of(self, chart: Chart) -> list[Kit]:
        """The procedures that a chart speaks of."""
        one = getattr(chart.source, "procedure", None)
        named = [one] if one else list(getattr(chart.source, "procedures", []))
        return [k for k in self.kits if not named or k.procedure.id in named]

    def fields(self, chart: Chart) -> dict[str, tuple[Label, Any]]:
        """The counted fields of what a chart counts: path → title and field."""
        register = getattr(chart.source, "register_", None)
        if register is not None:
            found = next(
                (k.procedure.registers[register] for k in self.kits if register in k.procedure.registers), None
            )
            return {k: (title_of(k, f), f) for k, f in (found.fields if found else {}).items() if f.count}
        return {
            path: (f.title, f)
            for kit in self.speaks_of(chart) if kit.form for path, f in kit.form.by_path.items() if f.count
        }  # fmt: skip

    def _chosen(self, chart: Chart) -> dict[str, tuple[Label, Any]]:
        """The counted fields of the forms that are filled in with transitions."""
        forms = (form for kit in self.speaks_of(chart) for form in kit.given)
        return {path: (f.title, f) for form in forms for path, f in form.by_path.items() if f.count}

    def measures(self, chart: Chart) -> list[Choice]:
        """What can be worked out of the source of a chart."""
        plain = [Choice({"kind": k}, Message(f"build.{k}")) for k in ("count", "cases")]
        offered = [*plain, *self._numbers(chart), *_shares(), *_durations()]
        known = set(measures) & chart.source.measures
        return [
            c for c in offered if c.value["kind"] in known and self.fits(self.mended(with_part(chart, "measure", c)))
        ]

    def _numbers(self, chart: Chart) -> Iterator[Choice]:
        columns = {
            f"case.{name}": c.title for kit in self.speaks_of(chart) for name, c in kit.procedure.case.columns.items()
        }  # fmt: skip
        named: dict[str, Label] = {p: t for p, (t, f) in self.fields(chart).items() if isinstance(f, NUMBERS)}
        for path, title in {**columns, **named}.items():
            for kind in ("sum", "average"):
                yield Choice({"kind": kind, "field": path}, Message(f"build.{kind}", {"of": title}))

    def dimensions(self, chart: Chart, n: int = 0) -> list[Choice]:
        """By what the marks of a chart can be told apart in its first or second place."""
        found = []
        for choice in self.told_apart(chart):
            by = [*chart.by[:n], dimension_of(choice), *chart.by[n + 1 :]]
            if self.fits(self.mended(chart.model_copy(update={"by": by}), keep=n + 1)):
                found.append(choice)
        return found

    def told_apart(self, chart: Chart) -> Iterator[Choice]:
        """Every dimension that the source of a chart knows."""
        for kind in dimensions:
            cls = dimensions.get(kind)
            if cls is None or kind not in chart.source.dimensions or kind == "industry":
                continue
            if "field" in cls.model_fields:
                for path, (title, found) in (self._chosen if kind == "given" else self.fields)(chart).items():
                    if not (isinstance(found, Field) and isinstance(found, NUMBERS)):
                        yield Choice({"kind": kind, "field": path}, title)
            else:
                yield Choice({"kind": kind}, Message(f"board.by.{kind}"))

    def mended(self, chart: Chart, keep: int = 0) -> Chart:
        """The nearest chart that fits: parts that do not go with each other are replaced by the first that do."""
        kind = kinds[chart.kind]
        if chart.source.kind not in kind.sources:
            chart = self._with_a_source(chart)
        if chart.measure.kind not in chart.source.measures:
            chart = with_part(chart, "measure", Choice({"kind": "count"}, Text(zh="")))
        least, most = kind.dimensions
        by = [d for n, d in enumerate(chart.by) if n < keep or d.kind in chart.source.dimensions][:most]
        chart = chart.model_copy(update={"by": by, "levels": self._levels(chart) if chart.kind == "sankey" else []})
        chart = self._without_misplaced(chart, keep)
        for n in range(len(chart.by), least):
            chart = self._with_a_dimension(chart, n)
        return self._without_what_is_wrong(chart)

    def _without_misplaced(self, chart: Chart, keep: int) -> Chart:
        """Without dimensions that a kind does not take at their place: a line begins with time."""
        wrong = self._wrong(chart)
        at = next((n for n in range(keep, len(chart.by)) if any(f"/by/{n}" in w for w in wrong)), None)
        if at is None:
            return chart
        by = [d for n, d in enumerate(chart.by) if n != at]
        return self._without_misplaced(chart.model_copy(update={"by": by}), keep)

    def _with_a_source(self, chart: Chart) -> Chart:
        fitting = [c for c in self.sources if c.value["kind"] in kinds[chart.kind].sources]
        return with_part(chart, "source", fitting[0]) if fitting else chart

    def _with_a_dimension(self, chart: Chart, n: int) -> Chart:
        """With the first dimension that is not there yet and is not wrong at its place."""
        for choice in sorted(self.told_apart(chart), key=lambda c: _rank(c, chart.kind, n)):
            found = dimension_of(choice)
            if found not in chart.by:
                tried = chart.model_copy(update={"by": [*chart.by, found]})
                if not any(f"/by/{n}" in f for f in self._wrong(tried)):
                    return tried
        return chart

    def _levels(self, chart: Chart) -> list[str]:
        """The first stages of the only procedure."""
        kits = self.speaks_of(chart)
        stages = [s.id for s in kits[0].procedure.stages] if len(kits) == 1 else []
        kept = [s for s in chart.levels if s in stages]
        return kept if len(kept) > 1 else stages[:LEVELS]

    def _wrong(self, chart: Chart) -> list[str]:
        board = Board(id="b", title=Text(zh="b"), sections=[Section(id="s", charts=[chart])])
        return [f.pointer for f in check_board(board, self.kits, whole=True) if f.level == "error"]

    def _without_what_is_wrong(self, chart: Chart) -> Chart:
        """Conditions, parts and targets that do not go with the rest are left out; a flow gets a procedure."""
        if chart.kind == "sankey" and len(self.speaks_of(chart)) != 1 and self.kits:
            long = max(self.kits, key=lambda k: len(k.procedure.stages))
            source = {"kind": "cases", "procedures": [long.procedure.id]}
            return self.mended(with_part(chart, "source", Choice(source, Text(zh=""))))
        wrong = " ".join(self._wrong(chart))
        blank: dict[str, Any] = {"where": Where(open=chart.where.open), "part": None, "target": None, "columns": []}
        changes = {name: value for name, value in blank.items() if f"/charts/0/{name}" in wrong}
        return chart.model_copy(update=changes) if changes else chart


def _rank(choice: Choice, kind: str, n: int) -> int:
    """Which dimension comes to mind first for a kind."""
    wanted = {"line": ("month",), "tiles": ("district",), "heat": ("stage", "month"), "stacked": ("stage", "light")}
    usual = wanted.get(kind, ("stage", "district", "field"))
    name = choice.value["kind"]
    if kind in wanted:
        return 0 if usual[min(n, len(usual) - 1)] == name else 1
    return usual.index(name) if name in usual else len(usual)


def _shares() -> Iterator[Choice]:
    for name, value in (("returned", False), ("in_time", True), ("late", True)):
        told = Message("build.share", {"of": Message(f"board.where.{name}.{'yes' if value else 'no'}")})
        yield Choice({"kind": "share", "of": {name: value}}, told)


def _durations() -> Iterator[Choice]:
    for percent, name in ((50, "median"), (90, "p90")):
        for time, more in (("whole", ""), ("running", ".running")):
            told = Message(f"board.noun.{name}{more}")
            yield Choice({"kind": "duration", "percentile": percent, "time": time}, told)
    yield Choice({"kind": "mean"}, Message("board.noun.mean"))


def dimension_of(choice: Choice) -> Any:
    """The dimension that a choice stands for."""
    return dimensions.typed(dict(choice.value), None)


def with_part(chart: Chart, part: str, choice: Choice) -> Chart:
    """The chart with another source or measure."""
    registry: Any = {"source": sources, "measure": measures}[part]
    return chart.model_copy(update={part: registry.typed(dict(choice.value), None)})


NARROWS = {"procedures", "rounds", "roles", "transitions", "ways", "called"}
"""What may differ in a source that is still the one that was chosen."""


def chosen(part: Any, offered: Sequence[Choice]) -> int | None:
    """Which of the choices a part of a chart is; what narrows it does not matter."""
    left = NARROWS | ({"of"} if getattr(part, "periods", False) else set())  # by which day of it
    mine = part.model_dump(exclude=left)
    made = {n: type(part).model_validate(dict(c.value)) for n, c in enumerate(offered) if c.value["kind"] == part.kind}
    same = [n for n, each in made.items() if each.model_dump(exclude=left) == mine]
    return next((n for n in same if made[n] == part), same[0] if same else None)
