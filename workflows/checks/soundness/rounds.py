"""No round is stuck: somebody is asked in every case, its rule can be met, and what comes of it leads on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from forms import feel
from workflows.bundle import MAIN
from workflows.checks.base import Problems, procedure_check
from workflows.checks.soundness.cases import Conditions
from workflows.checks.soundness.numbers import extremes
from workflows.checks.soundness.sound import Sound, sound
from workflows.checks.soundness.space import way_text
from workflows.definition import Procedure
from workflows.model.rounds import Participant, Round


def _rounds(problems: Problems) -> Iterator[tuple[Problems, str, Round]]:
    for name, each in problems.procedure.rounds.items():
        yield problems.at("rounds", name), name, each


@procedure_check
def check_round_used(problems: Problems) -> None:
    """A round is held in some state, and a state has a round or a holder."""
    states = problems.procedure.states
    for here, name, each in _rounds(problems):
        if all(s.round != name for s in states.values()):
            here.warning("round_unused", round=each.title)
    for name, state in states.items():
        if state.round is not None and state.holder is not None:
            problems.at("states", name, "round").error("round_and_holder", state=state.title)
        if state.round is not None and state.end is not None:
            problems.at("states", name, "round").error("round_in_end", state=state.title)


@procedure_check
def check_round_asks(problems: Problems) -> None:
    """In every case somebody is asked."""
    facts = sound(problems)
    for here, name, each in _rounds(problems):
        if not each.who:
            here.at("who").error("round_nobody", round=each.title)
        elif facts is not None and not any(_is_asked(here, name, p) for p in each.who):
            _asked_when(here, each)


def _is_asked(here: Problems, name: str, who: Participant) -> bool:
    """Whether they are asked in any case: a role, or organisations that have to be filled in before it begins."""
    return who.when is None and (who.role is not None or _filled_in(here, name, who.organisation or ""))


def _filled_in(here: Problems, name: str, path: str) -> bool:
    """Whether a field, and the tables around it, are required by the check of every transition into the round."""
    parts = path.split(".")
    fields = [here.form.by_path.get(".".join(parts[: n + 1])) if here.form else None for n in range(len(parts))]
    if not all(f is not None and f.required for f in fields):
        return False
    held = {k for k, s in here.procedure.states.items() if s.round == name}
    into = [t for t in here.procedure.transitions.values() if t.to in held and not set(t.from_) <= held]
    return bool(into) and all(t.check == MAIN for t in into)


def _asked_when(here: Problems, each: Round) -> None:
    if any(p.when is None for p in each.who):
        here.at("who").info("round_perhaps_nobody", round=each.title, whom=[_whom(here.procedure, p) for p in each.who])
        return
    types = here.types(each.per or "", {"item": here.types(each.per)["row"]} if each.per and here.form else None)
    found = Conditions([p.when or "true" for p in each.who], types).certain()
    if found.verdict == "no":
        example = [f"{thing} = {value}" for thing, value in found.example.items()]
        here.at("who").error("round_nobody_if", round=each.title, example=example)
    elif found.verdict == "unknown":
        here.at("who").info("round_perhaps_nobody", round=each.title, whom=[_whom(here.procedure, p) for p in each.who])


def _whom(procedure: Procedure, who: Participant) -> Any:
    if who.role is not None:
        return procedure.roles[who.role].title if who.role in procedure.roles else who.role
    return who.organisation or who.person or who.entry or ", ".join(who.named)


@procedure_check
def check_round_roles(problems: Problems) -> None:
    """Who is asked can be found, and reads what they are asked about."""
    facts, procedure = sound(problems), problems.procedure
    for here, name, each in _rounds(problems):
        for n, who in enumerate(each.who):
            role = who.as_ or who.role
            if role not in procedure.roles:
                continue
            place, title = here.at("who", n), procedure.roles[role].title
            if who.role is not None and who.as_ is None and procedure.roles[who.role].by_task:
                place.at("role").error("round_role_by_task", round=each.title, role=title)
            blind = [s.title for s in procedure.states.values() if s.round == name and not _reads(s, role)]
            if blind:
                place.error("round_blind", round=each.title, role=title, states=blind)
            if facts is not None and who.named:
                _named(place, facts, name, each, who)


def _reads(state: Any, role: str) -> bool:
    return any(role in (*right.read, *right.write) for right in state.rights.values())


def _named(place: Problems, facts: Sound, name: str, each: Round, who: Participant) -> None:
    """Those who name the participants take the transitions that lead to the round."""
    procedure = facts.procedure
    for steps in facts.space.edges.values():
        for step in steps:
            takers = set(procedure.transitions[step.transition].by)
            if procedure.states[step.place.state].round == name and not takers & set(who.named):
                title = procedure.transitions[step.transition].title
                way = way_text(procedure, facts.space.ways[step.place])
                place.at("named").warning("round_namer_absent", round=each.title, transition=title, way=way)
                return


@procedure_check
def check_round_recusal(problems: Problems) -> None:
    """Not everybody has to stand aside."""
    for here, _, each in _rounds(problems):
        if each.recused_if is not None and here.form is not None:
            item = {"item": here.types(each.per)["row"]} if each.per in here.form.tables else None
            found = Conditions([each.recused_if], here.types(given=item)).certain()
            if found.verdict == "yes":
                here.at("recused_if").error("round_all_recused", round=each.title, text=each.recused_if)


@procedure_check
def check_round_rule(problems: Problems) -> None:
    """Its rule can be met by those who are asked."""
    for here, _, each in _rounds(problems):
        most = len(each.who) if all(p.role is not None for p in each.who) else None
        if each.mode == "vote":
            _vote(here, each)
        if each.mode == "score":
            _score(here, each, most)


def _vote(here: Problems, each: Round) -> None:
    if each.agrees is None:
        here.error("round_no_agrees", round=each.title)
    found = extremes(here.procedure, each.share) if each.share is not None else []
    wrong = [value for value in found if not Decimal(0) < value <= Decimal(1)]
    if wrong:
        here.at("share").error("round_share", round=each.title, share=feel.to_text(max(wrong)))
    asked = {p.role or p.as_ for p in each.who}
    for n, role in enumerate(each.veto):
        if role in here.procedure.roles and role not in asked and each.who:
            title = here.procedure.roles[role].title
            here.at("veto", n).error("round_veto_of_nobody", round=each.title, role=title)
    if sum(p.weight for p in each.who) <= 0 and each.who:
        here.at("who").error("round_no_weight", round=each.title)


def _score(here: Problems, each: Round, most: int | None) -> None:
    if each.score is None:
        here.error("round_no_score", round=each.title)
    if most is not None and 2 * each.trim >= most:
        here.at("trim").error("round_trim", round=each.title, trim=each.trim, most=most)
    elif each.at_least and 2 * each.trim >= each.at_least:
        here.at("trim").error("round_trim", round=each.title, trim=each.trim, most=each.at_least)


@procedure_check
def check_round_waits(problems: Problems) -> None:
    """Whether somebody is asked does not hang on what the round itself brings out."""
    for here, _, each in _rounds(problems):
        brought = {path.rpartition(".")[2] for path in each.outcome} | {"opinions", "round"}
        for n, who in enumerate(each.who):
            for kind, text in (("when", who.when), ("organisation", who.organisation), ("person", who.person)):
                own = sorted(_names(text) & brought) if text else []
                if own:
                    here.at("who", n, kind).error("round_waits_itself", round=each.title, names=own)


def _names(text: str) -> set[str]:
    try:
        return {name for path in feel.references(text) for name in path}
    except feel.FeelError:
        return set()


@procedure_check
def check_round_led_on(problems: Problems) -> None:
    """Something leads on once everybody has answered."""
    facts, procedure = sound(problems), problems.procedure
    for name, state in procedure.states.items() if facts else ():
        if facts and state.round in procedure.rounds and facts.is_open(name) and not facts.onward(name):
            way = way_text(procedure, facts.space.way_to(name) or [])
            problems.at("states", name).error("round_leads_nowhere", state=state.title, way=way)
