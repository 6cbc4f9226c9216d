"""What a round comes to: it can be complete, and each of its results can come about."""

from __future__ import annotations

from collections.abc import Iterator

from forms.feel import FeelError, ast, parse, render
from forms.text import Text
from workflows.checks.base import Problems, procedure_check
from workflows.checks.shapes import in_round
from workflows.checks.soundness.cases import Conditions, Fixed
from workflows.checks.soundness.progress import MOST, fixed, told
from workflows.checks.soundness.sound import Sound, sound
from workflows.checks.soundness.space import way_text

Branch = list[tuple[ast.Node, bool]]
"""The conditions that lead to a result, each with whether it has to be true."""


@procedure_check
def check_round_completes(problems: Problems) -> None:
    """However people answer, a round is complete once nobody has anything to say any more."""
    facts, procedure = sound(problems), problems.procedure
    for name, each in procedure.rounds.items() if facts else ():
        found = facts.rounds[name] if facts else None
        if facts is None or found is None or not each.who:
            continue
        here, stuck = problems.at("rounds", name, "at_least"), sorted(found.stuck, key=lambda s: len(s.answers))
        data = {"round": each.title, "wanted": each.at_least, "way": _way(facts, name)}
        if found.capped:
            problems.at("rounds", name).info("round_capped", round=each.title, count=MOST)
        elif not found.complete:
            most = max(int(s.view["count"]) for s in found.stands)
            here.error("round_too_few", most=most, **data)
        elif (sure := [s for s in stuck if s.sure]) or stuck:
            first = (sure or stuck)[0]
            note = here.error if sure else here.info
            note("round_stuck" if sure else "round_perhaps_stuck", opinions=told(problems, each, first), **data)


def _way(facts: Sound, name: str) -> Text:
    """A shortest way to a state where a round is held."""
    ways = [
        w for n, s in facts.procedure.states.items() if s.round == name and (w := facts.space.way_to(n)) is not None
    ]
    ways.sort(key=len)
    return way_text(facts.procedure, ways[0] if ways else [])


@procedure_check
def check_results_come(problems: Problems) -> None:
    """A transition that waits for a result of a round waits for one that answers can lead to."""
    facts = sound(problems)
    for name, code in facts.never.items() if facts else ():
        if code == "no_such_result":
            transition = problems.procedure.transitions[name]
            data = {"transition": transition.title, "text": transition.when}
            problems.at("transitions", name, "when").error("no_such_result", **data)


@procedure_check
def check_outcomes_come(problems: Problems) -> None:
    """Each result that an outcome speaks of can come about."""
    facts = sound(problems)
    for name, each in problems.procedure.rounds.items() if facts else ():
        for path, text in each.outcome.items():
            for branch, result in _results(text):
                conditions = Conditions([render(c) for c, _ in branch], in_round(problems, each))
                wanted = [true for _, true in branch]
                known = _complete(facts, name, path) if facts else []
                if known and not any(conditions.where(k).fits(wanted) for k in known):
                    data = {"round": each.title, "result": render(result), "text": text}
                    problems.at("rounds", name, "outcome", path).warning("outcome_never", **data)


def _complete(facts: Sound, name: str, path: str) -> list[Fixed]:
    """What an outcome finds once the round is complete: about its row, where it is written there."""
    found, each = facts.rounds[name], facts.procedure.rounds[name]
    whole = each.per is not None and not path.startswith(f"{each.per}.")
    return [{}] if found.capped else [known for known, _ in fixed(each, found.complete, whole)]


def _results(text: str) -> Iterator[tuple[Branch, ast.Node]]:
    """Every result of an expression with the conditions that lead to it; none where it does not choose."""
    try:
        tree = parse(text)
    except FeelError:
        return
    yield from (found for found in _branches(tree, []) if found[0])


def _branches(node: ast.Node, before: Branch) -> Iterator[tuple[Branch, ast.Node]]:
    if not isinstance(node, ast.If):
        yield before, node
        return
    yield from _branches(node.yes, [*before, (node.condition, True)])
    yield from _branches(node.no, [*before, (node.condition, False)])
