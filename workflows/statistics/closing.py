"""Closing a period, and correcting what was closed: each one version more, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlmodel import Session

from data.queries.dialect import hold
from data.tables import StatisticVersion, Version
from forms.text import Message
from workflows.boards.figure import Amount
from workflows.engine.types import Actor, Refusal
from workflows.model.statistics import Statistic
from workflows.office import Office
from workflows.statistics.comparing import Difference, differences
from workflows.statistics.counting import Counting
from workflows.statistics.derived import Values, derive
from workflows.statistics.figures import Figures, Place
from workflows.statistics.heads import TOTAL
from workflows.statistics.questions import Question
from workflows.statistics.sheet import Desk, find
from workflows.statistics.stored import Changes, Kept, behind, write


def close(office: Office, actor: Actor, table: str, period: str, scope: str, now: datetime) -> Refusal | None:
    """Keeps the figures of a period as they come out now: from then on these are shown."""
    with office.db.read() as session:  # counting takes longer than writing should
        desk = find(office, session, actor, table, period, scope, now, "close_by")
        if isinstance(desk, Refusal) or (refused := desk.why_not(desk.versions())):
            return desk if isinstance(desk, Refusal) else refused
        figures = desk.computed()
        ids = _behind(desk, figures.asked, figures.values)
    with office.db.write() as session:
        desk = _held(office, session, actor, table, period, scope, now, "close_by")
        if isinstance(desk, Refusal) or (refused := desk.why_not(desk.versions())):
            return desk if isinstance(desk, Refusal) else refused
        write(session, _row(desk, 1, ""), figures.called, figures.heads, figures.values, ids)
    return None


def correct(
    office: Office, actor: Actor, table: str, period: str, scope: str, given: Mapping[Place, Amount | None],
    reason: str, now: datetime,
) -> Refusal | None:  # fmt: skip
    """Other figures in some cells of a closed period, for a reason; totals and formulas follow."""
    with office.db.write() as session:
        desk = _held(office, session, actor, table, period, scope, now, "correctors")
        return desk if isinstance(desk, Refusal) else _corrected(desk, given, {}, reason)


def take(
    office: Office, actor: Actor, table: str, period: str, scope: str, reason: str, now: datetime
) -> Refusal | None:
    """The figures of a closed period as they come out now, for a reason; what was corrected by hand stays."""
    with office.db.read() as session:
        desk = find(office, session, actor, table, period, scope, now, "correctors")
        if isinstance(desk, Refusal):
            return desk
        found = [d for d in differences(desk) if not d.by_hand]
        ids = _behind(desk, desk.asked(), {d.place: d.now for d in found})
    with office.db.write() as session:
        desk = _held(office, session, actor, table, period, scope, now, "correctors")
        if isinstance(desk, Refusal):
            return desk
        return _corrected(desk, {d.place: d.now for d in found}, ids, reason, counted=True)


def compare(
    office: Office, actor: Actor, table: str, period: str, scope: str, now: datetime
) -> tuple[Difference, ...] | Refusal:
    """Where a closed period would come out differently now, with the cases that make the difference."""
    with office.db.read() as session:
        desk = find(office, session, actor, table, period, scope, now, "keepers")
        return desk if isinstance(desk, Refusal) else differences(desk)


def _held(
    office: Office, session: Session, actor: Actor, table: str, period: str, scope: str, now: datetime, roles: str
) -> Desk | Refusal:
    hold(session, f"statistics/{table}/{scope}")
    return find(office, session, actor, table, period, scope, now, roles)


def _row(desk: Desk, number: int, reason: str) -> StatisticVersion:
    version = desk.session.get_one(Version, desk.of.bundle.version_id)
    return StatisticVersion(
        statistic=desk.of.id, scope=desk.scope, period=desk.period.key, version=number, reason=reason,
        definition=version.parts[f"statistics/{desk.of.id}"], made_at=desk.now, made_by=desk.actor.id,
        figures={}, previous="", hash="",
    )  # fmt: skip


def _behind(desk: Desk, asked: Mapping[Place, Question], values: Values) -> dict[Place, list[int]]:
    """What is counted in each cell with a figure, where it is not too much; of other periods it is kept there."""
    counting = Counting(desk.seen, desk.of)
    own = {p: q for p, q in asked.items() if q.until == desk.period.last and values.get(p)}
    found = {place: counting.behind(q) for place, q in own.items()}
    return {place: ids for place, ids in found.items() if ids}


def _corrected(
    desk: Desk, given: Mapping[Place, Amount | None], ids: Mapping[Place, list[int]], reason: str, counted: bool = False
) -> Refusal | None:
    """`counted`: as they come out now, with the totals of all columns in which nothing was corrected by hand."""
    versions = desk.versions()
    refused = _why_not(desk, versions, given, reason)
    if refused is not None:
        return refused
    last = versions[-1]
    figures = desk.as_kept(last)
    changes: Changes = {p: (last.values.get(p), v) for p, v in given.items() if last.values.get(p) != v}
    moved = {p: c for p, c in _totals(figures, changes).items() if not counted or p in last.by_hand}
    after = {place: now for place, (_, now) in {**changes, **moved}.items()}
    values = derive(figures.table, [h.key for h in last.heads], {**last.values, **after})
    changed = {p: (last.values.get(p), v) for p, v in values.items() if last.values.get(p) != v}
    before = {p: i for p, i in behind(desk.session, last.id).items() if p not in after}
    row = _row(desk, len(versions) + 1, reason.strip())
    row.definition = last.definition
    by_hand = last.by_hand if counted else last.by_hand | after.keys()
    write(desk.session, row, last.called, last.heads, values, {**before, **ids}, changed, by_hand)
    return None


def _why_not(
    desk: Desk, versions: tuple[Kept, ...], given: Mapping[Place, Amount | None], reason: str
) -> Refusal | None:
    if not versions:
        return Refusal(Message("statistics.not_closed", {"period": desk.period.title}), guard="closed")
    if not reason.strip():
        return Refusal(Message("statistics.no_reason"), guard="reason")
    figures = desk.as_kept(versions[-1])
    if any(place not in correctable(figures) for place in given):
        return Refusal(Message("statistics.no_such_cell"), guard="cell")
    if all(versions[-1].values.get(p) == v for p, v in given.items()):
        return Refusal(Message("statistics.same"), guard="same")
    return None


def correctable(figures: Figures) -> Collection[Place]:
    """The cells that can be corrected: those that do not follow from others."""
    worked = {r.id for r in figures.table.every_row if r.value is not None}
    columns = [c.id for c in figures.table.leaves if c.value is None]
    return {(h.key, c) for h in figures.heads if h.key not in worked for c in columns}


def _totals(figures: Figures, changes: Changes) -> dict[Place, tuple[Amount | None, Amount | None]]:
    """The totals that go with corrected cells of rows that are added up."""
    found: dict[Place, tuple[Amount | None, Amount | None]] = {}
    for (key, column), (before, after) in changes.items():
        place = (TOTAL, column)
        if key == TOTAL or place in changes or not _added(figures.table, key, column):
            continue
        total = figures.values.get(place)
        old, now = found.get(place, (total, total))
        if now is not None:
            found[place] = (old, now + (after or 0) - (before or 0))
    return found


def _added(table: Statistic, key: str, column: str) -> bool:
    """Whether the total of a column is the sum of its rows, of which this is one."""
    leaf = next(c for c in table.leaves if c.id == column)
    leaf = next((c for c in table.leaves if c.id == leaf.like), leaf)
    row = next((r for r in table.rows if key.partition("/")[0] == r.id), None)
    averaged = any(each.measure is not None and not each.measure.adds for each in (leaf, row) if each)
    return table.total is not None and row is not None and not averaged
