"""References: every name in a procedure is the name of something in it."""

from __future__ import annotations

from workflows.bundle import MAIN
from workflows.checks.base import Problems, procedure_check
from workflows.engine.situation import EARLIER, RETURNED_FROM


@procedure_check
def check_forms(problems: Problems) -> None:
    """There is a main form, and every form that is used."""
    uses = problems.procedure.forms
    if MAIN not in uses:
        problems.at("forms").error("no_main_form")
    for name, use in uses.items():
        problems.at("forms", name, "form").known(use.form, problems.forms, "word.form")
    for name, transition in problems.procedure.transitions.items():
        here = problems.at("transitions", name)
        if transition.form is not None and here.at("form").known(transition.form, uses, "word.use"):
            _not_main(here.at("form"), transition.form)
        if transition.check is not None and here.at("check").known(transition.check, uses, "word.use"):
            _only_main(here.at("check"), transition.check)


def _not_main(here: Problems, use: str) -> None:
    """What is filled in with a transition is another form than the case's own."""
    if use == MAIN:
        here.error("form_is_main")


def _only_main(here: Problems, use: str) -> None:
    """What is filled in with a transition is checked anyway; `check` speaks of the main form."""
    if use != MAIN:
        here.error("check_not_main", use=use)


@procedure_check
def check_states(problems: Problems) -> None:
    """States that are named exist."""
    procedure, states = problems.procedure, problems.states
    problems.at("initial").known(procedure.initial, states, "word.state")
    for name, transition in procedure.transitions.items():
        problems.at("transitions", name, "from").all_known(transition.from_, states, "word.state")
        if transition.to not in (RETURNED_FROM, EARLIER):
            problems.at("transitions", name, "to").known(transition.to, states, "word.state")
    for name, worklist in procedure.worklists.items():
        problems.at("worklists", name, "states").all_known(worklist.states, states, "word.state")


@procedure_check
def check_stages(problems: Problems) -> None:
    """Every state is in a stage that exists, no stage is there twice or empty."""
    ids = [s.id for s in problems.procedure.stages]
    for n, name in enumerate(ids):
        if name in ids[:n]:
            problems.at("stages", n, "id").error("stage_twice", stage=name)
        elif all(s.stage != name for s in problems.procedure.states.values()):
            problems.at("stages", n, "id").warning("stage_empty", stage=name)
    for name, state in problems.procedure.states.items():
        problems.at("states", name, "stage").known(state.stage, ids, "word.stage")


@procedure_check
def check_transitions(problems: Problems) -> None:
    """Transitions that are named exist."""
    transitions = problems.procedure.transitions
    for name, transition in transitions.items():
        before = problems.at("transitions", name, "not_same_person_as")
        before.all_known(transition.not_same_person_as, transitions, "word.transition")
    for name, worklist in problems.procedure.worklists.items():
        for n, wanted in enumerate(worklist.bulk):
            here = problems.at("worklists", name, "bulk", n)
            if here.known(wanted, transitions, "word.transition") and not transitions[wanted].bulk:
                here.error("not_bulk", transition=transitions[wanted].title)


@procedure_check
def check_bulk(problems: Problems) -> None:
    """Nothing has to be chosen for each case of a transition that is taken for many at once."""
    for name, transition in problems.procedure.transitions.items():
        if transition.bulk and (transition.to == EARLIER or transition.back == "choose"):
            problems.at("transitions", name, "bulk").error("bulk_with_choice", transition=transition.title)


@procedure_check
def check_roles(problems: Problems) -> None:
    """Roles that are named exist."""
    procedure, roles = problems.procedure, problems.roles
    problems.at("start", "by").all_known(procedure.start.by, roles, "word.role")
    problems.at("start", "on_behalf").all_known(procedure.start.on_behalf, roles, "word.role")
    if procedure.campaign is not None:
        problems.at("campaign", "status_for").all_known(procedure.campaign.status_for, roles, "word.role")
    for name, transition in procedure.transitions.items():
        problems.at("transitions", name, "by").all_known(transition.by, roles, "word.role")
    for name, worklist in procedure.worklists.items():
        problems.at("worklists", name, "role").known(worklist.role, roles, "word.role")
    for name, state in procedure.states.items():
        if state.holder is not None:
            problems.at("states", name, "holder").known(state.holder, roles, "word.role")


@procedure_check
def check_needed_fields(problems: Problems) -> None:
    """Fields that a transition needs are fields of the main form that somebody fills in."""
    form = problems.form
    for name, transition in problems.procedure.transitions.items() if form else ():
        for n, path in enumerate(transition.needs):
            here = problems.at("transitions", name, "needs", n)
            if form and here.known(path, form.by_path, "word.field") and not form.by_path[path].stored:
                here.error("needs_computed", path=path)
