"""Writing a step of a case: its number, where it stands now, its register entries, its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlmodel import Session, col, or_, select

from data.queries import visibility
from data.queries.rows import freeze
from data.queries.series import next_number
from data.tables import CaseFile, History, Submission, SubmissionRow, SubmissionValues
from forms.definition import Form
from forms.diff import Change, changes
from forms.fields.attachment import AttachmentField
from workflows.audit.chain import append, canonical, digest
from workflows.audit.left import LEFT
from workflows.audit.left import left as how_left
from workflows.cases import entering, filled, indexing, tasks
from workflows.cases.opened import Opened
from workflows.children.service import open_children
from workflows.engine.numbering import number_text, series_key
from workflows.engine.types import Decision
from workflows.keys import open_key
from workflows.outbox.service import post
from workflows.registers.changing import change_entries
from workflows.registers.following import follow
from workflows.search import keeping


def take(opened: Opened, decision: Decision) -> None:
    """Do everything a decision says, in the caller's transaction. A verb freezes no revision of what was filled in."""
    session, actor = opened.session, opened.situation.actor
    if decision.wants_number:
        _number(opened, decision)
    kept = freeze(session, opened.submission, decision.at, actor.id) if decision.moves else None
    work = tasks.change(session, decision.task_changes, actor.id, decision.at)
    work += tasks.begin(session, opened.id, decision.new_tasks, decision.at)
    _move(opened, decision)
    entries = [entering.enter(opened, entry, decision.at) for entry in decision.entries]
    entries += change_entries(opened, decision.entry_changes, decision.at)
    if entries:
        written = [e["id"] for e in entries]
        entries += follow(opened.office, session, written, decision.at, opened.id)
    _keep_given_files(opened, decision)
    told = {
        "messages": post(opened, decision.notices, decision.at),
        "children": open_children(opened, decision.children, decision.at),
    }
    left = {LEFT: how_left(opened.case, work, decision.sets)}
    _record(opened, decision, kept, entries, {**{k: v for k, v in told.items() if v}, **left})
    keeping.moved(opened, decision.at)


def _number(opened: Opened, decision: Decision) -> None:
    """The next number of its series; given inside the transaction, so that none is lost or given twice."""
    case, procedure = opened.case, opened.bundle.procedure
    today = opened.office.today(decision.at)
    key = series_key(procedure, case.district, case.campaign_id, today)
    seq = next_number(opened.session, key)
    case.number = number_text(procedure, case.district, case.campaign_id, today, seq)
    case.filed_at, case.filed_on = decision.at, today


def _move(opened: Opened, decision: Decision) -> None:
    case, session = opened.case, opened.session
    case.state, case.stage, case.ended = decision.to_state, decision.stage, decision.ended
    case.revision = decision.revision + 1
    case.holder, case.late, case.due = decision.holder, decision.late, decision.due
    case.yellow_on, case.provisional = decision.yellow_on, decision.provisional
    case.suspended = decision.suspended
    if decision.moves:
        case.moved = case.revision
        case.ended_on = opened.office.today(decision.at) if decision.ended else None
    case.open_key = None if decision.ended else open_key(opened.bundle.procedure, case.campaign_id, opened.facts.values)
    case.audience_id = visibility.audience(session, indexing.with_columns(opened.bundle, decision.tokens))
    describe(opened, decision.title, decision.title_en, decision.columns)
    case.changed_at = decision.at


def describe(opened: Opened, title: str, title_en: str, columns: Mapping[str, Any]) -> None:
    """Write the title and the computed columns of a case where they changed."""
    case, found = opened.case, dict(columns)
    case.title, case.title_en = title, title_en
    if case.columns != found:
        case.columns = found
        indexing.write_columns(opened.session, opened.id, found)
    opened.session.add(case)


def _keep_given_files(opened: Opened, decision: Decision) -> None:
    use = _form_of(opened, decision)
    if use is not None:
        keep_files(opened, opened.bundle.form(use), decision.given, visibility.WHOLE)
    for change in decision.task_changes:
        task = next((t for t in opened.facts.tasks if t.id == change.id), None)
        if change.opinion and task is not None and task.round:
            form = opened.bundle.form(opened.bundle.procedure.rounds[task.round].form)
            keep_files(opened, form, change.opinion, OPINION)


OPINION = "#opinion"
"""The group of files that lie in opinions: whoever may see one of those may have them."""


def keep_files(opened: Opened, form: Form, values: Mapping[str, Any], group: str | None = None) -> None:
    """Note which files the fields outside tables refer to; `group` stands for the groups of the main form."""
    for f in form.fields:
        if isinstance(f, AttachmentField):
            for part in values.get(f.key) or ():
                key = (opened.id, part["hash"], opened.bundle.group_of(f.key) if group is None else group)
                if key[2] is not None and opened.session.get(CaseFile, key) is None:
                    opened.session.add(CaseFile(case_id=key[0], hash=key[1], group=key[2]))


def _record(
    opened: Opened, decision: Decision, kept: int | None, entries: list[dict[str, Any]], told: Mapping[str, Any]
) -> None:
    made = changed(opened, kept) if kept is not None else []
    body = {
        "changes": [plain(c) for c in made],
        "given": dict(decision.given),
        "entries": entries,
        "number": opened.case.number if decision.wants_number else None,
        # a verb freezes nothing that its digest could be compared with
        "content": digest(canonical([opened.facts.values, opened.facts.answers])) if kept is not None else None,
        **decision.details,
        **told,
    }
    step = History(
        case_id=opened.id, at=decision.at, actor_id=opened.situation.actor.id, role=decision.role,
        for_organisation=decision.for_organisation, for_person=decision.for_person, task_id=decision.task,
        action=decision.transition, from_state=decision.from_state,
        to_state=decision.to_state, straight=decision.straight or None, revision=kept,
        step=0, commitment="", previous="", hash="",
    )  # fmt: skip
    append(opened.session, step, body)
    use = _form_of(opened, decision)
    if use is not None:
        indexing.write_given(opened.session, step, opened.bundle.form(use), decision.given, opened.world.options)


def _form_of(opened: Opened, decision: Decision) -> str | None:
    """The form use that is filled in with the transition."""
    transition = opened.bundle.procedure.transitions.get(decision.transition)
    return transition.form if transition else None


def changed(opened: Opened, kept: int) -> list[Change]:
    """What the revision just kept changed in the one before; nothing for the first, which is all new."""
    if kept == 1 or not _touched(opened.session, opened.submission, kept):
        return []
    before = filled.at(opened.session, opened.submission, kept - 1)
    return changes(opened.form, before.values, opened.facts.values, opened.world.options)


def _touched(session: Session, submission: Submission, revision: int) -> bool:
    """Whether anything was written in a revision."""
    row, key = SubmissionRow, submission.id or 0
    rows = select(row.id).where(row.submission_id == key, or_(row.since == revision, col(row.until) == revision))
    heads = [session.get_one(SubmissionValues, (key, r)) for r in (revision - 1, revision)]
    return heads[0].body != heads[1].body or session.exec(rows.limit(1)).first() is not None


def plain(change: Change) -> dict[str, Any]:
    """A change as JSON."""
    return {**asdict(change) | {"label": {"zh": change.label.zh, "en": change.label.say("en")}}}
