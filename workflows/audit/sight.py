"""Who may see a case and why: read from its audience, the rows that every list and page asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from data.queries.visibility import may_see, tokens_of
from data.tables import Case, Grant, Organisation, Person
from forms.text import Message, Text
from workflows.cases.opened import Opened, no_such_case, opened
from workflows.engine.types import Actor, Refusal
from workflows.messages import say
from workflows.office import Office
from workflows.people.roles import OWN, own_title
from workflows.rights import CITY, OVERSEERS, limited_groups, overseeing, rows_group

BY_NAME = frozenset({"person", "organisation"})
"""How tokens of tasks begin: who has or had something to do in a case sees it."""
BY_TASK = Message("sight.by_task")


@dataclass(frozen=True)
class Seer:
    """Those who hold a role somewhere: which field groups they may read, by which right, and who they are today."""

    role: Text
    place: Text | None  # None: the whole city
    groups: tuple[str, ...]
    oversees: bool  # by a role of the office, else by the definition
    people: tuple[str, ...]
    some_rows: frozenset[str] = frozenset()  # groups of which they do not read every row


@dataclass(frozen=True)
class Sight:
    """Everybody who may see a case now."""

    case_id: int
    number: str | None
    title: Text
    state: Text
    seers: tuple[Seer, ...]


def by_number(office: Office, actor: Actor, number: str) -> int | None:
    """The case with a number, if the actor may see it."""
    with office.db.read() as session:
        return session.exec(select(Case.id).where(Case.number == number.strip(), may_see(actor.tokens))).first()


def who_sees(office: Office, actor: Actor, case_id: int, now: datetime) -> Sight | Refusal:
    """Everybody who may see a case, for those who oversee the office."""
    if not overseeing(actor):
        return Refusal(Message("not_auditor"), guard="role")
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        if found is None:
            return no_such_case()
        case, state = found.case, found.bundle.procedure.states[found.case.state]
        title = Text(zh=case.title, en=case.title_en or None)
        return Sight(case_id, case.number, title, state.title, tuple(_seers(found)))


def _seers(found: Opened) -> list[Seer]:
    """One for each token, in the order of the roles of the procedure, then those of the office."""
    groups: dict[str, list[str]] = {}
    stored = tokens_of(found.session, found.id)
    for group in found.bundle.groups:
        for token in stored.get(group, ()):
            groups.setdefault(token, []).append(group)
    order = [*found.bundle.procedure.roles, *OWN]
    tokens = sorted(groups, key=lambda t: (_place_in(order, t.partition("@")[0]), t))
    limited = {g: stored.get(rows_group(g), set()) for g in limited_groups(found.bundle)}
    some = {t: frozenset(g for g, whole in limited.items() if g in groups[t] and t not in whole) for t in tokens}
    return [_seer(found, t, tuple(groups[t]), some[t]) for t in tokens]


def _place_in(order: list[str], role: str) -> int:
    """Those who see it for a task of theirs come last."""
    return order.index(role) if role in order else len(order)


def _seer(found: Opened, token: str, groups: tuple[str, ...], some_rows: frozenset[str]) -> Seer:
    role, _, where = token.partition("@")
    own = found.bundle.procedure.roles.get(role)
    ids = _ids(found, role, where)
    people = select(Person.name).where(col(Person.id).in_(ids), col(Person.active)).order_by(col(Person.id))
    return Seer(
        own.title if own else _title(role), _where(found, role, where),
        groups, role in OVERSEERS, tuple(found.session.exec(people)), some_rows,
    )  # fmt: skip


def _title(role: str) -> Text:
    """Those whom no role of the procedure lets see it."""
    return Text(zh=say(BY_TASK, "zh"), en=say(BY_TASK, "en")) if role in BY_NAME else own_title(role)


def _ids(found: Opened, role: str, where: str) -> Sequence[int]:
    """Who holds a token now."""
    if role == "person":
        return [int(where)]
    if role == "organisation":
        mine = select(Person.id).where(Person.organisation_id == int(where))
        granted = select(Grant.person_id).where(Grant.organisation_id == int(where))
        return [*(i or 0 for i in found.session.exec(mine)), *found.session.exec(granted)]
    return found.world.holders(role, where)


def _where(found: Opened, role: str, where: str) -> Text | None:
    """The district or organisation; None for the whole city, and for somebody by name."""
    if where == CITY or role == "person":
        return None
    if where.startswith("#") or role == "organisation":
        named = found.session.get(Organisation, int(where.lstrip("#") or 0))
        return Text(zh=named.name, en=named.name_en or None) if named else Text(zh=where)
    place = found.office.district_names(found.session).get(where)
    return place.title if place else Text(zh=where)
