"""What a practice office consists of, as data: its people, the words its names are made of, what is played in it."""

from __future__ import annotations

from typing import Any, Literal

from forms.model import Model, UserKey
from forms.text import Text

Made = Literal["company", "park", "address", "person", "phone", "uscc"]


class Words(Model):
    """Parts of fictitious names."""

    surnames: str
    given: list[str]
    brands: list[str]
    trades: list[str]
    companies: list[str]  # how a company's name ends
    parks: list[str]
    streets: list[str]


class Department(Model):
    """An organisation of the city, or of a district of it: its name, and who works there in which roles."""

    title: Text
    roles: dict[str, int]  # role → how many people
    district: str | None = None  # code; none: of the city
    parent: bool = False  # the office itself: every other organisation lies below it


class Applicant(Model):
    """An enterprise that comes to the office, confirmed, with people in a role of its own."""

    title: Text
    code: str
    district: str
    roles: dict[str, int]


class Newcomer(Model):
    """An enterprise that has registered itself and waits to be looked at."""

    name: str
    code: str
    district: str
    contact: str
    phone: str
    login: str
    ago: int  # days


class Deputy(Model):
    """Somebody who acts for another now; both by the names they sign in with."""

    of: str
    to: str
    since: int  # days after today
    until: int
    why: str


class OtherCity(Model):
    """A further city that the office works for: its offices, and who applies there."""

    city: str  # code
    departments: list[Department]
    applicants: list[Applicant] = []
    newcomers: list[Newcomer] = []
    deputies: list[Deputy] = []


class PracticeOffice(Model):
    """The people of a practice office, kind `practice_office`."""

    format: Literal[1] = 1
    kind: Literal["practice_office"] = "practice_office"
    city: list[Department]
    district: dict[str, int]  # roles of every district's organisation
    district_title: Text  # with {name}
    trial: list[Department] = []  # city organisations whose people try out what only practice offices have
    others: list[OtherCity] = []
    words: Words


class PlannedCampaign(Model):
    """A campaign: dates, or days before (-) and after today; how long the declarations are spread over it.

    `share` of the districts declare, `open_share` of those are still on their way at the end, and `again` of them had
    declared once before in the same campaign.
    """

    title: Text  # with {year}
    opens: str | int
    closes: str | int
    share: float
    open_share: float = 0.0
    again: float = 0.0
    drafts: int = 0  # how many of the open ones are still drafts


class PlannedCase(Model):
    """One case of a procedure without campaigns: a rehearsal told with other people, values and days.

    It goes as far as today lets it; with `until` it stands still once it is in that state, `more` steps later.
    """

    play: UserKey  # rehearsal
    begun: int  # days after today: before it, so below 0
    who: dict[str, str] = {}  # person of the rehearsal → whose of the office: title of an organisation
    data: dict[str, str] = {}  # set of data of the rehearsal → path of another one
    entries: dict[str, str] = {}  # what an entry is called in the rehearsal → what one of the office is called
    told: list[str] = []  # sets of values that stand instead of those of the rehearsal, a later one before an earlier
    until: str | None = None
    more: int = 0


class PlannedEntry(Model):
    """An entry that is in a register before anything is played; an organisation is called by its title."""

    since: int  # days after today: before it, so below 0
    values: dict[str, Any]


class Practice(Model):
    """What is played of one procedure, kind `practice`; lies beside its rehearsals."""

    format: Literal[1] = 1
    kind: Literal["practice"] = "practice"
    procedure: UserKey
    campaigns: list[PlannedCampaign] = []
    cases: list[PlannedCase] = []
    entries: dict[str, list[PlannedEntry]] = {}  # register → what is in it beforehand
    values: dict[str, dict[str, Any]] = {}  # set → field → value, told in `cases`
    play: dict[str, int] = {}  # rehearsal → weight, in campaigns
    vary: dict[str, Made] = {}  # path of a field → what is made up for it
    rows: dict[str, tuple[int, int]] = {}  # path of a table → how many rows it gets
    counts: dict[str, str] = {}  # path of a number field → inner table beside it whose rows it counts
