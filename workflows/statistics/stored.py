"""Versions of closed tables: written once, chained, read back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from data.tables import Person, StatisticVersion
from forms.text import Text
from workflows.audit.chain import canonical, digest, moment
from workflows.boards.figure import Amount
from workflows.statistics.derived import Values
from workflows.statistics.figures import Place
from workflows.statistics.heads import Head

HEADER = ("statistic", "scope", "period", "version", "definition", "made_by", "reason", "figures", "behind", "previous")
Changes = Mapping[Place, tuple[Amount | None, Amount | None]]
"""Cell → the figure before a correction and after it."""
Behind = Mapping[Place, Sequence[int]]


@dataclass(frozen=True)
class Kept:
    """A version as it was stored: the closing (number 1), or a correction."""

    id: int
    period: str
    number: int
    at: datetime
    by: Text
    reason: str
    definition: str  # hash of its text
    called: Text  # the scope in words
    heads: tuple[Head, ...]
    values: Values
    changed: Changes
    by_hand: frozenset[Place]  # cells that were corrected by hand, and totals that went along


def kept(session: Session, statistic: str, scope: str, period: str) -> tuple[Kept, ...]:
    """All versions of a table of a period, the closing first; none where it is not closed."""
    query = select(StatisticVersion, Person).join(Person, col(Person.id) == col(StatisticVersion.made_by))
    query = query.where(*_of(statistic, scope), col(StatisticVersion.period) == period)
    return tuple(_read(row, by) for row, by in session.exec(query.order_by(col(StatisticVersion.version))))


def closed(session: Session, statistic: str, scope: str) -> dict[str, int]:
    """The closed periods of a table → how often they were written: more than once where they were corrected."""
    found: dict[str, int] = {}
    query = select(StatisticVersion.period, StatisticVersion.version).where(*_of(statistic, scope))
    for period, version in session.exec(query):
        found[period] = max(version, found.get(period, 0))
    return found


def behind(session: Session, version: int) -> dict[Place, list[int]]:
    """What was counted in the cells of a version by id, as far as it was kept."""
    row = session.get_one(StatisticVersion, version)
    return {_place(k): ids for k, ids in row.behind.items()}


def _of(statistic: str, scope: str) -> tuple[Any, ...]:
    return col(StatisticVersion.statistic) == statistic, col(StatisticVersion.scope) == scope


def _read(row: StatisticVersion, by: Person) -> Kept:
    body = row.figures
    return Kept(
        row.id or 0, row.period, row.version, row.made_at, Text(zh=by.name), row.reason, row.definition,
        Text.model_validate(body["called"]),
        tuple(Head(h["key"], Text.model_validate(h["title"]), h["level"], h["among"]) for h in body["heads"]),
        {_place(k): amount(v) for k, v in body["values"].items()},
        {_place(k): (amount(a), amount(b)) for k, (a, b) in body["changed"].items()},
        frozenset(_place(k) for k in body["by_hand"]),
    )  # fmt: skip


def write(
    session: Session, row: StatisticVersion, called: Text, heads: Sequence[Head], values: Values, ids: Behind,
    changed: Changes | None = None, by_hand: Collection[Place] = (),
) -> StatisticVersion:  # fmt: skip
    """Adds a version behind the last of its table and scope; what it holds and the chain are filled in here."""
    row.figures = {
        "called": called.model_dump(),
        "heads": [{"key": h.key, "title": h.title.model_dump(), "level": h.level, "among": h.among} for h in heads],
        "values": {_key(k): _text(v) for k, v in values.items()},
        "changed": {_key(k): [_text(a), _text(b)] for k, (a, b) in (changed or {}).items()},
        "by_hand": sorted(_key(p) for p in by_hand),
    }
    row.behind = {_key(k): list(found) for k, found in ids.items()}
    last = select(StatisticVersion.hash).where(*_of(row.statistic, row.scope)).order_by(col(StatisticVersion.id).desc())
    row.previous = session.exec(last.limit(1)).first() or ""
    row.hash = link(row)
    session.add(row)
    session.flush()
    return row


def link(row: StatisticVersion) -> str:
    """The hash of a version: all that it says, with the hash before it."""
    return digest(canonical({**{name: getattr(row, name) for name in HEADER}, "at": moment(row.made_at)}))


def verify(session: Session) -> Iterator[StatisticVersion]:
    """Versions that were changed since, or before which one was taken out or put in."""
    before: dict[tuple[str, str], str] = {}
    for row in session.exec(select(StatisticVersion).order_by(col(StatisticVersion.id))):
        chain = (row.statistic, row.scope)
        if row.previous != before.get(chain, "") or row.hash != link(row):
            yield row
        before[chain] = row.hash


def amount(text: str | None) -> Amount | None:
    """A stored figure."""
    return None if text is None else int(text) if "." not in text else Decimal(text)


def _text(value: Amount | None) -> str | None:
    return None if value is None else str(value)


def _key(place: Place) -> str:
    return "|".join(place)


def _place(key: str) -> Place:
    row, _, column = key.rpartition("|")
    return row, column
