"""Sorting out mailed workbooks: what each is about and what taking it would do. Nothing is stored here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from data.tables import District
from forms.fields import OptionSource
from forms.sheet import Read, SheetRefused, read
from forms.sheet.source import Source, open_source
from forms.text import Message
from forms.values import all_rows
from workflows.attachments import file_name
from workflows.bundle import Bundle
from workflows.cases.once import Refused
from workflows.cases.startable import Choice, choices, prospect
from workflows.engine.types import Actor
from workflows.mailed.about import Chosen, Mail, Sorted
from workflows.mailed.matching import Area, Where, where
from workflows.mailed.taking import take
from workflows.office import Office


@dataclass(frozen=True)
class _Desk:
    """What is asked again for every file: the procedures that may be started for others, with their forms."""

    office: Office
    actor: Actor
    now: datetime
    offered: Sequence[tuple[Choice, Bundle, OptionSource]]
    areas: Sequence[Area]


def may_take(office: Office, actor: Actor, now: datetime) -> bool:
    """Whether somebody may enter anything for others."""
    return any(c.on_behalf for c in choices(office, actor, now))


def sort_out(
    office: Office, actor: Actor, mails: Sequence[Mail], chosen: Mapping[str, Chosen], now: datetime
) -> list[Sorted]:
    """Each file with what would be done with it; `chosen` by the hash of the file. Doubles are told and left out."""
    desk = _desk(office, actor, now)
    found = [_sorted(desk, mail, chosen.get(mail.hash, Chosen())) for mail in mails]
    return _without_doubles(found)


def _desk(office: Office, actor: Actor, now: datetime) -> _Desk:
    offered = [c for c in choices(office, actor, now) if c.on_behalf]
    today = office.today(now)
    with office.db.read() as session:
        bundles = [(c, _bundle(office, session, c, now)) for c in offered]
        known = [(c, b, office.options(session, b, today)) for c, b in bundles if b is not None]
        rows = office.district_rows(session, today)
    return _Desk(office, actor, now, known, [_area(d) for d in rows])


def _bundle(office: Office, session: Session, choice: Choice, now: datetime) -> Bundle | None:
    return office.current_version(session, choice.procedure.id, office.today(now))


def _area(row: District) -> Area:
    return Area(row.code, tuple(n for n in (row.full, row.name, row.short) if n))


def _sorted(desk: _Desk, mail: Mail, chosen: Chosen) -> Sorted:
    plain = Sorted(file_name(mail.name), mail.hash, "refused")
    if chosen.leave:
        return replace(plain, does="skip", why=Message("mailed.left"))
    try:
        source = open_source(mail.content, mail.name)
        grids = {sheet: [list(row) for row in grid[:12]] for sheet, grid in source.grids.items()}
        choice, bundle, found_in = _form_of(desk, mail, source, chosen.procedure)
    except SheetRefused as refused:
        return replace(plain, why=refused.message)
    subject = found_in.values.get(bundle.procedure.case.subject)
    found = where(mail.name, subject if isinstance(subject, str) else None, grids, desk.areas)
    if chosen.district:
        found = Where(chosen.district, "hand")
    about = replace(
        plain, does="ask", procedure=choice.procedure.id, title=choice.procedure.title, district=found.code,
        told=found.told, asked=found.asked, rows=sum(1 for _ in all_rows(bundle.form(), found_in.values)),
        notes=tuple(found_in.notes),
    )  # fmt: skip
    return _placed(desk, _in_campaign(choice, about, chosen), choice, found_in)


def _form_of(desk: _Desk, mail: Mail, source: Source, wanted: str | None) -> tuple[Choice, Bundle, Read]:
    """The procedure whose form the file fills in best; raises what reading raises when none takes it."""
    best: tuple[Choice, Bundle, Read] | None = None
    failed: SheetRefused | None = None
    for choice, bundle, options in _candidates(desk, source, wanted):
        try:
            taken = read(bundle.form(), mail.content, options, name=mail.name, version=str(bundle.number))
        except SheetRefused as refused:
            failed = failed or refused
            continue
        if best is None or len(taken.covered) > len(best[2].covered):
            best = (choice, bundle, taken)
    if best is None:
        raise failed or SheetRefused("mailed.no_form")
    return best


def _candidates(
    desk: _Desk, source: Source, wanted: str | None
) -> list[tuple[Choice, Bundle, OptionSource]]:
    """The procedures in question: the one chosen, else those whose form the file names, else all."""
    offered = [o for o in desk.offered if wanted in (None, o[0].procedure.id)]
    named = [o for o in offered if o[1].form().id == source.about.get("form")]
    return named or offered


def _in_campaign(choice: Choice, about: Sorted, chosen: Chosen) -> Sorted:
    """The campaign chosen, else the only one that has opened."""
    if choice.procedure.campaign is None:
        return about
    by_id = {c.id: c for c in choice.campaigns}
    wanted = chosen.campaign if chosen.campaign in by_id else next(iter(by_id)) if len(by_id) == 1 else None
    return replace(about, campaign=wanted, campaign_title=by_id[wanted].title if wanted is not None else None)


def _placed(desk: _Desk, about: Sorted, choice: Choice, read: Read) -> Sorted:
    if about.district is None or about.procedure is None:
        return replace(about, why=Message("mailed.which_district"))
    if choice.procedure.campaign is not None and about.campaign is None:
        code = "mailed.which_campaign" if choice.campaigns else "mailed.no_campaign"
        return replace(about, does="ask" if choice.campaigns else "refused", why=Message(code))
    if not choice.acts_for(about.district):
        return replace(about, does="refused", why=Message("mailed.not_for"))
    seen = prospect(desk.office, desk.actor, about.procedure, about.district, about.campaign, True, desk.now)
    if seen is not None and seen.why_not is None:
        return _tried(desk, replace(about, does="new"), read)
    if seen is not None and seen.open_case is not None:
        return _tried(desk, replace(about, does="update", case=seen.open_case), read)
    why = seen.why_not.message if seen and seen.why_not else Message("no_such_procedure", {"procedure": about.title})
    return replace(about, does="refused", why=why)


def _tried(desk: _Desk, about: Sorted, read: Read) -> Sorted:
    """What taking it would come to, by doing it and forgetting it again."""
    outcome = about
    try:
        with desk.office.db.write() as session:
            outcome = take(desk.office, session, desk.actor, about, read, desk.now)
            raise _Forget
    except _Forget:
        return outcome
    except Refused as refused:
        return replace(about, does="refused", why=refused.refusal.message)


class _Forget(Exception):
    """Rolls a trial back."""


def _without_doubles(found: Sequence[Sorted]) -> list[Sorted]:
    """The same file twice is taken once; two files for one case are asked about."""
    seen: dict[tuple[object, ...], str] = {}
    kept = []
    for each in found:
        same = seen.get((each.hash,))
        other = seen.get((each.procedure, each.campaign, each.district)) if each.takes else None
        if same is not None:
            each = replace(each, does="skip", why=Message("mailed.same_file", {"name": same}))
        elif other is not None:
            each = replace(each, does="ask", why=Message("mailed.same_case", {"name": other}))
        seen.setdefault((each.hash,), each.name)
        if each.takes:
            seen[each.procedure, each.campaign, each.district] = each.name
        kept.append(each)
    return kept
