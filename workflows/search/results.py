"""What one box finds for somebody: cases and register entries, the best first, with the words marked."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Generic, TypeVar

from sqlmodel import Session, col, select

from data.queries import cases as stored
from data.queries.search import bigrams, finding
from data.queries.search.pieces import CASES, ENTRIES, Document, Kind, Piece
from data.tables import Case, Entry, IssuedPaper
from forms.text import Message, Text
from workflows.cases.opened import Opened, opened
from workflows.cases.search import CaseRow, rows
from workflows.engine.rounds.seeing import may_see
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.papers.may import may_have
from workflows.registers.known import Known, Words, known, names, table_title, title_of
from workflows.registers.writing import first_of
from workflows.search import of_cases, query
from workflows.search.besides import Besides, besides
from workflows.search.of_papers import PAPER
from workflows.search.query import Query
from workflows.search.snippets import Marked, Places, Snippet, marked, snippets

LIMIT = 20
FEW = 5
"""Of each kind where both are shown."""
FEWER = 3
"""Words that are offered alone."""
T = TypeVar("T")


@dataclass(frozen=True)
class CaseHit:
    """A case that was found; `number` and `title` with what was looked for marked."""

    row: CaseRow
    number: Marked
    title: Marked
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True)
class EntryHit:
    """A register entry that was found."""

    id: int
    register: str
    called: Text
    title: Marked
    district: Text
    since: date
    until: date | None
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True)
class Group(Generic[T]):
    """Hits of one kind on a page; `more` says that there are more than `total`."""

    hits: tuple[T, ...] = ()
    total: int = 0
    more: bool = False


@dataclass(frozen=True)
class Results:
    """What was found, by kind; `words` are what was looked for, none where nothing in the text can be."""

    words: tuple[str, ...]
    cases: Group[CaseHit] = Group()
    entries: Group[EntryHit] = Group()
    besides: Besides = Besides()
    limit: int = LIMIT


def find(office: Office, actor: Actor, wanted: Query, now: datetime, lang: str = "zh") -> Results:
    """One page of what the actor may read and that holds all words of a query."""
    words = tuple(p.text for p in bigrams.phrases(wanted.text))
    if not words:
        return Results(())
    limit = LIMIT if wanted.kind else FEW
    named = Besides() if wanted.narrowed else besides(office, actor, wanted.text, now, lang)
    with office.db.read() as session:
        found = Results(words, besides=named, limit=limit)
        if wanted.kind in ("", query.CASES):
            found = replace(found, cases=_cases(office, session, actor, wanted, now, limit, lang))
        if wanted.kind in ("", query.ENTRIES) and not wanted.procedure:
            found = replace(found, entries=_entries(office, session, actor, wanted, now, limit))
        return found


def alone(office: Office, actor: Actor, wanted: Query) -> list[str]:
    """The words of a query, of several, that find something by themselves."""
    words = list(dict.fromkeys(wanted.text.split()))[: bigrams.MOST_PHRASES]
    with office.db.read() as session:
        some = (w for w in words if len(words) > 1 and any(_any(session, kind, actor, w) for kind in (CASES, ENTRIES)))
        return list(itertools.islice(some, FEWER))


def _any(session: Session, kind: Kind, actor: Actor, word: str) -> bool:
    return bool(finding.find(session, kind, actor.tokens, word, most=1).ids)


def looked(wanted: Query) -> int:
    """So many places of a word that stands everywhere are looked at for a page: whoever turns it is shown older ones.

    More where only some of what is found fits.
    """
    share = 2 if wanted.state or wanted.since else 1
    return min(finding.SHOWN * share * (wanted.page if wanted.kind else 1), finding.MOST)


def _cut(ids: Sequence[T], page: int, limit: int) -> Sequence[T]:
    return ids[(page - 1) * limit : page * limit]


def _cases(
    office: Office, session: Session, actor: Actor, wanted: Query, now: datetime, limit: int, lang: str
) -> Group[CaseHit]:
    ids, every = _case_ids(office, session, actor, wanted, now, looked(wanted))
    shown = _cut(ids, wanted.page if wanted.kind else 1, limit)
    cases = {c.id: c for c in session.exec(select(Case).where(col(Case.id).in_(shown)))}
    lines = {r.id: r for r in rows(office, session, actor, list(cases.values()))}
    places = finding.where(session, CASES, actor.tokens, wanted.text, every, shown)
    hits = (_case(office, session, actor, wanted, lines[n], now, lang, places[n]) for n in shown if n in lines)
    return Group(tuple(h for h in hits if h is not None), len(ids), every.more)


def case_ids(
    office: Office, session: Session, actor: Actor, wanted: Query, now: datetime, most: int = finding.MOST
) -> tuple[list[int], bool]:
    """All cases that are found, the best first; and whether there are more than `most` lets look at."""
    ids, every = _case_ids(office, session, actor, wanted, now, most)
    return ids, every.more


def _case_ids(
    office: Office, session: Session, actor: Actor, wanted: Query, now: datetime, most: int
) -> tuple[list[int], finding.Found]:
    of = (wanted.procedure,) if wanted.procedure else ()
    every = finding.find(session, CASES, actor.tokens, wanted.text, of, most)
    every = finding.ranked(session, CASES, actor.tokens, wanted.text, every, of)
    ids = _narrowed(office, session, actor, wanted, now, every.ids)
    return (ids if wanted.procedure else _exact_first(session, wanted.text, ids)), every


def _narrowed(
    office: Office, session: Session, actor: Actor, wanted: Query, now: datetime, ids: list[int]
) -> list[int]:
    since = wanted.first_day(office.today(now))
    if not (wanted.state or since):
        return ids
    ended = {"open": False, "ended": True}.get(wanted.state)
    start = datetime.combine(since, time.min, office.zone) if since else None
    fits = stored.CaseFilter(ids=ids, ended=ended, opened_from=start)
    kept = set(stored.ids(session, actor.tokens, fits))
    return [n for n in ids if n in kept]


def _exact_first(session: Session, text: str, ids: list[int]) -> list[int]:
    """Before all others what has exactly this number."""
    looked = bigrams.plain(text)
    near = session.exec(select(Case.id, Case.number).where(col(Case.id).in_(ids[: finding.BEST])))
    exact = [n for n, number in near if n is not None and number and bigrams.plain(number) == looked]
    return list(dict.fromkeys([*exact, *ids]))


def _case(
    office: Office, session: Session, actor: Actor, wanted: Query, row: CaseRow, now: datetime, lang: str,
    places: Places,
) -> CaseHit | None:  # fmt: skip
    """None for what only stands where the actor may not read it after all."""
    bundle = office.bundle(session, session.get_one(Case, row.id).version_id)
    case = list[Opened | None]()

    def naming(document: Document, piece: Piece) -> Text | Message | None:
        if document.part.startswith((of_cases.TASK, PAPER)):
            if not case:
                case.append(opened(office, session, row.id, actor, now))
            if not _may_see(case[0], document.part):
                return None
        if not piece.use:
            return Message(f"search.field.{piece.path}")
        field = bundle.form(piece.use).by_path.get(piece.path)
        return field.title if field else Text(zh=piece.path)

    found = snippets(wanted.text, places, naming)
    if found is None:
        return None
    words = bigrams.phrases(wanted.text)
    return CaseHit(row, marked(row.number or "", words), marked(row.title.say(lang), words), found)


def _may_see(case: Opened | None, part: str) -> bool:
    """Whether an opinion or a paper may be seen, asked once more of the rules themselves."""
    if case is None:
        return False
    number = int(part.rpartition("/")[2])
    if part.startswith(PAPER):
        paper = case.session.get(IssuedPaper, number)
        return paper is not None and may_have(case, paper)
    task = next((t for t in case.facts.tasks if t.id == number), None)
    return task is not None and may_see(case.bundle, case.facts, case.situation.actor, task)


def _entries(
    office: Office, session: Session, actor: Actor, wanted: Query, now: datetime, limit: int
) -> Group[EntryHit]:
    today = office.today(now)
    of = {k.id: k for k in known(office, session, actor, today)}
    if not of:
        return Group()
    every = finding.find(session, ENTRIES, actor.tokens, wanted.text, list(of), looked(wanted))
    every = finding.ranked(session, ENTRIES, actor.tokens, wanted.text, every, list(of))
    entries = _newest(session, every.ids)
    since = wanted.first_day(today)
    fits = [e for e in entries if _is(e, wanted.state, today) and (since is None or e.entered >= since)]
    shown = _cut(fits, wanted.page if wanted.kind else 1, limit)
    places = finding.where(session, ENTRIES, actor.tokens, wanted.text, every, [e.id or 0 for e in shown])
    hits = (_entry(session, wanted, of[e.register_id], e, places[e.id or 0]) for e in shown)
    return Group(tuple(h for h in hits if h is not None), len(fits), every.more)


def _newest(session: Session, ids: Sequence[int]) -> list[Entry]:
    """The entries, each by its newest revision among those found, in their order."""
    held = {e.id: e for e in session.exec(select(Entry).where(col(Entry.id).in_(ids)))}
    found: dict[int, Entry] = {}
    for entry in (held[n] for n in ids if n in held):
        first = first_of(entry)
        if first not in found or (entry.id or 0) > (found[first].id or 0):
            found[first] = entry
    return list(found.values())


def _is(entry: Entry, state: str, today: date) -> bool:
    inside = entry.until is None or entry.until > today or entry.goes_on
    return not state or inside == (state == "open")


def _entry(session: Session, wanted: Query, of: Known, entry: Entry, places: Places) -> EntryHit | None:
    register = of.register

    def naming(_document: Document, piece: Piece) -> Text:
        table, _, key = piece.path.rpartition(".")
        fields = register.paths[table].fields if table in register.paths else register.fields
        own = title_of(key, fields[key]) if key in fields else Text(zh=key)
        return own if table not in register.paths else _of(table_title(register, table), own)

    found = snippets(wanted.text, places, naming)
    if found is None:
        return None
    place = Words(of.bundle, names(session)).district(entry.district)
    title, until = marked(entry.title, bigrams.phrases(wanted.text)), None if entry.goes_on else entry.until
    return EntryHit(entry.id or 0, entry.register_id, register.called, title, place, entry.entered, until, found)


def _of(table: Text, field: Text) -> Text:
    return Text(zh=f"{table.zh} · {field.zh}", en=f"{table.say('en')} · {field.say('en')}")
