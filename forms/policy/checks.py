"""What can be wrong with a policy text: numbers that stand twice, days in the wrong order, nothing in it."""

from __future__ import annotations

from forms.checks.base import Findings, error, repeated
from forms.json_text import Positions
from forms.policy.model import PolicyText
from forms.reading import DefinitionFinding, located
from forms.text import Message


def check_policy(policy: PolicyText, positions: Positions) -> list[DefinitionFinding]:
    """Everything wrong in a policy text, in the order of the file."""
    return located(_wrong(policy), positions)


def _wrong(policy: PolicyText) -> Findings:
    if not policy.sentences:
        yield error("policy_none", "/sentences")
    for n, number in repeated(s.id for s in policy.sentences):
        yield error("policy_twice", f"/sentences/{n}/id", number=number)
    if policy.valid_from and policy.valid_until and policy.valid_until < policy.valid_from:
        yield error("policy_days", "/until", what=Message("policy.whole"))
    for n, sentence in enumerate(policy.sentences):
        if sentence.valid_from and sentence.valid_until and sentence.valid_until < sentence.valid_from:
            yield error("policy_days", f"/sentences/{n}", what=Message("policy.sentence", {"number": sentence.id}))
