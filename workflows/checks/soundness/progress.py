"""How a round can go: every order of answers looked at, with the engine's own rule of when it is complete.

What an opinion says is no more than whether it agrees and whether it has a score; participants who are alike (weight,
veto, turn) are told apart by nobody. So a round of ten has a few hundred stands, not millions.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import Any, Final

from forms import feel
from forms.feel.sets import EVERYTHING, Values, among, compared
from forms.text import Message, Text
from workflows.checks.base import Problems
from workflows.checks.shapes import in_round, of_opinion
from workflows.checks.soundness.cases import Conditions, Fixed
from workflows.checks.soundness.numbers import extremes
from workflows.engine.rounds.groups import Group
from workflows.engine.rounds.standing import Standing
from workflows.engine.rounds.turns import turns
from workflows.engine.types import TaskFacts
from workflows.model.rounds import Participant, Round

MOST: Final = 2_000
"""So many stands of one round are looked at."""
FEW: Final = 2
"""Participants that an expression finds, where it finds several; where opinions are counted, as many as are wanted."""
Given = tuple[bool, bool]
"""An opinion: whether it agrees, whether it has a score."""


@dataclass(frozen=True)
class Stand:
    """How a round stands about one row after some answers. `view` is what expressions see; `sure`: somebody counted
    here is asked in every case, and nobody left out who might be."""

    view: Mapping[str, Any]
    answers: tuple[tuple[int, Given], ...]  # participant and opinion, in a shortest order
    asked: tuple[int, ...]  # how many each participant is, by their number
    final: bool  # nobody can answer any more
    sure: bool

    @property
    def stuck(self) -> bool:
        return self.final and not self.view["complete"]


@dataclass(frozen=True)
class Progress:
    """Every stand of a round that was looked at; `capped`: there are more."""

    round: Round
    stands: tuple[Stand, ...]
    capped: bool = False

    @property
    def complete(self) -> list[Stand]:
        return [s for s in self.stands if s.view["complete"]]

    @property
    def stuck(self) -> list[Stand]:
        """Those from which nothing leads on: nobody has anything to say any more, and it is not enough."""
        return [s for s in self.stands if s.stuck]


def progress(problems: Problems, round_: Round) -> Progress:
    """Every way a round can go about one row (or the case)."""
    kinds = _opinions(problems, round_)
    found: dict[Any, Stand] = {}
    waiting: deque[tuple[tuple[TaskFacts, ...], Stand | None, tuple[int, ...], bool]] = deque()
    for asked, sure in _asked(problems, round_):
        waiting.append((_tasks(round_, asked), None, asked, sure))
    share = _share(problems, round_)
    while waiting and len(found) <= MOST:
        tasks, before, asked, sure = waiting.popleft()
        settled = turns(_standing(round_, tasks, share))
        key = tuple(sorted(map(_alike(round_), settled)))
        if key in found:
            continue
        found[key] = here = _stand(round_, settled, share, before, asked, sure)
        waiting += [(tuple(t), _after(here, who, o), asked, sure) for t, who, o in _answered(settled, kinds)]
    return Progress(round_, tuple(found.values()), bool(waiting))


def _after(before: Stand, who: int, given: Given) -> Stand:
    return replace(before, answers=(*before.answers, (who, given)))


def _stand(
    round_: Round, tasks: Sequence[TaskFacts], share: Decimal | None, before: Stand | None, asked: tuple[int, ...],
    sure: bool,
) -> Stand:  # fmt: skip
    standing = _standing(round_, tasks, share)
    final = not any(t.state == "open" for t in tasks)
    return Stand(standing.view, before.answers if before else (), asked, final, sure)


def _standing(round_: Round, tasks: Sequence[TaskFacts], share: Decimal | None) -> Standing:
    """The round as the engine counts it; the texts of `agrees` and `score` are answered by the opinions themselves."""
    given = [t for t in Group("", tuple(tasks)).given if t.opinion is not None]

    def ask(text: str, names: Mapping[str, Any]) -> Any:
        return names["o"][text] if "o" in names else share

    opinions = tuple({**(t.opinion or {}), "role": t.role} for t in given)
    return Standing(round_, Group("", tuple(tasks)), opinions, ask)


def _answered(
    tasks: Sequence[TaskFacts], kinds: Sequence[tuple[Given, Mapping[str, Any]]]
) -> Iterator[tuple[list[TaskFacts], int, Given]]:
    """What the next answer can make of it."""
    for n, task in enumerate(tasks):
        for given, opinion in kinds if task.state == "open" else ():
            done = replace(task, state="done", opinion=opinion)
            yield [*tasks[:n], done, *tasks[n + 1 :]], task.who, given


def _tasks(round_: Round, asked: Sequence[int]) -> tuple[TaskFacts, ...]:
    return tuple(
        TaskFacts(None, "open", p.as_ or p.role or "", "", "", who=n, position=n)
        for n, p in enumerate(round_.who) for _ in range(asked[n])
    )  # fmt: skip


def _alike(round_: Round) -> Any:
    """What tells tasks apart: how they stand, what they said, what they weigh, when their turn is."""

    def key(task: TaskFacts) -> tuple[Any, ...]:
        who = round_.who[task.who]
        opinion = tuple(sorted((task.opinion or {}).items()))
        turn = task.position if round_.mode == "in order" else 0
        return task.state, task.note, str(opinion), who.weight, task.role in round_.veto, turn

    return key


def _opinions(problems: Problems, round_: Round) -> list[tuple[Given, Mapping[str, Any]]]:
    """The kinds of opinions that there can be."""
    types = of_opinion(problems, round_)
    agrees = _truths(round_.agrees, types)
    scores = [True] if round_.score is None or not _may_lack(problems, round_) else [True, False]
    return [
        ((yes, scored), {str(round_.agrees): yes, str(round_.score): Decimal(1) if scored else None})
        for yes in agrees for scored in scores
    ]  # fmt: skip


def _truths(text: str | None, types: feel.Types) -> list[bool]:
    if text is None:
        return [False]
    can = Conditions([text, f"not({text})"], types)
    found = [yes for yes, which in ((True, 0), (False, 1)) if can.possible(which)]
    return found or [False]


def _may_lack(problems: Problems, round_: Round) -> bool:
    """Whether an opinion can be without a score: where it reads what need not be filled in."""
    use = problems.procedure.forms.get(round_.form)
    form = problems.forms.get(use.form) if use else None
    if form is None or round_.score is None:
        return False
    try:
        read = {path[1] for path in feel.references(round_.score) if len(path) > 1 and path[0] == "o"}
    except feel.FeelError:
        return False
    needed = {f.key for f in form.fields if f.required and f.visible_when is None}
    return bool((read & {f.key for f in form.fields if f.stored}) - needed)


def _share(problems: Problems, round_: Round) -> Decimal | None:
    """The share wanted, at its lowest: what a higher one reaches, this one does too."""
    return min(extremes(problems.procedure, round_.share), default=None) if round_.share is not None else None


def _asked(problems: Problems, round_: Round) -> Iterator[tuple[tuple[int, ...], bool]]:
    """How many each participant can be, all together, most first; whether that is sure of every one of them."""
    combined: dict[tuple[int, ...], bool] = {}
    for wanted, known in _wanted(problems, round_):
        for counts in product(
            *(_counts(problems, round_, p) if yes else (0,) for p, yes in zip(round_.who, wanted, strict=True))
        ):
            sure = known and all(c or not yes or p.role for c, yes, p in zip(counts, wanted, round_.who, strict=True))
            combined[counts] = combined.get(counts, False) or sure
    yield from sorted(combined.items(), key=lambda found: (not found[1], [-n for n in found[0]]))


def _counts(problems: Problems, round_: Round, who: Participant) -> tuple[int, ...]:
    """How many a participant can be: a role is one task, names are as many as are wanted, the rest is not known."""
    if who.role is not None:
        return (1,)
    counted = round_.at_least > 1 or round_.mode in ("vote", "score")
    many = max(FEW, round_.at_least, 2 * round_.trim + 1) if counted else 1
    if who.named:
        return (many,)
    return tuple(dict.fromkeys((1, many) if _found(problems, round_, who) else (0, 1, many)))


def _found(problems: Problems, round_: Round, who: Participant) -> bool:
    """Whether somebody is surely found: the expression reads a field that must be filled in, and no list."""
    text = who.organisation or who.person
    if text is None or problems.form is None:
        return False
    try:
        paths = list(feel.references(text))
    except feel.FeelError:
        return False
    needed = {f.key for f in problems.form.fields if f.required and f.visible_when is None}
    return bool(paths) and all(p[0] in needed for p in paths)


def _wanted(problems: Problems, round_: Round) -> Iterator[tuple[tuple[bool, ...], bool]]:
    """Which participants can be asked together, as their conditions say, and whether that is known."""
    texts = [p.when for p in round_.who if p.when is not None]
    if not texts:
        yield (True,) * len(round_.who), True
        return
    for truths, sure in Conditions(texts, in_round(problems, round_)).truths():
        rest = iter(truths)
        yield tuple(p.when is None or next(rest) for p in round_.who), sure


def fixed(round_: Round, stands: Iterable[Stand], rows: bool) -> Iterator[tuple[Fixed, Stand]]:
    """What conditions can find of a round once its rows stand so; with a stand that shows it.

    In a round per row (`rows`) the whole has a share and a score only if there is one row.
    """
    shown: dict[tuple[Any, ...], Stand] = {}
    for stand in stands:
        shown.setdefault((*stand.view.values(), _open_ended(round_, stand)), stand)
    yield from ((_seen(round_, s), s) for s in shown.values())
    done = [s for s in shown.values() if s.view["complete"]]
    for agreed in dict.fromkeys(s.view["agreed"] for s in done) if rows else ():
        first = next(s for s in done if s.view["agreed"] == agreed)
        yield {**_seen(round_, first), "round.share": None, "round.score": None, **_COUNTED}, first


_COUNTED: Final[Fixed] = {n: compared(">=", Decimal(0)) for n in ("round.count", "count(opinions)")}


def _open_ended(round_: Round, stand: Stand) -> bool:
    """Whether more people may be asked than are counted here."""
    return any(n and p.role is None for n, p in zip(stand.asked, round_.who, strict=True))


def _seen(round_: Round, stand: Stand) -> Fixed:
    found: dict[str, Values | None] = {
        f"round.{key}": None if value is None else among([value]) for key, value in stand.view.items()
    }  # fmt: skip
    if stand.view["score"] is not None:
        found["round.score"] = EVERYTHING
    if _open_ended(round_, stand):
        found["round.count"] = compared(">=", stand.view["count"])
    return {**found, "count(opinions)": found["round.count"]}


def told(problems: Problems, round_: Round, stand: Stand) -> list[Message]:
    """The answers that lead to a stand, in words: 法规：同意."""
    if not any(stand.asked):
        return [Message("opinion.nobody")]
    left = [
        Message("opinion.not_asked", {"who": _name(problems, p)})
        for n, p in enumerate(round_.who)
        if not stand.asked[n]
    ]
    said = [Message(_word(round_, given), {"who": _name(problems, round_.who[n])}) for n, given in stand.answers]
    return [*left, *said]


def _word(round_: Round, given: Given) -> str:
    if round_.score is not None and not given[1]:
        return "opinion.no_score"
    if round_.agrees is None:
        return "opinion.given"
    return "opinion.agrees" if given[0] else "opinion.against"


def _name(problems: Problems, who: Participant) -> Text | str:
    role = problems.procedure.roles.get(who.as_ or who.role or "")
    return role.title if role else who.as_ or who.role or "?"
