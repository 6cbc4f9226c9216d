"""Rounds: what they name exists, and what they ask and bring out fits."""

from __future__ import annotations

from collections.abc import Iterator

from forms.definition import Form
from forms.fields.table import TableField
from forms.names import choices_of
from workflows.bundle import MAIN, group_of
from workflows.checks.base import Problems, procedure_check
from workflows.checks.shapes import ABOUT, in_round, of_opinion
from workflows.engine.rounds.inputs import PARAMETER, REGISTER
from workflows.engine.rounds.modes import mode_of, modes
from workflows.engine.rounds.sources import sources
from workflows.model.rounds import Participant, Round

KINDS = frozenset({"string", "number", "boolean", "date"})
"""Kinds of fields whose values an expression can be told to give."""


def _rounds(problems: Problems) -> Iterator[tuple[Problems, Round]]:
    for name, each in problems.procedure.rounds.items():
        yield problems.at("rounds", name), each


@procedure_check
def check_round_names(problems: Problems) -> None:
    """Rounds of states, forms, tables, roles and transitions exist."""
    procedure = problems.procedure
    for name, state in procedure.states.items():
        if state.round is not None:
            problems.at("states", name, "round").known(state.round, procedure.rounds, "word.round")
    first = procedure.states.get(procedure.initial)
    if first is not None and first.round is not None:
        problems.at("initial").error("round_first", state=first.title)
    for here, each in _rounds(problems):
        if here.at("form").known(each.form, procedure.forms, "word.use"):
            _opinion_form(here.at("form"), each)
        if each.per is not None and here.form is not None:
            here.at("per").known(each.per, here.form.tables, "word.table")
        here.at("veto").all_known(each.veto, here.roles, "word.role")
        here.at("readers").all_known(each.readers, here.roles, "word.role")
        here.at("not_same_person_as").all_known(each.not_same_person_as, procedure.transitions, "word.transition")


def _opinion_form(here: Problems, each: Round) -> None:
    """An opinion has a form of its own, whose fields are not called what every opinion has besides."""
    form = here.forms.get(here.procedure.forms[each.form].form)
    if each.form == MAIN:
        here.error("form_is_main")
    for key in sorted(ABOUT.keys() & {f.key for f in form.fields}) if form else ():
        here.error("opinion_field", field=key)


@procedure_check
def check_participants(problems: Problems) -> None:
    """Each participant says in one way who they are, and in which role they act."""
    for here, each in _rounds(problems):
        for n, given in enumerate(each.who):
            _participant(here.at("who", n), each, given)


def _participant(here: Problems, each: Round, given: Participant) -> None:
    said = [s.key for s in sources() if getattr(given, s.key)]
    if len(said) != 1:
        here.error("participant_source", given=[s.removesuffix("_id") for s in said])
    if given.role is not None:
        here.at("role").known(given.role, here.roles, "word.role")
    elif given.as_ is None:
        here.error("participant_no_role")
    elif here.at("as").known(given.as_, here.roles, "word.role") and not here.procedure.roles[given.as_].by_task:
        here.at("as").error("participant_role_held", role=here.procedure.roles[given.as_].title)
    here.at("named").all_known(given.named, here.roles, "word.role")
    _from_register(here, given)
    types = in_round(here, each) if here.form else {}
    for key, text in (("organisation", given.organisation), ("person", given.person), ("entry", given.entry)):
        if text is not None and here.form:
            here.at(key).compiled(text, types)
    if given.when is not None and here.form:
        here.at("when").compiled(given.when, types, "boolean")


def _from_register(here: Problems, given: Participant) -> None:
    if given.register_id is None or not here.at("register").known(
        given.register_id, here.procedure.registers, "word.register"
    ):
        return
    if given.entry is None or given.field is None:
        here.error("participant_entry")
    fields = getattr(here.procedure.registers[given.register_id], "fields", None)
    if given.field is not None and fields:
        here.at("field").known(given.field, fields, "word.register_field")


@procedure_check
def check_round_expressions(problems: Problems) -> None:
    """What a round asks compiles, and says something in its mode."""
    for here, each in _rounds(problems):
        if here.form is None:
            continue
        if each.recused_if is not None:
            here.at("recused_if").compiled(each.recused_if, in_round(here, each), "boolean")
        for key, text, wants in (("agrees", each.agrees, "boolean"), ("score", each.score, "number")):
            if text is not None:
                here.at(key).compiled(text, of_opinion(here, each), wants)
        if each.share is not None:
            shares = {k: s for k, s in of_opinion(here, each).items() if k != "o"}
            here.at("share").compiled(each.share, shares, "number")
        elif each.mode == "vote":
            here.error("round_no_share", round=each.title)
        _idle(here, each)


def _idle(here: Problems, each: Round) -> None:
    """Keys that say nothing in the mode of the round."""
    own = mode_of(each)
    every = {key for m in modes() for key in (*m.needs, *m.uses)}
    for key in sorted(every - {*own.needs, *own.uses}):
        if getattr(each, key):
            here.at(key).warning("round_key_idle", key=key, mode=each.mode)


@procedure_check
def check_outside(problems: Problems) -> None:
    """What those from outside see of each other is said where some may be asked, and not undone by accident."""
    for here, each in _rounds(problems):
        roles = {r for given in each.who if (r := _role_outside(here, given))}
        if not roles and each.outside_seen != "never":
            here.at("outside_seen").warning("round_nobody_outside", round=each.title)
        if each.outside_seen == "never":
            for role in sorted(roles & set(each.readers)):
                title = here.procedure.roles[role].title
                here.at("readers").warning("round_outside_reads", round=each.title, role=title)


def _role_outside(here: Problems, given: Participant) -> str:
    """The role of a participant who may come from outside; "" for one who does not."""
    role = given.as_ or given.role or ""
    held = here.procedure.roles.get(role)
    return role if held is not None and (held.by_task or held.of_organisation is not None) else ""


@procedure_check
def check_outcomes(problems: Problems) -> None:
    """An outcome is a field of the main form, of the row or outside tables, and what is written into it fits."""
    for here, each in _rounds(problems):
        for path, text in each.outcome.items() if here.form else ():
            place = here.at("outcome", path)
            if here.form and place.known(path, here.form.by_path, "word.field"):
                _outcome(place, here.form, each, path, text)


def _outcome(here: Problems, form: Form, each: Round, path: str, text: str) -> None:
    field, around = form.by_path[path], path.rpartition(".")[0]
    if not field.stored or isinstance(field, TableField) or around not in {"", each.per or ""}:
        here.error("outcome_place", path=path)
        return
    kind = field.shape(choices_of(here.lists)).kind
    here.compiled(text, in_round(here, each), kind if kind in KINDS else "")
    group = group_of(here.procedure.main.groups, path)
    for state in here.procedure.states.values():
        if group in state.rights and state.rights[group].write and here.procedure.rounds.get(state.round or "") is each:
            here.warning("outcome_written", path=path, state=state.title)


@procedure_check
def check_inputs(problems: Problems) -> None:
    """What opinions rest on exists."""
    for here, each in _rounds(problems):
        for n, name in enumerate(each.after_return.inputs or ()):
            place = here.at("after_return", "inputs", n)
            if name.startswith(REGISTER):
                place.known(name.removeprefix(REGISTER), here.procedure.registers, "word.register")
            elif name.startswith(PARAMETER):
                place.known(name.removeprefix(PARAMETER), here.procedure.parameters, "word.parameter")
            elif here.form is not None:
                place.known(name, here.form.by_path, "word.field")
        if each.after_return.inputs is not None and each.after_return.keep != "unchanged inputs":
            here.at("after_return", "inputs").warning("inputs_idle", keep=each.after_return.keep)


@procedure_check
def check_round_asked(problems: Problems) -> None:
    """`round` is asked where there is one."""
    procedure = problems.procedure
    for name, transition in procedure.transitions.items():
        if transition.when and procedure.rounds and ("round." in transition.when or "opinions" in transition.when):
            for state in transition.from_:
                if state in procedure.states and procedure.states[state].round is None:
                    title = procedure.states[state].title
                    problems.at("transitions", name, "when").error("round_none_here", state=title)
