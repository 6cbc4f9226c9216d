"""The tasks of a case that are still to be done, in words: whose, about what, and since when they wait."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from data.tables import Organisation, Person
from forms.fields.table import ROW_ID
from forms.labels import places, row_label
from forms.text import Text
from forms.values import rows
from workflows.cases.opened import Opened
from workflows.engine.rounds.seeing import may_know
from workflows.engine.tasks import theirs
from workflows.engine.types import TaskFacts
from workflows.people.listing import named


@dataclass(frozen=True)
class TaskView:
    """A task as the page of its case shows it."""

    id: int
    state: str  # open | waiting
    round: str
    row: str
    row_title: Text | None
    role: Text
    who: Text  # the person or organisation that has it; the role where nobody has
    person: str  # who claimed it, or whom it was given to; "" for anybody
    mine: bool
    claimed: bool  # by the person who looks
    relation: str
    parent: int | None
    due: date | None
    note: str


def task_views(found: Opened) -> tuple[TaskView, ...]:
    """Everything still to be done that one may know of, what waits for its turn too."""
    bundle, facts, actor = found.bundle, found.facts, found.situation.actor
    active = [t for t in facts.tasks if t.active and may_know(bundle, facts, actor, t)]
    return tuple(_views(found, active))


def _views(found: Opened, tasks: list[TaskFacts]) -> Iterator[TaskView]:
    people, organisations = _people(found, tasks), _organisations(found, tasks)
    titles = row_titles(found, {t.row for t in tasks if t.row})
    for t in tasks:
        role = found.bundle.procedure.roles.get(t.role)
        title = role.title if role else Text(zh=t.role)
        person = people.get(t.person or _named(t.token, "person") or 0, "")
        organisation = organisations.get(addressed(t.token))
        yield TaskView(
            id=t.id or 0, state=t.state, round=t.round, row=t.row, row_title=titles.get(t.row), role=title,
            who=Text(zh=person) if person else organisation or title, person=person,
            mine=t.state == "open" and theirs(t, found.situation.actor),
            claimed=t.person == found.situation.actor.id, relation=t.relation, parent=t.parent, due=t.due, note=t.note,
        )  # fmt: skip


def _named(token: str, kind: str) -> int | None:
    """The id in a token that names somebody."""
    key, _, number = token.partition("@")
    return int(number) if key == kind and number.isdigit() else None


def addressed(token: str) -> int | None:
    """The organisation that a task is addressed to by name: `organisation@12`, or a role held for it, `role@#12`."""
    name, _, where = token.partition("@")
    number = where if name == "organisation" else where.removeprefix("#") if where.startswith("#") else ""
    return int(number) if number.isdigit() else None


def _people(found: Opened, tasks: list[TaskFacts]) -> dict[int, str]:
    ids = {i for t in tasks for i in (t.person, _named(t.token, "person")) if i is not None}
    rows_found = found.session.exec(select(Person.id, Person.name).where(col(Person.id).in_(ids)))
    return {i: name for i, name in rows_found if i is not None}


def _organisations(found: Opened, tasks: list[TaskFacts]) -> Mapping[int | None, Text]:
    ids = {i for t in tasks if (i := addressed(t.token)) is not None}
    return {o.id: named(o) for o in found.session.exec(select(Organisation).where(col(Organisation.id).in_(ids)))}


def row_titles(found: Opened, wanted: set[str]) -> dict[str, Text]:
    """Rows of the main form by identity: their number, and the name they bear as far as it may be read."""
    form, access = found.form, found.access
    at, told = places(form, found.facts.values), {}
    for path, table in form.tables.items():
        for row in rows(found.facts.values, path) if "." not in path else ():
            if row[ROW_ID] in wanted:
                label, key = row_label(form, at, path, row[ROW_ID]), f"{path}.{table.row_title}"
                field = form.by_path.get(key)
                readable = field is not None and access.may_read_at(key, row[ROW_ID])
                name = field.show(row.get(table.row_title or ""), found.world.options) if field and readable else ""
                told[row[ROW_ID]] = _joined(label, name)
    return told


def _joined(label: Text, name: str) -> Text:
    return Text(zh=f"{label.zh}　{name}", en=f"{label.say('en')} · {name}") if name else label
