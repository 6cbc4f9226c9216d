"""What is wrong with a rehearsal before it is played: names of nobody, steps that there are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from forms.feel.nearest import nearest
from forms.json_text import step as below
from forms.reading import DefinitionFinding
from forms.text import Message
from workflows.checks.base import ProcedureFinding
from workflows.checks.rules.parameters import is_day
from workflows.definition import Procedure
from workflows.engine.verbs import registry as verbs
from workflows.messages import MESSAGES
from workflows.rehearsal.cast import parts
from workflows.rehearsal.expect import CLOCK, DUE, ENTRY, FACTS, REGISTER
from workflows.rehearsal.model import Rehearsal, Step
from workflows.rehearsal.play import READ, SAVE, START


def check_rehearsal(rehearsal: Rehearsal, procedure: Procedure) -> list[DefinitionFinding]:
    """Everything that would make the play fail for another reason than the procedure's."""
    found: list[DefinitionFinding] = []
    known = _Known(found)
    known("/procedure", [rehearsal.procedure], {procedure.id}, "word.procedure")
    for name, spoken in rehearsal.people.items():
        roles = [p.role for p in parts(spoken)]
        known(below("/people", name), roles or [str(spoken)], procedure.roles, "word.role")
    known("/unconfirmed", rehearsal.unconfirmed, rehearsal.people, "word.person")
    known("/entries", rehearsal.entries, procedure.registers, "word.register")
    for name, entries in rehearsal.entries.items():
        for n, entry in enumerate(entries):
            known.day(f"{below('/entries', name)}/{n}/since", entry.since)
            known.day(f"{below('/entries', name)}/{n}/until", entry.until)
    for name, plan in rehearsal.campaigns.items():
        known.day(below("/campaigns", name), plan.opens)
        known.day(below("/campaigns", name), plan.closes)
    for n, step in enumerate(rehearsal.play):
        _step(known, f"/play/{n}", step, rehearsal, procedure)
    if not rehearsal.play or rehearsal.play[0].on is None:
        found.append(ProcedureFinding("error", "rehearsal.no_day", "/play"))
    return found


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


def _step(known: _Known, pointer: str, step: Step, rehearsal: Rehearsal, procedure: Procedure) -> None:
    known.day(f"{pointer}/on", step.on)
    known(f"{pointer}/who", [step.who], rehearsal.people, "word.person")
    other = any(s.child and s.case == step.case for s in rehearsal.play)  # of a child's procedure, not known here
    if not other:
        known(f"{pointer}/does", [step.does], {START, SAVE, READ, *procedure.transitions, *verbs}, "word.transition")
    known(f"{pointer}/child", [step.child], procedure.children, "word.child")
    known(f"{pointer}/campaign", [step.campaign], rehearsal.campaigns, "word.campaign")
    known(f"{pointer}/refused", [step.refused], MESSAGES, "word.refusal")
    if isinstance(step.fill, str):
        known(f"{pointer}/fill", [step.fill], rehearsal.data, "word.data")
    clocks = {f"{kind}{c}" for kind in (DUE, CLOCK) for c in procedure.clocks}
    facts = {*FACTS, *clocks, *(f"{kind}{r}" for kind in (REGISTER, ENTRY) for r in procedure.registers)}
    known(f"{pointer}/then", [_fact(key) for key in step.then], facts, "word.fact")
    drawn = step.then.get("draws")
    known(f"{pointer}/then/draws", drawn if isinstance(drawn, Mapping) else (), procedure.draws, "word.draw")
    _messages(known, f"{pointer}/then/messages", step.then.get("messages"), rehearsal, procedure)
    known(f"{pointer}/to", step.to, rehearsal.people, "word.person")
    if other:
        return
    _per_person(known, f"{pointer}/then/reads", step.then.get("reads"), rehearsal, procedure.main.groups, "word.group")
    _per_person(
        known, f"{pointer}/then/writes", step.then.get("writes"), rehearsal, procedure.main.groups, "word.group"
    )
    _per_person(known, f"{pointer}/then/may", step.then.get("may"), rehearsal, procedure.transitions, "word.transition")


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
        known(below(pointer, name), own, procedure.messages, "word.message")


def _per_person(
    known: _Known, pointer: str, wanted: object, rehearsal: Rehearsal, among: Iterable[str], what: str
) -> None:
    for name, values in wanted.items() if isinstance(wanted, Mapping) else ():
        known(below(pointer, name), [name], rehearsal.people, "word.person")
        known(below(pointer, name), values, among, what)
