"""What is wrong with a rehearsal before it is played: names of nobody, steps that there are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from forms.feel.nearest import nearest
from forms.json_text import step as below
from forms.reading import DefinitionFinding
from forms.text import Message
from workflows.checks.base import ProcedureFinding
from workflows.checks.rules.parameters import is_day
from workflows.clocks.reminding import REMINDER
from workflows.definition import Procedure
from workflows.engine.verbs import registry as verbs
from workflows.messages import MESSAGES
from workflows.rehearsal.cast import parts
from workflows.rehearsal.expect import CLOCK, DUE, ENTRY, FACTS, REGISTER
from workflows.rehearsal.model import Rehearsal, Step
from workflows.rehearsal.play import FIND, START, WORDS


def check_rehearsal(
    rehearsal: Rehearsal, procedure: Procedure, others: Mapping[str, Procedure] | None = None
) -> list[DefinitionFinding]:
    """Everything that would make the play fail for another reason than the procedure's.

    `others` are procedures of children by id; what is done in cases of one that is not there is not looked at.
    """
    known_ones = {**(others or {}), procedure.id: procedure}
    found: list[DefinitionFinding] = []
    known = _Known(found)
    known("/procedure", [rehearsal.procedure], {procedure.id}, "word.procedure")
    for name, spoken in rehearsal.people.items():
        roles = [p.role for p in parts(spoken)]
        every = {r for p in known_ones.values() for r in p.roles}
        known(below("/people", name), roles or [str(spoken)], every, "word.role")
    known("/unconfirmed", rehearsal.unconfirmed, rehearsal.people, "word.person")
    known("/codes", rehearsal.codes, rehearsal.people, "word.person")
    known("/entries", rehearsal.entries, procedure.registers, "word.register")
    for name, entries in rehearsal.entries.items():
        for n, entry in enumerate(entries):
            known.day(f"{below('/entries', name)}/{n}/since", entry.since)
            known.day(f"{below('/entries', name)}/{n}/until", entry.until)
    for name, plan in rehearsal.campaigns.items():
        known.day(below("/campaigns", name), plan.opens)
        known.day(below("/campaigns", name), plan.closes)
    for n, step in enumerate(rehearsal.play):
        _step(known, f"/play/{n}", step, rehearsal, played_in(rehearsal, step, known_ones))
        if step.child:
            above = played_in(rehearsal, Step(case=step.parent), known_ones) if step.entry is None else procedure
            children = above.children if above else {step.child}
            known(f"/play/{n}/child", [step.child], children, "word.child")
    if not rehearsal.play or rehearsal.play[0].on is None:
        found.append(ProcedureFinding("error", "rehearsal.no_day", "/play"))
    return found


def played_in(rehearsal: Rehearsal, step: Step, known: Mapping[str, Procedure]) -> Procedure | None:
    """The procedure of the case that a step is about: the rehearsal's, or that of a child; None for one not known."""
    name = (step.cases or [step.case])[0]
    opened = next((s for s in rehearsal.play if s.does in (START, FIND) and s.case == name), None)
    if opened is None or opened.child is None:
        return known.get(rehearsal.procedure)
    if opened.entry is not None:
        above = known.get(rehearsal.procedure)
    else:
        above = played_in(rehearsal, Step(case=opened.parent), known) if opened.parent != name else None
    child = above.children.get(opened.child or "") if above else None
    return known.get(child.procedure) if child else None


class _Known:
    """Notes names that are not among those there are."""

    def __init__(self, found: list[DefinitionFinding]) -> None:
        self._found = found

    def __call__(self, pointer: str, names: Iterable[str | None], among: Iterable[str], what: str) -> None:
        among = set(among)
        for name in names:
            if name is not None and name not in among:
                near = nearest(name, among)
                data = {"what": Message(what), "name": name}
                rest = {"near": near} if near else {"known": sorted(among) or Message("none_at_all")}
                code = "unknown_near" if near else "unknown"
                self._found.append(ProcedureFinding("error", code, pointer, {**data, **rest}))

    def day(self, pointer: str, value: str | None) -> None:
        if value is not None and not is_day(value):
            self._found.append(ProcedureFinding("error", "no_day", pointer, {"value": value}))


def _step(known: _Known, pointer: str, step: Step, rehearsal: Rehearsal, procedure: Procedure | None) -> None:
    known.day(f"{pointer}/on", step.on)
    known(f"{pointer}/who", [step.who], rehearsal.people, "word.person")
    known(f"{pointer}/campaign", [step.campaign], rehearsal.campaigns, "word.campaign")
    known(f"{pointer}/refused", [step.refused], MESSAGES, "word.refusal")
    if isinstance(step.fill, str):
        known(f"{pointer}/fill", [step.fill], rehearsal.data, "word.data")
    known(f"{pointer}/to", step.to, rehearsal.people, "word.person")
    if procedure is not None:
        known(f"{pointer}/does", [step.does], {*WORDS, *procedure.transitions, *verbs}, "word.transition")
        _then(known, f"{pointer}/then", step, rehearsal, procedure)


def _then(known: _Known, pointer: str, step: Step, rehearsal: Rehearsal, procedure: Procedure) -> None:
    clocks = {f"{kind}{c}" for kind in (DUE, CLOCK) for c in procedure.clocks}
    registers = {f"{kind}{r}" for kind in (REGISTER, ENTRY) for r in procedure.registers}
    known(pointer, [_fact(key) for key in step.then], {*FACTS, *clocks, *registers}, "word.fact")
    drawn = step.then.get("draws")
    known(f"{pointer}/draws", drawn if isinstance(drawn, Mapping) else (), procedure.draws, "word.draw")
    _messages(known, f"{pointer}/messages", step.then.get("messages"), rehearsal, procedure)
    for fact in ("reads", "writes"):
        _per_person(known, f"{pointer}/{fact}", step.then.get(fact), rehearsal, procedure.main.groups, "word.group")
    _per_person(known, f"{pointer}/may", step.then.get("may"), rehearsal, procedure.transitions, "word.transition")


def _fact(key: str) -> str:
    """The fact without the day or the title behind it."""
    if key.startswith(REGISTER):
        return key.partition("@")[0]
    return ".".join(key.split(".")[:2]) if key.startswith(ENTRY) else key


def _messages(known: _Known, pointer: str, wanted: object, rehearsal: Rehearsal, procedure: Procedure) -> None:
    for name, given in wanted.items() if isinstance(wanted, Mapping) else ():
        known(below(pointer, name), [name], rehearsal.people, "word.person")
        texts = given if isinstance(given, list) else []
        own = [t for t in texts if "." not in str(t)]  # those with a dot are the office's own sentences
        known(below(pointer, name), own, {*procedure.messages, REMINDER}, "word.message")


def _per_person(
    known: _Known, pointer: str, wanted: object, rehearsal: Rehearsal, among: Iterable[str], what: str
) -> None:
    for name, values in wanted.items() if isinstance(wanted, Mapping) else ():
        known(below(pointer, name), [name], rehearsal.people, "word.person")
        known(below(pointer, name), values, among, what)
