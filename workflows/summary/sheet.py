"""The rounds of a case summed up as one person may see them: by visit, row, participant and field.

Made of what the page of the case shows anyway (`RoundView`), so that nobody reads more in it; conflicts are those of
the opinions that may be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from sqlmodel import col, select

from data.tables import Guest, Organisation, Person
from forms.fields import Field, OptionSource
from forms.text import Text
from forms.values import is_empty
from workflows.cases.opened import Opened
from workflows.cases.opinions import About, Asked, RoundView, rounds_of
from workflows.engine.rounds.groups import BESIDES, OVERTAKEN
from workflows.engine.types import TaskFacts
from workflows.people.listing import named
from workflows.summary.conflicts import Conflict, Given, against, conflicts
from workflows.summary.points import Point, points

State = Literal["given", "hidden", "open", "waiting", "nobody", "out", "overtaken"]


@dataclass(frozen=True)
class Said:
    """A participant about a row: whose part it was, how it stands, what was filled in as far as it may be seen."""

    asked: Asked
    office: Text  # the organisation; the role where nobody in particular is asked
    state: State
    values: Mapping[str, Any]
    deputy: str = ""  # 代: for whom it was given
    guest: bool = False  # somebody from outside

    @property
    def task(self) -> int:
        return self.asked.task

    @property
    def waits(self) -> bool:
        """Whether an answer is still due."""
        return self.state in ("open", "waiting", "nobody")


@dataclass(frozen=True, eq=False)
class Row:
    """What a round asks about: one row of a table, or the whole case."""

    about: About
    said: tuple[Said, ...]
    conflicts: Mapping[str, Conflict]  # by field; "": some agree, others do not

    @cached_property
    def apart(self) -> frozenset[tuple[int, str]]:
        """Task and field of what was answered otherwise than by most."""
        return frozenset((task, key) for key, c in self.conflicts.items() for task in against(c))


@dataclass(frozen=True, eq=False)
class Sheet:
    """One visit to a round."""

    view: RoundView
    visits: int  # how often there was one
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]
    points: tuple[Point, ...]  # suggestions, those taken for one together

    @property
    def title(self) -> Text:
        return self.view.round.title

    @property
    def said(self) -> Iterator[Said]:
        """Every participant about every row."""
        return (s for row in self.rows for s in row.said)

    @property
    def split(self) -> int:
        """How many answers to one question differ, over all rows."""
        return sum(len(row.conflicts) for row in self.rows)

    @property
    def answered(self) -> int:
        """How many suggestions have their answer."""
        return sum(p.answer is not None for p in self.points)


def sheets(found: Opened, rounds: Sequence[RoundView] | None = None) -> tuple[Sheet, ...]:
    """Every visit to a round, the newest first; `rounds` where they are known already."""
    views = rounds_of(found) if rounds is None else rounds
    made, known = points(found) if views else {}, _Known(found)
    return tuple(
        Sheet(
            view=v, visits=sum(w.key == v.key for w in views),
            fields=tuple(f for f in v.form.fields if f.valued),
            rows=tuple(_row(known, v, about) for about in v.about), points=tuple(made.get((v.key, v.visit), ())),
        )
        for v in views
    )  # fmt: skip


class _Known:
    """Who those are that were asked: looked up once for a case."""

    def __init__(self, found: Opened) -> None:
        self._found = found
        self.tasks: Mapping[int, TaskFacts] = {t.id or 0: t for t in found.facts.tasks}

    def office(self, asked: Asked) -> Text:
        key, _, number = asked.token.partition("@")
        named_ = int(number) if key == "organisation" and number.isdigit() else asked.organisation
        return self._organisations.get(named_ or 0) or asked.role

    @cached_property
    def _organisations(self) -> dict[int, Text]:
        wanted = select(Organisation).order_by(col(Organisation.id))
        ids = {int(n) for t in self.tasks.values() if (n := t.token.partition("@")[2]).isdigit()}
        mine = {int(p.data["organisation"]) for p in self._found.world.people().values()}
        found = self._found.session.exec(wanted.where(col(Organisation.id).in_(ids | mine)))
        return {o.id or 0: named(o) for o in found}

    def deputy(self, task: TaskFacts) -> str:
        """For whom an opinion was given by a deputy."""
        mine = (p for p in self._found.facts.trail if p.actor == task.done_by and p.at == task.done_at)
        lender = next((p.for_person for p in mine if p.for_person), None)
        person = self._found.session.get(Person, lender) if lender else None
        return person.name if person else ""

    @cached_property
    def guests(self) -> frozenset[int]:
        """The people from outside who were invited to a task of the case."""
        asked = select(Guest.person_id).where(col(Guest.task_id).in_(self.tasks))
        return frozenset(self._found.session.exec(asked))


def _row(known: _Known, view: RoundView, about: About) -> Row:
    said = tuple(_said(known, a) for a in about.asked if a.relation not in BESIDES)
    given = [Given(s.task, s.values, s.asked.agrees) for s in said if s.state == "given"]
    return Row(about, said, conflicts(view.form, given))


def _said(known: _Known, asked: Asked) -> Said:
    task = known.tasks[asked.task]
    return Said(
        asked, known.office(asked), _state(asked), dict(asked.opinion or {}),
        deputy=known.deputy(task) if asked.given else "", guest=task.done_by in known.guests,
    )  # fmt: skip


def _state(asked: Asked) -> State:
    if asked.given:
        return "hidden" if asked.opinion is None else "given"
    if asked.state == "closed":
        return "overtaken" if asked.note == OVERTAKEN else "out"
    if asked.nobody_left:
        return "nobody"
    return "waiting" if asked.state == "waiting" else "open"


def shown(field: Field, values: Mapping[str, Any], options: OptionSource, lang: str) -> str:
    """What was answered to a field in words; "" for nothing."""
    value = values.get(field.key)
    return "" if is_empty(value) else field.show(value, options, lang)


def offices(those: Iterable[Said], lang: str) -> list[str]:
    """The participants by name, each once."""
    return list(dict.fromkeys(s.office.say(lang) for s in those))
