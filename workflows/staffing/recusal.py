"""Where all who hold a role would have to stand aside: in cases of some organisation that can open them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from data.tables import Organisation, Person
from forms import feel
from forms.text import Text
from workflows.definition import Procedure
from workflows.rights import CITY, token
from workflows.staffing.needs import Need

Holding = Mapping[str, frozenset[int]]
Found = tuple[Need, list[str], list[Text]]
"""A need, the organisations in whose cases nobody is left, the districts where that is so (none: everywhere)."""


def nobody_left(
    session: Session, procedure: Procedure, needs: Sequence[Need], held: Holding, places: Mapping[str, Text]
) -> Iterator[Found]:
    """The needs that nobody meets in cases of somebody who can open them. What hangs on more than whose case it is,
    and on who acts, is not judged: of running cases it is known."""
    people = _people(session, held) if needs else {}
    names: dict[int, str] = {}
    if needs:
        names = {o.id or 0: o.name for o in session.exec(select(Organisation))}
    for need in needs:
        role = need.roles[0]
        placed = procedure.roles[role].place is not None
        found: dict[str, list[int]] = {}
        for district in places if placed else (CITY,):
            holders = [people[p] for p in held.get(token(procedure, role, district), ()) if p in people]
            whose = _openers(procedure, held, people, district)
            alone = [o for o in sorted(whose) if holders and all(_aside(need.recused_if, who, o) for who in holders)]
            if alone:
                found[district] = alone
        if found:
            organisations = sorted({names.get(o, str(o)) for each in found.values() for o in each})
            yield need, organisations, [places[d] for d in found if d in places]


def _people(session: Session, held: Holding) -> dict[int, Mapping[str, Any]]:
    """Those who hold anything, as expressions see an actor."""
    ids = frozenset[int]().union(*held.values())
    rows = session.exec(select(Person).where(col(Person.id).in_(ids)))
    return {
        p.id or 0: {"id": Decimal(p.id or 0), "name": p.name, "organisation": Decimal(p.organisation_id)} for p in rows
    }  # fmt: skip


def _openers(
    procedure: Procedure, held: Holding, people: Mapping[int, Mapping[str, Any]], district: str
) -> set[int]:
    """The organisations whose people open cases in a district."""
    found = set()
    for each, holders in held.items():
        role, _, where = each.partition("@")
        if role in procedure.start.by and (district == CITY or where in (district, CITY) or where.startswith("#")):
            found |= {int(people[p]["organisation"]) for p in holders if p in people}
    return found


def _aside(text: str, actor: Mapping[str, Any], organisation: int) -> bool:
    """Whether somebody has to stand aside in a case of an organisation of which nothing else is known."""
    names = {"actor": actor, "case": {"organisation": Decimal(organisation)}}
    return feel.satisfied(feel.evaluate(text, names))
