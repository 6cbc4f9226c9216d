"""Who may read and write what: one set of rules for pages, queries, exports, prints and boards.

A token is a role and where it is held: `clerk@500112`, or `desk@*` for a role of the whole city. A person may read a
field group of a case if they hold one of the group's tokens; `tokens` and `access` say the same, for many and for one.
Roles of procedures get what the definition says; those that oversee the office read everything and write nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from forms.definition import Form
from forms.fields import Option
from forms.text import Text
from forms.values import identified
from workflows.access import Access
from workflows.bundle import Bundle
from workflows.definition import Procedure, State
from workflows.engine.types import Actor, CaseFacts, TaskFacts
from workflows.model.registers import Register
from workflows.office import AUDITOR, holds
from workflows.row_rights import Ask, Reach, Right

EVERY = "*"
CITY = "*"
ROWS = "#rows"
"""Ends the name of a group that stands for the rows of a field group which not everybody with the group may read."""
PERSON = "person@"
READING = frozenset({"entrust", "copy"})
"""Relations of tasks that let somebody read as a role does, and act in no other way."""
ACTING = frozenset({"", "after"})
"""Relations of tasks whose owner takes the transitions of their state."""
TASKS = ("person@", "organisation@")
"""How the tokens begin by which tasks are given: those of one's own are no proof that there are any."""
OVERSEERS = frozenset({AUDITOR})
"""Roles of the office that read in every procedure and every district, and act in none."""


def token(procedure: Procedure, role: str, district: str, organisation: int = 0) -> str:
    """The token of a role of the procedure, or of the office, for a case of a district and an organisation.

    A role that only tasks give has none: nobody holds what it gives.
    """
    held = procedure.roles.get(role)
    if held is not None and held.by_task:
        return f"{role}@"
    if held is not None and held.of_organisation is not None:
        return f"{role}@#{organisation}"
    return f"{role}@{CITY if held is None or held.place is None else district}"


def held_anywhere(procedure: Procedure, role: str, tokens: Collection[str], districts: Iterable[str]) -> bool:
    """Whether one of the tokens gives a role of the procedure in one of some districts, or for an organisation."""
    held = procedure.roles.get(role)
    if held is not None and held.by_task:
        return any(t.startswith(TASKS) for t in tokens)
    if held is not None and held.of_organisation is not None:
        return any(t.startswith(f"{role}@#") for t in tokens)
    return any(token(procedure, role, d) in tokens for d in districts)


def role_tokens(procedure: Procedure, role: str, case: CaseFacts) -> frozenset[str]:
    """Every token by which a role is held for a case.

    One for a role held in the city, a district or the case's organisation, beside it whoever was handed its task
    (转办) or takes it after somebody (加签); those of its tasks for a role that only tasks give, which it keeps when
    they are done.
    """
    held = procedure.roles.get(role)
    if held is not None and held.by_task:
        mine = (t for t in case.tasks if t.role == role and t.relation not in READING)
        return frozenset(token for task in mine for token in task_tokens(task))
    return frozenset({own_token(procedure, role, case), *_handed(role, case)})


def own_token(procedure: Procedure, role: str, case: CaseFacts) -> str:
    """The token by which a role is held for a case without any task."""
    return token(procedure, role, case.district, case.organisation)


def reading_tokens(procedure: Procedure, role: str, case: CaseFacts) -> frozenset[str]:
    """Every token that reads a case as a role does: beside those that act, who was asked, added or copied in it."""
    given = (t for t in case.tasks if t.role == role and t.token.startswith(PERSON))
    return role_tokens(procedure, role, case) | {token for task in given for token in task_tokens(task)}


def _handed(role: str, case: CaseFacts) -> Iterator[str]:
    """The people who act in a role because its task is theirs now."""
    for task in case.tasks:
        if task.active and task.role == role and not task.round and task.relation in ACTING:
            yield from [task.token] if task.token.startswith(PERSON) else []


def task_tokens(task: TaskFacts) -> Iterator[str]:
    """Who may see a case for a task of theirs: whoever may do it, has it, or did it; nobody for one called off."""
    if task.state == "closed" and task.done_by is None:
        return
    yield task.token
    yield from (f"person@{p}" for p in (task.person, task.done_by) if p is not None)


def overseers(case: CaseFacts) -> frozenset[str]:
    """The roles that read a case without any in its procedure: from its first step on, for that is on record."""
    return OVERSEERS if case.revision else frozenset()


def overseeing(actor: Actor) -> frozenset[str]:
    """The roles in which somebody oversees the office."""
    return frozenset(role for role in OVERSEERS if holds(actor, role))


def concerned(roles: Iterable[str], actor: Actor) -> bool:
    """Whether somebody holds one of the roles anywhere, or oversees whoever does."""
    held = {t.partition("@")[0] for t in actor.tokens}
    return bool(held & set(roles) or overseeing(actor))


def in_words(held: str, procedures: Iterable[Procedure], names: Mapping[str, Option]) -> Text:
    """A token for people: the role, behind its district where it has one."""
    role, _, code = held.partition("@")
    title = next((p.roles[role].title for p in procedures if role in p.roles), Text(zh=role))
    place = names.get(code)
    if place is None:
        return title
    return Text(zh=f"{place.title.zh} {title.zh}", en=f"{place.title.say('en')} · {title.say('en')}")


def acting_roles(bundle: Bundle, case: CaseFacts, actor: Actor) -> list[str]:
    """The roles in which the actor may act on a case, in the order of the procedure.

    Whoever may enter cases for others has the declarant's roles in such a case while it lies with the declarant.
    """
    procedure = bundle.procedure
    own = {r for r in procedure.roles if role_tokens(procedure, r, case) & actor.tokens}
    if own & set(stand_ins(procedure, case)):
        own |= set(procedure.start.by)
    return [r for r in procedure.roles if r in own]


def reading_roles(bundle: Bundle, case: CaseFacts, actor: Actor) -> list[str]:
    """The roles as which the actor reads a case, with and without acting in them."""
    procedure = bundle.procedure
    return [r for r in procedure.roles if reading_tokens(procedure, r, case) & actor.tokens]


def may_ever_read(procedure: Procedure, state: str, tokens: Collection[str], districts: Iterable[str]) -> bool:
    """Whether one of the tokens reads anything of the cases of some districts while they are in a state."""
    given = procedure.states[state].rights.values()
    roles = {r for right in given for r in (*right.read, *right.write)}
    codes = tuple(districts)
    return any(held_anywhere(procedure, r, tokens, codes) for r in roles)


def stand_ins(procedure: Procedure, case: CaseFacts) -> tuple[str, ...]:
    """The roles that act as the declarant of this case now (代); none for cases that were not entered for others."""
    lies_there = procedure.states[case.state].holder in procedure.start.by
    return tuple(procedure.start.on_behalf) if case.on_behalf and lies_there else ()


def acts_for(bundle: Bundle, case: CaseFacts, actor: Actor, role: str) -> int | None:
    """The organisation whose part the actor takes with this role (代); None when the role is their own."""
    own = role_tokens(bundle.procedure, role, case) & actor.tokens
    return None if own or actor.robot else case.organisation


def deputy_of(bundle: Bundle, case: CaseFacts, actor: Actor, role: str) -> int | None:
    """For whom the actor stands in with this role as a deputy (代); None when the role is their own."""
    held = role_tokens(bundle.procedure, role, case) & actor.tokens
    lent = [actor.lent[t] for t in sorted(held) if t in actor.lent]
    return lent[0] if lent and len(lent) == len(held) else None


def readers(bundle: Bundle, case: CaseFacts) -> dict[str, frozenset[str]]:
    """Field group → the roles that may read it in the case's state."""
    over = overseers(case)
    return {g: over | _with_stand_ins(bundle, case, _roles(bundle, case, g, "read")) for g in bundle.groups}


def tokens(bundle: Bundle, case: CaseFacts) -> dict[str, frozenset[str]]:
    """Field group → the tokens that may read it in the case's state; `<group>#rows`: those that read all its rows."""
    found = readers(bundle, case)
    whole = {rows_group(g): frozenset(_reading_all(bundle, case, g, found[g])) for g in limited_groups(bundle)}
    return {
        group: frozenset(t for role in roles for t in reading_tokens(bundle.procedure, role, case))
        for group, roles in {**found, **whole}.items()
    }


def rows_group(group: str) -> str:
    """The name under which rows of a group lie that are not for everybody who may read the group."""
    return f"{group}{ROWS}"


def limited_groups(bundle: Bundle) -> frozenset[str]:
    """The groups of which some role may read only some rows, in any state: what is indexed holds in all of them."""
    return frozenset(g for s in bundle.procedure.states.values() for g in bundle.groups if _limits_reading(s, g))


def _limits_reading(state: State, group: str) -> bool:
    return any(r.read for right in _given(state, group) for r in right.rows)


def limited_tables(bundle: Bundle, group: str) -> frozenset[str]:
    """The tables of a group of which some role may read only some rows, in any state."""
    given = (r for s in bundle.procedure.states.values() for right in _given(s, group) for r in right.rows)
    return frozenset(r.table for r in given if r.read)


def _reading_all(bundle: Bundle, case: CaseFacts, group: str, roles: Iterable[str]) -> Iterator[str]:
    """The roles among these that read every row of a group."""
    for role in roles:
        mine = [r for r in _rights(bundle, case, {role}) if r.group == group]
        if role in overseers(case) or any(r.read and r.everywhere for r in mine):
            yield role


def holder_token(bundle: Bundle, case: CaseFacts) -> str | None:
    """The token that has to act now: the office's own for a case it entered for somebody else.

    In a round it is one of those who are still waited for, the lead first.
    """
    state = bundle.procedure.states[case.state]
    if state.end is None and state.round is not None:
        return _waited_for(bundle, case, state.round)
    if state.end is not None or state.holder is None:
        return None
    role = next(iter(stand_ins(bundle.procedure, case)), state.holder)
    held = bundle.procedure.roles.get(role)
    if held is not None and held.by_task:
        return next(iter(sorted(role_tokens(bundle.procedure, role, case))), None)
    return own_token(bundle.procedure, role, case)


def _waited_for(bundle: Bundle, case: CaseFacts, key: str) -> str | None:
    """A participant of a round who has an open task, else the one who would; a role that only tasks give is nowhere."""
    who = bundle.procedure.rounds[key].who
    lead = {n for n, p in enumerate(who) if p.lead}
    open_ = sorted((t for t in case.open_tasks if t.round == key), key=lambda t: t.who not in lead)
    for task in open_:
        return task.token if task.token.startswith(f"{task.role}@") else f"{task.role}@{CITY}"
    first = next((p.role for p in sorted(who, key=lambda p: not p.lead) if p.role is not None), None)
    return next(iter(sorted(role_tokens(bundle.procedure, first, case))), None) if first is not None else None


def _roles(bundle: Bundle, case: CaseFacts, group: str, verb: str) -> set[str]:
    """Roles that a state gives a right to a group; who may write may read."""
    given = _given(bundle.procedure.states[case.state], group)
    return {r for right in given for r in (right.write if verb == "write" else [*right.write, *right.read])}


def _given(state: State, group: str) -> Iterator[Any]:
    yield from (state.rights[g] for g in (group, EVERY) if g in state.rights)


def _with_stand_ins(bundle: Bundle, case: CaseFacts, roles: set[str]) -> set[str]:
    procedure = bundle.procedure
    return roles | set(stand_ins(procedure, case)) if roles & set(procedure.start.by) else roles


def access(bundle: Bundle, case: CaseFacts, actor: Actor, ask: Ask | None = None) -> Access:
    """What the actor may see and fill in now. The subject is fixed when the case is opened: nobody writes it.

    `ask` gives conditions on rows the names that they speak of; without it, none is true.
    """
    acting = acting_roles(bundle, case, actor)
    reading = {*reading_roles(bundle, case, actor), *overseeing(actor)} - set(acting)
    found = access_of_roles(bundle, case, acting, reading)
    rights = tuple(_rights(bundle, case, set(acting), reading))
    if not any(r.rows for r in rights):
        return found
    return replace(found, reach=Reach(found.form, rights, identified(found.form, case.values), ask))


def access_of_roles(
    bundle: Bundle, case: CaseFacts, roles: Iterable[str], reading: Collection[str] = ()
) -> Access:
    """What somebody with these roles may see and fill in, in some row at least; for previews too.

    As `reading` they only read. Nobody fills anything in while a case is suspended.
    """
    held, form = set(roles), bundle.form()
    read = frozenset(g for g, allowed in readers(bundle, case).items() if (held | set(reading)) & allowed)
    write = frozenset(g for g in bundle.groups if held & _roles(bundle, case, g, "write") and not case.suspended)
    return Access(form, _readable(bundle, form, read), _writable(bundle, form, write), read, write)


def _rights(bundle: Bundle, case: CaseFacts, acting: set[str], reading: Collection[str] = ()) -> Iterator[Right]:
    """What each role has by each entry of the case's state, with the rows that it is limited to."""
    state, form, held = bundle.procedure.states[case.state], bundle.form(), acting | set(reading)
    stands_in = acting & set(stand_ins(bundle.procedure, case))
    writing = frozenset() if case.suspended else acting | (set(bundle.procedure.start.by) if stands_in else set())
    for group in bundle.groups:
        own = frozenset({group})
        read, write = _readable(bundle, form, own), _writable(bundle, form, own)
        if held & overseers(case):
            yield Right(group, read, frozenset())
        for given in _given(state, group):
            for role in held | (set(bundle.procedure.start.by) if stands_in else set()):
                rows = tuple(r for r in given.rows if not r.roles or role in r.roles)
                if role in given.write or role in given.read:
                    may_write = role in given.write and role in writing
                    yield Right(group, read, write if may_write else frozenset(), rows)


def _readable(bundle: Bundle, form: Form, groups: frozenset[str]) -> frozenset[str]:
    """The paths of the groups, and the tables around them."""
    own = {p for g in groups for p in bundle.paths_by_group[g]}
    return frozenset(own | {t for t in form.tables if any(p.startswith(f"{t}.") for p in own)})


def _writable(bundle: Bundle, form: Form, groups: frozenset[str]) -> frozenset[str]:
    own = {p for g in groups for p in bundle.paths_by_group[g] if form.by_path[p].stored}
    return frozenset(own - {bundle.procedure.case.subject})


@dataclass(frozen=True)
class Subject:
    """Whose case may be opened: a district, or an organisation with the district that it works for."""

    key: str  # as the subject field holds it
    district: str
    organisation: int = 0


@dataclass(frozen=True)
class Startable:
    """The keys of the subjects for which somebody may open a case: their own, and for others (代)."""

    own: tuple[str, ...]
    on_behalf: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.own or self.on_behalf)


def startable(procedure: Procedure, actor: Actor, subjects: Iterable[Subject]) -> Startable:
    """For whom the actor may open a case of the procedure, among the subjects of today."""
    known, actor = tuple(subjects), actor.bound(procedure.id)
    own = tuple(s.key for s in known if _holds(procedure, procedure.start.by, actor, s))
    mine = frozenset(own)
    others = tuple(s.key for s in known if s.key not in mine and _holds(procedure, procedure.start.on_behalf, actor, s))
    return Startable(own, others)


def _holds(procedure: Procedure, roles: Iterable[str], actor: Actor, subject: Subject) -> bool:
    return any(token(procedure, r, subject.district, subject.organisation) in actor.tokens for r in roles)


def entry_tokens(procedure: Procedure, register: Register, body: Mapping[str, Any]) -> frozenset[str]:
    """Who may read an entry: roles of the city, and those of the district or organisation that a field of it names."""
    read = {**register.read, **dict.fromkeys(OVERSEERS, EVERY)}
    return frozenset(_entry_token(procedure, role, place, body) for role, place in read.items())


def _entry_token(procedure: Procedure, role: str, place: str, body: Mapping[str, Any]) -> str:
    """For whoever holds the role in the district, or for the organisation, that the field names."""
    if place == EVERY:
        return f"{role}@{CITY}"
    held = procedure.roles.get(role)
    sign = "#" if held is not None and held.of_organisation is not None else ""
    return f"{role}@{sign}{body.get(place)}"
