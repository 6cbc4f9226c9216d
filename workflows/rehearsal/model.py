"""A rehearsal as a definition: people, data, and what they do, with what must come of it."""

from __future__ import annotations

from typing import Any, Literal

from forms.model import Model, UserKey
from forms.text import Text


class CampaignPlan(Model):
    """A campaign the rehearsal opens before it begins."""

    title: Text
    opens: str
    closes: str


class EntryPlan(Model):
    """An entry that is in a register before the rehearsal begins, and until when; `values` are its fields."""

    since: str
    until: str | None = None  # the first day on which it is out
    values: dict[str, Any]


class Step(Model):
    """What one person does, and what must be true afterwards.

    `does` is `start`, `save`, `read` (opens the case), `find` (calls a child that was opened by itself by the name in
    `case`: the first of its kind that has no name yet), `object` (somebody from outside objects to what is shown to
    the public, with a `reason`), `respond` (answers every objection that waits), a transition or a verb (`opinion`,
    `transfer` …); without it the step only looks (`then`). Before a step on a later day, what is due until then is
    done: timers, messages. `on`
    and `who` hold until the next step that names them, `case` ("1") says which of several cases is meant, `cases`
    takes one in bulk.
    `fill` is the name of a set of data, or values given here: a field by its key, a field of a row as
    `table[row].field` (`row` is its identity or its title). What `fill` does not name is left alone, null clears, and
    a table it gives as a list of rows has these rows afterwards. A transition with a form of its own is given the
    values; before one without, they are saved. The subject never changes by it. An attachment is the path of a file
    beside the procedure.
    "*" as a `row` are all that wait for the person.
    `answers` answers all open questions of a rule. `refused` is the code of the refusal, `findings` the
    `path rule` of everything that blocks; a refused step changes nothing.
    `then`: state, number (true or the text), late, title, holder (a token), due, findings (as above, of the draft),
    light (green, yellow, red: by the main clock), `due.<clock>` (a date, null for none), `clock.<clock>` (running,
    paused, ended; null before it began), `register.<id>` (titles of the open entries; `register.<id>@2026-05-01` of
    another day), `entry.<id>.<title>` ({field: value, or table: the keys of its rows}), reads ({person: groups}),
    may ({person: transitions that would not be refused}), messages ({person: how many, or the keys of those, they have
    got about the case in all so far}), writes (as reads), draws ({draw: how many were drawn in all so far}),
    tasks (open ones: role, or role/row), suggestions (`adopted 补充保险`, `open 甲 | 乙`),
    opinions (given in the last round), kept (of those: that a return left good),
    sees ({person: opinions}).
    """

    on: str | None = None
    who: str | None = None
    does: str | None = None
    case: str = "1"
    cases: list[str] = []
    subject: str | None = None  # of `start`: district, or whose organisation; else the person's own
    campaign: str | None = None  # of `start`; else the last one that has opened
    on_behalf: bool = False
    child: str | None = None  # of `start` and `find`: which child, of the case `parent` or of the entry titled `entry`
    parent: str = "1"
    entry: str | None = None
    copy_from: str | None = None  # of `start`: the case whose values it begins with
    seen: int | None = None  # the revision the person saw; else the latest
    row: str | None = None  # of an opinion: the row (identity or title); of suggestions their words, parted by |
    task: str | None = None  # of a verb: role, or role/row, of the task; else the person's only one
    to: list[str] = []  # of a verb: the people it names
    target: str | None = None  # of a return to @earlier: the state; of a verb: the clock, a place, a verdict
    straight: bool | None = None  # of a return that leaves the choice
    reason: str | None = None
    amount: int | None = None  # of an extension
    fill: str | dict[str, Any] | None = None
    answers: dict[str, str] = {}
    refused: str | None = None
    findings: list[str] | None = None
    then: dict[str, Any] = {}


class Approval(Model):
    """Who looked at a generated rehearsal and found it right, and on which day."""

    by: str
    on: str


class Rehearsal(Model):
    """Runs a procedure on an empty database; kind `rehearsal`."""

    format: Literal[1] = 1
    kind: Literal["rehearsal"] = "rehearsal"
    id: UserKey
    title: Text
    procedure: UserKey
    generated: bool = False  # made from the definition: what came of it is what the engine did, until somebody approves
    approved: Approval | None = None
    demo: bool = False  # fit to be played into the practice office with other people, districts and dates
    campaigns: dict[str, CampaignPlan] = {}
    people: dict[str, str | list[str]]  # name → role@district (#2: of another office there), or role for the whole city
    entries: dict[str, list[EntryPlan]] = {}  # register → what is in it, or was, or will be
    unconfirmed: list[str] = []  # people whose organisation the office has not confirmed yet
    codes: dict[str, str] = {}  # person → unified social credit code of their organisation
    data: dict[str, str | dict[str, Any]] = {}  # name → values, or the path of a JSON file beside the procedure
    play: list[Step]

    @property
    def counts(self) -> bool:
        """Whether it says what is wanted: written by somebody, or approved by them."""
        return not self.generated or self.approved is not None
