"""A procedure as its relatives look at it: how it can end, what every case of it goes through, what that asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from forms import feel
from forms.definition import CodeList, Form
from forms.reading import parsed
from forms.sharing import SharedSection, below, completed
from workflows.bundle import MAIN, main_of, resolved
from workflows.checks.soundness.sound import Sound, facts_of
from workflows.checks.soundness.space import explored
from workflows.definition import Procedure
from workflows.model.children import Child
from workflows.model.registers import RegisterFile

M = TypeVar("M", Form, SharedSection, CodeList, RegisterFile)


class Kin:
    """A procedure that can be read, with its texts by part."""

    def __init__(self, procedure: Procedure, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._written, self._sections = self._models(Form, "form"), self._models(SharedSection, "section")
        brought = below(main_of(procedure, self._written), self._sections)
        self.procedure = resolved(procedure, self._models(RegisterFile, "register"), brought)

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """Its forms, with their shared sections."""
        return completed(self._written, self._sections)

    def _models(self, model: type[M], kind: str) -> dict[str, M]:
        named = (parsed(model, text).model for part, text in self._texts.items() if part.startswith(f"{kind}/"))
        return {m.id: m for m in named if m is not None}

    @property
    def main(self) -> Form | None:
        """The main form, where it is at hand."""
        use = self.procedure.forms.get(MAIN)
        return self.forms.get(use.form) if use else None

    @cached_property
    def facts(self) -> Sound | None:
        """Where a case can be; None while that cannot be told."""
        procedure = self.procedure
        if procedure.initial not in procedure.states or self.main is None:
            return None
        return facts_of(procedure, self.forms, self._models(CodeList, "list"))

    @property
    def ends(self) -> set[str]:
        """The outcomes of its final states."""
        return {s.end for s in self.procedure.states.values() if s.end is not None}

    @cached_property
    def comes_to(self) -> set[str]:
        """The outcomes that a case can come to, of itself or by being ended."""
        if self.facts is None or self.facts.space.capped:
            return self.ends
        ended = self.procedure.verbs.terminated
        states = self.facts.space.states | ({ended} if ended else set())
        return {s.end for name, s in self.procedure.states.items() if name in states and s.end is not None}

    @cached_property
    def always(self) -> set[str]:
        """The transitions without which no case comes to an end, unless it is dropped."""
        if self.facts is None or self.facts.space.capped:
            return set()
        final = {n for n, s in self.procedure.states.items() if s.end is not None}
        away = {n for n, t in self.procedure.transitions.items() if t.kind == "drop"} | self.facts.never.keys()
        names = self.procedure.transitions.keys() - away
        return {n for n in names if not explored(self.procedure, {*away, n}).states & final}

    @property
    def waits_for(self) -> dict[str, Child]:
        """The children that every case waits for, if they are opened, before it can end."""
        return {n: c for n, c in self.procedure.children.items() if set(c.blocks) & self.always}

    @property
    def opens(self) -> dict[str, Child]:
        """The children that every case opens by itself, and at once: what waits for a clock is a rhythm."""
        at_once = (t for t in self.always if not self._waits_for_time(t))
        found = {getattr(e, "child", "") for t in at_once for e in self.procedure.transitions[t].do
                 if e.effect == "child" and getattr(e, "each", None) is None}  # fmt: skip
        return {n: c for n, c in self.procedure.children.items() if n in found}

    def _waits_for_time(self, transition: str) -> bool:
        asked = _references(self.procedure.transitions[transition].when or "true")
        return transition in self.procedure.taken_by_clocks or any(path[0] == "clock" for path in asked)

    def asks_parent(self) -> Iterator[tuple[str, str]]:
        """What transitions that every case needs ask of the parent: transition, and name."""
        for name in sorted(self.always):
            for path in _references(self.procedure.transitions[name].when or "true"):
                if len(path) > 1 and path[0] == "parent":
                    yield name, path[1]

    def files(self) -> bool:
        """Whether a case can be handed in."""
        never = self.facts.never if self.facts is not None else {}
        return any(e.effect == "number" for n, t in self.procedure.transitions.items() if n not in never for e in t.do)

    def written_only_after(self, transition: str, text: str) -> bool:
        """Whether what an expression reads can only be filled in once a transition was taken."""
        facts, form = self.facts, self.main
        paths = {".".join(path[:n]) for path in _references(text) for n in range(1, len(path) + 1)}
        read = [p for p in paths if form is not None and p in form.by_path and form.by_path[p].stored]
        if facts is None or not read:
            return False
        before = explored(self.procedure, {*facts.never, transition}).states
        return not any(facts.writers(s, p) for s in before for p in read)


def _references(text: str) -> list[tuple[str, ...]]:
    try:
        return list(feel.references(text))
    except feel.FeelError:
        return []
