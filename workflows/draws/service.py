"""Committing to draws and carrying them out, in the transaction of the transition that asks for it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import col, func, select

from data.tables import DrawRecord
from forms import feel
from forms.context import stored
from forms.edits import AddRows, Edit
from forms.fields.table import ROW_ID
from forms.values import is_empty, new_id
from workflows.audit.chain import moment
from workflows.draws import record as records
from workflows.draws.algorithm import TooFew
from workflows.draws.pool import Gathered, gathered, recused, refuse
from workflows.engine.wanted import DrawWanted
from workflows.model.draws import Draw

if TYPE_CHECKING:
    from workflows.cases.opened import Opened

SEED_BYTES = 32
Told = list[dict[str, Any]]


def carry_out(opened: Opened, wanted: Sequence[DrawWanted], now: datetime) -> tuple[list[Edit], Told]:
    """Commit or draw, keep what a replay needs; gives the edits that write the result, and what the history tells.

    Raises `Refused` for a pool that cannot be drawn from.
    """
    edits: list[Edit] = []
    told: Told = []
    for each in wanted:
        if each.commit:
            told.append(_committed(opened, each.draw, now))
        else:
            more, one = _drawn(opened, each.draw, now)
            edits, told = [*edits, *more], [*told, one]
    return edits, told


def _committed(opened: Opened, key: str, now: datetime) -> dict[str, Any]:
    """A fresh seed; one that is waiting for its draw stays, so that nobody can try another."""
    row = _waiting(opened, key)
    if row is None:
        seed = secrets.token_hex(SEED_BYTES)
        row = DrawRecord(
            case_id=opened.id, draw=key, number=_count(opened, key) + 1, seed=seed,
            commitment=records.commitment_of(seed), committed_at=now, committed_by=opened.situation.actor.id,
        )  # fmt: skip
        opened.session.add(row)
        opened.session.flush()
    return {"draw": key, "number": row.number, "commitment": row.commitment}


def _waiting(opened: Opened, key: str) -> DrawRecord | None:
    """The seed that waits for its draw."""
    own = select(DrawRecord).where(DrawRecord.case_id == opened.id, DrawRecord.draw == key)
    return opened.session.exec(own.where(col(DrawRecord.drawn_at).is_(None)).with_for_update()).first()


def _count(opened: Opened, key: str) -> int:
    own = select(func.count()).where(col(DrawRecord.case_id) == opened.id, col(DrawRecord.draw) == key)
    return opened.session.exec(own).one()


def _drawn(opened: Opened, key: str, now: datetime) -> tuple[list[Edit], dict[str, Any]]:
    draw, row = opened.bundle.procedure.draws[key], _waiting(opened, key)
    if row is None:
        refuse(draw, "draw_not_committed")
    found = gathered(opened, draw)
    record = _record(opened, draw, row, found, now)
    row.drawn_at, row.drawn_by, row.record = now, opened.situation.actor.id, record
    opened.session.add(row)
    told = {"draw": key, "number": row.number, "commitment": row.commitment, "digest": record["digest"]}
    return _edits(opened, draw, found, record), {**told, "drawn": len(record["drawn"])}


def _record(opened: Opened, draw: Draw, row: DrawRecord, found: Gathered, now: datetime) -> dict[str, Any]:
    bundle, case = opened.bundle, opened.case
    about = {
        "draw": row.draw, "title": {"zh": draw.zh, "en": draw.title.say("en")}, "procedure": bundle.procedure.id,
        "version": bundle.number, "case": {"id": opened.id, "number": case.number}, "number": row.number,
        "committed_at": moment(row.committed_at), "drawn_at": moment(now),
    }  # fmt: skip
    each = draw.match.each if draw.match else 0
    rules = draw.model_dump(mode="json", exclude_none=True)
    fixed = {"pool": found.pool, "counts": found.counts, "people": found.people, "each": each, "rules": rules}
    begun = records.begun(row.seed, about, fixed)
    keys = [d.key for d in records.drawn_in(begun)]
    try:
        return records.completed(begun, recused(opened, draw, found, keys))
    except TooFew as few:
        refuse(draw, "draw_too_few", key=few.key, there=few.there, each=each)


def _edits(opened: Opened, draw: Draw, found: Gathered, record: Mapping[str, Any]) -> list[Edit]:
    """Rows of the main form for what was drawn."""
    if draw.into is None or not record["drawn"]:
        return []
    rows = tuple(_row(opened, draw, found, record, each) for each in record["drawn"])
    return [AddRows(draw.into, rows)]


def _row(
    opened: Opened, draw: Draw, found: Gathered, record: Mapping[str, Any], drawn: Mapping[str, Any]
) -> dict[str, Any]:
    situation, options = opened.situation, opened.situation.world.options
    people = [found.persons[p] for p in record["matched"].get(drawn["key"], ())]
    names = {"item": found.items[drawn["key"]], "stratum": drawn["stratum"] or None, "turn": drawn["turn"]}
    scope = feel.scope({**names, "people": people}, situation.context)
    values = {
        key: stored(opened.form.by_path[f"{draw.into}.{key}"], feel.evaluate(text, scope, situation.services), options)
        for key, text in draw.fields.items()
    }
    return {ROW_ID: new_id(), **{k: v for k, v in values.items() if not is_empty(v)}}
