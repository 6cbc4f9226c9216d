"""A procedure being checked: where one is, and what was found wrong so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal, Self, TypeVar

from forms import decision, feel
from forms.checks.expressions import clause
from forms.context import GIVEN
from forms.definition import CodeList, Form
from forms.feel import ast
from forms.feel.nearest import nearest
from forms.feel.sets import among
from forms.feel.shapes import ANY, TEXT, WHOLE, grouped
from forms.json_text import step
from forms.names import choices_of, fields_at
from forms.policy import PolicyText
from forms.reading import DefinitionFinding
from forms.text import Message
from workflows.bundle import MAIN
from workflows.checks.shapes import rounds_seen
from workflows.clocks.shapes import clock_shapes
from workflows.definition import Procedure
from workflows.messages import say

T = TypeVar("T")


@dataclass(frozen=True)
class ProcedureFinding(DefinitionFinding):
    """A finding whose sentence is in this package's catalogue."""

    def say(self, lang: str = "zh") -> str:
        return say(Message(self.code, self.data), lang)


@dataclass(frozen=True)
class Problems:
    """One place in a procedure. `at` goes deeper; `error`, `warning`, `info` note something there."""

    procedure: Procedure
    forms: Mapping[str, Form]
    lists: Mapping[str, CodeList]
    pointer: str = ""
    names: feel.Types = field(default_factory=dict)  # what expressions here see besides: `child`, `entry`
    found: list[DefinitionFinding] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)  # what several checks need to know, worked out once
    policies: Mapping[str, PolicyText] = field(default_factory=dict)
    on: date | None = None  # the day of publishing; None: of no day in particular

    @property
    def form(self) -> Form | None:
        """The main form; None when it is missing, which a rule of its own says."""
        use = self.procedure.forms.get(MAIN)
        return self.forms.get(use.form) if use else None

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(self.procedure.roles)

    @property
    def states(self) -> frozenset[str]:
        return frozenset(self.procedure.states)

    def at(self, *path: str | int) -> Self:
        """A place below this one; all share what was found."""
        pointer = self.pointer
        for part in path:
            pointer = step(pointer, part)
        return replace(self, pointer=pointer)

    def seeing(self, names: feel.Types) -> Problems:
        """The same place, where expressions see more names."""
        return replace(self, names={**self.names, **names})

    def error(self, code: str, **data: Any) -> None:
        self._note("error", code, data)

    def warning(self, code: str, **data: Any) -> None:
        self._note("warning", code, data)

    def info(self, code: str, **data: Any) -> None:
        self._note("info", code, data)

    def _note(self, level: Literal["error", "warning", "info"], code: str, data: Mapping[str, Any]) -> None:
        finding = ProcedureFinding(level, code, self.pointer, data)
        if finding not in self.found:
            self.found.append(finding)

    def known(self, name: str, among: Iterable[str], what: str) -> bool:
        """Note a name that is not among those there are, with the nearest; `what` is the code of a word."""
        among = set(among)
        if name in among:
            return True
        near = nearest(name, among)
        data = {"what": Message(what), "name": name}
        if near:
            self.error("unknown_near", near=near, **data)
        else:
            self.error("unknown", known=sorted(among) or Message("none_at_all"), **data)
        return False

    def all_known(self, names: Iterable[str], among: Iterable[str], what: str) -> None:
        """The same for a list of names, each at its place."""
        for n, name in enumerate(names):
            self.at(n).known(name, among, what)

    def types(self, table: str = "", given: feel.Types | None = None) -> feel.Types:
        """What an expression may speak of: the main form seen from a table, the case, `given` besides."""
        named = {**self.once("known of the case", self._of_case), **self.names, **(given or {})}
        form = self.form
        if form is None:
            return named
        top, rows = self.once(f"fields {table}", lambda: fields_at(form, table, self.lists))
        return {**top, **named, **rows}

    def _of_case(self) -> feel.Types:
        """What every expression may speak of beside the form."""
        states = {"state": feel.Shape("string", values=among(self.states))}
        case = grouped({**dict(GIVEN["case"].fields or ()), **states})
        return {
            "case": case, "clock": clock_shapes(self.procedure.clocks), **children_shapes(self.procedure),
            **rounds_seen(self), **decision.shapes_of(self.procedure.decisions, choices_of(self.lists)),
        }  # fmt: skip

    def once(self, what: str, work_out: Callable[[], T]) -> T:
        """Something that several checks need to know, worked out once for all places of this procedure."""
        if what not in self.kept:
            self.kept[what] = work_out()
        found: T = self.kept[what]
        return found

    def compiled(self, text: str, types: feel.Types, wants: str = "") -> feel.Compiled | None:
        """A compiled expression; what is wrong with it is noted. `types` is what it may speak of."""
        self.hears(text, types)
        try:
            found = feel.compile(text, types, wants=wants)
        except feel.FeelError as error:
            self.error("expression", text=text, why=clause(error))
            return None
        for remark in found.remarks:
            self.warning("doubtful_expression", text=text, why=clause(remark))
        self.asks(found.tree)
        return found

    def hears(self, text: str, types: feel.Types) -> None:
        """An expression stands here and sees these names; whoever wants to know what is spoken of listens."""

    def asks(self, tree: ast.Node) -> None:
        """Note parameters and registers that an expression asks for and that there are not."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Literal):
                name = str(node.args[0].value)
                if node.function == ast.Name("parameter"):
                    self.known(name, self.procedure.parameters, "word.parameter")
                elif node.function == ast.Name("listed"):
                    self.known(name, listable(self.procedure.registers), "word.register")


def listable(registers: Mapping[str, Any]) -> set[str]:
    """What `listed` may ask for: registers, and tables of them whose rows are found by their one key field."""
    tables = [(f"{name}.{path}", t) for name, r in registers.items() for path, t in r.paths.items() if len(t.key) == 1]
    return {*registers, *(path for path, t in tables if t.key[0] in t.fields and t.fields[t.key[0]].find)}


def children_shapes(procedure: Procedure) -> feel.Types:
    """What expressions may ask of children, and of the parent of a case that is a child."""
    one = grouped({"count": WHOLE, "open": WHOLE, "last": TEXT})
    children = {"children": grouped(dict.fromkeys(procedure.children, one))} if procedure.children else {}
    return {"parent": ANY, **children}


Check = Callable[[Problems], None]
CHECKS: Final[list[Check]] = []


def procedure_check(check: Check) -> Check:
    """Adds a check to the family."""
    CHECKS.append(check)
    return check
