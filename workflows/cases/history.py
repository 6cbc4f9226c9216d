"""The history of a case as somebody may read it: every step with what it changed, and any two revisions compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from data.tables import History, HistoryDetail, Organisation, Person
from forms.definition import Form
from forms.diff import Change, changes
from forms.fields import OptionSource
from forms.fields.table import ROW_ID
from forms.labels import places
from forms.text import Message, Text
from forms.values import Values, all_rows, rows_of, without_rows
from workflows.access import Access, restricted_row
from workflows.audit.left import LEFT
from workflows.cases import filled
from workflows.cases.moved import MOVE
from workflows.cases.opened import Opened, no_such_case, opened
from workflows.cases.versions import Then, by_step
from workflows.definition import Procedure
from workflows.engine.rounds.seeing import may_know, may_see
from workflows.engine.types import Actor, Refusal
from workflows.messages import MESSAGES
from workflows.office import Office
from workflows.people.listing import named
from workflows.people.roles import OWN, own_title

START, VERB, OPINION = "start", "verb", "opinion"
KEPT_APART = frozenset({"changes", "given", "entries", "number", "content", "suggestions", "because", LEFT})
"""Parts of what was kept of a step that have places of their own; not everybody who reads the history sees those."""


@dataclass(frozen=True)
class Step:
    """One step of a case. `changes`, `given` and `entries` are empty once they were erased."""

    number: int
    at: datetime
    actor: int
    name: str
    organisation: Text
    role: Text
    for_organisation: Text | None  # 代: whose part was taken
    action: str
    title: Text | Message
    kind: str
    from_state: str | None
    to_state: str
    revision: int | None
    changes: tuple[Change, ...]
    given: Values
    given_form: Form | None
    entries: tuple[Mapping[str, Any], ...]
    case_number: str | None  # the number that was given with it
    hash: str
    for_person: str = ""  # 代: as whose deputy
    task: int | None = None  # which task it was about
    details: Mapping[str, Any] = field(default_factory=dict)  # what else was kept of it: people, reason, days
    form: Form | None = None  # the main form as it was then
    options: OptionSource | None = None  # and what it looks up
    former: tuple[Form, OptionSource] | None = None  # of a move: the form before, for what no field took over


@dataclass(frozen=True)
class Compared:
    """What differs between two revisions, as far as it may be read."""

    form: Form
    options: OptionSource
    changes: tuple[Change, ...]


def steps(found: Opened) -> tuple[Step, ...]:
    """Every step of a case that is open, newest first; without those of participants whom one does not know of."""
    wanted = (
        select(History, HistoryDetail.body, Person.name, Person.organisation_id)
        .join(Person, col(Person.id) == col(History.actor_id))
        .join(HistoryDetail, col(HistoryDetail.history_id) == col(History.id), isouter=True)
        .where(History.case_id == found.id)
        .order_by(col(History.step).desc())
    )
    rows = [r for r in found.session.exec(wanted).all() if _may_know(found, r[0], r[1] or {})]
    names = organisations(found.session, [i for r in rows for i in (r[3], r[0].for_organisation) if i])
    lenders = people_named(found.session, (r[0].for_person for r in rows))
    then = by_step(found, ((row.step, row.action, body or {}) for row, body, _, _ in rows))
    return tuple(
        replace(
            _step(found, then[row.step], row, body or {}, name, names, own),
            for_person=lenders.get(row.for_person or 0, ""),
        )
        for row, body, name, own in rows
    )


def people_named(session: Session, wanted: Iterable[int | None]) -> dict[int, str]:
    """The names of people by id."""
    ids = {i for i in wanted if i is not None}
    return {i: n for i, n in session.exec(select(Person.id, Person.name).where(col(Person.id).in_(ids))) if i}


def called(procedure: Procedure, action: str) -> Text | Message:
    """What a step is called: the title of a transition, the name of a verb."""
    transition = procedure.transitions.get(action)
    if transition is not None:
        return transition.title
    code = f"step.{action}"
    return Message(code if code in MESSAGES else "step.other")


def organisations(session: Session, wanted: Iterable[int]) -> dict[int | None, Text]:
    """The names of organisations by id."""
    found = select(Organisation).where(col(Organisation.id).in_(set(wanted)))
    return {o.id: named(o) for o in session.exec(found)}


def _step(
    found: Opened, then: Then, row: History, body: Mapping[str, Any], name: str,
    organisations: Mapping[int | None, Text], own: int,
) -> Step:  # fmt: skip
    bundle = then.bundle
    transition = bundle.procedure.transitions.get(row.action)
    role = bundle.procedure.roles.get(row.role)
    use = transition.form if transition else _opinion_form(bundle.procedure, row)
    given = dict(body.get("given") or {}) if _may_see_given(found, row, body) else {}
    return Step(
        number=row.step, at=row.at, actor=row.actor_id, name=name, organisation=organisations.get(own, Text(zh="")),
        role=role.title if role else own_title(row.role) if row.role in OWN else Text(zh=row.role),
        for_organisation=organisations.get(row.for_organisation) if row.for_organisation else None,
        action=row.action, title=called(bundle.procedure, row.action),
        kind=transition.kind if transition else START if row.action == START else VERB,
        from_state=row.from_state, to_state=row.to_state,
        revision=row.revision, changes=tuple(_changes(found, then, body)),
        given=given, given_form=bundle.form(use) if use else None,
        entries=tuple(body.get("entries") or ()), case_number=body.get("number"), hash=row.hash,
        task=row.task_id, details={k: v for k, v in body.items() if k not in KEPT_APART},
        form=bundle.form(), options=then.options, former=_former_form(found, body),
    )  # fmt: skip


def _former_form(found: Opened, body: Mapping[str, Any]) -> tuple[Form, OptionSource] | None:
    former = (body.get(MOVE) or {}).get("from")
    before = Then(found, found.office.bundle(found.session, former["version"])) if former else None
    return (before.bundle.form(), before.options) if before else None


def _changes(found: Opened, then: Then, body: Mapping[str, Any]) -> Iterator[Change]:
    """What a step changed, as far as it may be read; a move also tells of fields that the form no longer has."""
    told = list(stored_changes(body))
    yield from readable(then.access, told)
    former = (body.get(MOVE) or {}).get("from")
    if former:
        before = Then(found, found.office.bundle(found.session, former["version"]))
        yield from readable(before.access, (c for c in told if c.path not in then.bundle.form().by_path))


def _opinion_form(procedure: Procedure, row: History) -> str | None:
    """The form use of an opinion, for a step that gave one."""
    if row.action != OPINION or row.from_state is None:
        return None
    key = procedure.states[row.from_state].round
    return procedure.rounds[key].form if key else None


def _may_know(found: Opened, row: History, body: Mapping[str, Any]) -> bool:
    """Whether somebody may know of a step: their own, or not about the tasks of others alone whom they do not know."""
    by_id, actor = {t.id: t for t in found.facts.tasks}, found.situation.actor
    tasks = [by_id[i] for i in (row.task_id, *(body.get("tasks") or ())) if i in by_id]
    known = any(may_know(found.bundle, found.facts, actor, t) for t in tasks)
    return known or not tasks or row.actor_id == actor.id


def _may_see_given(found: Opened, row: History, body: Mapping[str, Any]) -> bool:
    """Whether what was given with a step may be seen; an opinion by those who may see it in its round."""
    if row.action != OPINION:
        return True
    by_id, actor = {t.id: t for t in found.facts.tasks}, found.situation.actor
    tasks = [by_id[i] for i in body.get("tasks") or () if i in by_id]
    return row.actor_id == actor.id or all(may_see(found.bundle, found.facts, actor, t) for t in tasks)


def stored_changes(body: Mapping[str, Any]) -> Iterator[Change]:
    """The changes that a step recorded."""
    for c in body.get("changes") or ():
        yield Change(c["path"], Text(**c["label"]), c["row"], c["before"], c["after"], c["kind"])


def readable(access: Access, found: Iterable[Change]) -> Iterator[Change]:
    """The changes that somebody may read; a row that was added or deleted without what they may not.

    A row is judged as it is now. One that is gone was somebody's only by what stood in it: where rights are limited to
    rows, it is told with what it held, and what was changed in it before is not.
    """
    for change in found:
        if not access.may_read(change.path):
            continue
        if change.kind == "set":
            if not change.row or access.may_read_at(change.path, change.row):
                yield change
        elif access.reach is None or access.may_read_row(change.path, change.row):
            before, after = (_restricted(access, change.path, row) for row in (change.before, change.after))
            yield replace(change, before=before, after=after)
        elif change.kind == "deleted" and (gone := _gone(access, change)):
            yield replace(change, before=gone)


def _gone(access: Access, change: Change) -> Any:
    """A deleted row as far as it could be read with what it held; None if not, or if it stood in another row."""
    assert access.reach is not None
    known = {r[ROW_ID] for r, _ in rows_of(access.form, access.reach.values, change.path)}
    if "." in change.path or change.row in known or not isinstance(change.before, Mapping):
        return None
    alone = {**access.reach.values, change.path: [change.before]}
    return next(iter(access.over(alone).restrict(alone).get(change.path) or ()), None)


def _restricted(access: Access, table: str, row: Any) -> Any:
    """One row of a table that may be read, limited as it would be inside the form."""
    if not isinstance(row, Mapping):
        return row
    return restricted_row(access, table, row)


def compare(
    office: Office, actor: Actor, case_id: int, from_revision: int, to_revision: int | None, now: datetime
) -> Compared | Refusal:
    """What differs between two revisions of the main form; without `to_revision`, from then until now."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        if found is None:
            return no_such_case()
        kept = range(1, found.submission.working + 1)
        if from_revision not in kept or (to_revision is not None and to_revision not in kept):
            return Refusal(Message("no_such_revision", {"last": found.submission.working}), guard="revision")
        return Compared(found.form, found.world.options, tuple(_between(found, from_revision, to_revision)))


def changed_since_return(found: Opened) -> tuple[Change, ...] | None:
    """What others changed since one returned the case, in any role one has here; None if one never did.

    Who has it back to mend it sees what was changed since anybody returned it. What a round brings out is no change.
    """
    mending = found.situation.returned_from is not None and bool(found.access.writable)
    returns = [k for k, t in found.bundle.procedure.transitions.items() if t.kind == "return"]
    last = select(History.revision).where(History.case_id == found.id, col(History.action).in_(returns))
    if not mending:
        last = last.where(col(History.role).in_(found.situation.roles))
    revision = found.session.exec(last.order_by(col(History.step).desc()).limit(1)).first()
    if revision is None:
        return None
    changed = _between(found, revision, None)
    brought = {path for r in found.bundle.procedure.rounds.values() for path in r.outcome}
    return tuple(c for c in changed if c.path not in brought and (mending or not _writes(found.access, c)))


def _writes(access: Access, change: Change) -> bool:
    return access.may_write_at(change.path, change.row) if change.kind == "set" else access.may_write(change.path)


def _between(found: Opened, from_revision: int, to_revision: int | None) -> Iterator[Change]:
    before = filled.at(found.session, found.submission, from_revision).values
    after = found.facts.values
    if to_revision is not None:
        after = filled.at(found.session, found.submission, to_revision).values
    form, access = found.form, found.access
    if access.reach is None:
        yield from readable(access, changes(form, before, after, found.world.options))
        return
    at = (places(form, before), places(form, after))
    seen = (as_of(access, before), as_of(access, after))
    yield from changes(form, *seen, found.world.options, at=at)


def as_of(access: Access, values: Mapping[str, Any]) -> Values:
    """What somebody could read of a revision, without rows that are not theirs any more."""
    if access.reach is None:
        return access.restrict(values)
    then = access.over(values).restrict(values)
    now = ((table, row[ROW_ID]) for table, row, _ in all_rows(access.form, access.reach.values))
    return without_rows(access.form, then, {row for table, row in now if not access.may_read_row(table, row)})
