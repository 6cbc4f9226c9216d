"""The rounds of a case as somebody may see them: who is asked about what, what they said, how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlmodel import Session

from data.tables import Case, Organisation
from forms.definition import Form
from forms.fields.attachment import AttachmentField
from forms.text import Text
from forms.values import find_row, row_number
from workflows.cases.opened import Opened, no_such_case, opened, tasks_of, trail
from workflows.cases.steps import OPINION
from workflows.cases.task_views import addressed
from workflows.engine.rounds.acting import against, recused
from workflows.engine.rounds.groups import BESIDES, Group, round_of, row_ids
from workflows.engine.rounds.names import standing, together
from workflows.engine.rounds.seeing import may_know, may_see, outside
from workflows.engine.rounds.standing import Standing
from workflows.engine.types import Actor, CaseFacts, Passed, Refusal, TaskFacts
from workflows.model.rounds import Round
from workflows.office import Office
from workflows.people.guests import can_come
from workflows.people.listing import named

__all__ = ["OPINION", "About", "Asked", "RoundView", "may_have", "opinions", "rounds_of"]


@dataclass(frozen=True)
class Asked:
    """One participant about one row: `opinion` is None where none was given, or where it may not be seen."""

    task: int
    role: Text
    whose: Text | None  # the organisation that is asked by name
    token: str
    person: str  # who answered, else who has it; "" for anybody who holds the role
    organisation: int | None
    state: str  # waiting | open | done | closed
    relation: str
    note: str
    lead: bool
    weight: int
    given: bool  # whether an opinion was given, seen or not
    opinion: Mapping[str, Any] | None
    kept: bool
    at: datetime | None
    due: date | None
    mine: bool  # the actor may give it, or change it, now
    why_not: Refusal | None  # what stands against that
    nobody_left: bool  # all who hold it have to stand aside
    agrees: bool | None = None  # what the round takes the opinion for; None where it does not ask, or may not be seen


@dataclass(frozen=True)
class About:
    """A round about one row, or about the whole case."""

    row: str
    label: Text  # the title of the row, else its number; "" for the case
    number: int | None
    complete: bool
    agreed: bool | None
    share: Decimal | None
    score: Decimal | None
    count: int
    waiting: int
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class RoundView:
    """One visit to a round. Counts that would tell what others said are None while that may not be seen."""

    key: str
    round: Round
    form: Form
    visit: int
    now: bool  # the case is in it
    complete: bool
    apart: bool  # the actor, or everybody who is asked, takes part from outside: they see nothing of each other
    about: tuple[About, ...]


def opinions(office: Office, actor: Actor, case_id: int, now: datetime) -> tuple[RoundView, ...] | Refusal:
    """Every visit to a round of a case, the newest first, as far as the actor may see it."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        return no_such_case() if found is None else rounds_of(found)


def rounds_of(found: Opened) -> tuple[RoundView, ...]:
    """The same for a case that is open anyway."""
    asked = [t for t in found.facts.tasks if t.round in found.bundle.procedure.rounds]
    visits = groupby(sorted(asked, key=_visit), key=_visit)
    return tuple(reversed([_view(found, visit, list(tasks)) for visit, tasks in visits]))


def _visit(task: TaskFacts) -> tuple[str, int]:
    return task.round, task.visit


def _view(found: Opened, visit: tuple[str, int], tasks: Sequence[TaskFacts]) -> RoundView:
    key, number = visit
    round_, facts = found.bundle.procedure.rounds[key], found.facts
    present = round_of(found.bundle.procedure, facts)
    now = present is not None and present[0] == key and facts.visit == number
    rows = row_ids(found.form, facts, round_.per)
    rows += [r for r in dict.fromkeys(t.row for t in tasks) if r not in rows and not now]
    groups = [Group(r, tuple(t for t in tasks if t.row == r)) for r in rows if reads_row(found, round_, r)]
    stands = [standing(found.situation, round_, g, found.situation.given_names) for g in groups]
    return RoundView(
        key=key, round=round_, form=found.bundle.form(round_.form), visit=number, now=now,
        complete=bool(together(stands)["complete"]), apart=_apart(found, round_, tasks),
        about=tuple(_about(found, round_, s) for s in stands),
    )  # fmt: skip


def _apart(found: Opened, round_: Round, tasks: Sequence[TaskFacts]) -> bool:
    """Whether those from outside are told that they are for themselves: of nobody's tasks but theirs they know."""
    return round_.outside_seen == "never" and all(outside(round_, t) for t in tasks if _known(found, t))


def _known(found: Opened, task: TaskFacts) -> bool:
    return may_know(found.bundle, found.facts, found.situation.actor, task)


def reads_row(found: Opened, round_: Round, row: str) -> bool:
    """Whether the actor may read the row that a round asks about."""
    return round_.per is None or found.access.reach is None or found.access.may_read_row(round_.per, row)


def _about(found: Opened, round_: Round, stands: Standing) -> About:
    group, view = stands.group, stands.view
    agrees = {t.id: yes for t, yes in zip(group.given, stands.agreeing, strict=True)} if round_.agrees else {}
    seen = all(_seen(found, t) for t in group.given)
    number = row_number(found.form, found.facts.values, group.row)
    known = Group(group.row, tuple(t for t in group.tasks if _known(found, t)))
    return About(
        row=group.row, label=label(found, round_, group.row), number=number,
        complete=view["complete"], agreed=view["agreed"] if seen else None, share=view["share"] if seen else None,
        score=view["score"] if seen else None, count=len(known.given), waiting=len(known.waiting),
        asked=tuple(_asked(found, round_, t, agrees.get(t.id)) for t in known.tasks),
    )  # fmt: skip


def label(found: Opened, round_: Round, row: str) -> Text:
    """What a row is called: the value of the field that titles it."""
    place = find_row(found.form, found.facts.values, row) if row else None
    title = found.form.tables[round_.per].row_title if round_.per in found.form.tables else None
    if place is None:
        return Text(zh="")
    return Text(zh=str(place.row.get(title or "") or place.number))


def _seen(found: Opened, task: TaskFacts) -> bool:
    return may_see(found.bundle, found.facts, found.situation.actor, task)


def _asked(found: Opened, round_: Round, task: TaskFacts, agrees: bool | None) -> Asked:
    part = round_.who[task.who] if 0 <= task.who < len(round_.who) else None
    role = found.bundle.procedure.roles.get(task.role)
    given = task.opinion is not None and task.state == "done"
    why_not, person = against(found.situation, task), _person(found, task)
    seen = given and _seen(found, task)
    return Asked(
        task=task.id or 0, role=role.title if role else Text(zh=task.role), whose=_whose(found, task), token=task.token,
        person=person.title.zh if person else "", organisation=person.data["organisation"] if person else None,
        state=task.state, relation=task.relation, note=task.note, lead=bool(part and part.lead),
        weight=part.weight if part else 1, given=given,
        opinion=dict(task.opinion or {}) if seen else None,
        kept=task.kept, at=task.done_at, due=task.due, mine=why_not is None, why_not=why_not,
        nobody_left=task.active and task.relation not in BESIDES and nobody_left(found, task),
        agrees=agrees if seen else None,
    )  # fmt: skip


def _whose(found: Opened, task: TaskFacts) -> Text | None:
    row = found.session.get(Organisation, addressed(task.token) or 0)
    return named(row) if row is not None else None


def _person(found: Opened, task: TaskFacts) -> Any:
    given = task.token.removeprefix("person@") if task.token.startswith("person@") else None
    return found.world.people().get(str(task.done_by or task.person or given or ""))


def nobody_left(found: Opened, task: TaskFacts) -> bool:
    """Whether all who could do an active task of a round have to stand aside (`recused_if`), or there is nobody."""
    return all(recused(found.situation, task, who) is not None for who in holders(found, task))


def holders(found: Opened, task: TaskFacts) -> Iterator[Mapping[str, Any]]:
    """Those at work who could do a task, and the guest who was invited to it, as expressions see an actor."""
    wanted, people = _holding(found, task), found.world.people()
    for key in wanted:
        person = people.get(str(key))
        if person is not None and (person.data["active"] or can_come(found.session, key, found.situation.now)):
            yield {
                "id": Decimal(key), "name": person.data["name"].zh,
                "organisation": Decimal(person.data["organisation"]), "organisation_name": None,
            }  # fmt: skip


def _holding(found: Opened, task: TaskFacts) -> Sequence[int]:
    name, _, where = task.token.partition("@")
    if task.person is not None:
        return [task.person]
    if name == "person":
        return [int(where)]
    if name == "organisation":
        return [int(k) for k, p in found.world.people().items() if str(p.data["organisation"]) == where]
    if where.startswith("#"):
        found_ = found.world.people().items()
        return [int(k) for k, p in found_ if str(p.data["organisation"]) == where[1:] and name in p.data["roles"]]
    return found.world.holders(name, where)


def may_have(office: Office, session: Session, actor: Actor, case_id: int, key: str) -> bool:
    """Whether a file lies in an opinion that the actor may see."""
    case = session.get_one(Case, case_id)
    bundle = office.bundle(session, case.version_id)
    facts = bare_facts(case, trail(session, case_id), tasks_of(session, case_id))
    holding = (t for t in facts.tasks if t.opinion and t.round in bundle.procedure.rounds)
    forms = ((t, bundle.form(bundle.procedure.rounds[t.round].form)) for t in holding)
    return any(key in set(_files(form, t.opinion or {})) and may_see(bundle, facts, actor, t) for t, form in forms)


def bare_facts(case: Case, trail: tuple[Passed, ...], tasks: tuple[TaskFacts, ...]) -> CaseFacts:
    """What there is to know of a case to say who may see which of its opinions."""
    return CaseFacts(
        id=case.id or 0, state=case.state, revision=case.revision, values={}, answers={},
        organisation=case.organisation_id, district=case.district, on_behalf=case.on_behalf, trail=trail, tasks=tasks,
    )  # fmt: skip


def _files(form: Form, values: Mapping[str, Any]) -> Iterator[str]:
    """The hashes of the files in what was filled in."""
    for f in form.fields:
        if isinstance(f, AttachmentField):
            yield from (part["hash"] for part in values.get(f.key) or ())
