"""What moving one case comes to: how it will stand, what changes, what stands against it. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from data.tables import Case, Objection
from forms import feel
from forms.finding import Finding
from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.cases.moved import MOVE
from workflows.cases.opened import Opened
from workflows.children.parents import of_child
from workflows.clocks.reckon import Reading
from workflows.engine.decide import automatic
from workflows.engine.derive import Derived, derive
from workflows.engine.situation import Situation
from workflows.engine.types import CaseFacts, Decision, Passed
from workflows.keys import open_key
from workflows.moving.mapping import Mapping
from workflows.moving.tasks import Work, work_of
from workflows.moving.values import Converted, Side, converted
from workflows.office import ADMIN
from workflows.world import About, OfficeWorld


@dataclass(frozen=True)
class Due:
    """A clock before and after; a day is None where it does not run."""

    clock: Text
    before: date | None
    after: date | None
    overdue: bool  # it would be late at once


@dataclass(frozen=True, eq=False)
class Planned:
    """One case as it would be moved; with something in `refused` it stays where it is."""

    found: Opened
    situation: Situation  # under the other version, with its tasks
    derived: Derived
    values: Converted
    work: Work
    dues: tuple[Due, ...]
    told: tuple[Message, ...]
    refused: tuple[Message, ...]


def plan(found: Opened, after: Bundle, mapping: Mapping) -> Planned:
    """How a case would stand under another version, by a mapping that fits both (see `checking.wrong`)."""
    before = found.situation
    made = converted(Side(found.form, before.world.options), _side(found, after), mapping, found.facts.values)
    there = _there(found, after, mapping, made)
    work = work_of(before, there, mapping)
    tasks = (*work.kept, *(t for t in work.new))
    situation = replace(there, case=replace(there.case, tasks=tasks))
    dues = tuple(_dues(before, situation, mapping))
    told = [*work.told, *_told(found, situation)]
    refused = [*work.refused, *_unfit(found, made), *_against(found, situation, made)]
    return Planned(found, situation, derive(situation), made, work, dues, tuple(told), tuple(refused))


def _side(found: Opened, after: Bundle) -> Side:
    day = found.case.filed_on or found.office.today(found.situation.now)
    options = found.office.options(found.session, after, day, found.situation.actor.tokens)
    return Side(after.form(), options)


def _there(found: Opened, after: Bundle, mapping: Mapping, made: Converted) -> Situation:
    """The case under the other version, with its steps in those words and the move behind them."""
    case, actor, now = found.facts, found.situation.actor, found.situation.now
    state = mapping.states[case.state]
    trail = tuple(_word(p, mapping) for p in case.trail)
    facts = replace(
        case, state=state, values=made.values, revision=case.revision + 1, moved=case.revision + 1, reads=(),
        trail=(*trail, Passed(MOVE, actor.id, state, state, now)),
    )  # fmt: skip
    about = About(case.id, case.district, case.campaign, made.values, found.case.filed_on, case.organisation)
    world = OfficeWorld(found.office, found.session, after, about, found.office.today(now), actor.tokens)
    return Situation(after, facts, actor, world, now)


def _word(step: Passed, mapping: Mapping) -> Passed:
    states = mapping.states
    start = None if step.from_state is None else states.get(step.from_state, step.from_state)
    return replace(
        step, from_state=start, to_state=states.get(step.to_state, step.to_state),
        action=mapping.transitions.get(step.action, step.action), clock=mapping.clocks.get(step.clock, step.clock),
    )  # fmt: skip


def _dues(before: Situation, after: Situation, mapping: Mapping) -> Iterator[Due]:
    was: dict[str, Reading] = {mapping.clocks.get(k, k): r for k, r in before.clocks.items() if r.status != "ended"}
    now = {k: r for k, r in after.clocks.items() if r.status != "ended"}
    for key in dict.fromkeys([*was, *now]):
        old, new = was.get(key), now.get(key)
        days = old.due if old else None, new.due if new else None
        if days[0] != days[1] or (old is None) != (new is None):
            title = (new or old).clock.title  # type: ignore[union-attr]
            late = bool(new and new.late and not (old and old.late))
            yield Due(title, *days, late)


def _told(found: Opened, after: Situation) -> Iterator[Message]:
    """What else changes: the state, what follows by itself, what has to be filled in now."""
    old, new = found.bundle.procedure.states[found.case.state], after.procedure.states[after.case.state]
    if old.title != new.title:
        yield Message("move.told.state", {"before": old.title, "after": new.title})
    following = automatic(replace(after, actor=replace(after.actor, robot=True)))
    if following is not None:
        title = after.procedure.transitions[following.transition].title
        yield Message("move.told.follows", {"transition": title})
    before, now = ({_key(f) for f in s.findings if f.level == "error"} for s in (found.situation, after))
    fresh = [f for f in after.findings if f.level == "error" and _key(f) in now - before]
    if fresh:
        yield Message("move.told.findings", {"count": len(fresh), "first": fresh[0].label})


def _key(finding: Finding) -> str:
    return f"{finding.message.code}/{finding.label.zh}"


def _unfit(found: Opened, made: Converted) -> Iterator[Message]:
    """Values that cannot be taken over; what stands there is told to whoever may read it."""
    for each in made.unfit:
        field = found.form.by_path[each.path]
        seen = found.access.may_read_at(each.path, each.row)
        value = field.show(each.before, found.world.options) if seen else Message("move.unread")
        yield Message("move.refused.value", {"why": each.why, "value": value})


def _against(found: Opened, after: Situation, made: Converted) -> Iterator[Message]:
    """What would break: children that nobody takes in, objections, a second open case, a parent that asks for more."""
    session, old, new = found.session, found.bundle.procedure, after.procedure
    children = (Case.parent_id == found.id, col(Case.ended).is_(False))
    for key in session.exec(select(Case.child).where(*children).distinct()):
        if key is not None and key not in new.children:
            yield Message("move.refused.child", {"child": old.children[key].title if key in old.children else key})
    for key in old.public_periods.keys() - new.public_periods.keys():
        open_ = (Objection.case_id == found.id, Objection.period == key, col(Objection.answer).is_(None))
        if session.exec(select(Objection.id).where(*open_)).first() is not None:
            yield Message("move.refused.objections", {"period": old.public_periods[key].title})
    key_ = open_key(new, found.case.campaign_id, made.values)
    other = session.exec(select(Case).where(Case.open_key == key_, Case.id != found.id)).first() if key_ else None
    if other is not None:
        yield Message("move.refused.open", {"case": other.number or Text(zh=other.title)})
    yield from _parent(found, after)


def _parent(found: Opened, after: Situation) -> Iterator[Message]:
    parent = of_child(found.office, found.session, found.case, found.situation.actor, found.situation.now, lock=False)
    if parent is None:
        return
    every = (path for text in parent.child.take.values() for path in feel.references(text))
    asked = {path[1] for path in every if path[0] == "child" and len(path) > 1}
    for key in sorted(asked & found.form.by_path.keys() - after.form.by_path.keys()):
        yield Message("move.refused.parent", {"field": found.form.by_path[key].title})


def decision(planned: Planned, details: dict[str, Any], task_changes: tuple[Any, ...], action: str = MOVE) -> Decision:
    """The move as a decision, to be written by the one place that writes steps."""
    case: CaseFacts = planned.situation.case
    after = planned.derived
    return Decision(
        transition=action, from_state=planned.found.case.state, to_state=case.state, role=ADMIN,
        for_organisation=None, revision=planned.found.case.revision, title=after.title, title_en=after.title_en,
        stage=after.stage, holder=after.holder, tokens=after.tokens, columns=after.columns, ended=after.ended,
        wants_number=False, late=case.late, due=after.due, yellow_on=after.yellow_on, provisional=after.provisional,
        entries=(), given={}, at=_moment(planned), suspended=case.suspended, new_tasks=tuple(planned.work.new),
        task_changes=task_changes, details=details,
    )  # fmt: skip


def _moment(planned: Planned) -> datetime:
    return planned.situation.now
