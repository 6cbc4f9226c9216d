"""From where somebody looks at the figures: their districts, the day, and the scope they chose."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from sqlmodel import Session, select

from data.queries.visibility import EVERYONE
from data.reference.load import HOME
from data.tables import District
from forms.fields import Option
from forms.text import Text
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.people.cities import city_of

WHOLE = ""
"""The scope of everything that one may see."""


@dataclass(frozen=True)
class Place:
    """A district or unit of a day; `codes` are its own and those of districts that were merged into it."""

    code: str
    title: Text
    short: str
    column: int | None
    row: int | None
    unit: bool
    codes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class View:
    """Who looks, at what moment, as of which day, at which scope ("" or the code of one of `mine`)."""

    office: Office
    session: Session
    actor: Actor
    now: datetime
    on: date
    scope: str
    city: bool  # whether the actor holds anything for the whole city
    title: Text  # of the whole: the city
    places: tuple[Place, ...]  # all of the day in the city, by code
    city_code: str | None = None
    everyone: bool = False  # figures that are public in the office: what anybody may see is counted

    @property
    def tokens(self) -> Collection[str]:
        return EVERYONE if self.everyone else self.actor.tokens

    @cached_property
    def today(self) -> date:
        return self.office.today(self.now)

    @cached_property
    def mine(self) -> tuple[Place, ...]:
        """The places that the actor holds anything for."""
        if self.everyone:
            return self.places
        held = {token.partition("@")[2] for token in self.actor.tokens}
        return tuple(p for p in self.places if held & set(p.codes))

    @cached_property
    def shown(self) -> tuple[Place, ...]:
        """The places of the scope."""
        return tuple(p for p in self.mine if self.scope in (WHOLE, p.code))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes that the scope restricts counting to; none for everything one may see."""
        return tuple(c for p in self.shown for c in p.codes) if self.scope else ()

    @cached_property
    def place_of(self) -> Mapping[str, Place]:
        """Code, also of a merged district, → the place that it is on the day."""
        return {code: place for place in self.places for code in place.codes}

    @cached_property
    def names(self) -> Mapping[str, Option]:
        """Every district there ever was, in words."""
        return self.office.district_names(self.session)

    @property
    def called(self) -> Text:
        """The scope in words: the city, one district, or one's own districts."""
        if self.city and not self.scope:
            return self.title
        names = [p.title for p in self.shown]
        return Text(zh="、".join(n.zh for n in names), en=", ".join(n.say("en") for n in names))


def view(
    office: Office,
    session: Session,
    actor: Actor,
    now: datetime,
    on: date | None = None,
    scope: str = WHOLE,
    code: str | None = None,
    everyone: bool = False,
) -> View:
    """The view of a scope and a day; a scope that is not theirs falls back to all that is, a later day to today.

    A district that was merged into another by then is seen as that one. `code` is the city that it is about; without
    one it is the first in which the actor holds anything.
    """
    today = office.today(now)
    day = min(on or today, today)
    rows = list(session.exec(select(District).order_by(District.code)))
    by_code = {d.code: d for d in rows}
    city = by_code.get(code or _own_city(actor, by_code) or "") or next((d for d in rows if d.kind == "city"), None)
    code = city.code if city else None
    rows = [d for d in rows if city is None or city_of(d.code, by_code) in (city.code, None)]
    whole = everyone or any(h.district == "*" for h in actor.held)
    title = Text(zh=city.name, en=city.name_en) if city else Text(zh="")
    wide = View(office, session, actor, now, day, WHOLE, whole, title, _places(rows, day), code, everyone)
    only = wide.mine[0].code if len(wide.mine) == 1 and not whole else WHOLE
    chosen = next((p.code for p in wide.mine if scope in p.codes), only)
    return replace(wide, scope=chosen)


def _own_city(actor: Actor, districts: Mapping[str, District]) -> str | None:
    """The first city in which somebody holds anything; the home of the office for its own roles."""
    found = (city_of(h.city if h.district == "*" else h.district, districts) for h in actor.held)
    return next((c for c in found if c), HOME if HOME in districts else None)


def _places(rows: Collection[District], day: date) -> tuple[Place, ...]:
    """The districts of a day, each with the codes of those that went into it."""
    valid = [d for d in rows if d.kind != "city" and _valid(d, day)]
    codes: dict[str, list[str]] = {d.code: [d.code] for d in valid}
    by_code = {d.code: d for d in rows}
    for gone in (d for d in rows if d.kind != "city" and d.code not in codes):
        heir = _heir(gone, by_code, codes)
        if heir is not None:
            codes[heir].append(gone.code)
    return tuple(_place(d, tuple(codes[d.code])) for d in valid)


def _place(row: District, codes: tuple[str, ...]) -> Place:
    title = Text(zh=row.name, en=row.name_en or None)
    return Place(row.code, title, row.short, row.column, row.row, row.kind == "unit", codes)


def _valid(row: District, day: date) -> bool:
    return row.valid_from <= day and (row.valid_until is None or row.valid_until > day)


def _heir(row: District, by_code: Mapping[str, District], alive: Collection[str]) -> str | None:
    """The living district at the end of the chain of successors; None for one that does not exist yet."""
    seen = {row.code}
    while row.successor and row.successor not in seen and row.successor in by_code:
        if row.successor in alive:
            return row.successor
        seen.add(row.successor)
        row = by_code[row.successor]
    return None
