"""Taking very many rows into a draft: worked out beside the requests, written in one transaction.

The edits are those that a small upload would make, so both come to the same draft; what is left out is putting values
into their stored form again and working everything out inside the transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from forms.definition import Form
from forms.diff import edits_between
from forms.draft import Applied, Edit, apply
from forms.fields import Field
from forms.fields.table import ROW_ID, TableField
from forms.finding import Finding
from forms.merge import three_way
from forms.sheet import Read, recognised
from forms.text import Message
from forms.values import Values, all_rows
from workflows.access import Access
from workflows.cases import drafts
from workflows.cases.once import Refused
from workflows.cases.opened import Opened, no_such_case, opened
from workflows.engine.derive import Derived, derive
from workflows.engine.types import Actor, Refusal
from workflows.office import Office


@dataclass(frozen=True)
class Plan:
    """What an upload would make of a draft as it was: `changes` and `revision` tell whether it still is."""

    changes: int
    revision: int
    tokens: frozenset[str]  # the rights of the actor then
    edits: Sequence[Edit]
    applied: Applied
    derived: Derived
    findings: Sequence[Finding]
    clashes: int  # cells that the draft and the file both changed: the draft's stay


@dataclass(frozen=True)
class Count:
    """Rows of the draft that came, changed, went."""

    added: int
    changed: int
    deleted: int


def for_writing(office: Office, session: Session, actor: Actor, case_id: int, now: datetime, *, lock: bool) -> Opened:
    """The case; raises `Refused` when it is not the actor's, or not theirs to fill in now."""
    found = opened(office, session, case_id, actor, now, lock=lock)
    if found is None:
        raise Refused(no_such_case())
    if not found.access.groups_writable:
        raise Refused(Refusal(Message("job.nothing_to_write"), guard="rights"))
    return found


def allowed(form: Form, read: Read, access: Access) -> Read:
    """What was read, without what may not be written."""
    covered = {p for p in read.covered if access.may_write(p)}
    return replace(read, values=_writable(form.fields, read.values, "", access), covered=covered)


def _writable(fields: Sequence[Field], values: Mapping[str, Any], prefix: str, access: Access) -> Values:
    kept: Values = {ROW_ID: values[ROW_ID]} if ROW_ID in values else {}
    for f in fields:
        path = f"{prefix}{f.key}"
        if f.key in values and access.may_write(path):
            below = f.fields if isinstance(f, TableField) else None
            given = values[f.key]
            kept[f.key] = given if below is None else [_writable(below, r, f"{path}.", access) for r in given]
    return kept


def planned(found: Opened, read: Read, *, replacing: bool, base: Mapping[str, Any] | None = None) -> Plan:
    """What the file would make of the draft, with all there is to say about it.

    Rows that the file does not have stay, unless it is `replacing`. With `base`, the values that the file was made
    from, cells that only one side changed are that side's, and the draft's where both did. Raises `Refused` naming
    what may not be written.
    """
    read, outside = _met(found, read, base)
    edits, clashes = _edits(found, read, replacing, base)
    drafts.may_write(found, edits)
    applied = _applied(found, read, edits)
    after = replace(found.situation, case=replace(found.facts, values=applied.values, answers=applied.answers))
    drafts.may_come_to(found, applied)
    derived = derive(after)
    changes, tokens = found.submission.changes, found.situation.actor.tokens
    return Plan(changes, found.case.revision, tokens, edits, applied, derived, after.findings, clashes + outside)


def _met(found: Opened, read: Read, base: Mapping[str, Any] | None) -> tuple[Read, int]:
    """What was read, without fields outside tables that the draft changed since; how many of them the file did too.

    Only for a draft without rows, which is not compared any further.
    """
    form, before = found.form, found.facts.values
    if base is None or not _no_rows(form, before):
        return read, 0
    own = [f.key for f in form.fields if f.key in read.covered and f.key not in form.tables]
    mine = [k for k in own if before.get(k) not in (base.get(k), read.values.get(k))]
    values = {k: v for k, v in read.values.items() if k not in mine}
    clashes = sum(read.values.get(k) != base.get(k) for k in mine)
    return replace(read, values=values, covered=read.covered - set(mine)), clashes


def _edits(
    found: Opened, read: Read, replacing: bool, base: Mapping[str, Any] | None
) -> tuple[list[Edit], int]:
    form, before = found.form, found.facts.values
    if _no_rows(form, before):
        return edits_between(form, before, merged(form, before, read)), 0
    merge = three_way(form, base, before, recognised(form, before, read, base), found.access)
    gone = [asked.row for asked in merge.missing] if replacing else []
    return merge.edits(delete=gone), len(merge.clashes) if base is not None else 0


def _no_rows(form: Form, values: Mapping[str, Any]) -> bool:
    return next(all_rows(form, values), None) is None


def merged(form: Form, before: Mapping[str, Any], read: Read) -> Values:
    """`Read.over`; where the draft has no rows yet, those of the file are taken as they are."""
    if not _no_rows(form, before):
        return read.over(form, before)
    kept = {k: v for k, v in before.items() if k not in read.covered}
    return kept | read.values


def _applied(found: Opened, read: Read, edits: Sequence[Edit]) -> Applied:
    """The draft after the edits; without rows before, nothing needs to be copied."""
    form, before = found.form, found.facts.values
    if not _no_rows(form, before):
        return apply(form, before, found.filled.answers, edits)
    after = merged(form, before, read)
    touched = {r[ROW_ID] for _, r, _ in all_rows(form, after)}
    outside = {k: v for k, v in after.items() if k not in form.tables}
    if outside != {k: v for k, v in before.items() if k not in form.tables}:
        touched.add("")
    return Applied(after, dict(found.filled.answers), (), frozenset(touched), frozenset())


def write(found: Opened, plan: Plan, now: datetime) -> Count:
    """Writes a plan; made anew from its edits if the draft was changed meanwhile. Raises `Refused`."""
    before = {r[ROW_ID] for _, r, _ in all_rows(found.form, found.facts.values)}
    seen = (found.submission.changes, found.case.revision, found.situation.actor.tokens)
    same = seen == (plan.changes, plan.revision, plan.tokens)
    applied = plan.applied if same else _again(found, plan.edits)
    if applied.touched or applied.deleted:
        drafts.store(found, applied, now, plan.derived if same else None)
    touched = applied.touched - {""}
    return Count(len(touched - before), len(touched & before), len(applied.deleted))


def _again(found: Opened, edits: Sequence[Edit]) -> Applied:
    """The edits over a draft that was changed meanwhile, with the rights of now."""
    drafts.may_write(found, edits)
    applied = apply(found.form, found.facts.values, found.filled.answers, edits)
    drafts.may_come_to(found, applied)
    return applied
