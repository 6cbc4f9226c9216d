"""Decision tables: every cell can be read, no rule is in another's way, nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from forms import feel
from forms.checks.base import Findings, Subject, error, form_check, repeated, unknown, warning
from forms.checks.expressions import clause, doubt
from forms.context import GIVEN
from forms.decision import DecisionTable, Examined, examine
from forms.decision.compiled import ANYTHING
from forms.decision.model import ADDED
from forms.decision.shape import input_shape, output_shape
from forms.decision.words import example, gap
from forms.definition import CodeList
from forms.feel import FeelError
from forms.feel.constant import NO_CONSTANT, constant
from forms.feel.nearest import nearest
from forms.feel.shapes import Shape
from forms.feel.values import kind
from forms.json_text import step
from forms.names import choices_of
from forms.reading import DefinitionFinding

_RANKED = frozenset({"P", "O"})


@form_check
def check_decisions(subject: Subject) -> Findings:
    """Everything about the tables of a form."""
    taken = {f.key for f in subject.form.fields}
    for name, table in subject.form.decisions.items():
        yield from table_findings(name, table, subject.lists, taken)


def table_findings(
    name: str, table: DecisionTable, lists: Mapping[str, CodeList], taken: set[str]
) -> Iterator[DefinitionFinding]:
    """What is wrong or doubtful in a table of the `decisions` of a form or procedure; `taken` names mean something."""
    at = step("/decisions", name)
    if name in taken or name in GIVEN or name in feel.REGISTRY:
        yield error("twice_name", at, name=name)
    checking = _Checking(table, at, lists)
    shape = list(checking.shape())
    yield from shape
    if not shape:
        yield from checking.cells()
        yield from checking.found()


@dataclass(frozen=True)
class _Checking:
    """A table with the pointer to it."""

    table: DecisionTable
    at: str
    lists: Mapping[str, CodeList]

    @cached_property
    def inputs(self) -> dict[str, Shape]:
        choices = choices_of(self.lists)
        return {each.name: input_shape(each, choices) for each in self.table.inputs}

    def shape(self) -> Findings:
        """As many cells as columns, each column named once, and what the policy needs."""
        table = self.table
        named = {"inputs": [each.name for each in table.inputs], "outputs": [each.name for each in table.outputs]}
        for part, names in named.items():
            if not names:
                yield error(f"no_{part}", f"{self.at}/{part}")
            for n, key in repeated(names):
                yield error("twice_column", f"{self.at}/{part}/{n}/name", key=key)
        for n, rule in enumerate(table.rules):
            for part, cells, names in (("when", rule.when, named["inputs"]), ("then", rule.then, named["outputs"])):
                if len(cells) != len(names):
                    yield error("cells", f"{self.at}/rules/{n}/{part}", count=len(cells), columns=len(names))
        yield from self._policy()
        for n, each in enumerate(table.inputs):
            if each.options is not None and each.options not in self.lists:
                yield unknown("no_list", f"{self.at}/inputs/{n}/options", each.options, self.lists, name=each.options)

    def _policy(self) -> Findings:
        table = self.table
        if table.hit in ADDED and len(table.outputs) != 1:
            yield error("one_output", f"{self.at}/outputs", hit=table.hit)
        if table.hit in _RANKED and not any(each.values for each in table.outputs):
            yield error("no_priorities", f"{self.at}/outputs", hit=table.hit)

    def cells(self) -> Findings:
        """Every cell as an expression over the inputs."""
        for n, each in enumerate(self.table.inputs):
            yield from self._test(each.values, f"{self.at}/inputs/{n}/values", Shape(each.type))
        for n, output in enumerate(self.table.outputs):
            yield from self._test(output.values, f"{self.at}/outputs/{n}/values", Shape(output.type))
            yield from self._result(output.otherwise, f"{self.at}/outputs/{n}/else", n)
        for n, rule in enumerate(self.table.rules):
            for m, text in enumerate(rule.when):
                yield from self._test(text, f"{self.at}/rules/{n}/when/{m}", self.inputs[self.table.inputs[m].name])
            for m, text in enumerate(rule.then):
                yield from self._result(text, f"{self.at}/rules/{n}/then/{m}", m)

    def _test(self, text: str | None, pointer: str, tested: Shape) -> Findings:
        if text is not None and text.strip() not in ANYTHING:
            yield from self._compiled(text, pointer, {"?": tested}, unary=True)

    def _result(self, text: str | None, pointer: str, column: int) -> Findings:
        if text is None or text.strip() in ANYTHING:
            return
        output = output_shape(self.table.outputs[column])
        wants = output.kind if output.sure else ""
        yield from self._compiled(text, pointer, {}, wants=wants)
        yield from _possible(text, pointer, output)

    def _compiled(self, text: str, pointer: str, also: Mapping[str, Shape], **how: Any) -> Findings:
        try:
            found = feel.compile(text, {**self.inputs, **also}, **how)
        except FeelError as wrong:
            yield error("bad_expression", pointer, text=text, why=clause(wrong))
        else:
            yield from (doubt(text, pointer, remark) for remark in found.remarks)

    def found(self) -> Findings:
        """Gaps, overlaps, rules that never get their turn, cells that nothing can pass."""
        found = examine(self.table, choices_of(self.lists))
        for n, name in found.idle:
            yield warning("idle_cell", self._cell(n, name), name=name, text=self._text(n, name))
        for n, name in found.unread:
            if _is_readable(self._text(n, name)):  # what cannot be read at all was told before
                yield warning("unexamined_cell", self._cell(n, name), text=self._text(n, name))
        yield from self._gaps(found)
        yield from self._conflicts(found)
        if not found.complete:
            yield warning("unexamined_table", self.at)

    def _gaps(self, found: Examined) -> Findings:
        silent = self.table.hit in {"R", "O", "C", "C#"} or any(each.otherwise for each in self.table.outputs)
        for each in () if silent else found.gaps:
            yield warning("gap", f"{self.at}/rules", values=gap(each), example=example(each.example))

    def _conflicts(self, found: Examined) -> Findings:
        for pair in found.overlaps if self.table.hit in {"U", "A"} else ():
            told = {"first": pair.first + 1, "second": pair.second + 1, "example": example(pair.example)}
            if self.table.hit == "U":
                yield error("overlap", f"{self.at}/rules/{pair.second}", **told)
            elif self._outputs(pair.first) != self._outputs(pair.second):
                yield error("contradiction", f"{self.at}/rules/{pair.second}", **told)
        for n in found.masked if self.table.hit == "F" else ():
            yield warning("masked_rule", f"{self.at}/rules/{n}", number=n + 1)

    def _outputs(self, rule: int) -> list[Any]:
        """The outputs of a rule: values where they are constant, else what is written."""
        return [_value(text) for text in self.table.rules[rule].then]

    def _column(self, name: str) -> int:
        return self.table.params.index(name)

    def _cell(self, rule: int, name: str) -> str:
        return f"{self.at}/rules/{rule}/when/{self._column(name)}"

    def _text(self, rule: int, name: str) -> str:
        return self.table.rules[rule].when[self._column(name)]


def _possible(text: str, pointer: str, output: Shape) -> Findings:
    """A constant has to be among the values that the output may have."""
    value = _value(text)
    if output.values is None or value is None or kind(value) != output.kind:
        return
    if value not in output.values:
        known = [low.value for low, _ in output.values.parts if isinstance(low.value, str)]
        near = nearest(str(value), known)
        data = {"text": text, "near": feel.to_text(near)} if near else {"text": text}
        yield error("not_an_output_near" if near else "not_an_output", pointer, **data)


def _value(text: str) -> Any:
    """A constant's value; else its tree."""
    try:
        tree = feel.parse(text)
    except FeelError:
        return None
    found = constant(tree)
    return tree if found is NO_CONSTANT else found


def _is_readable(text: str) -> bool:
    try:
        feel.parse_tests(text)
    except FeelError:
        return False
    return True
