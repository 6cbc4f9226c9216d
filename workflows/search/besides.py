"""What is found by its name beside cases and registers: what somebody may start or list, and whom they may know of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from data.queries.search import bigrams
from data.queries.search.bigrams import Phrase
from data.reference.traditional import in_simplified
from data.tables import Organisation, Person
from forms.pinyin import is_sound, sounds_like
from forms.text import Text
from workflows.cases.startable import choices
from workflows.engine.types import Actor
from workflows.office import ADMIN, Office, holds
from workflows.people.listing import NO_ACCOUNT, named
from workflows.search.snippets import Marked, marked, split_at

FEW = 5
"""Of each kind."""
SHORTEST = 3
"""Characters that may stand apart in a title, in their order: 区域申报 means 区域类“沙盒监管”申报."""


@dataclass(frozen=True)
class Offered:
    """A procedure: whether one may start it now; its cases can be listed in any case."""

    id: str
    title: Marked
    starts: bool


@dataclass(frozen=True)
class Someone:
    """A person or an organisation; `opens` says that there is a page about it for who asks."""

    id: int
    title: Marked
    about: tuple[Text, ...]
    opens: bool


@dataclass(frozen=True)
class Besides:
    """What is called so."""

    procedures: tuple[Offered, ...] = ()
    people: tuple[Someone, ...] = ()
    organisations: tuple[Someone, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.procedures or self.people or self.organisations)


def besides(office: Office, actor: Actor, text: str, now: datetime, lang: str = "zh") -> Besides:
    """Procedures, people and organisations whose name is asked for; nothing to whoever came by a link to one task."""
    phrases = bigrams.phrases(text)
    if not phrases or actor.task is not None:
        return Besides()
    with office.db.read() as session:
        titles = {p: b.procedure.title for p in office.procedures(session) if (b := office.newest(session, p))}
        people = tuple(_people(session, actor, text, phrases))
        organisations = tuple(_organisations(session, actor, text, phrases, lang))
    return Besides(tuple(_offered(office, actor, titles, text, now, lang)), people, organisations)


def called(title: Text, text: str) -> bool:
    """Whether somebody who typed this may mean what is titled so, in either language, as written or as it sounds."""
    phrases, sound = bigrams.phrases(text), is_sound(text) and len(text.strip()) > 1
    if sound and sounds_like(title.zh, text):
        return True
    return any(all(_spans(each, p) for p in phrases) for each in {title.zh, title.say("en")})


def shown(title: str, text: str) -> Marked:
    """A title with what was looked for marked, also where its characters stand apart."""
    phrases = bigrams.phrases(text)
    if bigrams.places(title, phrases):
        return marked(title, phrases)
    apart = sorted(span for p in phrases for span in _spans(title, p))
    return split_at(title, list(bigrams.joined(apart)))


def _spans(title: str, phrase: Phrase) -> list[tuple[int, int]]:
    """Where a phrase stands in a title, together or, if it is long enough, apart."""
    together = bigrams.places(title, [phrase])
    if together or len(phrase.text) < SHORTEST:
        return together
    return _apart([pair for run in bigrams.runs(title) for pair in run], phrase.text.replace(" ", ""))


def _apart(chars: Sequence[tuple[str, int]], text: str) -> list[tuple[int, int]]:
    """The places of characters one after the other; none where one is missing or one that is no 汉字 is asked for."""
    found, left = list[tuple[int, int]](), list(text)
    if any(c < "\u2e80" for c in text):
        return []
    for char, place in chars:
        if left and char == left[0]:
            left.pop(0)
            found.append((place, place + 1))
    return [] if left else found


def _offered(
    office: Office, actor: Actor, titles: dict[str, Text], text: str, now: datetime, lang: str
) -> Iterator[Offered]:
    fits = {p: title for p, title in titles.items() if called(title, text)}
    starts = {c.procedure.id for c in choices(office, actor, now)} if fits else set[str]()
    for procedure in sorted(fits, key=lambda p: p not in starts)[:FEW]:
        yield Offered(procedure, shown(fits[procedure].say(lang), text), procedure in starts)


def _people(session: Session, actor: Actor, text: str, phrases: Sequence[Phrase]) -> Iterator[Someone]:
    """Everybody with an account for administrators; for others with a role those of their own organisation."""
    all_, own = holds(actor, ADMIN), Person.organisation_id == actor.organisation
    if not (all_ or actor.held):
        return
    query = select(Person, Organisation).join(Organisation, col(Organisation.id) == col(Person.organisation_id))
    query = query.where(~col(Person.login).startswith(NO_ACCOUNT), *_alike(text, (col(Person.name), col(Person.login))))
    query = query if all_ else query.where(col(Person.active), own)
    for person, organisation in session.exec(query.order_by(col(Person.active).desc(), col(Person.id)).limit(FEW)):
        about = (Text(zh=person.login), named(organisation)) if all_ else (named(organisation),)
        yield Someone(person.id or 0, marked(person.name, phrases), about, all_)


def _organisations(
    session: Session, actor: Actor, text: str, phrases: Sequence[Phrase], lang: str
) -> Iterator[Someone]:
    """For administrators, who keep them."""
    if not holds(actor, ADMIN):
        return
    columns = (col(Organisation.name), col(Organisation.name_en), col(Organisation.code))
    query = select(Organisation).where(*_alike(text, columns))
    for row in session.exec(query.order_by(col(Organisation.active).desc(), col(Organisation.id)).limit(FEW)):
        yield Someone(row.id or 0, marked(named(row).say(lang), phrases), (Text(zh=row.code or ""),), True)


def _alike(text: str, columns: Collection[Any]) -> Iterator[ColumnElement[bool]]:
    """A condition for each word: one of the columns contains it, in traditional or simplified writing."""
    for word in text.split()[: bigrams.MOST_PHRASES]:
        written = {word, in_simplified(word)}
        yield or_(*(c.icontains(w, autoescape=True) for c in columns for w in sorted(written)))
