"""Who may read and write what: one set of rules for pages, queries, exports, prints and boards.

A token is a role and where it is held: `clerk@500112`, or `desk@*` for a role of the whole city. A person may read a
field group of a case if they hold one of the group's tokens; `tokens` and `access` say the same, for many and for one.
Roles of procedures get what the definition says; those that oversee the office read everything and write nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from forms.definition import Form
from forms.fields import Field, Option
from forms.fields.table import ROW_ID, TableField
from forms.text import Text
from forms.values import Values, rows
from workflows.bundle import Bundle
from workflows.definition import Procedure, Register, State
from workflows.engine.types import Actor, CaseFacts
from workflows.office import AUDITOR, holds

EVERY = "*"
CITY = "*"
OVERSEERS = frozenset({AUDITOR})
"""Roles of the office that read in every procedure and every district, and act in none."""


def token(procedure: Procedure, role: str, district: str) -> str:
    """The token of a role of the procedure, or of the office, for a case of a district."""
    held = procedure.roles.get(role)
    return f"{role}@{CITY if held is None or held.place is None else district}"


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
    own = {r for r in procedure.roles if token(procedure, r, case.district) in actor.tokens}
    if own & set(stand_ins(procedure, case)):
        own |= set(procedure.start.by)
    return [r for r in procedure.roles if r in own]


def may_ever_read(procedure: Procedure, state: str, tokens: Collection[str], districts: Iterable[str]) -> bool:
    """Whether one of the tokens reads anything of the cases of some districts while they are in a state."""
    given = procedure.states[state].rights.values()
    roles = {r for right in given for r in (*right.read, *right.write)}
    return any(token(procedure, r, d) in tokens for d in districts for r in roles)


def stand_ins(procedure: Procedure, case: CaseFacts) -> tuple[str, ...]:
    """The roles that act as the declarant of this case now (代); none for cases that were not entered for others."""
    lies_there = procedure.states[case.state].holder in procedure.start.by
    return tuple(procedure.start.on_behalf) if case.on_behalf and lies_there else ()


def acts_for(bundle: Bundle, case: CaseFacts, actor: Actor, role: str) -> int | None:
    """The organisation whose part the actor takes with this role (代); None when the role is their own."""
    own = token(bundle.procedure, role, case.district) in actor.tokens
    return None if own else case.organisation


def readers(bundle: Bundle, case: CaseFacts) -> dict[str, frozenset[str]]:
    """Field group → the roles that may read it in the case's state."""
    over = overseers(case)
    return {g: over | _with_stand_ins(bundle, case, _roles(bundle, case, g, "read")) for g in bundle.groups}


def tokens(bundle: Bundle, case: CaseFacts) -> dict[str, frozenset[str]]:
    """Field group → the tokens that may read it in the case's state."""
    return {
        group: frozenset(token(bundle.procedure, role, case.district) for role in roles)
        for group, roles in readers(bundle, case).items()
    }


def holder_token(bundle: Bundle, case: CaseFacts) -> str | None:
    """The token that has to act now: the office's own for a case it entered for somebody else."""
    state = bundle.procedure.states[case.state]
    if state.end is not None or state.holder is None:
        return None
    role = next(iter(stand_ins(bundle.procedure, case)), state.holder)
    return token(bundle.procedure, role, case.district)


def _roles(bundle: Bundle, case: CaseFacts, group: str, verb: str) -> set[str]:
    """Roles that a state gives a right to a group; who may write may read."""
    given = _given(bundle.procedure.states[case.state], group)
    return {r for right in given for r in (right.write if verb == "write" else [*right.write, *right.read])}


def _given(state: State, group: str) -> Iterator[Any]:
    yield from (state.rights[g] for g in (group, EVERY) if g in state.rights)


def _with_stand_ins(bundle: Bundle, case: CaseFacts, roles: set[str]) -> set[str]:
    procedure = bundle.procedure
    return roles | set(stand_ins(procedure, case)) if roles & set(procedure.start.by) else roles


@dataclass(frozen=True, eq=False)
class Access:
    """What one person may see and fill in of a case's main form, by field group and by path."""

    form: Form
    readable: frozenset[str]  # paths
    writable: frozenset[str]
    groups_readable: frozenset[str]
    groups_writable: frozenset[str]

    def may_read(self, path: str) -> bool:
        return path in self.readable

    def may_write(self, path: str) -> bool:
        return path in self.writable

    @cached_property
    def reads_all(self) -> bool:
        return self.readable == self.form.by_path.keys()

    def restrict(self, values: Mapping[str, Any]) -> Values:
        """The values without what may not be read; rows keep their identity."""
        return dict(values) if self.reads_all else _restricted(self.form.fields, values, "", self.readable)

    def __bool__(self) -> bool:
        """Whether anything of the case may be read at all."""
        return bool(self.groups_readable)


def access(bundle: Bundle, case: CaseFacts, actor: Actor) -> Access:
    """What the actor may see and fill in now. The subject is fixed when the case is opened: nobody writes it."""
    return access_of_roles(bundle, case, [*acting_roles(bundle, case, actor), *overseeing(actor)])


def access_of_roles(bundle: Bundle, case: CaseFacts, roles: Iterable[str]) -> Access:
    """What somebody with these roles may see and fill in, for previews too."""
    held, form = set(roles), bundle.form()
    read = frozenset(g for g, allowed in readers(bundle, case).items() if held & allowed)
    write = frozenset(g for g in bundle.groups if held & _roles(bundle, case, g, "write"))
    return Access(form, _readable(bundle, form, read), _writable(bundle, form, write), read, write)


def _readable(bundle: Bundle, form: Form, groups: frozenset[str]) -> frozenset[str]:
    """The paths of the groups, and the tables around them."""
    own = {p for g in groups for p in bundle.paths_by_group[g]}
    return frozenset(own | {t for t in form.tables if any(p.startswith(f"{t}.") for p in own)})


def _writable(bundle: Bundle, form: Form, groups: frozenset[str]) -> frozenset[str]:
    own = {p for g in groups for p in bundle.paths_by_group[g] if form.by_path[p].stored}
    return frozenset(own - {bundle.procedure.case.subject})


def _restricted(fields: list[Field], values: Mapping[str, Any], prefix: str, readable: frozenset[str]) -> Values:
    kept: Values = {ROW_ID: values[ROW_ID]} if ROW_ID in values else {}
    for f in fields:
        path = f"{prefix}{f.key}"
        if path in readable and f.key in values:
            kept[f.key] = (
                [_restricted(f.fields, r, f"{path}.", readable) for r in rows(values, f.key)]
                if isinstance(f, TableField)
                else values[f.key]
            )
    return kept


@dataclass(frozen=True)
class Startable:
    """The districts for which somebody may open a case: their own, and for others (代)."""

    own: tuple[str, ...]
    on_behalf: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.own or self.on_behalf)


def startable(procedure: Procedure, actor: Actor, districts: Iterable[str]) -> Startable:
    """Where the actor may open a case of the procedure, among the districts of today."""
    codes = tuple(districts)
    own = tuple(d for d in codes if _holds(procedure, procedure.start.by, actor, d))
    others = tuple(d for d in codes if d not in own and _holds(procedure, procedure.start.on_behalf, actor, d))
    return Startable(own, others)


def _holds(procedure: Procedure, roles: Iterable[str], actor: Actor, district: str) -> bool:
    return any(token(procedure, r, district) in actor.tokens for r in roles)


def entry_tokens(procedure: Procedure, register: Register, body: Mapping[str, Any]) -> frozenset[str]:
    """Who may read an entry of a register: roles of the city, and those of the district that a field of it names."""
    read = {**register.read, **dict.fromkeys(OVERSEERS, EVERY)}
    return frozenset(f"{role}@{CITY if place == EVERY else body.get(place)}" for role, place in read.items())
