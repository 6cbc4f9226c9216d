"""Decision tables as functions of the expression language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from forms.decision.compiled import Ready, Row, ready
from forms.decision.model import ADDED, SINGLE, DecisionTable
from forms.decision.policy import decided
from forms.feel.runtime import Closure, Frame, Run
from forms.feel.text import to_text
from forms.feel.values import Lambda


def functions(tables: Mapping[str, DecisionTable]) -> dict[str, Lambda]:
    """Each table as a function under its name."""
    return {name: function(name, table) for name, table in tables.items()}


def function(name: str, table: DecisionTable) -> Lambda:
    """A table as a function value of its inputs."""
    return Lambda(table.params, partial(_call, name, table), name)


def _call(name: str, table: DecisionTable, args: list[Any], run: Run) -> Any:
    if len(args) != len(table.inputs):
        return run.note("wrong_arguments", function=name)
    return decide(table, args, run, name)


def decide(
    table: DecisionTable, values: Sequence[Any], run: Run, name: str = "", names: frozenset[str] = frozenset()
) -> Any:
    """What a table says of these inputs; None, with a note in the run, when it says nothing or contradicts itself."""
    made = ready(table, names)
    if made is None:
        return run.note("table_unreadable", table=name)
    frame = Frame(run, dict(zip(table.params, values, strict=True)), None)
    refused = next((n for n, test in enumerate(made.allowed) if _not_allowed(test, values[n], frame)), None)
    if refused is not None:
        told = {"name": table.params[refused], "value": to_text(values[refused])}
        return run.note("table_not_allowed", table=name, **told)
    hits = [n for n, row in enumerate(made.rows) if _applies(row, values, frame)]
    if not hits:
        return _otherwise(table, made, frame, name)
    found = [[result(frame) for result in made.rows[n].results] for n in hits]
    ranks = [[] if rank is None else rank(frame) for rank in made.ranks]
    answer = decided(table.hit, found, ranks, run)
    if answer is None and table.hit in ("U", "A"):
        run.note("table_contradicts", table=name, rules=", ".join(str(n + 1) for n in hits))
    return _shaped(table, answer)


def applying(table: DecisionTable, values: Sequence[Any], run: Run) -> list[int]:
    """The rules, from 0, that apply to these inputs; none for a table that cannot be read."""
    made = ready(table)
    if made is None or len(values) != len(table.inputs):
        return []
    frame = Frame(run, dict(zip(table.params, values, strict=True)), None)
    return [n for n, row in enumerate(made.rows) if _applies(row, values, frame)]


def _not_allowed(test: Closure | None, value: Any, frame: Frame) -> bool:
    return test is not None and value is not None and _tested(test, value, frame) is not True


def _applies(row: Row, values: Sequence[Any], frame: Frame) -> bool:
    frame.run.spend(1)
    pairs = zip(row.tests, values, strict=True)
    return all(test is None or _tested(test, value, frame) is True for test, value in pairs)


def _tested(test: Closure, value: Any, frame: Frame) -> Any:
    return test(Frame(frame.run, {"?": value}, frame))


def _otherwise(table: DecisionTable, made: Ready, frame: Frame, name: str) -> Any:
    if not any(made.otherwise):
        frame.run.note("table_silent", table=name)
        return None
    outputs = [None if each is None else each(frame) for each in made.otherwise]
    return _one(table, outputs)


def _shaped(table: DecisionTable, answer: Any) -> Any:
    """Outputs as one value, or as a context; several rules as a list of such."""
    if answer is None or table.hit in ADDED:
        return answer
    return _one(table, answer) if table.hit in SINGLE else [_one(table, outputs) for outputs in answer]


def _one(table: DecisionTable, outputs: list[Any]) -> Any:
    if len(outputs) == 1:
        return outputs[0]
    return {output.name: value for output, value in zip(table.outputs, outputs, strict=True)}
