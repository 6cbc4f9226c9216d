"""Where a closed period would come out differently now, and the cases or entries that make the difference."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlmodel import col, select

from data.queries.visibility import may_see
from data.tables import Case, Entry
from forms.text import Text
from workflows.boards.figure import Amount
from workflows.registers import query as registers
from workflows.statistics.counting import Counting
from workflows.statistics.figures import Place
from workflows.statistics.questions import Listing, Question
from workflows.statistics.sheet import Desk
from workflows.statistics.stored import behind


@dataclass(frozen=True)
class Cause:
    """A case or an entry that is counted now and was not, or the other way round."""

    id: int
    entry: bool
    name: str


@dataclass(frozen=True)
class Difference:
    """A cell whose figure would be another; `told`: what is behind it was kept, so that the causes are known.

    `hidden` says how many of them may not be seen by who asks. `by_hand`: it was corrected to something else than what
    is counted.
    """

    place: Place
    row: Text
    column: Text
    kept: Amount | None
    now: Amount | None
    came: tuple[Cause, ...] = ()
    gone: tuple[Cause, ...] = ()
    hidden: int = 0
    told: bool = False
    by_hand: bool = False


def differences(desk: Desk) -> tuple[Difference, ...]:
    """The cells that ask something and differ from the last version, in the order of reading."""
    versions = desk.versions()
    if not versions:
        return ()
    last, found = versions[-1], desk.computed()
    columns = {c.id: c.title for c in found.table.leaves}
    places = [(h.key, c) for h in last.heads for c in columns]
    known = [p for p in places if p in found.asked and p in last.values]
    differ = [p for p in known if last.values[p] != found.values.get(p)]
    kept = behind(desk.session, last.id) if differ else {}
    titles = {h.key: h.title for h in last.heads}
    return tuple(
        _caused(
            desk, found.asked[p], kept,
            Difference(p, titles[p[0]], columns[p[1]], last.values[p], found.values.get(p), by_hand=p in last.by_hand),
        )
        for p in differ
    )  # fmt: skip


def _caused(
    desk: Desk, asked: Question, kept: Mapping[Place, Collection[int]], of: Difference
) -> Difference:
    """The same with what makes the difference, where it was kept."""
    if of.by_hand or asked.until != desk.period.last or (of.kept and of.place not in kept):
        return of
    counting = Counting(desk.seen, desk.of)
    now = counting.behind(asked)
    if now is None:
        return of
    before = set(kept.get(of.place, ()))
    came, gone = sorted(set(now) - before), sorted(before - set(now))
    named = _names(desk, counting.listing(asked), {*came, *gone})
    return replace(
        of, came=tuple(named[i] for i in came if i in named), gone=tuple(named[i] for i in gone if i in named),
        hidden=len({*came, *gone} - named.keys()), told=bool(came or gone),
    )  # fmt: skip


def _names(desk: Desk, listing: Listing, ids: Collection[int]) -> dict[int, Cause]:
    """Those that may be seen, by what they are called."""
    some = sorted(ids)
    if isinstance(listing, registers.Query):
        tokens = desk.actor.before_register(listing.register).tokens
        entries = select(Entry.id, Entry.title).where(col(Entry.id).in_(some), may_see(tokens, of=Entry))
        return {i or 0: Cause(i or 0, True, title) for i, title in desk.session.exec(entries)}
    cases = select(Case.id, Case.number, Case.title).where(col(Case.id).in_(some), may_see(desk.actor.tokens))
    found = desk.session.exec(cases)
    return {i or 0: Cause(i or 0, False, f"{number or ''} {title}".strip()) for i, number, title in found}
