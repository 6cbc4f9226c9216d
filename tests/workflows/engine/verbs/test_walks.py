"""Properties over random transitions and verbs: somebody always has the case, and what was asked comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.engine.toy import bundle
from tests.workflows.engine.verbs.walk import CHANGES, EVERYBODY, Walk
from workflows.engine.decide import offers_in, verb_offers
from workflows.engine.tasks import theirs
from workflows.engine.types import Decision
from workflows.engine.verbs import registry
from workflows.rights import access, tokens

NAMES = sorted(EVERYBODY)
TRANSITIONS = ("submit", "pass", "bounce", "ask", "answer", "recall", "close", "drop", "anywhere")
BUNDLE = bundle(**CHANGES)


@dataclass(frozen=True)
class Wish:
    """Something somebody wants; a bold wish is mostly refused, another is the nth of what can be done."""

    who: str
    name: str
    nth: int
    to: tuple[str, ...]
    target: str
    straight: bool
    bold: bool


WISHES = st.builds(
    Wish, st.sampled_from(NAMES), st.sampled_from([*registry, *TRANSITIONS, *TRANSITIONS]), st.integers(0, 99),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True).map(tuple),
    st.sampled_from(["before", "after", "beside", "draft", "review"]), st.booleans(),
    st.booleans(),
)  # fmt: skip


RARE = frozenset({"drop", "terminate", "close"})
"""What ends a walk is wished for boldly alone."""


def wished(walk: Walk, wish: Wish) -> Any:
    active = [t.id for t in walk.facts.tasks if t.active]
    who, name, task = wish.who, wish.name, active[wish.nth % len(active)] if active else None
    possible = [] if wish.bold else can_be_done(walk)
    if possible:
        who, name, task = possible[wish.nth % len(possible)]
    more: dict[str, Any] = {"given": {"意见": "改"}, "target": wish.target, "straight": wish.straight}
    return walk.do(who, name, task, to=wish.to, reason="理由", **more)


def can_be_done(walk: Walk) -> list[tuple[str, str, int | None]]:
    """One way for each name: who can do it, and on which task."""
    found: dict[str, tuple[str, str, int | None]] = {}
    for who in NAMES:
        situation = walk.situation(who)
        for offer in offers_in(situation) if not walk.facts.suspended else ():
            if offer.why_not is None and offer.transition not in RARE:
                found.setdefault(offer.transition, (who, offer.transition, None))
        for able in verb_offers(situation):
            if able.why_not is None and able.verb not in RARE:
                found.setdefault(able.verb, (who, able.verb, able.task))
    return list(found.values())


@settings(max_examples=60, deadline=None)
@given(st.lists(WISHES, max_size=40))
def test_a_case_always_lies_with_somebody(wishes: list[Wish]) -> None:
    walk = Walk(BUNDLE)
    for wish in wishes:
        wished(walk, wish)
        open_tasks = walk.facts.open_tasks
        if walk.ended:
            assert not [t for t in walk.facts.tasks if t.active]
            return
        assert open_tasks, (walk.facts.state, walk.facts.tasks)
        for task in open_tasks:
            assert any(theirs(task, p) for p in EVERYBODY.values())
        for task in walk.facts.tasks:
            if task.state == "waiting" and task.relation != "after":
                assert any(t.parent == task.id and t.active for t in walk.facts.tasks)


@settings(max_examples=60, deadline=None)
@given(st.lists(WISHES, max_size=30))
def test_tokens_and_rights_say_the_same(wishes: list[Wish]) -> None:
    walk = Walk(BUNDLE)
    for wish in wishes:
        wished(walk, wish)
    told = tokens(walk.bundle, walk.facts)
    for actor in EVERYBODY.values():
        mine = {g for g, allowed in told.items() if "#" not in g and allowed & actor.tokens}
        assert mine == set(access(walk.bundle, walk.facts, actor).groups_readable)


@settings(max_examples=60, deadline=None)
@given(st.lists(WISHES, max_size=30), WISHES)
def test_what_was_entrusted_comes_back_to_who_entrusted_it(wishes: list[Wish], last: Wish) -> None:
    walk = Walk(BUNDLE)
    for wish in [*wishes, last]:
        before = walk.facts.state
        found = wished(walk, wish)
        if not isinstance(found, Decision) or found.transition != "entrust":
            continue
        asked = walk.facts.tasks[-1]
        walk.done(next(p for p in EVERYBODY.values() if p.id == asked.person), "reply", asked.id, reason="答")
        back = next(t for t in walk.facts.tasks if t.id == asked.parent)
        assert (back.state, back.person is not None, walk.facts.state) == ("open", True, before)
        return


@settings(max_examples=60, deadline=None)
@given(st.lists(WISHES, max_size=40))
def test_a_return_finds_its_way_back(wishes: list[Wish]) -> None:
    """Straight means straight; and wherever a case was returned to, something leads on."""
    walk = Walk(BUNDLE)
    for wish in wishes:
        state, (origin, straight) = walk.facts.state, ([(None, False)] + walk.back)[-1]
        found = wished(walk, wish)
        moved = isinstance(found, Decision) and walk.facts.state != state
        transition = BUNDLE.procedure.transitions.get(found.transition) if isinstance(found, Decision) else None
        if moved and straight and transition is not None and transition.kind == "forward":
            assert walk.facts.state == origin or walk.ended
        if walk.back:
            assert all(BUNDLE.procedure.states[s].end is None for s, _ in walk.back)
            assert walk.facts.state not in {s for s, _ in walk.back}
            by = {o.transition for n in NAMES for o in offers_in(walk.situation(n))}
            onward = {"forward", "return"}
            assert walk.facts.suspended or {BUNDLE.procedure.transitions[t].kind for t in by} & onward


@settings(max_examples=60, deadline=None)
@given(st.lists(WISHES, max_size=30))
def test_what_is_done_stays_done(wishes: list[Wish]) -> None:
    walk = Walk(BUNDLE)
    done: dict[int, Any] = {}
    for wish in wishes:
        wished(walk, wish)
        for task in walk.facts.tasks:
            if task.id in done:
                assert (task.state, task.done_by) == done[task.id]
            elif not task.active:
                done[task.id or 0] = (task.state, task.done_by)
