"""A random sample that anybody can replay."""

from __future__ import annotations

from forms.model import Model
from forms.text import Text
from workflows.model.base import Titled
from workflows.model.naming import Condition, Feel, FieldPath, Whole


class Exclusion(Model):
    """Who is left out of a pool, and why, for the record."""

    when: Condition  # FEEL over `item`; only true leaves it out
    reason: Text


class Match(Model):
    """People matched to what was drawn: how many for one, and who must not.

    `people` is FEEL that gives contexts, `role:<role>` for whoever holds a role for the case (each with `id`, `名称`,
    `name`, `organisation`), or `register:<id>` for the open entries of a register. Whoever has least to do is matched
    first; between equals the draw decides.
    """

    people: Feel
    each: int = 2
    recused_if: Condition | None = None  # FEEL over `person` and `item`; only true keeps them off
    key: Feel = "person.id"  # FEEL: what tells one from another


class Draw(Titled):
    """A sample from a pool: how many, with what weight, who is left out, in which strata.

    `pool` is FEEL over the case, or `register:<id>` for its open entries (their fields, and `id`, `key`, `title`,
    `since`); in what follows each of them is `item`. A draw is committed to by the effect `draw.commit` in an earlier
    transition than the one whose effect `draw` carries it out: see `workflows/draws/algorithm.py`.
    """

    pool: Feel
    key: Feel  # FEEL: what tells one from another
    count: Whole  # FEEL: how many; per stratum, with `stratum` and `size` (how many can be drawn in it)
    weight: Feel | None = None  # FEEL: a number with six decimals at most; 0 is never drawn
    exclude: list[Exclusion] = []
    strata: Feel | None = None  # FEEL: the name of its stratum
    match: Match | None = None
    into: FieldPath | None = None  # table of the main form to which the result is added
    fields: dict[str, Feel] = {}  # its fields → FEEL over `item`, `stratum`, `turn` and `people`
    basis: str = "own"
