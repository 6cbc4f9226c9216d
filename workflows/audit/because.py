"""Why somebody sees a case, or takes a transition of it, or why not: the answers of the engine itself, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from data.queries.visibility import tokens_of
from data.tables import Case, Person
from forms.fields import Option
from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.cases.opened import reopened
from workflows.engine.decide import why_not
from workflows.engine.rounds.seeing import SEEING, why_seen
from workflows.engine.start import blank, subject_of
from workflows.engine.types import Action, Actor, CaseFacts, Refusal, World
from workflows.office import ADMIN, Office, holds
from workflows.people.actors import actor_of
from workflows.rights import access, in_words, overseeing, tokens
from workflows.world import About, OfficeWorld


@dataclass(frozen=True)
class Sees:
    """One field group: whether it is read, whether written, by which of the person's tokens, and by whom else."""

    group: str
    reads: bool
    writes: bool
    by: tuple[Text, ...]  # what they hold that gives it; for somebody who does not read it: who does


@dataclass(frozen=True)
class May:
    """One transition from there: what stands against it for this person; None where nothing does."""

    title: Text
    by: tuple[Text, ...]  # the roles that may take it
    why_not: Message | None


@dataclass(frozen=True)
class Hears:
    """One opinion that was given: in which round, by whom, whether it is seen, and why or why not."""

    round: Text
    by: str
    at: datetime | None
    seen: bool
    why: Message


@dataclass(frozen=True)
class Because:
    """Everything about one person before one case."""

    person: str
    about: Text
    state: Text
    sees: tuple[Sees, ...]
    may: tuple[May, ...]
    hears: tuple[Hears, ...] = ()

    @property
    def seen(self) -> bool:
        return any(s.reads for s in self.sees)


def may_ask(actor: Actor) -> bool:
    """Whether somebody may ask about others: who oversees the office, and who defines."""
    return bool(overseeing(actor)) or holds(actor, ADMIN)


def people(office: Office, actor: Actor) -> dict[int, str]:
    """Everybody at work, by id."""
    if not may_ask(actor):
        return {}
    with office.db.read() as session:
        rows = select(Person.id, Person.name, Person.login).where(col(Person.active)).order_by(col(Person.id))
        return {i or 0: f"{name}（{login}）" for i, name, login in session.exec(rows)}


def of_case(office: Office, actor: Actor, person: int, number: str, now: datetime) -> Because | Refusal:
    """The same before a case, by its number, as it stands."""
    if not may_ask(actor):
        return Refusal(Message("not_auditor"), guard="role")
    with office.db.read() as session:
        case = session.exec(select(Case).where(Case.number == number.strip())).first()
        who = _person(office, session, person, now)
        found = reopened(office, session, case.id or 0, who, now) if case and who else None
        if found is None or who is None or case is None:
            return Refusal(Message("why.nothing", {"number": number}), guard="case")
        title = Text(zh=case.number or case.title)
        asked = _Asked(office, session, found.bundle, found.facts, found.situation.actor, found.world, now)
        return asked.answer(who.name, title, tokens_of(session, found.id))


def of_draft(
    office: Office, actor: Actor, person: int, bundle: Bundle, state: str, subject: str, now: datetime
) -> Because | Refusal:
    """The same before an empty case of a definition, in a state and for a subject, as if it were published."""
    if not may_ask(actor):
        return Refusal(Message("not_auditor"), guard="role")
    with office.db.read() as session:
        who = _person(office, session, person, now)
        if who is None or state not in bundle.procedure.states:
            return Refusal(Message("why.nothing", {"number": state}), guard="case")
        who = who.bound(bundle.procedure.id)
        options = office.options(session, bundle, office.today(now))
        case = replace(blank(bundle, subject_of(bundle, subject, options), None, on_behalf=False), state=state)
        about = About(None, case.district, None, case.values, organisation=case.organisation)
        world = OfficeWorld(office, session, bundle, about, office.today(now), who.tokens)
        asked = _Asked(office, session, bundle, case, who, world, now)
        return asked.answer(who.name, bundle.procedure.title, tokens(bundle, case))


def _person(office: Office, session: Session, person: int, now: datetime) -> Actor | None:
    return actor_of(office, session, person, now) if session.get(Person, person) else None


@dataclass(frozen=True)
class _Asked:
    office: Office
    session: Session
    bundle: Bundle
    case: CaseFacts
    who: Actor
    world: World
    now: datetime

    def answer(self, person: str, about: Text, held: dict[str, set[str]] | dict[str, frozenset[str]]) -> Because:
        state = self.bundle.procedure.states[self.case.state].title
        return Because(person, about, state, tuple(self._sees(held)), tuple(self._may()), tuple(self._hears()))

    def _sees(self, held: dict[str, set[str]] | dict[str, frozenset[str]]) -> Iterator[Sees]:
        """By the tokens that lists and pages ask; what may be written by the rights of the form."""
        mine = access(self.bundle, self.case, self.who)
        for group in self.bundle.groups:
            wanted = held.get(group, frozenset())
            own = wanted & self.who.tokens
            told = tuple(self._words(sorted(own or wanted)))
            yield Sees(group, bool(own), group in mine.groups_writable, told)

    def _words(self, wanted: Iterable[str]) -> Iterator[Text]:
        names: dict[str, Option] = dict(self.office.district_names(self.session))
        for token in wanted:
            lender = self.who.lent.get(token)
            words = in_words(token, [self.bundle.procedure], names)
            yield Text(zh=f"{words.zh}（代）", en=f"{words.say('en')} (as a deputy)") if lender else words

    def _hears(self) -> Iterator[Hears]:
        """Of each opinion what pages, exports and the search ask; of none for who sees nothing of the case."""
        mine, rounds = access(self.bundle, self.case, self.who), self.bundle.procedure.rounds
        given = [t for t in self.case.tasks if t.opinion is not None and t.state == "done" and t.round in rounds]
        for task in given if mine else ():
            reason = why_seen(self.bundle, self.case, self.who, task)
            person = self.world.people().get(str(task.done_by))
            name, why = person.title.zh if person else "", Message(f"why.opinion.{reason}")
            yield Hears(rounds[task.round].title, name, task.done_at, reason in SEEING, why)

    def _may(self) -> Iterator[May]:
        roles = self.bundle.procedure.roles
        for key, transition in self.bundle.procedure.leaving(self.case.state).items():
            action = Action(self.who, key, self.case.revision, "")
            refusal = why_not(self.bundle, self.case, action, self.world, self.now)
            by = tuple(roles[r].title for r in transition.by if r in roles)
            yield May(transition.title, by, refusal.message if refusal else None)
