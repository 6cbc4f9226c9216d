"""Suggestions of rounds: their fields are texts, and who must answer can do so where the case waits for it."""

from __future__ import annotations

from forms.fields.long_text import LongTextField
from forms.fields.text import TextField
from workflows.checks.base import Problems, procedure_check
from workflows.model.rounds import Round, Suggestions


@procedure_check
def check_suggestions(problems: Problems) -> None:
    """What is named exists; what waits for answers can get them."""
    procedure = problems.procedure
    for name, each in procedure.rounds.items():
        if each.suggestions is not None:
            here, rule = problems.at("rounds", name, "suggestions"), each.suggestions
            _fields(here, each, rule)
            here.at("by").all_known(rule.by, here.roles, "word.role")
            here.at("states").all_known(rule.states, procedure.states, "word.state")
            here.at("before").all_known(rule.before, procedure.transitions, "word.transition")
            _answerable(here, rule)


def _fields(here: Problems, each: Round, rule: Suggestions) -> None:
    use = here.procedure.forms.get(each.form)
    form = here.forms.get(use.form) if use else None
    for n, key in enumerate(rule.fields) if form else ():
        place = here.at("fields", n)
        field = form.by_path.get(key) if form and place.known(key, form.by_path, "word.field") else None
        if field is not None and not isinstance(field, TextField | LongTextField):
            place.error("suggestion_field", field=field.title)


def _answerable(here: Problems, rule: Suggestions) -> None:
    """Every state that waits for answers is one in which they are given."""
    procedure = here.procedure
    for n, key in enumerate(rule.before):
        transition = procedure.transitions.get(key)
        if transition is None:
            continue
        place = here.at("before", n)
        if transition.kind == "automatic":
            place.error("suggestion_idle", transition=transition.title)
        for state in transition.from_ if rule.states else ():
            if state in procedure.states and state not in rule.states:
                place.error("suggestion_nowhere", transition=transition.title, state=procedure.states[state].title)
