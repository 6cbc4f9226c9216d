"""Who may see which case or entry: tokens are interned as audiences and asked for in SQL."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, insert, or_, select, tuple_, update
from sqlmodel import Session, col

from data.queries.dialect import insert_missing
from data.tables import Audience, AudienceToken, Case, Entry

WHOLE = ""  # the group that stands for the case or entry as such
Groups = Mapping[str, Collection[str]]


def set_tokens(session: Session, case_id: int, groups: Groups) -> None:
    """Says anew who may read which field group of a case; whoever reads any group may see the case."""
    session.execute(update(Case).where(col(Case.id) == case_id).values(audience_id=audience(session, groups)))


def audience(session: Session, groups: Groups) -> int:
    """The id of the audience with exactly these groups and tokens, made if it is new."""
    full = _with_whole(groups)
    key = hashlib.sha256(json.dumps(full, ensure_ascii=False).encode()).hexdigest()
    known = select(col(Audience.id)).where(col(Audience.key) == key)
    found: int | None = session.execute(known).scalar()
    return found or _make(session, key, full)


def _make(session: Session, key: str, full: list[tuple[str, list[str]]]) -> int:
    made = insert_missing(session, Audience, [{"key": key}])
    new: int = session.execute(select(col(Audience.id)).where(col(Audience.key) == key)).scalar_one()
    rows = [{"audience_id": new, "group": g, "token": t} for g, tokens in full for t in tokens]
    if made and rows:
        session.execute(insert(AudienceToken), rows)
    return new


def _with_whole(groups: Groups) -> list[tuple[str, list[str]]]:
    everyone = {t for tokens in groups.values() for t in tokens}
    return sorted((g, sorted(set(tokens))) for g, tokens in {**groups, WHOLE: everyone}.items() if tokens)


def audiences(tokens: Iterable[str], group: str = WHOLE) -> Any:
    """A subquery: ids of the audiences that one of the tokens belongs to."""
    return select(col(AudienceToken.audience_id)).where(
        col(AudienceToken.token).in_(sorted(tokens)), col(AudienceToken.group) == group
    )


def may_see(tokens: Iterable[str], group: str = WHOLE, of: type[Case] | type[Entry] = Case) -> ColumnElement[bool]:
    """A condition on cases (or entries): one of the tokens may read the group."""
    seen = col(of.audience_id).in_(audiences(tokens, group))
    if of is not Case:
        of_entries = getattr(tokens, "registers", {})
        more = (
            col(Entry.register_id).in_(sorted(of_entries[p])) & col(Entry.audience_id).in_(audiences(t, group))
            for p, t in limited(tokens).items()
        )
        return or_(seen, *more)
    lent = (of_procedure(p) & col(Case.audience_id).in_(audiences(t, group)) for p, t in limited(tokens).items())
    return or_(seen, *lent)


def limited(tokens: Iterable[str]) -> Mapping[str, Collection[str]]:
    """Procedure → further tokens that count for its cases alone: those of a deputy whose delegation is limited."""
    return getattr(tokens, "within", {})


def of_procedure(procedure: str) -> ColumnElement[bool]:
    return col(Case.procedure) == procedure


def may_read(tokens: Iterable[str], group: ColumnElement[str], audience_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """A condition on a row that names its field group: one of the tokens may read that group.

    Only for queries over cases, which know their procedure.
    """
    place = tuple_(audience_id, group)
    lent = (of_procedure(p) & place.in_(_readable(t)) for p, t in limited(tokens).items())
    return or_(place.in_(_readable(tokens)), *lent)


def _readable(tokens: Iterable[str]) -> Any:
    readable = select(col(AudienceToken.audience_id), col(AudienceToken.group))
    return readable.where(col(AudienceToken.token).in_(sorted(tokens)))


def _held(tokens: Iterable[str]) -> ColumnElement[bool]:
    """A condition on audiences joined to their cases: one of the tokens is among them."""
    token = col(AudienceToken.token)
    lent = (of_procedure(p) & token.in_(sorted(t)) for p, t in limited(tokens).items())
    return or_(token.in_(sorted(tokens)), *lent)


def groups_readable(session: Session, case_id: int, tokens: Iterable[str]) -> set[str]:
    """The field groups of a case that the tokens may read; empty when it is not theirs to see."""
    wanted = (
        select(col(AudienceToken.group))
        .join(Case, col(Case.audience_id) == col(AudienceToken.audience_id))
        .where(col(Case.id) == case_id, _held(tokens))
    )
    return set(session.execute(wanted.distinct()).scalars()) - {WHOLE}


def tokens_of(session: Session, case_id: int) -> dict[str, set[str]]:
    """Every field group of a case with the tokens that may read it: the answer to "why could they see this?"."""
    rows = session.execute(
        select(col(AudienceToken.group), col(AudienceToken.token))
        .join(Case, col(Case.audience_id) == col(AudienceToken.audience_id))
        .where(col(Case.id) == case_id)
    )
    found: dict[str, set[str]] = {}
    for group, token in rows:
        found.setdefault(group, set()).add(token)
    found.pop(WHOLE, None)
    return found
