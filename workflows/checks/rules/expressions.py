"""Expressions: every one can be read, and every field, parameter and register in it exists."""

from __future__ import annotations

from forms import feel
from forms.checks.base import Subject
from forms.checks.expressions import all_expressions
from forms.context import GIVEN
from forms.template import expressions
from workflows.checks.base import Problems, procedure_check


@procedure_check
def check_case_expressions(problems: Problems) -> None:
    """Titles, columns and conditions compile with the names of the main form."""
    form, procedure = problems.form, problems.procedure
    if form is None:
        return
    types = problems.types()
    problems.at("case", "title").compiled(procedure.case.title, types, "string")
    if procedure.case.title_en is not None:
        problems.at("case", "title_en").compiled(procedure.case.title_en, types, "string")
    for name, column in procedure.case.columns.items():
        problems.at("case", "columns", name, "value").compiled(column.value, types)
    for name, transition in procedure.transitions.items():
        if transition.when is not None:
            problems.at("transitions", name, "when").compiled(transition.when, types, "boolean")


@procedure_check
def check_sentences(problems: Problems) -> None:
    """A sentence goes with a condition, and what stands in its braces compiles."""
    types = problems.types() if problems.form else None
    for name, transition in problems.procedure.transitions.items():
        here, words = problems.at("transitions", name, "else"), transition.else_
        if words is None:
            continue
        if transition.when is None:
            here.error("else_without_when")
        for said in (words.zh, words.en or ""):
            for _, text in expressions(said) if types else ():
                here.compiled(text, types or {})


@procedure_check
def check_closing(problems: Problems) -> None:
    """The closing date speaks of the campaign and of parameters."""
    rule = problems.procedure.campaign
    if rule is not None:
        problems.at("campaign", "closes").compiled(rule.closes, {"campaign": GIVEN["campaign"]}, "date")


@procedure_check
def check_forms_ask(problems: Problems) -> None:
    """What the forms ask of parameters and registers is there in this procedure."""
    for name, use in problems.procedure.forms.items():
        form = problems.forms.get(use.form)
        for each in all_expressions(Subject(form, problems.lists)) if form else ():
            try:
                problems.at("forms", name, "form").asks(feel.parse(each.text))
            except feel.FeelError:
                continue


@procedure_check
def check_effects(problems: Problems) -> None:
    """Each effect says itself what has to be right about it."""
    for name, transition in problems.procedure.transitions.items():
        for n, effect in enumerate(transition.do):
            effect.problems(problems.at("transitions", name, "do", n))
