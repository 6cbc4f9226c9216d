"""A procedure as a definition: states, transitions, rights, parameters, registers and rehearsals."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, Literal

from pydantic import Field as Attr

from forms.decision.model import DecisionTable
from forms.definition import Source
from forms.fields import Field
from forms.fields.computed import ComputedField
from forms.model import Model, UserKey
from forms.text import Text
from workflows.engine.effects import AnyEffect
from workflows.model.base import Titled
from workflows.model.children import Child
from workflows.model.clocks import Clock, Duty, LegalLimit, PublicPeriod
from workflows.model.draws import Draw
from workflows.model.messages import MessageText
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

    where: str = "city"

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

    closes: str = "campaign.closes"  # FEEL
    late: Literal["accept and mark", "refuse"] = "accept and mark"
    status_for: list[str] = []  # roles that may see who has not declared, before they may see the case
    basis: str = "own"


class Number(Model):
    """How a case number is made: `{year} {district} {seq:3}`; one series per values of `series`."""

    pattern: str
    series: list[str]


class CaseRule(Model):
    """What a case is about, what it is called and how it is numbered."""

    subject: str  # field of the main form that says whose case it is
    title: str  # FEEL, after each change
    title_en: str | None = None
    one_open_per: list[str] = []  # "campaign" and fields; a second one is refused while one is open
    number: Number | None = None
    columns: dict[str, Column] = {}
    keep_years: int | None = None


class Column(Model):
    """A computed column of the case for lists and charts."""

    title: Text
    value: str  # FEEL
    unit: Text | None = None
    chart: bool = False


CaseRule.model_rebuild()


class FormUse(Model):
    """Which form is used as what, and the field groups that rights speak of."""

    form: UserKey
    groups: dict[str, list[str]] = {}  # name → paths; the longest path that fits wins


class Start(Model):
    """Who may open a case, and who may open one for somebody else (代)."""

    by: list[str]
    on_behalf: list[str] = []
    basis: str = "own"


class Stage(Titled):
    """A group of states for people who read charts."""

    id: UserKey


class RowRight(Model):
    """The rows of a table to which a right is limited, by conditions over each row.

    Rows that `read` leaves out are not there for these roles; rows that `write` leaves out are shown and locked.
    """

    table: str  # path
    roles: list[str] = []  # those of the right whom it binds; none means all of them
    read: str | None = None  # FEEL over the row; missing: every row
    write: str | None = None  # FEEL over the row; missing: every row that is read


class GroupRights(Model):
    """Who may read and who may write a field group; who may write may read. `rows` limits that to some rows."""

    write: list[str] = []
    read: list[str] = []
    rows: list[RowRight] = []


class State(Titled):
    """Where a case can be: who has to act, and who may see or change which field group."""

    stage: str
    holder: str | None = None  # role that has to act
    todo: Text | None = None  # what it has to do, as the to-do list says it
    end: str | None = None  # outcome, for final states
    waits: bool = False  # waits for somebody outside: drawn grey
    round: str | None = None  # the round that is held here, instead of a holder
    rights: dict[str, GroupRights] = {}  # group, or "*"


class Transition(Titled):
    """A way from states to a state: who may take it, when, and what it does."""

    kind: TransitionKind = "forward"
    from_: list[str] = Attr(alias="from")
    to: str  # a state; @returned_from; of a return also @earlier: any state it was in before, chosen by who returns
    back: Literal["again", "straight", "choose"] = "again"  # of a return: everything again, or straight back here
    by: list[str] = []  # roles; empty: nobody
    not_same_person_as: list[str] = []  # transitions whose last actor may not take this one
    when: str | None = None  # FEEL; only true lets it pass
    else_: Text | None = Attr(default=None, alias="else")  # the sentence if it does not
    check: str | None = None  # a form use that must be without blocking findings
    needs: list[str] = []  # fields of the main form that must be filled
    form: str | None = None  # a form use to fill in with it
    do: list[AnyEffect] = []
    even_read: bool = False  # of a recall: also after somebody has read it
    bulk: bool = False
    confirm: bool = False
    basis: str | None = None


class Verbs(Model):
    """Which verbs on tasks and cases the procedure allows to which of its roles (`*`: whoever has the task).

    Keys are the names of verbs: transfer 转办, entrust 委派, add 加签, remove 减签, claim 认领, take_back
    拿回, urge 催办, copy 抄送, suspend 挂起, resume 恢复, terminate 终止, extend 延长.
    What is not named is allowed as its verb says.
    """

    roles: dict[str, list[str]] = {}
    terminated: str | None = None  # the final state of 终止


class Register(Model):
    """A list with dated membership; its own name is `called`, `title` names the field that names an entry."""

    zh: str
    en: str | None = None
    key: list[str]
    fields: dict[str, RegisterField]
    tables: dict[str, RegisterTable] = {}
    title: str  # field that names an entry
    district: str | None = None  # field that holds the district
    unit: Text | None = None
    read: dict[str, str] = {}  # role → "*" or the field that holds its district
    public: bool = False
    basis: str | None = None

    @property
    def called(self) -> Text:
        return Text(zh=self.zh, en=self.en)


SCALARS = frozenset({"decimal", "money", "percent", "month", "year", "yes_no"})
"""Types of a register's fields whose values are kept and shown as the form fields of the same name do."""


class RegisterField(Model):
    """A field of an entry."""

    title: Text | None = None
    type: Literal[
        "text", "district", "choice", "choices", "uscc", "date", "integer",
        "decimal", "money", "percent", "month", "year", "yes_no",
    ]
    options: str | None = None  # code list of a choice, or of several
    scale: int | None = None  # digits after the point of a decimal, money or percent
    unit: Text | None = None
    find: bool = False
    count: bool = False


    @cached_property
    def scalar(self) -> Field | None:
        """The field that keeps and shows such a value; None for the types whose values are told otherwise."""
        if self.type not in SCALARS:
            return None
        given = {"key": "f", "title": self.title or self.type, "value": "null", "of": self.type}
        return ComputedField.model_validate({**given, "unit": self.unit, "scale": self.scale}).shown_as


class RegisterTable(Model):
    """Rows of an entry."""

    title: Text | None = None
    key: list[str] = []
    fields: dict[str, RegisterField]
    unit: Text | None = None


Register.model_rebuild()


class Worklist(Titled):
    """A named list of cases for a role, on its desk."""

    role: str
    states: list[str]
    bulk: list[str] = []  # transitions offered for all chosen rows


class Procedure(Model):
    """A procedure definition, kind `procedure`."""

    format: Literal[1] = 1
    kind: Literal["procedure"] = "procedure"
    id: UserKey
    title: Text
    about: Text | None = None
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
    initial: str
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
    registers: dict[str, Register] = {}
    worklists: dict[str, Worklist] = {}

    @cached_property
    def main(self) -> FormUse:
        return self.forms["main"]

    @cached_property
    def taken_by_clocks(self) -> frozenset[str]:
        """The automatic transitions that wait until a clock is red."""
        return frozenset(c.then for c in self.clocks.values() if c.then is not None)

    def leaving(self, state: str) -> dict[str, Transition]:
        """The transitions that start in a state."""
        return {k: t for k, t in self.transitions.items() if state in t.from_}
