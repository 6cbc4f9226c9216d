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
from workflows.boards.figure import Line, Members
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


def title(members: int, gone: list[Standing], closes: date | None) -> Message:
    """How many have not declared, and how many of these are late."""
    late = sum(m.late for m in gone)
    if not gone:
        return Message("board.missing.none", {"count": members})
    data = {"count": len(gone), "late": late, "closes": closes.isoformat() if closes else ""}
    return Message("board.missing" if late else "board.missing.open", data)


def find(office: Office, actor: Actor, of: Members, now: datetime) -> tuple[Line, ...]:
    """The members that a list is about, as far as the actor may know of them."""
    with office.db.read() as session:
        found = standings(office, session, actor, of.campaign, now)
        fitting = [s for s in found if not of.districts or s.district in of.districts]
        wanted = [s for s in fitting if of.missing is None or s.missing == of.missing]
        closes = _closes(office, session, actor, of.campaign, now) if wanted else None
        return tuple(lines_of(of.campaign, closes, wanted, office.district_names(session)))


def _closes(office: Office, session: Session, actor: Actor, campaign: int, now: datetime) -> date | None:
    row = session.get(Campaign, campaign)
    bundle = office.newest(session, row.procedure) if row else None
    return last_day(office, session, bundle, actor, row, now) if row and bundle else None


def lines_of(
    campaign: int, closes: date | None, members: Iterable[Standing], names: Mapping[str, Option]
) -> Iterator[Line]:
    """How each of some members stands."""
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
