"""A procedure as a definition: states, transitions, rights, parameters, registers and rehearsals."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, Literal

from pydantic import Field as Attr

from forms.decision.model import DecisionTable
from forms.definition import Source
from forms.model import Model, UserKey
from forms.text import Text
from workflows.engine.effects import AnyEffect
from workflows.model.annual import AnnualReport
from workflows.model.base import Titled
from workflows.model.children import Child
from workflows.model.clocks import Clock, Duty, LegalLimit, PublicPeriod, Watched
from workflows.model.draws import Draw
from workflows.model.messages import MessageText
from workflows.model.naming import (
    Condition,
    DayOf,
    Feel,
    FieldOrEvery,
    FieldPath,
    GroupKey,
    OpenPer,
    RoleKey,
    RoleOrEvery,
    RoundKey,
    StageKey,
    StateKey,
    Target,
    TransitionKey,
    UseKey,
    VerbName,
    WhereHeld,
    Whole,
)
from workflows.model.numbers import Number
from workflows.model.papers import Paper
from workflows.model.registers import AnyRegister
from workflows.model.rounds import Round

FORMAT = 1
TransitionKind = Literal["forward", "return", "recall", "drop", "automatic"]


class Valid(Model):
    """From when until when the procedure is offered."""

    from_: str = Attr(alias="from")
    until: str | None = None


class Role(Titled):
    """A role of the procedure and where it must be held.

    `where` is `city`; `district(<field>)`: the district that the subject field of the main form names;
    `organisation(<field>)`: the organisation that the subject field names; or `task`: held by whoever has (or had) a
    task of the case in this role, and by nobody else.
    """

    where: WhereHeld = "city"

    @property
    def place(self) -> str | None:
        """The field that names the district; None for a role held elsewhere."""
        return self._field("district")

    @property
    def of_organisation(self) -> str | None:
        """The field that names the organisation; None for a role held elsewhere."""
        return self._field("organisation")

    @property
    def by_task(self) -> bool:
        """Whether only tasks give the role."""
        return self.where == "task"

    def _field(self, kind: str) -> str | None:
        found = re.fullmatch(rf"{kind}\((.+)\)", self.where)
        return found[1] if found else None


class Parameter(Model):
    """What the rule leaves open: a value with bounds, a scope and a source."""

    title: Text | None = None
    type: Literal["integer", "date", "text"]
    value: Any = None
    min: int | None = None
    max: int | None = None
    per: Literal["city", "district", "campaign"] = "city"
    basis: str


class CampaignRule(Model):
    """Who is expected in a campaign, when it closes, and what late means."""

    closes: DayOf = "campaign.closes"  # FEEL
    late: Literal["accept and mark", "refuse"] = "accept and mark"
    status_for: list[RoleKey] = []  # roles that may see who has not declared, before they may see the case
    basis: str = "own"


class CaseRule(Model):
    """What a case is about, what it is called and how it is numbered."""

    subject: FieldPath  # field of the main form that says whose case it is
    title: Feel  # FEEL, after each change
    title_en: Feel | None = None
    one_open_per: list[OpenPer] = []  # "campaign" and fields; a second one is refused while one is open
    number: Number | None = None
    columns: dict[str, Column] = {}
    keep_years: int | None = None


class Column(Model):
    """A computed column of the case for lists and charts."""

    title: Text
    value: Feel  # FEEL
    unit: Text | None = None
    chart: bool = False


CaseRule.model_rebuild()


class FormUse(Model):
    """Which form is used as what, and the field groups that rights speak of."""

    form: UserKey
    groups: dict[GroupKey, list[FieldOrEvery]] = {}  # name → paths; the longest that fits wins, `*` is all others
    logged: list[GroupKey] = []  # of the main form: groups whose every reading is on record


class Start(Model):
    """Who may open a case, and who may open one for somebody else (代).

    `given` are fields of the main form that a parent fills in: whatever opens a child gives each of them.
    """

    by: list[RoleKey]
    on_behalf: list[RoleKey] = []
    given: list[FieldPath] = []
    basis: str = "own"


class Stage(Titled):
    """A group of states for people who read charts."""

    id: UserKey


class RowRight(Model):
    """The rows of a table to which a right is limited, by conditions over each row.

    Rows that `read` leaves out are not there for these roles; rows that `write` leaves out are shown and locked.
    """

    table: FieldPath  # path
    roles: list[RoleKey] = []  # those of the right whom it binds; none means all of them
    read: Condition | None = None  # FEEL over the row; missing: every row
    write: Condition | None = None  # FEEL over the row; missing: every row that is read


class GroupRights(Model):
    """Who may read and who may write a field group; who may write may read. `rows` limits that to some rows."""

    write: list[RoleKey] = []
    read: list[RoleKey] = []
    rows: list[RowRight] = []


class Readers(Model):
    """Who may read field groups in every state, in some, or in all but some: beside what the states themselves say."""

    groups: list[GroupKey]  # field groups, or "*"
    roles: list[RoleKey]
    states: list[StateKey] = []  # none means every state
    except_: list[StateKey] = Attr(default=[], alias="except")  # states

    def hold_in(self, state: str) -> bool:
        """Whether they may read in a state."""
        return state not in self.except_ and (not self.states or state in self.states)


class State(Titled):
    """Where a case can be: who has to act, and who may see or change which field group."""

    stage: StageKey
    holder: RoleKey | None = None  # role that has to act
    todo: Text | None = None  # what it has to do, as the to-do list says it
    end: str | None = None  # outcome, for final states
    waits: bool = False  # waits for somebody outside: drawn grey
    rests: bool = False  # goes on by itself: whoever holds it may act, but nothing is asked of them
    round: RoundKey | None = None  # the round that is held here, instead of a holder
    rights: dict[GroupKey, GroupRights] = {}  # group, or "*"


class Transition(Titled):
    """A way from states to a state: who may take it, when, and what it does."""

    kind: TransitionKind = "forward"
    from_: list[StateKey] = Attr(alias="from")
    to: Target  # a state; @returned_from; of a return also @earlier: any state it was in before, chosen by who returns
    back: Literal["again", "straight", "choose"] = "again"  # of a return: everything again, or straight back here
    by: list[RoleKey] = []  # roles; empty: nobody
    not_same_person_as: list[TransitionKey] = []  # transitions whose last actor may not take this one
    when: Condition | None = None  # FEEL; only true lets it pass
    else_: Text | None = Attr(default=None, alias="else")  # the sentence if it does not
    check: UseKey | None = None  # a form use that must be without blocking findings
    needs: list[FieldPath] = []  # fields of the main form that must be filled
    form: UseKey | None = None  # a form use to fill in with it
    do: list[AnyEffect] = []
    even_read: bool = False  # of a recall: also after somebody has read it
    bulk: bool = False  # offered for many cases at once; its form is filled in once for all
    confirm: bool = False
    basis: str | None = None


class Verbs(Model):
    """Which verbs on tasks and cases the procedure allows to which of its roles; an empty list to nobody.

    By default whoever has the task (`*`) may transfer 转办, entrust 委派, add 加签 and reply 答复; whoever holds its
    role may claim 认领 and release; whoever added somebody, and the lead of a round, may remove 减签; whoever handled
    the case last may take_back 拿回; whoever acts in it may copy 抄送; whoever sees it may urge 催办. Nobody may
    suspend 挂起, resume 恢复 (by default those who suspend), terminate 终止 or invite to a role for third parties
    unless it is said here.
    """

    roles: dict[VerbName, list[RoleOrEvery]] = {}
    terminated: StateKey | None = None  # the final state of 终止
    link_days: Whole = "14"  # FEEL: for how many days a link to a guest is good where whoever invites says nothing else


class Worklist(Titled):
    """A named list of cases for a role, on its desk."""

    role: RoleKey
    states: list[StateKey]
    bulk: list[TransitionKey] = []  # transitions offered for all chosen rows


class Procedure(Model):
    """A procedure definition, kind `procedure`."""

    format: Literal[1] = 1
    kind: Literal["procedure"] = "procedure"
    id: UserKey
    title: Text
    about: Text | None = None
    city: str | None = None  # code of the city whose districts it is for; none: those of every city of the office
    districts: list[str] = []  # codes of the districts that it is for; none: all of the city
    valid: Valid
    sources: dict[str, Source] = {}
    roles: dict[str, Role]
    parameters: dict[str, Parameter] = {}
    decisions: dict[UserKey, DecisionTable] = {}  # functions that every expression of the procedure may call
    campaign: CampaignRule | None = None
    start: Start
    case: CaseRule
    forms: dict[str, FormUse]
    stages: list[Stage]
    initial: StateKey
    readers: list[Readers] = []
    states: dict[str, State]
    transitions: dict[str, Transition]
    rounds: dict[str, Round] = {}
    verbs: Verbs = Verbs()
    clocks: dict[str, Clock] = {}
    legal: LegalLimit | None = None  # for the whole: all clocks on the longest way together
    duties: dict[str, Duty] = {}
    public_periods: dict[str, PublicPeriod] = {}
    children: dict[str, Child] = {}
    draws: dict[str, Draw] = {}
    messages: dict[str, MessageText] = {}
    papers: dict[UserKey, Paper] = {}
    statistics: list[UserKey] = []  # ids of tables that are published with it
    boards: list[UserKey] = []  # and of boards
    annual: dict[UserKey, AnnualReport] = {}
    registers: dict[str, AnyRegister] = {}  # a list of its own, or {"shared": true}
    worklists: dict[str, Worklist] = {}

    @cached_property
    def main(self) -> FormUse:
        return self.forms["main"]

    @cached_property
    def taken_by_clocks(self) -> frozenset[str]:
        """The automatic transitions that wait until a clock is red, or a report is missing."""
        return frozenset(w.then for w in self.watched if w.then is not None)

    @cached_property
    def watched(self) -> list[Watched]:
        """Clocks and duties: what does something by itself when its light changes."""
        return [*self.clocks.values(), *self.duties.values()]

    def leaving(self, state: str) -> dict[str, Transition]:
        """The transitions that start in a state."""
        return {k: t for k, t in self.transitions.items() if state in t.from_}
