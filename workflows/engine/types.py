"""What goes into a decision and what comes out of it; plain data, no storage, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any, Protocol

from forms.fields import OptionSource
from forms.finding import Finding
from forms.text import Message, Text


@dataclass(frozen=True)
class Held:
    """A role somebody holds: for an organisation, in a district ("*": the whole city)."""

    role: str
    organisation: int
    district: str


@dataclass(frozen=True)
class Actor:
    """Who acts. `tokens` are the role@district pairs that their grants unfold to today.

    A grant in a district gives `role@<code>` for it and each unit below; one for the whole city gives `role@*` and
    `role@<code>` for every district.
    """

    id: int
    name: str
    organisation: int
    held: tuple[Held, ...]
    tokens: frozenset[str]
    language: str = "zh"
    organisation_name: str = ""


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
    returned_from: str | None = None
    last_actors: Mapping[str, int] = field(default_factory=dict)  # transition → who took it last


@dataclass(frozen=True)
class Action:
    """What somebody wants done: a transition, the form given with it, the revision seen, an idempotency key."""

    actor: Actor
    transition: str
    seen: int
    key: str
    given: Mapping[str, Any] = field(default_factory=dict)  # values of the transition's form


@dataclass(frozen=True)
class CampaignFacts:
    id: int
    title: str
    opens: date
    closes: date
    title_en: str = ""


class World(Protocol):
    """What a decision may ask about everything outside the case. Bound to one case, or to the one to be opened.

    Answers are looked up when asked for, so a decision that is refused early asks little.
    """

    @property
    def options(self) -> OptionSource:
        """Code lists and districts as of the day of the case."""

    @property
    def zone(self) -> tzinfo:
        """Where the office's calendar days begin."""

    def holders(self, role: str, where: str) -> Sequence[int]:
        """People who hold a role; `where` is a district code or "*"."""

    def organisation_for(self, roles: Sequence[str], district: str) -> int | None:
        """The organisation that declares for a district: the one for which the roles are held there, else its own."""

    def parameter(self, name: str) -> Any:
        """The value of a parameter in the scope of the case: int, date or str; None for one that nobody knows."""

    def listed(self, register: str, key: str) -> bool:
        """Whether a register has an open entry of that key (see `entries.key_text`)."""

    def entry(self, register: str, key: str) -> Mapping[str, Any] | None:
        """What the open entry of that key holds, as stored, for those who may read it."""

    def last(self) -> Mapping[str, Any] | None:
        """The values of the main form that the subject handed in last, in another case, as far as they may be read."""

    def declared_elsewhere(self, path: str, values: Sequence[str]) -> Mapping[str, Sequence[Mapping[str, str]]]:
        """For values of a field marked `find`: where else they are declared, in names that the actor may be told."""

    def first_of_subject(self) -> bool:
        """Whether the subject never handed in a case of this procedure before."""

    def campaign(self) -> CampaignFacts | None: ...

    def open_case_like(self) -> str | Text | None:
        """The number or title of another open case with the same `case.one_open_per`."""


@dataclass(frozen=True)
class NewEntry:
    """An entry that a transition wants in a register; the service writes it.

    An open entry of the same key ends on the day this one begins: declared again, it is continued, not doubled.
    `body` and `rows` hold stored values (district code, ISO date, int, str).
    """

    register_id: str
    since: date
    key: str
    title: str
    district: str | None
    body: Mapping[str, Any]
    rows: Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Decision:
    """Everything that a transition changes; numbers are asked for, not given."""

    transition: str
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
    returned_from: str | None
    wants_number: bool
    late: bool
    due: date | None
    entries: tuple[NewEntry, ...]
    given: Mapping[str, Any]
    at: datetime


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
