"""Who plays generated rehearsals: one person for each role, each in an office of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from forms.text import Text
from workflows.bundle import Bundle
from workflows.office import Office
from workflows.people.cities import home
from workflows.rehearsal.model import CampaignPlan

DAY = date(2026, 3, 2)
TWO_POSTS, ELSEWHERE, INTERESTED = "（两岗）", "（别处）", "（回避）"
"""End the names of people that only some rehearsals need."""
OPEN = 14
"""Days that a campaign is open."""


@dataclass(frozen=True)
class Troupe:
    """People by name with what they hold, the names by role, the campaigns, and where and when it is played."""

    people: dict[str, str | list[str]]
    names: dict[str, str]
    district: str
    day: date
    campaigns: dict[str, CampaignPlan]
    offices: tuple[str, ...]  # organisations of those who are asked by name

    def again(self) -> date:
        """The day on which another case of the same subject is opened."""
        return self.day + timedelta(2 * OPEN)


def troupe(office: Office, session: Session, bundle: Bundle) -> Troupe:
    """The people for a procedure: each role once, called by its title; roles of a place in one district."""
    procedure = bundle.procedure
    day = _day(procedure.valid.from_, procedure.valid.until)
    city = procedure.city or home(session)
    district = next(iter(office.places(session, day, procedure)), city)
    people: dict[str, str | list[str]] = {}
    names, offices = {}, []
    for number, (key, role) in enumerate(procedure.roles.items(), 1):
        name = role.title.zh if role.title.zh not in people else f"{role.title.zh} {key}"
        place = district if role.place or role.of_organisation else city
        people[name], names[key] = f"{key}@{place}#{number}", name
        if role.by_task:
            offices.append(f"{place} {number}")
    return Troupe(people, names, district, day, _campaigns(bundle, day), tuple(offices))


def _campaigns(bundle: Bundle, day: date) -> dict[str, CampaignPlan]:
    if bundle.procedure.campaign is None:
        return {}
    return {
        f"批次{n}": CampaignPlan(
            title=Text(zh=f"第{n}批", en=f"Campaign {n}"), opens=opens.isoformat(),
            closes=(opens + timedelta(OPEN)).isoformat(),
        )
        for n, opens in enumerate((day, day + timedelta(2 * OPEN)), 1)
    }  # fmt: skip


def _day(since: str, until: str | None) -> date:
    first = date.fromisoformat(since)
    return DAY if first <= DAY and (until is None or DAY.isoformat() <= until) else first
