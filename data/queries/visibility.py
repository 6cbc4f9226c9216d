"""Who may see which case or entry: tokens are interned as audiences and asked for in SQL."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, insert, or_, select, tuple_, update
from sqlmodel import Session, col

from data.queries.dialect import insert_missing
from data.tables import Audience, AudienceToken, Case, CaseSpan, Entry, Reach

WHOLE = ""  # the group that stands for the case or entry as such
CITY = "@*"
"""Ends the token of a role that is held in the whole city."""
Groups = Mapping[str, Collection[str]]


class Everyone(frozenset[str]):
    """Instead of somebody's tokens: those of all, for figures that are public in the office."""


EVERYONE = Everyone()


def set_tokens(session: Session, case_id: int, groups: Groups) -> None:
    """Says anew who may read which field group of a case; whoever reads any group may see the case."""
    found = audience(session, groups)
    session.execute(update(Case).where(col(Case.id) == case_id).values(audience_id=found))
    span = update(CaseSpan).where(col(CaseSpan.case_id) == case_id, col(CaseSpan.until).is_(None))
    session.execute(span.values(audience_id=found))


def audience(session: Session, groups: Groups) -> int:
    """The id of the audience with exactly these groups and tokens, made if it is new."""
    full = _with_whole(groups)
    key = hashlib.sha256(json.dumps(full, ensure_ascii=False).encode()).hexdigest()
    known = select(col(Audience.id)).where(col(Audience.key) == key)
    found: int | None = session.execute(known).scalar()
    return found or _make(session, key, full)


def _make(session: Session, key: str, full: list[tuple[str, list[str]]]) -> int:
    made = insert_missing(session, Audience, [{"key": key, "reach_id": _reach(session, full) if full else None}])
    new: int = session.execute(select(col(Audience.id)).where(col(Audience.key) == key)).scalar_one()
    rows = [{"audience_id": new, "group": g, "token": t} for g, tokens in full for t in tokens]
    if made and rows:
        session.execute(insert(AudienceToken), rows)
    return new


def _reach(session: Session, full: list[tuple[str, list[str]]]) -> int:
    """The id of what an audience has in common with those of other places: who of the city reads which groups."""
    wide = [(g, t) for g, tokens in full for t in tokens if t.endswith(CITY)]
    key = hashlib.sha256(json.dumps(wide, ensure_ascii=False).encode()).hexdigest()
    insert_missing(session, Reach, [{"key": key}])
    found: int = session.execute(select(col(Reach.id)).where(col(Reach.key) == key)).scalar_one()
    return found


def _with_whole(groups: Groups) -> list[tuple[str, list[str]]]:
    everyone = {t for tokens in groups.values() for t in tokens}
    return sorted((g, sorted(set(tokens))) for g, tokens in {**groups, WHOLE: everyone}.items() if tokens)


def audiences(tokens: Iterable[str], group: str = WHOLE) -> Any:
    """A subquery: ids of the audiences that one of the tokens belongs to."""
    found = select(col(AudienceToken.audience_id)).where(col(AudienceToken.group) == group)
    return found if isinstance(tokens, Everyone) else found.where(col(AudienceToken.token).in_(sorted(tokens)))


def may_see(
    tokens: Iterable[str], group: str = WHOLE, of: type[Case] | type[CaseSpan] | type[Entry] = Case
) -> ColumnElement[bool]:
    """A condition on cases (or entries, or how cases stood): one of the tokens may read the group."""
    seen = col(of.audience_id).in_(audiences(tokens, group))
    if of is Entry:
        of_entries = getattr(tokens, "registers", {})
        more = (
            col(Entry.register_id).in_(sorted(of_entries[p])) & col(Entry.audience_id).in_(audiences(t, group))
            for p, t in limited(tokens).items()
        )
        return or_(seen, *more)
    lent = (of_procedure(p, of) & col(of.audience_id).in_(audiences(t, group)) for p, t in limited(tokens).items())
    return or_(seen, *lent)


def limited(tokens: Iterable[str]) -> Mapping[str, Collection[str]]:
    """Procedure → further tokens that count for its cases alone: those of a deputy whose delegation is limited."""
    return getattr(tokens, "within", {})


def of_procedure(procedure: str, of: Any = Case) -> ColumnElement[bool]:
    return col(of.procedure) == procedure


def may_read(
    tokens: Iterable[str], group: ColumnElement[str], audience_id: ColumnElement[Any], of: Any = Case
) -> ColumnElement[bool]:
    """A condition on a row that names its field group: one of the tokens may read that group.

    Only for queries over cases (or how they stood), which know their procedure.
    """
    place = tuple_(audience_id, group)
    lent = (of_procedure(p, of) & place.in_(_readable(t)) for p, t in limited(tokens).items())
    return or_(place.in_(_readable(tokens)), *lent)


def _readable(tokens: Iterable[str]) -> Any:
    readable = select(col(AudienceToken.audience_id), col(AudienceToken.group))
    return readable if isinstance(tokens, Everyone) else readable.where(col(AudienceToken.token).in_(sorted(tokens)))


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


# Wide views: somebody who sees the same of every place.


@dataclass(frozen=True)
class Reached:
    """What tokens see, by what audiences of all places have in common.

    Of `whole` reaches they see every audience, of the others only those of `rest`.
    """

    whole: frozenset[int]
    rest: frozenset[int] = frozenset()
    groups: frozenset[tuple[int, str]] = frozenset()  # of whole reaches those that they read


MOST = 2_000
"""So many audiences may be left over."""


def reached(session: Session, tokens: Iterable[str], groups: bool = False) -> Reached | None:
    """What tokens see of whole reaches, and what is left; with `groups` also the same groups of all of it.

    None where that is no short way to say it: what was lent for one procedure, or too much is left.
    """
    if isinstance(tokens, Everyone) and not groups:
        return Reached(frozenset(session.execute(select(col(Reach.id))).scalars()))
    if limited(tokens):
        return None
    found = _partly(session, tokens, groups)
    if not found.whole or len(found.rest) > MOST:
        return None
    return found


def _partly(session: Session, tokens: Iterable[str], groups: bool) -> Reached:
    reach = col(Audience.reach_id)
    every = dict(session.execute(select(reach, func.count()).group_by(reach)).tuples().all())
    token, audience_id, group = AudienceToken.token, col(AudienceToken.audience_id), col(AudienceToken.group)
    mine: list[ColumnElement[bool]] = [] if isinstance(tokens, Everyone) else [col(token).in_(sorted(tokens))]
    mine += [] if groups else [group == WHOLE]
    seen = select(reach, group, func.count(func.distinct(audience_id)))
    seen = seen.join(Audience, col(Audience.id) == audience_id).where(*mine).group_by(reach, group)
    some, parted = set[tuple[int, str]](), set[int]()
    for of, name, n in session.execute(seen):
        some.add((of, name))
        if n < every[of]:
            parted.add(of)
    left = select(audience_id).join(Audience, col(Audience.id) == audience_id)
    left = left.where(*mine, group == WHOLE, reach.in_(sorted(parted))).distinct()
    rest = session.execute(left.limit(MOST + 1)).scalars() if parted else ()
    read = frozenset((r, g) for r, g in some if r not in parted)
    return Reached(frozenset(r for r, _ in read), frozenset(rest), read)
