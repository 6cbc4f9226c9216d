"""Decision tables of a procedure: as those of a form, and what they ask of parameters and registers is there."""

from __future__ import annotations

from collections.abc import Iterator

from forms import feel
from forms.checks.decisions import table_findings
from forms.decision import DecisionTable
from workflows.checks.base import Problems, procedure_check


@procedure_check
def check_decisions(problems: Problems) -> None:
    """Every table can be read, contradicts itself nowhere and leaves nothing out."""
    form = problems.form
    taken = {*(f.key for f in form.fields), *form.decisions} if form else set()
    for name, table in problems.procedure.decisions.items():
        problems.found.extend(table_findings(name, table, problems.lists, taken))


@procedure_check
def check_decisions_ask(problems: Problems) -> None:
    """What cells ask of parameters and registers is there in this procedure, those of its forms' tables too."""
    for name, table in problems.procedure.decisions.items():
        _asks(problems.at("decisions", name), table)
    for name, use in problems.procedure.forms.items():
        form = problems.forms.get(use.form)
        for table in form.decisions.values() if form else ():
            _asks(problems.at("forms", name, "form"), table)


def _asks(here: Problems, table: DecisionTable) -> None:
    for text, unary in _cells(table):
        try:
            here.asks((feel.parse_tests if unary else feel.parse)(text))
        except feel.FeelError:
            continue


def _cells(table: DecisionTable) -> Iterator[tuple[str, bool]]:
    for rule in table.rules:
        yield from ((text, True) for text in rule.when)
        yield from ((text, False) for text in rule.then)
