"""Filling in: opening what one may write, and saving it cell by cell as each is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from data.tables import Case, History, Person, Submission
from forms.context import compute
from forms.draft import AddRows, Answer, Applied, Conflict, Edit, SetValue, apply
from forms.fields import Field, OptionSource
from forms.fields.attachment import AttachmentField
from forms.fields.table import ROW_ID, TableField
from forms.finding import Finding
from forms.labels import At, places
from forms.text import Message, Text
from forms.values import Values, all_rows, is_empty
from forms.visibility import Hidden
from forms.writes import writes
from workflows.access import Access
from workflows.attachments import trusted
from workflows.audit import readings
from workflows.bundle import MAIN, Bundle
from workflows.cases import filled, indexing, row_writes, steps
from workflows.cases.once import Refused
from workflows.cases.opened import Opened, no_such_case, opened
from workflows.engine.decide import offers_in
from workflows.engine.derive import Derived, derive
from workflows.engine.rounds.seeing import may_see
from workflows.engine.situation import Situation
from workflows.engine.types import Actor, CampaignFacts, CaseFacts, Offer, Refusal, TaskFacts
from workflows.keys import open_key
from workflows.office import Office
from workflows.search import keeping

ANSWER_LIMIT = 500


@dataclass(frozen=True)
class Saved:
    """What came of saving: conflicts were not saved, everything else was. `changes` numbers the saves of the draft."""

    conflicts: tuple[Conflict, ...]
    saved_at: datetime
    changes: int


@dataclass(frozen=True)
class Sheet:
    """A form to be filled in, for one person."""

    case: CaseFacts
    title: Text
    bundle: Bundle
    values: Values  # without what may not be read
    answers: Mapping[str, str]
    access: Access
    findings: tuple[Finding, ...]
    extra: Mapping[str, Any]  # the names beside the fields that expressions see
    saved_at: datetime
    saved_by: str
    came_at: datetime  # when it came into the state it is in
    changes: int  # grows with every save of anybody
    options: OptionSource
    shown: Values  # the values with what is computed from them
    gone: Hidden  # what a condition hides now
    offers: tuple[Offer, ...]  # the transitions the actor may take, each with what stands against it
    campaign: CampaignFacts | None
    closes: date | None  # the last day to hand in
    late: bool
    numbers: Mapping[str, At]  # where each row stands, also among those that are not shown


def open_draft(office: Office, actor: Actor, case_id: int, now: datetime) -> Sheet | Refusal:
    """The main form of a case as the actor may see and write it, with everything to be said about it."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        shown = no_such_case() if found is None else _sheet(session, found)
    readings.keep(office, found, "form", now)
    return shown


def _sheet(session: Session, found: Opened) -> Sheet:
    situation, submission = found.situation, found.submission
    values = found.access.restrict(found.facts.values)
    answers = {f.key: f.answer for f in situation.findings if f.answer}
    return Sheet(
        case=replace(found.facts, values=values, answers=answers, tasks=tuple(seen_tasks(found))),
        title=Text(zh=found.case.title, en=found.case.title_en or None),
        bundle=found.bundle,
        values=values,
        answers=answers,
        access=found.access.sealed(),
        findings=situation.findings,
        extra=situation.given_names,
        saved_at=submission.saved_at,
        saved_by=session.get_one(Person, submission.saved_by).name,
        came_at=_came_at(found),
        changes=submission.changes,
        options=situation.world.options,
        shown=_computed(situation, values),
        gone=frozenset(h for h in situation.gone if found.access.may_read_at(*h)),
        offers=tuple(offers_in(situation)),
        campaign=situation.campaign,
        closes=situation.closes,
        late=situation.late,
        numbers=_numbers(found),
    )


def seen_tasks(found: Opened) -> Iterator[TaskFacts]:
    """The tasks without the opinions that the actor may not see."""
    for task in found.facts.tasks:
        hidden = task.opinion is not None and not may_see(found.bundle, found.facts, found.situation.actor, task)
        yield replace(task, opinion=None, inputs="") if hidden else task


def _numbers(found: Opened) -> Mapping[str, At]:
    """The numbers of the rows that may be read, among all there are."""
    every, values = places(found.form, found.facts.values), found.facts.values
    may = found.access.may_read_row
    return {r[ROW_ID]: every[r[ROW_ID]] for table, r, _ in all_rows(found.form, values) if may(table, r[ROW_ID])}


def _came_at(found: Opened) -> datetime:
    """When the last step was taken; the case begins with one."""
    last = select(History.at).where(History.case_id == found.id).order_by(col(History.step).desc()).limit(1)
    return found.session.exec(last).first() or found.case.opened_at


def unchanged(office: Office, sheet: Sheet) -> bool:
    """Whether nobody saved or acted since the sheet was opened: one small question to the database."""
    wanted = (
        select(Submission.changes, Case.revision)
        .join(Case, col(Case.id) == col(Submission.case_id))
        .where(Submission.case_id == sheet.case.id, Submission.use == MAIN)
    )
    with office.db.read() as session:
        return session.exec(wanted).first() == (sheet.changes, sheet.case.revision)


def _computed(situation: Situation, values: Values) -> Values:
    """The values with what is computed from them alone, so that no computed field tells what may not be read."""
    return compute(situation.form, values, situation.world.options, situation.extra, situation.services)


def save(office: Office, actor: Actor, case_id: int, edits: Sequence[Edit], now: datetime) -> Saved | Refusal:
    """Save edits to the main form: all that meet no other change, or none if one may not be written."""
    try:
        try:
            saved, kept, key = _save(office, actor, case_id, edits, now)
        except IntegrityError:  # another case became the open one of its kind at the same moment: now it can be seen
            saved, kept, key = _save(office, actor, case_id, edits, now)
    except Refused as refused:
        return refused.refusal
    if kept is not None:  # committed: only now may others see it without reading it
        office.filled.put(key, kept)
    return saved


def _save(
    office: Office, actor: Actor, case_id: int, edits: Sequence[Edit], now: datetime
) -> tuple[Saved, filled.Filled | None, int]:
    with office.db.write() as session:
        found = opened(office, session, case_id, actor, now, lock=True)
        if found is None:
            raise Refused(no_such_case())
        fit = _allowed(found, edits)
        applied = apply(found.form, found.facts.values, found.filled.answers, fit)
        may_come_to(found, applied)
        submission = found.submission
        if not (applied.touched or applied.deleted or applied.answers != found.filled.answers):
            return Saved(applied.conflicts, submission.saved_at, submission.changes), None, submission.id or 0
        kept = store(found, applied, now)
        return Saved(applied.conflicts, now, submission.changes), kept, submission.id or 0


def _allowed(found: Opened, edits: Sequence[Edit]) -> list[Edit]:
    """The edits in their stored form; raises `Refused` naming what may not be written."""
    wanted = may_write(found, edits)
    return [_fit(found, edit, paths) for edit, paths in zip(edits, wanted, strict=True)]


def may_write(found: Opened, edits: Sequence[Edit]) -> list[frozenset[str]]:
    """The paths that each edit writes; raises `Refused` naming what may not be written."""
    wanted = writes(found.form, found.facts.values, edits)
    for path in sorted({p for paths in wanted for p in paths} - found.form.by_path.keys()):
        raise Refused(Refusal(Message("no_such_field", {"field": path}), guard="field"))
    forbidden = [p for p in found.form.by_path if any(p in paths for paths in wanted) and not found.access.may_write(p)]
    if forbidden:
        titles = [found.form.by_path[p].title for p in forbidden]
        raise Refused(Refusal(Message("may_not_write", {"fields": titles}), guard="rights"))
    _refuse(row_writes.against_edits(found, edits))
    return wanted


def may_come_to(found: Opened, applied: Applied) -> None:
    """Raises `Refused` where rows would come to stand where the actor may not have put them."""
    _refuse(row_writes.against_result(found, applied))


def _refuse(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)


def _fit(found: Opened, edit: Edit, paths: frozenset[str]) -> Edit:
    """An edit with normal values and files that are known here."""
    if isinstance(edit, Answer):
        return _fit_answer(found, edit)
    options = found.world.options
    if isinstance(edit, SetValue) and paths:
        field = found.form.by_path[next(iter(paths))]
        return replace(edit, value=_known(found, field, field.normal(edit.value, options)))
    if isinstance(edit, AddRows):
        table = found.form.tables[edit.table]
        rows = [{**_clean(found, table, row)} for row in edit.rows]
        return replace(edit, rows=tuple(rows))
    return edit


def _fit_answer(found: Opened, edit: Answer) -> Answer:
    if not found.access.groups_writable:
        raise Refused(Refusal(Message("may_not_answer"), guard="rights"))
    text = (edit.text or "").strip()
    if len(text) > ANSWER_LIMIT:
        raise Refused(Refusal(Message("answer_too_long", {"limit": ANSWER_LIMIT, "count": len(text)}), guard="answer"))
    return Answer(edit.key, text or None)


def _clean(found: Opened, table: TableField, row: Mapping[str, Any]) -> dict[str, Any]:
    normal = table.normal_row(row, found.world.options)
    known = {f.key: _known(found, f, normal[f.key]) for f in table.fields if f.key in normal}
    return {**normal, **known}


def _known(found: Opened, field: Field, value: Any) -> Any:
    """The value as it may be kept: files have to be here, look-ups have to be theirs; rows within a row too."""
    if isinstance(field, TableField) and value:
        return [_clean(found, field, row) for row in value]
    if not isinstance(field, AttachmentField) or is_empty(value):
        return field.vouched(value, found.world.options)
    files = trusted(found.session, value)
    if files is None:
        raise Refused(Refusal(Message("file_unknown"), guard="file"))
    return files


def store(found: Opened, applied: Applied, now: datetime, derived: Derived | None = None) -> filled.Filled:
    """Write what edits made of the draft; `derived` is what follows from it, for callers that know it already."""
    session, submission, actor = found.session, found.submission, found.situation.actor
    kept = filled.write(session, found.form, submission, found.filled, applied)
    submission.saved_at, submission.saved_by = now, actor.id
    _keep_key(found, applied.values)
    after = replace(found.situation, case=replace(found.facts, values=applied.values, answers=applied.answers))
    _index(found, applied, after.values if indexing.conditional(found.form) else applied.values)
    derived = derived or derive(after)
    steps.describe(found, derived.title, derived.title_en, derived.columns)
    steps.keep_files(found, found.form, applied.values if "" in applied.touched else {})
    found.case.changed_at = now
    session.add(found.case)
    keeping.saved(found, after.values, applied.touched, applied.deleted)
    return kept


def _keep_key(found: Opened, values: Values) -> None:
    """Keep the constraint that says how many like this one may be open."""
    key = open_key(found.bundle.procedure, found.case.campaign_id, values)
    if key == found.case.open_key:
        return
    other = found.session.exec(select(Case).where(Case.open_key == key, Case.id != found.id)).first()
    if other is not None:
        named = other.number or Text(zh=other.title, en=other.title_en or None)
        raise Refused(Refusal(Message("open_already", {"case": named}), guard="one_open"))
    found.case.open_key = key


def _index(found: Opened, applied: Applied, seen: Mapping[str, Any]) -> None:
    touched = set(applied.touched)
    if indexing.conditional(found.form):
        touched |= {"", *(row[ROW_ID] for _, row, _ in all_rows(found.form, applied.values))}
    options = found.world.options
    indexing.write_touched(found.session, found.id, found.bundle, seen, touched, applied.deleted, options)
