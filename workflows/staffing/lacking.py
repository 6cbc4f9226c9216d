"""Where nobody who is active holds a role that a procedure needs, in which districts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from data.tables import Campaign, CampaignMember, District, Grant, Person
from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.checks.base import ProcedureFinding
from workflows.checks.texts import PROCEDURE, PartFinding
from workflows.definition import Procedure
from workflows.messages import say
from workflows.people.actors import held_by, tokens
from workflows.rights import CITY, token
from workflows.staffing.needs import Need, needs
from workflows.staffing.recusal import Holding, nobody_left


@dataclass(frozen=True)
class Lack:
    """Somebody who is not there: for which need, in which districts (none: in the whole city)."""

    code: str  # unmanned, unmanned_in, four_eyes, four_eyes_in, recused_all, recused_all_in, unmanned_all, stranded
    need: Need
    roles: tuple[Text, ...]
    districts: tuple[Text, ...] = ()
    whose: tuple[str, ...] = ()  # organisations in whose cases all who hold the roles have to stand aside

    @property
    def message(self) -> Message:
        told = {"what": self.need.what, "roles": list(self.roles), "districts": list(self.districts)}
        return Message(self.code, {**told, "whose": list(self.whose)})

    def say(self, lang: str = "zh") -> str:
        return say(self.message, lang)


def findings(session: Session, bundle: Bundle, on: date) -> list[PartFinding]:
    """The same as findings of a publication: they warn and hinder nothing, for people may still be given their roles.
    """
    found = lacking(session, bundle.procedure, on)
    return [PartFinding(PROCEDURE, _finding(each)) for each in found]


def _finding(each: Lack) -> ProcedureFinding:
    return ProcedureFinding("warning", each.code, each.need.pointer, each.message.data)


def lacking(session: Session, procedure: Procedure, on: date) -> list[Lack]:
    """Every need of the procedure that nobody meets on a day."""
    wanted = needs(procedure)
    held = _holding(session, {*procedure.start.by, *(r for n in wanted for r in (*n.roles, *n.other))}, on)
    if not held and wanted:
        return [Lack("unmanned_all", wanted[0], tuple(_titles(procedure, procedure.roles)))]
    places = _places(session, procedure, held, on)
    plain = [lack for need in wanted if not need.recused_if for lack in _lack(procedure, need, held, places)]
    return [*plain, *recused(session, procedure, [n for n in wanted if n.recused_if], held, places)]


def _lack(procedure: Procedure, need: Need, held: Holding, places: Mapping[str, Text]) -> Iterator[Lack]:
    code = "four_eyes" if need.other else "unmanned"
    titles = tuple(_titles(procedure, need.roles))
    if not any(_placed(procedure, r) for r in (*need.roles, *need.other)):
        if _missing(procedure, need, held, CITY):
            yield Lack(code, need, titles)
        return
    where = tuple(title for district, title in places.items() if _missing(procedure, need, held, district))
    if where:
        yield Lack(f"{code}_in", need, titles, where)


def recused(
    session: Session, procedure: Procedure, wanted: Sequence[Need], held: Holding, places: Mapping[str, Text]
) -> Iterator[Lack]:
    """Those of whom nobody is left in cases of some organisation."""
    for need, whose, where in nobody_left(session, procedure, wanted, held, places):
        code = "recused_all_in" if where else "recused_all"
        yield Lack(code, need, tuple(_titles(procedure, need.roles)), tuple(where), tuple(whose))


def _placed(procedure: Procedure, role: str) -> bool:
    return procedure.roles[role].place is not None


def _missing(procedure: Procedure, need: Need, held: Holding, district: str) -> bool:
    """Whether nobody meets a need in a district; for four eyes, nobody but the one who has taken the step before."""
    mine = _of(procedure, need.roles, held, district)
    if not need.other:
        return not mine
    others = _of(procedure, need.other, held, district)
    return len(mine) == 1 and mine == others


def _of(procedure: Procedure, roles: Iterable[str], held: Holding, district: str) -> frozenset[int]:
    none: frozenset[int] = frozenset()
    return none.union(*(held.get(token(procedure, r, district), none) for r in roles))


def _titles(procedure: Procedure, roles: Iterable[str]) -> list[Text]:
    return [procedure.roles[r].title for r in roles]


def _holding(session: Session, roles: set[str], on: date) -> dict[str, frozenset[int]]:
    """Who holds what today, for all roles at once."""
    districts = list(session.exec(select(District)))
    granted = select(Grant).join(Person, col(Person.id) == Grant.person_id)
    until = col(Grant.valid_until)
    found: dict[str, set[int]] = {}
    for g in session.exec(
        granted.where(col(Grant.role).in_(roles), col(Person.active), Grant.valid_from <= on)
        .where(until.is_(None) | (until >= on))
    ):  # fmt: skip
        for each in tokens([held_by(g, districts)], districts):
            found.setdefault(each, set()).add(g.person_id)
    return {each: frozenset(people) for each, people in found.items()}


def _places(session: Session, procedure: Procedure, held: Holding, on: date) -> dict[str, Text]:
    """The districts that count: where somebody opens cases, and those that a campaign expects."""
    opening = {each.partition("@")[2] for each in held if each.partition("@")[0] in procedure.start.by}
    current = select(Campaign.id).where(Campaign.procedure == procedure.id, Campaign.closes >= on)
    expected = select(CampaignMember.district).where(col(CampaignMember.campaign_id).in_(current))
    wanted = (opening | set(session.exec(expected))) - {CITY}
    everywhere = any(f"{role}@{CITY}" in held for role in procedure.start.by)
    rows = session.exec(select(District).where(District.kind != "city").order_by(District.code))
    known = {d.code: d for d in rows if d.valid_until is None or d.valid_until >= on}
    if everywhere:  # whoever opens cases for the whole city has every district: only those expected tell anything
        wanted = set(session.exec(expected))
    return {code: Text(zh=d.name, en=d.name_en or None) for code, d in known.items() if code in wanted}
