"""What all rules of soundness need to know of a procedure, worked out once for one checking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final

from forms import feel
from forms.definition import CodeList, Form
from forms.same import Named, Same, named, same
from workflows.bundle import group_of
from workflows.checks.base import Problems
from workflows.checks.soundness.cases import Conditions, Fixed
from workflows.checks.soundness.progress import Progress, Stand, fixed, progress
from workflows.checks.soundness.space import Space, explored
from workflows.definition import GroupRights, Procedure, State, Transition
from workflows.rights import EVERY

ALWAYS_KNOWN: Final = frozenset({
    "case.first_of_subject", "case.late", "case.on_behalf", "case.state", "round.complete", "round.agreed",
    "round.count", "round.waiting",
})  # fmt: skip
"""What is never empty, whatever somebody fills in."""


class Sound:
    """A procedure as its transitions can really be taken: those that nobody can ever take are left out."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.procedure: Procedure = problems.procedure
        self._stands: dict[str, list[tuple[Fixed, Stand | None]]] = {}

    @cached_property
    def types(self) -> feel.Types:
        """What conditions of transitions speak of."""
        return self.problems.types()

    @cached_property
    def never(self) -> Mapping[str, str]:
        """Transitions that can never be taken wherever a case is, with the code of the reason."""
        found = {}
        for name, transition in self.procedure.transitions.items():
            code = self._never(transition)
            if code:
                found[name] = code
        return found

    def _never(self, transition: Transition) -> str:
        automatic = transition.kind == "automatic"
        known = [r for r in transition.by if r in self.procedure.roles]
        if not transition.by and not automatic:
            return "nobody_takes"
        if known and not automatic and not any(self.is_held(r) for r in known):
            return "never_held"
        if transition.when is None:
            return ""
        when = Conditions([transition.when], self.types)
        if not when.possible():
            return "guard_never_true"
        return "" if self._comes(transition, when) else "no_such_result"

    def _comes(self, transition: Transition, when: Conditions) -> bool:
        """Whether a condition can be true of the rounds that are held where the transition starts."""
        rounds = [self.procedure.states[s].round for s in transition.from_ if s in self.procedure.states]
        if not all(r in self.procedure.rounds for r in rounds):
            return True
        return not rounds or any(when.where(known).possible() for r in rounds if r for known, _ in self.stands(r))

    @cached_property
    def rounds(self) -> Mapping[str, Progress]:
        """How each round can go."""
        return {name: progress(self.problems, each) for name, each in self.procedure.rounds.items()}

    def stands(self, name: str) -> Sequence[tuple[Fixed, Stand | None]]:
        """What conditions can find of a round, with a stand that shows it; anything where it was too large."""
        if name not in self._stands:
            found = self.rounds[name]
            known = fixed(found.round, found.stands, found.round.per is not None)
            self._stands[name] = [({}, None)] if found.capped else list(known)
        return self._stands[name]

    def is_held(self, role: str) -> bool:
        """Whether anybody can have a role: one that only tasks give needs a task."""
        return not self.procedure.roles[role].by_task or role in self.given_by_tasks

    @cached_property
    def given_by_tasks(self) -> frozenset[str]:
        """The roles in which tasks of rounds are given to people."""
        who = [p for r in self.procedure.rounds.values() for p in r.who]
        others = [a for roles in self.procedure.verbs.roles.values() for a in roles]
        return frozenset({p.as_ for p in who if p.as_} | {a for a in others if a != EVERY})

    @cached_property
    def space(self) -> Space:
        """Where a case can be."""
        return explored(self.procedure, self.never)

    @cached_property
    def without_returns(self) -> Space:
        """Where a case can be that is never returned, recalled or dropped."""
        away = {n for n, t in self.procedure.transitions.items() if t.kind in ("return", "recall", "drop")}
        return explored(self.procedure, {*self.never, *away})

    def leaving(self, state: str) -> dict[str, Transition]:
        """The transitions out of a state that can be taken at all."""
        return {n: t for n, t in self.procedure.leaving(state).items() if n not in self.never}

    def onward(self, state: str) -> dict[str, Transition]:
        """Those of them that go on: neither back nor away."""
        return {n: t for n, t in self.leaving(state).items() if t.kind in ("forward", "automatic")}

    def is_open(self, state: str) -> bool:
        """Whether a case can be in a state, and it is not the end."""
        return state in self.space.states and self.procedure.states[state].end is None

    def writers(self, state: str, path: str) -> set[str]:
        """The roles that may fill in a field in a state."""
        return {role for right in self._rights(self.procedure.states[state], path) for role in right.write}

    def readers(self, state: str, path: str) -> set[str]:
        rights = list(self._rights(self.procedure.states[state], path))
        return {role for right in rights for role in (*right.write, *right.read)}

    def _rights(self, state: State, path: str) -> Iterator[GroupRights]:
        group = group_of(self.procedure.main.groups, path)
        yield from (state.rights[g] for g in (group, EVERY) if g is not None and g in state.rights)

    def conditions(self, *texts: str) -> Conditions:
        """Conditions of transitions, read together."""
        return Conditions(texts, self.types, ALWAYS_KNOWN | self._required)

    @cached_property
    def _required(self) -> frozenset[str]:
        """Fields that are filled in once a form was checked, and what lies in them."""
        form = self.problems.form
        found = {f.key for f in form.fields if f.required} if form else set()
        inner = {f"{key}.{name}" for key in found for name in ("code", "名称", "name", "id")}
        return frozenset(found | inner)


def sound(problems: Problems) -> Sound | None:
    """The facts about the procedure being checked; None while it names states that there are not."""
    procedure = problems.procedure
    if procedure.initial not in procedure.states or "main" not in procedure.forms:
        return None
    if "sound" not in problems.kept:
        problems.kept["sound"] = facts_of(procedure, problems.forms, problems.lists)
    found: Sound = problems.kept["sound"]
    return found


def facts_of(procedure: Procedure, forms: Mapping[str, Form], lists: Mapping[str, CodeList]) -> Sound:
    """The facts of a procedure with its forms and lists, worked out once whoever asks."""
    return _facts(Same(procedure), same(forms), same(lists))


@lru_cache(maxsize=32)  # its relatives look at a procedure anew with each of its checks
def _facts(procedure: Same[Procedure], forms: Named[Form], lists: Named[CodeList]) -> Sound:
    return Sound(Problems(procedure.of, named(forms), named(lists)))
