"""Procedures broken on purpose, to see how much of that the checks find."""

from workflows.checks.mutating.judging import Again, Judged, Judgement, judge
from workflows.checks.mutating.mutations import Mutation, mutations

__all__ = ["Again", "Judged", "Judgement", "Mutation", "judge", "mutations"]
