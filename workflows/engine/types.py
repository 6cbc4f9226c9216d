"""What goes into a decision and what comes out of it; plain data, no storage, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from typing import Any, Protocol

from forms.edits import Edit
from forms.fields import Option, OptionSource
from forms.finding import Finding
from forms.text import Message, Text
from workflows.engine.entry_types import ChildFacts, EntryChange, EntryFacts, NewEntry
from workflows.engine.wanted import DrawWanted, NewChild, Notice
from workflows.workdays import Calendar


class Tokens(frozenset[str]):
    """The tokens of an actor; `within` holds further ones that count for the cases of one procedure alone.

    Queries over cases ask both; whoever has a case before them binds the actor to its procedure first. `registers`
    are those that each of these procedures works with: of them the entries are read too.
    """

    within: Mapping[str, frozenset[str]]
    registers: Mapping[str, frozenset[str]]

    def __new__(
        cls, tokens: Iterable[str], within: Mapping[str, Iterable[str]], registers: Mapping[str, Iterable[str]]
    ) -> Tokens:
        made = super().__new__(cls, tokens)
        made.within = {p: frozenset(t) for p, t in within.items()}
        made.registers = {p: frozenset(registers.get(p, ())) for p in within}
        return made


@dataclass(frozen=True)
class Held:
    """A role somebody holds: for an organisation, in a district ("*": all of `city`, or of the office without one)."""

    role: str
    organisation: int
    district: str
    city: str = ""


@dataclass(frozen=True)
class Actor:
    """Who acts. `tokens` are the role@district pairs that their grants unfold to today.

    A grant in a district gives `role@<code>` for it and each unit below; one for a whole city gives `role@*` and
    `role@<code>` for each of its districts; one of the office's own roles reaches every city.
    """

    id: int
    name: str
    organisation: int
    held: tuple[Held, ...]
    tokens: frozenset[str]
    language: str = "zh"
    organisation_name: str = ""
    lent: Mapping[str, int] = field(default_factory=dict)  # 代: tokens held only as a deputy → whose they are
    lent_within: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # procedure → those for its cases alone
    task: int | None = None  # somebody who came by a link: the one task that they may see and do
    robot: bool = False  # the office itself: timers and what follows by itself

    def before_register(self, register: str) -> Actor:
        """The actor before the entries of a register: with what was lent to them for a procedure that works with it."""
        if not isinstance(self.tokens, Tokens):
            return self
        lent = (t for p, tokens in self.tokens.within.items() if register in self.tokens.registers[p] for t in tokens)
        return replace(self, tokens=frozenset(self.tokens) | frozenset(lent))

    def bound(self, procedure: str) -> Actor:
        """The actor before a case of a procedure: with what was lent to them for it, and not what was for others."""
        if not self.lent_within:
            return self
        more = self.lent_within.get(procedure, {})
        lent = {**{t: p for t, p in more.items() if t not in self.tokens}, **self.lent}
        return replace(self, tokens=frozenset(self.tokens) | more.keys(), lent=lent, lent_within={})


@dataclass(frozen=True)
class TaskFacts:
    """A task of a case as the engine sees it (see `data.tables.Task`)."""

    id: int | None
    state: str  # waiting | open | done | closed
    role: str
    token: str  # who may do it: role@district, organisation@12, person@7
    case_state: str
    visit: int = 1
    round: str = ""
    row: str = ""
    who: int = -1
    person: int | None = None  # claimed by, or given to
    position: int = 0
    parent: int | None = None
    relation: str = ""  # entrust | before | after | beside
    opinion: Mapping[str, Any] | None = None
    inputs: str = ""
    kept: bool = False
    due: date | None = None
    done_by: int | None = None
    done_at: datetime | None = None
    note: str = ""
    outside: bool = False  # asked of an applicant, or done by a guest; known of tasks that are stored

    @property
    def active(self) -> bool:
        """Whether it is still to be done, now or when its turn comes."""
        return self.state in ("open", "waiting")


@dataclass(frozen=True)
class Read:
    """Somebody has opened a case since it came where it is; `held` says whether they had something to do in it."""

    person: int
    revision: int
    at: datetime
    held: bool = False


@dataclass(frozen=True)
class Passed:
    """A step of a case's history as clocks and rules see it."""

    action: str
    actor: int
    from_state: str | None
    to_state: str
    at: datetime
    for_person: int | None = None
    clock: str = ""  # of an extension: which clock
    amount: int = 0  # and by how many of its units
    straight: bool = False  # of a return that left the choice: straight back afterwards


@dataclass(frozen=True)
class CaseFacts:
    """A case as the engine sees it."""

    id: int | None
    state: str
    revision: int
    values: Mapping[str, Any]  # main form, as stored
    answers: Mapping[str, Any]
    organisation: int
    district: str
    number: str | None = None
    campaign: int | None = None
    on_behalf: bool = False
    late: bool = False
    trail: Sequence[Passed] = ()  # every step, the first first
    tasks: Sequence[TaskFacts] = ()  # every task there ever was, in the order in which they were made
    reads: Sequence[Read] = ()  # who has opened it since it came where it is
    moved: int | None = None  # the revision after which it came where it is
    suspended: bool = False
    parent: int | None = None  # the case it is a child of
    parent_entry: int | None = None  # the register entry it is a child of
    child: str | None = None  # as which child of its parent's procedure

    @property
    def visit(self) -> int:
        """How often it has come into the state it is in."""
        came = sum(p.to_state == self.state and p.from_state != p.to_state for p in self.trail)
        return max(came, 1)

    @property
    def last_actors(self) -> dict[str, int]:
        """Action → who did it last."""
        return {p.action: p.actor for p in self.trail}

    @property
    def open_tasks(self) -> list[TaskFacts]:
        """What is to be done now."""
        return [t for t in self.tasks if t.state == "open"]


@dataclass(frozen=True)
class Action:
    """What somebody wants done: a transition or a verb, what is given with it, the revision seen, an idempotency key.

    A verb (opinion, transfer …) is about `task`, or about the case; `to` are the people it names.
    """

    actor: Actor
    transition: str  # "" for a verb
    seen: int
    key: str
    given: Mapping[str, Any] = field(default_factory=dict)  # values of the transition's or the opinion's form
    verb: str = ""
    task: int | None = None
    row: str = ""  # of an opinion without a task: the row, "*" for all that wait for the actor
    to: tuple[int, ...] = ()
    target: str = ""  # of a return to @earlier: which state; of a verb: which clock, place of an added task …
    straight: bool | None = None  # of a return that leaves the choice: straight back afterwards
    reason: str = ""
    amount: int | None = None  # of an extension

    @property
    def name(self) -> str:
        """What the history calls it."""
        return self.verb or self.transition


@dataclass(frozen=True)
class CampaignFacts:
    id: int
    title: str
    opens: date
    closes: date
    title_en: str = ""


class World(Protocol):
    """What a decision may ask about everything outside its case (or the one to be opened), looked up when asked for."""

    @property
    def options(self) -> OptionSource:
        """Code lists and districts as of the day of the case."""

    @property
    def zone(self) -> tzinfo:
        """Where the office's calendar days begin."""

    def person(self, person: int) -> Actor | None:
        """Somebody as they would act; one who is not at work any more, or a guest, holds no token."""

    @property
    def calendar(self) -> Calendar:
        """The working days where the case lies."""

    def holders(self, role: str, where: str) -> Sequence[int]:
        """People who hold a role; `where` is a district code, "*", or "#" and the id of an organisation."""

    def organisation_for(self, roles: Sequence[str], district: str) -> int | None:
        """The organisation that declares for a district: the one for which the roles are held there, else its own."""

    def parameter(self, name: str) -> Any:
        """The value of a parameter in the scope of the case: int, date or str; None for one that nobody knows."""

    def listed(self, register: str, key: str, on: date | None = None) -> bool:
        """Whether a register has an entry of that key (see `entries.key_text`) that is open today, or on a day."""

    def entry(self, register: str, key: str, on: date | None = None) -> Mapping[str, Any] | None:
        """What the entry of that key holds today, or on a day, as stored, for those who may read it."""

    def entry_under(self, register: str, key: str, on: date) -> EntryFacts | None:
        """The newest revision of the entry under a key on a day, else of the one that was under it last."""

    def entry_of(self, entry: int) -> EntryFacts | None:
        """The newest revision of an entry by its identity."""

    def held(self, register: str, key: str) -> Mapping[str, Any] | None:
        """What the open entry of that key holds, whoever asks: for what the office itself does."""

    def people(self) -> Mapping[str, Option]:
        """Everybody by id, as `OptionSource.people`: `organisation`, `active`, `name` in their data."""

    def children(self) -> Sequence[ChildFacts]:
        """The children of the case, in the order in which they were opened."""

    def parent(self) -> Mapping[str, Any] | None:
        """What the case was given by its parent, as it stands there now (see `Child.give`); None without one."""

    def last(self) -> Mapping[str, Any] | None:
        """The values of the main form that the subject handed in last, in another case, as far as they may be read."""

    def applicant(self, code: str) -> Mapping[str, Any] | None: ...

    def declared_elsewhere(self, path: str, values: Sequence[str]) -> Mapping[str, Sequence[Mapping[str, str]]]:
        """For values of a field marked `find`: where else they are declared, in names that the actor may be told."""

    def first_of_subject(self) -> bool:
        """Whether the subject never handed in a case of this procedure before."""

    def campaign(self) -> CampaignFacts | None: ...

    def unanswered(self) -> int:
        """How many objections of the public wait for an answer."""

    def steps_of(self, actions: Sequence[str]) -> Sequence[tuple[Passed, Mapping[str, Any]]]:
        """The steps of these actions with what was kept of each, the first first."""

    def open_case_like(self) -> str | Text | None:
        """The number or title of another open case with the same `case.one_open_per`."""


@dataclass(frozen=True)
class TaskChange:
    """What becomes of a task that there is; None leaves as it is."""

    id: int
    state: str | None = None
    token: str | None = None
    person: int | None = None
    free: bool = False  # nobody in particular has it any more
    opinion: Mapping[str, Any] | None = None
    inputs: str | None = None
    kept: bool | None = None
    note: str | None = None
    due: date | None = None
    done: bool = False  # done by the actor, now


@dataclass(frozen=True)
class Decision:
    """Everything that a transition or a verb changes; numbers and draws are asked for, not given.

    A verb, or an opinion that settles nothing yet, moves no case (`moves` is False)."""

    transition: str  # what the history calls it: a transition or a verb
    from_state: str
    to_state: str
    role: str  # in which role the actor acts
    for_organisation: int | None  # 代: whose part the actor takes, if not their own
    revision: int  # the one it was decided on
    title: str
    title_en: str
    stage: str
    holder: str | None  # token
    tokens: Mapping[str, frozenset[str]]  # field group → tokens that may read it
    columns: Mapping[str, Any]
    ended: bool
    wants_number: bool
    late: bool
    due: date | None
    entries: tuple[NewEntry, ...]
    given: Mapping[str, Any]
    at: datetime
    moves: bool = True
    straight: bool = False  # of a return: what leads on from there leads straight back
    suspended: bool = False
    for_person: int | None = None  # 代: as whose deputy the actor acts
    task: int | None = None  # which task it is about
    yellow_on: date | None = None
    provisional: bool = False
    new_tasks: tuple[TaskFacts, ...] = ()  # without ids
    task_changes: tuple[TaskChange, ...] = ()
    sets: tuple[Edit, ...] = ()  # what it writes into the main form
    entry_changes: tuple[EntryChange, ...] = ()
    notices: tuple[Notice, ...] = ()
    children: tuple[NewChild, ...] = ()
    draws: tuple[DrawWanted, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)  # more that the history tells: people, reason, days


@dataclass(frozen=True)
class Opening:
    """A case to be opened: everything the service writes."""

    state: str
    stage: str
    role: str
    for_organisation: int | None
    organisation: int
    district: str
    campaign: int | None
    on_behalf: bool
    values: Mapping[str, Any]  # of the main form: the subject and the defaults
    title: str
    title_en: str
    holder: str | None
    tokens: Mapping[str, frozenset[str]]
    columns: Mapping[str, Any]
    due: date | None
    at: datetime
    new_tasks: tuple[TaskFacts, ...] = ()
    yellow_on: date | None = None
    provisional: bool = False


@dataclass(frozen=True)
class Refusal:
    """Why not: one message, the guard that says so (`role`, `when`, `check` …), and findings if a form is not ready."""

    message: Message
    findings: tuple[Finding, ...] = ()
    guard: str = ""


@dataclass(frozen=True)
class Offer:
    """A transition that the actor's role may take from here; `why_not` says what stands against it now."""

    transition: str
    why_not: Refusal | None = None
    targets: tuple[str, ...] = ()  # of a return to any earlier state: those there are


@dataclass(frozen=True)
class VerbOffer:
    """A verb that the actor may use on a task, or on the case; `why_not` says what stands against it now."""

    verb: str
    task: int | None = None
    why_not: Refusal | None = None
