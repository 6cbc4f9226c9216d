"""The pool of a draw as it stands at the moment of drawing: candidates and people, looked up and judged once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NoReturn

from sqlmodel import col, select

from data.tables import Entry
from forms import feel
from forms.text import Message
from workflows.cases.once import Refused
from workflows.draws.algorithm import HEAVIEST, millionths
from workflows.draws.words import REGISTER, ROLE
from workflows.engine.types import Refusal
from workflows.model.draws import Draw
from workflows.people.holding import people_of
from workflows.people.known import people as known_people
from workflows.registers.seeing import fields_view
from workflows.rights import role_tokens
from workflows.world import open_on

if TYPE_CHECKING:
    from workflows.cases.opened import Opened

LARGEST = 100_000


@dataclass(frozen=True)
class Gathered:
    """A pool with the items behind its keys; `pool`, `counts` and `people` go into the record."""

    pool: list[dict[str, Any]]
    counts: dict[str, int]
    people: list[str]
    items: Mapping[str, Any]
    persons: Mapping[str, Any]


def gathered(opened: Opened, draw: Draw) -> Gathered:
    """Everything that is fixed before anything is drawn; raises `Refused`."""
    return _Gathering(opened, draw).all()


def refuse(draw: Draw, code: str, **data: Any) -> NoReturn:
    """Raises `Refused`."""
    raise Refused(Refusal(Message(code, {"draw": draw.title, **data}), guard="draw"))


class _Gathering:
    def __init__(self, opened: Opened, draw: Draw) -> None:
        self.opened, self.draw, self.situation = opened, draw, opened.situation

    def all(self) -> Gathered:
        items = self._keyed(self._listed(self.draw.pool), "item", self.draw.key)
        pool = [self._candidate(key, items[key]) for key in sorted(items)]
        match = self.draw.match
        persons = self._keyed(self._listed(match.people), "person", match.key) if match else {}
        return Gathered(pool, self._counts(pool), sorted(persons), items, persons)

    def value(self, text: str, **names: Any) -> Any:
        return feel.evaluate(text, feel.scope(names, self.situation.context), self.situation.services)

    def _listed(self, source: str) -> list[Any]:
        """What an expression, a register or a role comes to."""
        if source.startswith(REGISTER):
            found: Any = list(self._entries(source.removeprefix(REGISTER)))
        elif source.startswith(ROLE):
            found = list(self._holders(source.removeprefix(ROLE)))
        else:
            found = self.value(source)
        if not isinstance(found, list):
            refuse(self.draw, "draw_no_pool", text=source)
        if len(found) > LARGEST:
            refuse(self.draw, "draw_too_many", count=len(found), most=LARGEST)
        return found

    def _entries(self, name: str) -> Iterator[dict[str, Any]]:
        register, session = self.situation.procedure.registers[name], self.opened.session
        districts = self.opened.office.district_names(session)
        wanted = select(Entry).where(Entry.register_id == name, *open_on(self.situation.today))
        for entry in session.exec(wanted.order_by(col(Entry.id))):
            yield fields_view(entry, register, districts)

    def _holders(self, role: str) -> Iterator[dict[str, Any]]:
        situation, session = self.situation, self.opened.session
        tokens = role_tokens(situation.procedure, role, situation.case)
        known = known_people(session, situation.today)
        for person in people_of(session, set(tokens), situation.today):
            data = known[str(person)].data
            names = {"名称": data["name"].zh, "name": data["name"].say("en"), "district": data["district"]}
            yield {"id": Decimal(person), "organisation": Decimal(data["organisation"]), **names}

    def _keyed(self, found: list[Any], name: str, key: str) -> dict[str, Any]:
        """The elements by their keys, which each of them has and no two share."""
        keyed: dict[str, Any] = {}
        for n, each in enumerate(found, 1):
            told = key_text(self.value(key, **{name: each}))
            if told is None:
                refuse(self.draw, "draw_no_key", number=n)
            if told in keyed:
                refuse(self.draw, "draw_key_twice", key=told)
            keyed[told] = each
        return keyed

    def _candidate(self, key: str, item: Any) -> dict[str, Any]:
        reasons = [e.reason.model_dump() for e in self.draw.exclude if self.value(e.when, item=item) is True]
        stratum = key_text(self.value(self.draw.strata, item=item)) if self.draw.strata else ""
        return {"key": key, "stratum": stratum or "", "weight": self._weight(key, item), "excluded": reasons}

    def _weight(self, key: str, item: Any) -> str:
        found = number(self.value(self.draw.weight, item=item)) if self.draw.weight else Decimal(1)
        written = "" if found is None else feel.to_text(found)
        if millionths(written) is None:
            refuse(self.draw, "draw_bad_weight", key=key, most=HEAVIEST)
        return written

    def _counts(self, pool: list[dict[str, Any]]) -> dict[str, int]:
        """How many are to be drawn in each stratum, never more than can be."""
        sizes: dict[str, int] = {}
        for each in pool:
            counts = not each["excluded"] and millionths(each["weight"])
            sizes[each["stratum"]] = sizes.get(each["stratum"], 0) + bool(counts)
        return {s: min(self._count(s, size), size) for s, size in sorted(sizes.items())}

    def _count(self, stratum: str, size: int) -> int:
        found = number(self.value(self.draw.count, stratum=stratum or None, size=Decimal(size)))
        if found is None or found < 0 or found != found.to_integral_value():
            refuse(self.draw, "draw_bad_count", stratum=stratum or "—")
        return int(found)


def recused(opened: Opened, draw: Draw, found: Gathered, drawn: list[str]) -> dict[str, list[str]]:
    """Key of a person → what was drawn that they must not look at."""
    rule = draw.match.recused_if if draw.match else None
    if rule is None:
        return {}
    value = _Gathering(opened, draw).value
    judged = {
        p: [k for k in drawn if value(rule, person=found.persons[p], item=found.items[k]) is True]
        for p in found.people
    }  # fmt: skip
    return {person: keys for person, keys in judged.items() if keys}


def number(value: Any) -> Decimal | None:
    """A number of an expression; None for anything else."""
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else None


def key_text(value: Any) -> str | None:
    """A key, or the name of a stratum, as text; None for what is none."""
    if isinstance(value, Mapping):
        return key_text(value.get("code", value.get("id")))
    if value is None or isinstance(value, (list, bool)):
        return None
    return (value if isinstance(value, str) else feel.to_text(value)) or None
