"""Opening a case: empty, or with what the last one of the same subject held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from data.queries import visibility
from data.queries.facts import spans
from data.tables import Campaign, Case, History
from forms.fields import Field
from forms.fields.attachment import AttachmentField
from forms.fields.table import ROW_ID, TableField
from forms.text import Message
from forms.values import Values, all_rows, is_empty, normal, rows, without_rows
from workflows.access import Access
from workflows.audit.chain import append
from workflows.audit.left import LEFT, begun
from workflows.bundle import MAIN, Bundle
from workflows.cases import filled, indexing, tasks
from workflows.cases.once import Done, once
from workflows.cases.opened import opened, reopened
from workflows.clocks import timers
from workflows.engine.derive import Derived, derive
from workflows.engine.situation import Situation
from workflows.engine.start import decide_start, subject_of
from workflows.engine.types import Actor, CaseFacts, Opening, Passed, Refusal
from workflows.keys import open_key
from workflows.office import Office
from workflows.rights import deputy_of
from workflows.search import keeping
from workflows.world import About, OfficeWorld


@dataclass(frozen=True)
class Under:
    """Under which parent a case is opened: a case or an entry, as which child, so that it is the only open one."""

    child: str
    version_id: int  # of the parent's procedure
    case_id: int | None = None
    entry: int | None = None
    key: str | None = None


@dataclass(frozen=True)
class _Plan:
    """A case that may be opened, with what it begins with."""

    bundle: Bundle
    opening: Opening
    values: Values
    after: Derived
    under: Under | None = None


def start(
    office: Office,
    actor: Actor,
    procedure: str,
    *,
    subject: str,
    campaign: int | None = None,
    on_behalf: bool = False,
    copy_from: int | None = None,
    key: str,
    now: datetime,
) -> int | Refusal:
    """Open a case for a subject and give its id, or why not; with `copy_from` as a fresh copy.

    `subject` is the code of a district, or the id of an organisation.
    """

    def work(session: Session) -> Done | Refusal:
        return start_in(office, session, actor, procedure, subject, campaign, on_behalf, copy_from, now)

    done = once(office, actor, f"start/{procedure}/{subject}/{key}", now, work)
    return done if isinstance(done, Refusal) else done.case_id


def start_in(
    office: Office,
    session: Session,
    actor: Actor,
    procedure: str,
    subject: str,
    campaign: int | None,
    on_behalf: bool,
    copy_from: int | None,
    now: datetime,
) -> Done | Refusal:
    """The same in the caller's transaction, which sees to it that it is done once."""
    actor = actor.bound(procedure)
    plan = _planned(office, session, actor, procedure, subject, campaign, on_behalf, copy_from, now)
    return plan if isinstance(plan, Refusal) else _write(office, session, actor, plan, now)


def _planned(
    office: Office,
    session: Session,
    actor: Actor,
    procedure: str,
    subject: str,
    campaign: int | None,
    on_behalf: bool,
    copy_from: int | None,
    now: datetime,
) -> _Plan | Refusal:
    today = office.today(now)
    bundle = office.current_version(session, procedure, today) or office.newest(session, procedure)
    if bundle is None:
        return Refusal(Message("no_such_procedure", {"procedure": procedure}), guard="procedure")
    known = session.get(Campaign, campaign) if campaign is not None else None
    campaign = known.id if known is not None and known.procedure == procedure else None
    about = about_new(office, session, bundle, subject, campaign, today)
    world = OfficeWorld(office, session, bundle, about, today, actor.tokens)
    opening = decide_start(bundle, actor, subject, campaign, on_behalf, world, now)
    if isinstance(opening, Refusal):
        return opening
    situation = Situation(bundle, _facts(opening, opening.values, actor), actor, world, now)
    copied = _copied(office, session, situation, copy_from) if copy_from is not None else {}
    if isinstance(copied, Refusal):
        return copied
    values = {**opening.values, **copied}
    filled_in = replace(situation, case=_facts(opening, values, actor))
    return _Plan(bundle, opening, values, derive(filled_in))


def open_under(
    office: Office, session: Session, actor: Actor, bundle: Bundle, opening: Opening, under: Under, now: datetime
) -> Done:
    """Write a child, in the caller's transaction."""
    today = office.today(now)
    about = About(None, opening.district, None, opening.values, organisation=opening.organisation)
    world = OfficeWorld(office, session, bundle, about, today, actor.tokens)
    facts = replace(_facts(opening, opening.values, actor), tasks=opening.new_tasks)
    after = derive(Situation(bundle, facts, actor, world, now))
    return _write(office, session, actor, _Plan(bundle, opening, dict(opening.values), after, under), now)


def about_new(
    office: Office, session: Session, bundle: Bundle, subject: str, campaign: int | None, today: date
) -> About:
    """What there is to know of a case before it is opened."""
    found = subject_of(bundle, subject, office.options(session, bundle, today))
    values = {bundle.procedure.case.subject: subject}
    return About(None, found.district, campaign, values, organisation=found.organisation)


def _facts(opening: Opening, values: Mapping[str, Any], actor: Actor) -> CaseFacts:
    begun = Passed("start", actor.id, None, opening.state, opening.at)
    return CaseFacts(
        id=None, state=opening.state, revision=0, values=values, answers={}, organisation=opening.organisation,
        district=opening.district, campaign=opening.campaign, on_behalf=opening.on_behalf, trail=(begun,),
    )  # fmt: skip


def _copied(office: Office, session: Session, situation: Situation, source: int) -> Values | Refusal:
    """What another case of the procedure holds, as far as its reader may read it and write it here; rows are new.

    Files are left behind: a scan belongs to the paper it was made of.
    """
    old = opened(office, session, source, situation.actor, situation.now)
    if old is None or old.bundle.procedure.id != situation.procedure.id:
        return Refusal(Message("copy_not_yours"), guard="copy")
    read = old.access.restrict(old.situation.values)
    kept = _writable(situation.form.fields, read, "", situation.access)
    values = normal(situation.form, kept, situation.world.options)
    return without_rows(situation.form, values, set(_not_theirs(situation, values)))


def _not_theirs(situation: Situation, values: Values) -> Iterator[str]:
    """Rows that the actor could not have put there."""
    access = situation.access.over(values)
    for table, row, _ in all_rows(situation.form, values):
        if not access.may_write_row(table, row[ROW_ID]):
            yield row[ROW_ID]


def _writable(fields: list[Field], values: Mapping[str, Any], prefix: str, access: Access) -> Values:
    """The values at paths that may be written, without identities and files."""
    kept: Values = {}
    for f in fields:
        path = f"{prefix}{f.key}"
        if is_empty(values.get(f.key)) or isinstance(f, AttachmentField) or not access.may_write(path):
            continue
        if isinstance(f, TableField):
            kept[f.key] = [_writable(f.fields, row, f"{path}.", access) for row in rows(values, f.key)]
        else:
            kept[f.key] = values[f.key]
    return kept


def _write(office: Office, session: Session, actor: Actor, plan: _Plan, now: datetime) -> Done:
    spans.at(session, now)
    opening, after = plan.opening, plan.after
    under = plan.under or Under("", 0)
    case = Case(
        procedure=plan.bundle.procedure.id, version_id=plan.bundle.version_id or 0, state=opening.state,
        stage=after.stage, title=after.title, title_en=after.title_en, campaign_id=opening.campaign,
        organisation_id=opening.organisation, district=opening.district, holder=after.holder,
        on_behalf=opening.on_behalf, due=after.due, yellow_on=after.yellow_on,
        provisional=after.provisional, columns=dict(after.columns), opened_at=now, opened_by=actor.id,
        changed_at=now, open_key=open_key(plan.bundle.procedure, opening.campaign, plan.values),
        audience_id=visibility.audience(session, indexing.with_columns(plan.bundle, after.tokens)),
        parent_id=under.case_id, parent_entry_id=under.entry, child=under.child or None, child_key=under.key,
        parent_version_id=under.version_id or None,
    )  # fmt: skip
    session.add(case)
    session.flush()
    case_id = case.id or 0
    work = tasks.begin(session, case_id, opening.new_tasks, now)
    form = plan.bundle.form(MAIN)
    filled.create(session, case_id, MAIN, form, plan.values, actor.id, now)
    options = office.options(session, plan.bundle, office.today(now), actor.tokens)
    indexing.write_all(session, case_id, plan.bundle, plan.values, options)
    indexing.write_columns(session, case_id, after.columns)
    lender = deputy_of(plan.bundle, _facts(opening, plan.values, actor), actor, opening.role)
    step = History(
        case_id=case_id, at=now, actor_id=actor.id, role=opening.role, for_organisation=opening.for_organisation,
        for_person=lender,
        action="start", to_state=opening.state, step=0, commitment="", previous="", hash="",
    )  # fmt: skip
    append(session, step, {"changes": [], "given": {}, LEFT: begun(case, work)})
    keeping.whole(office, session, case_id, now)
    if plan.bundle.procedure.clocks or plan.bundle.procedure.duties:
        _timed(office, session, case_id, actor, now)
    return Done(case_id, None, opening.state)


def _timed(office: Office, session: Session, case_id: int, actor: Actor, now: datetime) -> None:
    """Enqueue what the clocks that run from the beginning need."""
    session.flush()
    found = reopened(office, session, case_id, actor, now)
    if found is not None:
        timers.schedule(found, now)
