"""Finding cases and entries by several phrases, wherever in them each stands; the best first, the newest first."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from data.queries.search import bigrams
from data.queries.search.asking import Wanted
from data.queries.search.bigrams import Phrase
from data.queries.search.matching import FEW, having, looked_at, matching, matching_of
from data.queries.search.pieces import SLOTS, TIERS, Document, Kind

MOST = 10_000
"""Documents looked through for one phrase by lists and files; where more hold it, the newest of them."""
SHOWN = 100
"""The same for the first page of hits; each further page looks at so many more."""
BEST = 100
"""Documents of a better tier that are put in front."""
TOGETHER = 100
"""Owners that are asked at once whether they hold a phrase."""
ENOUGH = 5
"""Where every phrase is everywhere, one in so many of `most` owners is enough."""


@dataclass(frozen=True)
class Found:
    """Owners, the newest first; `more` says that not all were looked through.

    `read` are, of each phrase that is rare, the documents that hold it; `seen` the ids of those that were come by of
    another one. Nobody has to ask for them again.
    """

    ids: list[int]
    more: bool = False
    read: Mapping[Phrase, Mapping[int, Document]] = field(default_factory=dict)
    seen: Mapping[Phrase, Sequence[int]] = field(default_factory=dict)


def find(
    session: Session,
    kind: Kind,
    tokens: Collection[str],
    query: str,
    of: Collection[str] = (),
    most: int | None = None,
) -> Found:
    """All that the tokens may read and that holds every phrase of a query, as far as `most` (MOST) lets look."""
    phrases, most = bigrams.phrases(query), most or MOST
    if not phrases:
        return Found([])
    known = {p: _scan(session, kind, tokens, Wanted([p], of=of), most) for p in phrases}
    read = {p: documents for f in known.values() for p, documents in f.read.items()}
    seen = {p: numbers for f in known.values() for p, numbers in f.seen.items()}
    few = [set(f.ids) for f in known.values() if not f.more]
    if len(phrases) == 1:
        return known[phrases[0]]
    owners = _descending(set.intersection(*few) if few else {n for f in known.values() for n in f.ids})
    kept, enough = list[int](), len(owners) if few else most // ENOUGH
    for start in range(0, len(owners), TOGETHER):
        if len(kept) > enough:
            break
        kept += _having_all(session, kind, tokens, known, of, owners[start : start + TOGETHER])
    return Found(kept, not few, read, seen)


def ranked(
    session: Session, kind: Kind, tokens: Collection[str], query: str, found: Found, of: Collection[str] = ()
) -> Found:
    """The same: those whose number or title holds every phrase, then those with a code; the newest first of each.

    Several words are looked for in what was found, one word wherever it stands.
    """
    phrases, near, ids, seen = bigrams.phrases(query), found.ids[:BEST], list[int](), list[int]()
    for sign in dict.fromkeys(s for s in TIERS.values() if s) if phrases else ():
        wanted = Wanted(phrases, sign, of)
        if len(phrases) > 1:
            ids += having(session, kind, tokens, wanted, near)
        elif phrases[0] in found.read:
            ids += _owners(kind, (n for n, d in found.read[phrases[0]].items() if wanted.is_in(d)))
        else:
            numbers = matching(session, kind, tokens, wanted, BEST, often=True).ids
            ids += _owners(kind, numbers)
            seen += numbers
    known = {p: [*seen, *numbers] for p, numbers in found.seen.items()}
    return replace(found, ids=list(dict.fromkeys([*ids, *found.ids])), seen=known)


def titled(session: Session, kind: Kind, tokens: Collection[str], query: str, of: Collection[str]) -> list[int]:
    """Those whose number or title holds every word, the newest first; where many do, the newest of them."""
    phrases = bigrams.phrases(query)
    return _scan(session, kind, tokens, Wanted(phrases, TIERS["title"], of), SHOWN).ids if phrases else []


def _scan(session: Session, kind: Kind, tokens: Collection[str], wanted: Wanted, limit: int) -> Found:
    found = matching(session, kind, tokens, wanted, limit)
    read = {} if found.documents is None else {wanted.phrases[0]: found.documents}
    return Found(_owners(kind, found.ids), found.more, read, {} if read else {wanted.phrases[0]: found.ids})


def _owners(kind: Kind, numbers: Iterable[int]) -> list[int]:
    return list(dict.fromkeys((n - kind.base) >> SLOTS for n in numbers))


def _having_all(
    session: Session,
    kind: Kind,
    tokens: Collection[str],
    known: Mapping[Phrase, Found],
    of: Collection[str],
    owners: Sequence[int],
) -> list[int]:
    """Those of some owners that hold every phrase: as far as it is not known yet, they are asked."""
    left = list(owners)
    for phrase, found in known.items():
        sure = set(found.ids)
        asked = [n for n in left if n not in sure] if found.more else []
        fits = sure | set(having(session, kind, tokens, Wanted([phrase], of=of), asked) if asked else ())
        left = [n for n in left if n in fits]
    return left


def _descending(owners: Iterable[int]) -> list[int]:
    return sorted(owners, reverse=True)


def where(
    session: Session, kind: Kind, tokens: Collection[str], query: str, found: Found, owners: Collection[int]
) -> dict[int, list[tuple[Phrase, Iterable[Document]]]]:
    """For each phrase of a query the first documents of some owners that hold it; what was read is not read again."""
    places: dict[int, list[tuple[Phrase, Iterable[Document]]]] = {n: [] for n in owners}
    for p in bigrams.phrases(query):
        read = found.read.get(p)
        if read is None:
            some = [n for n in found.seen.get(p, ()) if (n - kind.base) >> SLOTS in places]
            read = looked_at(session, kind, tokens, Wanted([p]), some)
        for owner, held in places.items():
            first, last = kind.span(owner)
            documents = [read[n] for n in sorted(read) if first <= n <= last][:FEW]
            further = () if p in found.read else _further(session, kind, tokens, p, owner)
            held.append((p, itertools.chain(documents, further)))
    return places


def _further(
    session: Session, kind: Kind, tokens: Collection[str], phrase: Phrase, owner: int
) -> Iterator[Document]:
    """Those too that nobody came by on the way, asked for only when somebody looks at them."""
    yield from matching_of(session, kind, tokens, Wanted([phrase]), owner)
