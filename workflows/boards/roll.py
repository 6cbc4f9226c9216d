"""Who has declared in a campaign and who has not.

That somebody is missing is an absence: only the campaign can tell it, and it tells those only who follow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from data.tables import Campaign
from forms.fields import Option
from forms.text import Message, Text
from workflows.boards.counting import CASES, MEMBERS, STATE, Counting
from workflows.boards.figure import Line, Members, Number, Roll
from workflows.boards.scope import view
from workflows.campaigns import Standing, last_day, standings
from workflows.cases import search
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.registers import query as registers
from workflows.registers.known import Known, known


@dataclass(frozen=True)
class About:
    """How districts stand in a campaign, and where their cases and entries are; no lines for what is no member."""

    campaign: Text
    closes: date
    lines: tuple[Line, ...]
    cases: search.Query
    entries: tuple[tuple[Known, registers.Query], ...]


def roll(of: Counting) -> Roll:
    """The card of those who have not declared, late ones first."""
    members, names = of.members, of.view.names
    campaign, closes = (of.campaign.id, of.campaign.closes) if of.campaign else (0, None)
    gone = sorted((m for m in members or () if m.missing), key=lambda m: (not m.late, m.district))
    lines = None if members is None else tuple(_lines(campaign, closes, gone, names))
    return Roll(
        f"{of.procedure.id}.missing", _title(len(members or ()), gone, closes) if members else Message("board.members"),
        of.note(Message("board.cases.missing"), MEMBERS), of.how("board.how.missing"), MEMBERS,
        Members(campaign, of.view.codes, missing=True), lines,
    )  # fmt: skip


def _title(members: int, gone: list[Standing], closes: date | None) -> Message:
    late = sum(m.late for m in gone)
    if not gone:
        return Message("board.missing.none", {"count": members})
    data = {"count": len(gone), "late": late, "closes": closes.isoformat() if closes else ""}
    return Message("board.missing" if late else "board.missing.open", data)


def declared(of: Counting) -> Number:
    """How many members have declared; without a campaign whose members are known, how many declarations there are."""
    label, key, members = Message("board.label.declared"), f"{of.procedure.id}.declared", of.members
    if members is None:
        value, note = of.count(lambda k: k[STATE] in of.declared.states), Message("board.cases.declared")
        return Number(key, label, value, CASES, of.note(note, CASES), of.how("board.how.declared"), of.declared)
    listing = Members(of.campaign.id if of.campaign else 0, of.view.codes, missing=False)
    note = of.note(Message("board.cases.members"), MEMBERS)
    done = sum(not m.missing for m in members)
    return Number(key, label, done, MEMBERS, note, of.how("board.how.members"), listing, of=len(members))


def find(office: Office, actor: Actor, of: Members, now: datetime) -> tuple[Line, ...]:
    """The members that a list is about, as far as the actor may know of them."""
    with office.db.read() as session:
        found = standings(office, session, actor, of.campaign, now)
        fitting = [s for s in found if not of.districts or s.district in of.districts]
        wanted = [s for s in fitting if of.missing is None or s.missing == of.missing]
        closes = _closes(office, session, actor, of.campaign, now) if wanted else None
        return tuple(_lines(of.campaign, closes, wanted, office.district_names(session)))


def _closes(office: Office, session: Session, actor: Actor, campaign: int, now: datetime) -> date | None:
    row = session.get(Campaign, campaign)
    bundle = office.newest(session, row.procedure) if row else None
    return last_day(office, session, bundle, actor, row, now) if row and bundle else None


def _lines(
    campaign: int, closes: date | None, members: Iterable[Standing], names: Mapping[str, Option]
) -> Iterator[Line]:
    for m in members:
        name = names[m.district].title if m.district in names else Text(zh=m.district)
        yield Line(
            m.district, name, m.state or Message("board.not_begun"), m.on, closes, m.missing, m.late,
            Members(campaign, (m.district,)), m.case, m.number,
        )  # fmt: skip


def about(office: Office, actor: Actor, of: Members, now: datetime) -> About | None:
    """All there is to know about districts in a campaign; None for a campaign that there is not."""
    lines = find(office, actor, of, now)
    with office.db.read() as session:
        campaign = session.get(Campaign, of.campaign)
        bundle = office.newest(session, campaign.procedure) if campaign else None
        if campaign is None or bundle is None:
            return None
        codes = _places(office, session, actor, now, of.districts)
        lists = [k for k in known(office, session, actor, office.today(now)) if k.id in bundle.procedure.registers]
        return About(
            Text(zh=campaign.title, en=campaign.title_en or None),
            last_day(office, session, bundle, actor, campaign, now), lines,
            search.Query(procedure=campaign.procedure, districts=codes),
            tuple((k, registers.Query(register=k.id, districts=codes)) for k in lists if k.register.district),
        )  # fmt: skip


def _places(
    office: Office, session: Session, actor: Actor, now: datetime, districts: tuple[str, ...]
) -> tuple[str, ...]:
    """The districts with all that were merged with them: their cases and entries lie under any of these."""
    place_of = view(office, session, actor, now).place_of
    found = (c for d in districts for c in (place_of[d].codes if d in place_of else (d,)))
    return tuple(dict.fromkeys(found))
