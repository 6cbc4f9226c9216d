"""Views as people keep them: read, kept, copied, ordered, dropped. Each write is one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, or_, select

from data.tables import Person, SavedView, ViewPlace, ViewShare
from forms.chars import one_line
from forms.text import Message
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.views.model import CASES, KINDS, LONGEST, SIZES, Seen, View
from workflows.views.sharing import reached_by, shareable

MOST = 60
"""Views that one person may keep."""
MOST_COLUMNS = 20
"""Columns of a view: their keys fit into an address."""


def views(office: Office, actor: Actor, kind: str | None = None) -> list[Seen]:
    """The views somebody has, their own first, those of the procedures of their roles last."""
    if actor.task is not None:
        return []
    with office.db.read() as session:
        stored = [s for s in _stored(session, actor) if kind in (None, s.view.kind)]
        fixed = list(_of_procedures(office, session, actor)) if kind in (None, CASES) else []
    return [*sorted(stored, key=lambda s: (not s.mine, s.position, s.id)), *fixed]


def _stored(session: Session, actor: Actor) -> Iterator[Seen]:
    shared = select(ViewShare.view_id).where(col(ViewShare.target).in_(sorted(reached_by(actor))))
    wanted = select(SavedView, Person.name).join(Person, col(Person.id) == SavedView.person_id)
    found = list(session.exec(wanted.where(or_(SavedView.person_id == actor.id, col(SavedView.id).in_(shared)))))
    ids = [v.id or 0 for v, _ in found]
    places = {p.view_id: p for p in session.exec(
        select(ViewPlace).where(col(ViewPlace.view_id).in_(ids), ViewPlace.person_id == actor.id))}  # fmt: skip
    targets: dict[int, list[str]] = {}
    for share in session.exec(select(ViewShare).where(col(ViewShare.view_id).in_(ids)).order_by(ViewShare.target)):
        targets.setdefault(share.view_id, []).append(share.target)
    for row, name in found:
        key, mine = row.id or 0, row.person_id == actor.id
        place = places.get(key)
        yield Seen(
            str(key), View.of(row.kind, row.title, row.body), mine, name, tuple(targets.get(key, ())) if mine else (),
            place.desk if place else True, place.position if place else float(key),
        )  # fmt: skip


def _of_procedures(office: Office, session: Session, actor: Actor) -> Iterator[Seen]:
    """The worklists of the roles that somebody holds: a procedure ships them."""
    held = {h.role for h in actor.held}
    for procedure in office.procedures(session):
        bundle = office.newest(session, procedure)
        for key, each in bundle.procedure.worklists.items() if bundle else ():
            if each.role in held:
                params = {"procedure": procedure, "states": ",".join(each.states)}
                bulk = tuple(each.bulk) or None
                yield Seen(f"{procedure}/{key}", View(CASES, each.title, params, bulk=bulk), fixed=True)


def one(office: Office, actor: Actor, view_id: str) -> Seen | None:
    """One of the views somebody has."""
    return next((s for s in views(office, actor) if s.id == view_id), None) if view_id else None


def keep(office: Office, actor: Actor, view: View, now: datetime, view_id: str = "") -> str | Refusal:
    """Keeps a view: a new one, or in the place of one of the actor's own; gives its id."""
    wrong = _wrong(actor, view)
    if wrong is not None:
        return wrong
    title = one_line(view.title.zh)
    with office.db.write() as session:
        row = _own(session, actor, view_id) if view_id else _new(session, actor, view.kind, now)
        if isinstance(row, Refusal):
            return row
        row.title, row.body, row.changed_at = title, view.body(), now
        session.add(row)
        session.flush()
        return str(row.id)


def _wrong(actor: Actor, view: View) -> Refusal | None:
    if actor.task is not None or view.kind not in KINDS:
        return Refusal(Message("view.not_yours"), guard="role")
    if not 0 < len(one_line(view.title.zh)) <= LONGEST:
        return Refusal(Message("view.title", {"limit": LONGEST}))
    if len(view.columns) > MOST_COLUMNS:
        return Refusal(Message("view.columns", {"limit": MOST_COLUMNS}))
    return Refusal(Message("view.size")) if view.size not in SIZES else None


def _new(session: Session, actor: Actor, kind: str, now: datetime) -> SavedView | Refusal:
    count = len(session.exec(select(SavedView.id).where(SavedView.person_id == actor.id)).all())
    if count >= MOST:
        return Refusal(Message("view.many", {"limit": MOST}))
    return SavedView(person_id=actor.id, kind=kind, title="", body={}, changed_at=now)


def _own(session: Session, actor: Actor, view_id: str) -> SavedView | Refusal:
    row = session.get(SavedView, int(view_id)) if view_id.isdecimal() else None
    if row is None or row.person_id != actor.id:
        return Refusal(Message("view.not_yours"), guard="role")
    return row


def drop(office: Office, actor: Actor, view_id: str) -> Refusal | None:
    """Takes a view away, from everybody it was shared with too."""
    with office.db.write() as session:
        row = _own(session, actor, view_id)
        if isinstance(row, Refusal):
            return row
        for table in (ViewShare, ViewPlace):
            session.execute(delete(table).where(col(table.view_id) == row.id))
        session.delete(row)
        return None


def share(office: Office, actor: Actor, view_id: str, targets: Sequence[str]) -> Refusal | None:
    """Says anew with whom a view is shared."""
    allowed = set(shareable(office, actor))
    with office.db.write() as session:
        row = _own(session, actor, view_id)
        if isinstance(row, Refusal):
            return row
        before = set(session.exec(select(ViewShare.target).where(ViewShare.view_id == row.id)))
        if set(targets) - before - allowed:
            return Refusal(Message("view.not_shareable"), guard="role")
        session.execute(delete(ViewShare).where(col(ViewShare.view_id) == row.id))
        session.add_all(ViewShare(view_id=row.id or 0, target=t) for t in dict.fromkeys(targets))
        return None


def arrange(office: Office, actor: Actor, order: Sequence[str], desk: Sequence[str]) -> None:
    """Puts the views that somebody has into an order, and says which stand on the desk."""
    known = {s.id for s in views(office, actor) if not s.fixed}
    with office.db.write() as session:
        for position, view_id in enumerate(v for v in order if v in known):
            _place(session, actor, int(view_id), {"position": float(position), "desk": view_id in desk})


def _place(session: Session, actor: Actor, view_id: int, about: dict[str, Any]) -> None:
    row = session.get(ViewPlace, (view_id, actor.id)) or ViewPlace(view_id=view_id, person_id=actor.id, position=0.0)
    row.position, row.desk = about["position"], about["desk"]
    session.add(row)
