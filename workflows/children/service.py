"""Opening children: by a person, from a case or from an entry of a register, and by what a case decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from data.queries import registers as stored
from data.queries.dialect import hold
from data.queries.visibility import may_see
from data.tables import Case, Entry
from forms.text import Message, Text
from forms.values import normal
from workflows.audit.chain import canonical
from workflows.bundle import Bundle
from workflows.cases.once import Done, once
from workflows.engine.children import decide_child, given
from workflows.engine.types import Action, Actor, Opening, Refusal
from workflows.engine.wanted import NewChild
from workflows.office import Office
from workflows.rights import token
from workflows.world import About, OfficeWorld

if TYPE_CHECKING:
    from workflows.cases.opened import Opened
    from workflows.children.parents import Parent

STEP = "child"
"""What the history of a parent calls that a child was opened."""


def open_child(
    office: Office,
    actor: Actor,
    child: str,
    key: str,
    now: datetime,
    *,
    case_id: int | None = None,
    entry_id: int | None = None,
) -> int | Refusal:
    """Open a child of a case, or of an entry (any of its revisions), and give its id, or why not."""

    def work(session: Session) -> Done | Refusal:
        parent = _parent(office, session, actor, child, now, case_id, entry_id)
        if isinstance(parent, Refusal):
            return parent
        against = why_not(office, session, parent, actor, now)
        if against is not None:
            return against
        done = _opened(office, session, parent, actor, {}, now)
        if not isinstance(done, Refusal) and parent.opened is not None:
            _tell(parent.opened, child, done, now)
        return done

    done = once(office, actor, f"child/{case_id}/{entry_id}/{child}/{key}", now, work)
    return done if isinstance(done, Refusal) else done.case_id


def _parent(
    office: Office, session: Session, actor: Actor, child: str, now: datetime, case_id: int | None,
    entry_id: int | None,
) -> Parent | Refusal:  # fmt: skip
    from workflows.cases.opened import no_such_case, opened
    from workflows.children.parents import of_case

    if case_id is not None:
        found = opened(office, session, case_id, actor, now, lock=True)
        parent = of_case(found, child) if found else None
        return (parent or no_such_child(child)) if found else no_such_case()
    readable = (Entry.id == entry_id, may_see(actor.tokens, of=Entry))
    entry = session.exec(select(Entry).where(*readable)).first()
    return entry_parent(office, session, entry, child, actor, now) if entry else Refusal(Message("no_such_entry"))


def entry_parent(
    office: Office, session: Session, entry: Entry, child: str, actor: Actor, now: datetime
) -> Parent | Refusal:
    """An entry, as it stands today, as the parent of a child."""
    from workflows.children.parents import of_entry, standing
    from workflows.registers.writing import first_of

    today = standing(stored.revisions(session, first_of(entry)), office.today(now))
    return of_entry(office, session, today, child, actor, now) or no_such_child(child)


def why_not(office: Office, session: Session, parent: Parent, actor: Actor, now: datetime) -> Refusal | None:
    """What stands against a person's opening a child: their role, where the parent is, and one that is open."""
    for asked in (_wrong_role, _wrong_place):
        found = asked(office, parent, actor, now)
        if found is not None:
            return found
    return _one_open(session, parent)


def theirs(parent: Parent, actor: Actor) -> str | None:
    """The role of the parent's procedure in which somebody may open the child."""
    procedure, by = parent.bundle.procedure, parent.child.by
    if parent.opened is not None:
        return next((r for r in by if r in parent.situation.roles), None)
    return next((r for r in by if token(procedure, r, parent.district, parent.whose(r)) in actor.tokens), None)


def _wrong_role(office: Office, parent: Parent, actor: Actor, now: datetime) -> Refusal | None:
    if theirs(parent, actor) is not None:
        return None
    roles = [parent.bundle.procedure.roles[r].title for r in parent.child.by] or Message("nobody")
    return Refusal(Message("child_role", {"child": parent.child.title, "roles": roles}), guard="role")


def _wrong_place(office: Office, parent: Parent, actor: Actor, now: datetime) -> Refusal | None:
    """A case has to be in one of the states that the child names, an entry in its register."""
    data: dict[str, Any] = {"child": parent.child.title, "parent": parent.title}
    if parent.opened is not None:
        case, states = parent.opened.case, parent.bundle.procedure.states
        if case.suspended:
            return Refusal(Message("child_suspended", data), guard="state")
        wanted = parent.child.states or [k for k, s in states.items() if s.end is None]
        if case.state in wanted:
            return None
        titles = [states[s].title for s in wanted if s in states]
        told = {**data, "state": states[case.state].title, "states": titles}
        return Refusal(Message("child_not_in_state", told), guard="state")
    entry, today = parent.entry, office.today(now)
    if entry is None or (entry.since <= today and (entry.until is None or entry.until > today)):
        return None
    return Refusal(Message("child_entry_out", data), guard="state")


def _key(parent: Parent) -> str | None:
    """What only one open child may be for; None where any number may be open."""
    if parent.child.one_open_per is None:
        return None
    kind, number = ("entry", parent.first) if parent.entry else ("case", parent.case_id)
    return canonical([STEP, kind, number, parent.key])


def _one_open(session: Session, parent: Parent) -> Refusal | None:
    key = _key(parent)
    if key is None:
        return None
    hold(session, key)
    other = session.exec(select(Case).where(Case.child_key == key)).first()
    if other is None:
        return None
    named = Text(zh=other.number) if other.number else Text(zh=other.title, en=other.title_en or None)
    return Refusal(Message("child_open_already", {"child": parent.child.title, "case": named}), guard="one_open")


def _opened(
    office: Office, session: Session, parent: Parent, actor: Actor, values: dict[str, Any], now: datetime
) -> Done | Refusal:
    """Write the child in the version of its procedure that is offered today."""
    from workflows.cases.start import Under, open_under

    bundle = office.current_version(session, parent.child.procedure, office.today(now))
    if bundle is None:
        data = {"child": parent.child.title, "procedure": parent.child.procedure}
        return Refusal(Message("child_no_procedure", data), guard="procedure")
    opening = _opening(office, session, parent, bundle, actor, values, now)
    if isinstance(opening, Refusal):
        return opening
    under = Under(parent.key, parent.bundle.version_id or 0, parent.case_id, parent.first, _key(parent))
    done = open_under(office, session, actor, bundle, opening, under, now)
    if not isinstance(done, Refusal) and _goes_by_itself(bundle):
        _go(office, session, done.case_id, actor, now)
    return done


def _goes_by_itself(bundle: Bundle) -> bool:
    """Whether a case of it may go on by itself as soon as it is begun."""
    leaving = bundle.procedure.leaving(bundle.procedure.initial).values()
    return any(transition.kind == "automatic" for transition in leaving)


def _go(office: Office, session: Session, case_id: int, actor: Actor, now: datetime) -> None:
    from workflows.cases.opened import reopened
    from workflows.cases.taking import follow

    session.flush()
    begun = reopened(office, session, case_id, actor, now)
    assert begun is not None
    follow(begun, now)


def _opening(
    office: Office, session: Session, parent: Parent, bundle: Bundle, actor: Actor, values: dict[str, Any],
    now: datetime,
) -> Opening | Refusal:  # fmt: skip
    """What the child begins with: what its parent gives, for its parent's district or organisation."""
    situation, today = parent.situation, office.today(now)
    own = {**given(parent.child.give, situation.context, situation.services), **values}
    options = office.options(session, bundle, today, actor.tokens)
    filled = normal(bundle.form(), own, options)
    organisation = parent.organisation or _of_actor(parent, actor)
    usual = str(organisation or "") if bundle.of_organisations else parent.district
    subject = str(filled.get(bundle.procedure.case.subject) or usual)
    known = {**filled, bundle.procedure.case.subject: subject}  # the one open case for a subject is found by it
    about = About(None, parent.district, None, known, organisation=organisation or 0)
    world = OfficeWorld(office, session, bundle, about, today, actor.tokens)
    found = decide_child(bundle, actor, subject, organisation, filled, world, now)
    return found if isinstance(found, Refusal) else replace(found, role=theirs(parent, actor) or "")


def _of_actor(parent: Parent, actor: Actor) -> int | None:
    """For which organisation somebody holds the role in which they open a child of an entry."""
    role = theirs(parent, actor)
    if role is not None and parent.whose(role):
        return parent.whose(role)
    return next((h.organisation for h in actor.held if h.role == role and h.district in (parent.district, "*")), None)


def _tell(found: Opened, child: str, done: Done, now: datetime) -> None:
    """A step of the parent's history."""
    from workflows.cases.opened import reopened
    from workflows.cases.steps import take
    from workflows.engine.staying import stays

    again = reopened(found.office, found.session, found.id, found.situation.actor, now)
    assert again is not None
    action = Action(again.situation.actor, "", again.facts.revision, "", verb=STEP, target=child)
    role = next(iter(again.situation.roles), "")
    take(again, stays(again.situation, action, role, details={"children": [told(found.session, child, done)]}))


def told(session: Session, child: str, done: Done) -> dict[str, object]:
    """What a history tells of a child."""
    case = session.get_one(Case, done.case_id)
    return {"child": child, "id": done.case_id, "title": case.title, "number": case.number}


def open_children(opened: Opened, wanted: Sequence[NewChild], now: datetime) -> list[dict[str, object]]:
    """Open the children that a decision asks for; tells the history of them. Raises `Refused` for what cannot be."""
    return [_wanted(opened, each, now) for each in wanted]


def _wanted(opened: Opened, wanted: NewChild, now: datetime) -> dict[str, object]:
    from workflows.children.parents import of_case

    if wanted.entry is not None:
        actor = opened.situation.actor
        return open_of_entry(opened.office, opened.session, opened.bundle, wanted, actor, now)
    parent = of_case(opened, wanted.child) or no_such_child(wanted.child)
    return _open_wanted(opened.office, opened.session, parent, opened.situation.actor, wanted, now)


def open_of_entry(
    office: Office, session: Session, bundle: Bundle, wanted: NewChild, actor: Actor, now: datetime,
    organisation: int | None = None,
) -> dict[str, object]:  # fmt: skip
    """Open a child of an entry that a decision or a duty asks for, for an organisation if it is given."""
    from workflows.children.parents import in_version, standing

    every = stored.revisions(session, wanted.entry or 0)
    entry = standing(every, office.today(now)) if every else None
    found = in_version(office, session, bundle, entry, wanted.child, actor, now) if entry else None
    parent = replace(found, organisation=organisation) if found else no_such_child(wanted.child)
    return _open_wanted(office, session, parent, actor, wanted, now)


def _open_wanted(
    office: Office, session: Session, parent: Parent | Refusal, actor: Actor, wanted: NewChild, now: datetime
) -> dict[str, object]:
    """The child, unless something stands against it: raises `Refused`."""
    from workflows.cases.once import Refused

    done = parent if isinstance(parent, Refusal) else _one_open(session, parent)
    if done is None and not isinstance(parent, Refusal):
        made = _opened(office, session, parent, actor, dict(wanted.values), now)
        if not isinstance(made, Refusal):
            return told(session, wanted.child, made)
        done = made
    assert isinstance(done, Refusal)
    raise Refused(done)


def no_such_child(name: str) -> Refusal:
    """The parent has no child of that name."""
    return Refusal(Message("no_such_child", {"name": name}), guard="child")
