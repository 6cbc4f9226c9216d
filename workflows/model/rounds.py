"""A round: the same question to several people inside one state, with one rule for what comes of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Attr

from forms.model import Model
from workflows.model.base import Titled
from workflows.model.naming import (
    Condition,
    Feel,
    FieldPath,
    Input,
    RegisterKey,
    RoleKey,
    StateKey,
    TransitionKey,
    UseKey,
)

Mode = Literal["all", "in order", "any", "vote", "score"]


class Participant(Model):
    """Who is asked. One of `role`, `organisation`, `person`, `register`, `named` says where they come from.

    `organisation` and `person` are FEEL and give an id, a list of ids, or null; `register` names a register and `entry`
    its key in FEEL, `field` the field of the entry that holds the person or organisation. `named` lists the roles
    that name the participants when the round begins. In a round per row every expression sees `item`.
    `as` is the role in which they act: for all but `role` a role of the procedure held `task`.
    """

    role: RoleKey | None = None
    organisation: Feel | None = None  # FEEL
    person: Feel | None = None  # FEEL
    register_id: RegisterKey | None = Attr(default=None, alias="register")
    entry: Feel | None = None  # FEEL: key of the entry
    field: str | None = None
    named: list[RoleKey] = []
    as_: RoleKey | None = Attr(default=None, alias="as")
    when: Condition | None = None  # FEEL: only true asks them
    lead: bool = False
    weight: int = Attr(default=1, ge=0)
    link: bool = False  # a third party: invited by a one-time link to this task alone


class AfterReturn(Model):
    """Which opinions survive a return: those whose inputs are as they were when they were given.

    `inputs` are paths of the main form (`区域.申报名称`; in a round per row: of the row), `register:<id>` for whether
    what the row or case names is listed there, `parameter:<name>`. None means everything that was readable.
    """

    keep: Literal["unchanged inputs", "nothing", "everything"] = "unchanged inputs"
    inputs: list[Input] | None = None


class Suggestions(Model):
    """Which texts of the opinions are suggestions, point by point, and who says what became of each.

    Each is adopted, adopted in part, or not, because of something. `before` are transitions that are not taken while
    one of those given in the last visit to the round waits for its answer.
    """

    fields: list[str]  # texts of the opinion's form
    by: list[RoleKey]  # roles that answer
    states: list[StateKey] = []  # where they do; none means every state but final ones
    before: list[TransitionKey] = []  # transitions
    basis: str = "own"


class Round(Titled):
    """Several tasks in a state, one rule for their outcome.

    In `outcome` and `complete` FEEL sees `opinions` (each with the fields of its form and `role`, `organisation`,
    `person`, `lead`, `weight`, `at`), and in a round per row `item`. For a vote `agrees` tells an agreeing opinion,
    `share` the share of weights that must agree, `veto` the roles of whom each can refuse alone. For a score `score`
    gives its number; `round` in FEEL has `.complete`, `.agreed`, `.share`, `.score`, `.count`.

    `others_seen` is for the office. Enterprises and whoever came by a link neither see one another's opinions nor learn
    who else was asked, unless `outside_seen` says `as others`, or `readers` names the role in which they were asked.
    """

    mode: Mode = "all"
    per: FieldPath | None = None  # a table of the main form: one round per row
    form: UseKey  # form use of an opinion
    who: list[Participant]
    recused_if: Condition | None = None  # FEEL over `actor`, `case`, the form, `item`
    not_same_person_as: list[TransitionKey] = []  # transitions whose last actor gives no opinion
    others_seen: Literal["always", "after own opinion", "when complete", "never"] = "after own opinion"
    outside_seen: Literal["never", "as others"] = "never"  # what participants from outside see of one another
    readers: list[RoleKey] = []  # roles that see the opinions once it is complete, beside who takes part and runs it
    agrees: Condition | None = None  # FEEL over one opinion `o`
    share: Feel | None = None  # FEEL: a number between 0 and 1
    veto: list[RoleKey] = []  # roles
    score: Feel | None = None  # FEEL over one opinion `o`
    trim: int = Attr(default=0, ge=0)  # highest and lowest scores left out, each
    at_least: int = Attr(default=0, ge=0)  # opinions needed before it can be complete
    outcome: dict[FieldPath, Feel] = {}  # path of the main form → FEEL
    after_return: AfterReturn = AfterReturn()
    suggestions: Suggestions | None = None
    basis: str = "own"
