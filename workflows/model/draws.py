"""A random sample that anybody can replay."""

from __future__ import annotations

from forms.model import Model
from workflows.model.base import Titled


class Match(Model):
    """People matched to what was drawn: FEEL gives them, `each` how many for one, `recused_if` who must not."""

    people: str  # FEEL: a list of contexts with `id`
    each: int = 2
    recused_if: str | None = None  # FEEL over `person` and `item`
    key: str = "person.id"


class Draw(Titled):
    """A sample from a pool: how many, with what weight, who is left out, in which strata.

    `pool` is FEEL over the case, or `register:<id>` for its open entries; in what follows each of them is `item`.
    """

    pool: str
    key: str  # FEEL: what tells one from another
    count: str  # FEEL: how many, per stratum
    weight: str | None = None  # FEEL: a number; 0 is never drawn
    exclude: str | None = None  # FEEL: true leaves it out
    strata: str | None = None  # FEEL: the name of its stratum
    match: Match | None = None
    into: str | None = None  # table of the main form that gets the result
    fields: dict[str, str] = {}  # its fields → FEEL over `item` (and `people`)
    basis: str = "own"
