"""Plays a rehearsal through the services, step by step, and says everything that went otherwise than it should."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from data.tables import Case, Person
from forms.definition import Form
from forms.fields.attachment import AttachmentField
from forms.text import Message
from forms.values import Values
from workflows.attachments import store
from workflows.cases import reading
from workflows.cases.act import LATEST, act, bulk, form_with
from workflows.cases.drafts import Sheet, open_draft, save
from workflows.cases.opened import reopened
from workflows.cases.start import start
from workflows.children.service import open_child
from workflows.clocks import public
from workflows.clocks.service import clocks_of
from workflows.engine.types import Action, Actor, Refusal
from workflows.engine.verbs import registry as verbs
from workflows.messages import say
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.rehearsal import expect, fill, tasks
from workflows.rehearsal.branches import LIGHTS, Branch, Watched, light
from workflows.rehearsal.cast import Cast, cast, parts
from workflows.rehearsal.files import Props
from workflows.rehearsal.former import of_today
from workflows.rehearsal.model import Rehearsal, Step
from workflows.rehearsal.passing import passing

START, SAVE, READ, FIND = "start", "save", "read", "find"
OBJECT, RESPOND = "object", "respond"
WORDS = (START, SAVE, READ, FIND, OBJECT, RESPOND)
"""What a step may do beside transitions and verbs."""
MORNING = time(9)
_PAUSE = timedelta(minutes=3)


@dataclass(frozen=True)
class Mismatch:
    """One thing that went otherwise than a step says, with the number of the step."""

    step: int
    message: Message

    def say(self, lang: str = "zh") -> str:
        return say(Message("rehearsal.step", {"step": self.step, "what": self.message}), lang)


@dataclass
class Played:
    """What came of it: mismatches, the cases by their names, what was done and what was refused by which guard.

    `done` is of cases of the rehearsal's own procedure, `beside` of children, by their procedure.
    """

    mismatches: list[Mismatch] = field(default_factory=list)
    cases: dict[str, int] = field(default_factory=dict)
    procedure: str = ""
    done: list[tuple[str, str | None]] = field(default_factory=list)
    beside: dict[str, list[tuple[str, str | None]]] = field(default_factory=dict)
    branches: set[Branch] = field(default_factory=set)  # which ways the conditions went

    @property
    def ok(self) -> bool:
        return not self.mismatches

    def done_in(self, procedure: str) -> list[tuple[str, str | None]]:
        """What was tried of a procedure."""
        return [*(self.done if procedure == self.procedure else ()), *self.beside.get(procedure, ())]


def rehearse(office: Office, rehearsal: Rehearsal, folder: Path | None) -> Played:
    """Play it in an office that is empty but for its procedure, with people and campaigns made for it."""
    with office.db.read() as session:
        bundle = office.newest(session, rehearsal.procedure)
    told = of_today(rehearsal, bundle.procedure) if bundle else rehearsal
    return play(office, told, cast(office, told), folder)


def play(
    office: Office, rehearsal: Rehearsal, who: Cast, folder: Path | None, *, tag: str = "", morning: time = MORNING
) -> Played:
    """Play it with these people and campaigns. `tag` tells one playing from another in the same office."""
    player = Player(office, rehearsal, who, Props(rehearsal.data, folder), tag or rehearsal.id, morning)
    watched = Watched(player.played.branches)
    with watched.watching():
        for number, step in enumerate(rehearsal.play, 1):
            player.step(number, step)
    return player.played


class Player:
    """Where the play is: the day, the person on stage, the cases."""

    def __init__(self, office: Office, rehearsal: Rehearsal, who: Cast, props: Props, tag: str, morning: time) -> None:
        self.office, self.rehearsal, self.who, self.props = office, rehearsal, who, props
        self._tag, self._morning, self._on, self._name = tag, morning, "", ""
        self.played = Played(procedure=rehearsal.procedure)
        self._number = 0
        self._past: datetime | None = None  # the moment of the last step
        self._children: dict[str, str] = {}  # cases that are children: of which procedure

    def step(self, number: int, step: Step) -> None:
        self._number = number
        self._on, self._name = step.on or self._on, step.who or self._name
        if step.on:
            self._pass()
        before = expect.standing(self.office, self.played.cases.values())
        answers = self._do(step) if step.does else []
        for answer in answers:
            self._judge(step, answer)
        if step.refused and expect.standing(self.office, self.played.cases.values()) != before:
            self.differs("rehearsal.changed")
        if step.then or (step.findings is not None and not step.refused):
            self._look(step)
        self._past = self.now

    def _pass(self) -> None:
        """What is due until now is done; what clocks took by themselves and which lights they show is noted."""
        before = self._taken()
        passing(self.office, self.now, self._past)
        self._followed(before)
        for name, case in self.played.cases.items():
            shown = clocks_of(self.office, case, self.now) if name not in self._children else {}
            self.played.branches |= {light(k, r.light) for k, r in shown.items() if r.light in LIGHTS}

    def _taken(self) -> dict[str, list[str]]:
        """Every step of every case so far, by the name of the case."""
        return {name: expect.taken(self.office, case) for name, case in self.played.cases.items()}

    def _followed(self, before: Mapping[str, list[str]], acted: str = "") -> None:
        """Notes what was taken by itself since: in the case that was acted in, and in its parents and children."""
        for name, steps in self._taken().items():
            some = len(before[name]) + (name == acted)
            self._tried(name).extend((taken, None) for taken in steps[some:])

    @property
    def now(self) -> datetime:
        return self.moment(self._number, self._on)

    def moment(self, number: int, on: str) -> datetime:
        """A moment on the day of a step; later steps lie later."""
        return datetime.combine(date.fromisoformat(on), self._morning, self.office.zone) + _PAUSE * number

    def actor(self, name: str = "") -> Actor:
        with self.office.db.read() as session:
            return actor_of(self.office, session, self.who.people[name or self._name], self.now)

    def differs(self, code: str, /, **data: Any) -> None:
        self.played.mismatches.append(Mismatch(self._number, Message(code, data)))

    def _do(self, step: Step) -> list[Any]:
        """What the services answered."""
        if step.does == START:
            return [self._open_child(step) if step.child else self._start(step)]
        if step.does == FIND:
            return self._find(step)
        names = step.cases or [step.case]
        missing = [n for n in names if n not in self.played.cases]
        if missing:
            self.differs("rehearsal.no_case", case=missing)
            return []
        if step.does == SAVE:
            return [self._save(step, step.case)]
        if step.does in (OBJECT, RESPOND):
            return [self._object(step) if step.does == OBJECT else self._respond(step)]
        if step.does == READ:
            return [reading.seen(self.office, self.actor(), self.played.cases[n], self.now) for n in names]
        return self._act(step, names)

    def _start(self, step: Step) -> Any:
        subject = self._subject(step)
        found = start(
            self.office, self.actor(), self.rehearsal.procedure, subject=subject, campaign=self._campaign(step),
            on_behalf=step.on_behalf, copy_from=self.played.cases.get(step.copy_from or ""), key=self._key(),
            now=self.now,
        )  # fmt: skip
        if isinstance(found, Refusal):
            return found
        self.played.cases[step.case] = found
        return self._save(step, step.case) if step.fill is not None else found

    def _open_child(self, step: Step) -> Any:
        """Open a child of a case of the play, or of an entry that is in a register on the day."""
        of: dict[str, int | None] = {"case_id": self.played.cases.get(step.parent)}
        if step.entry is not None:
            named = self.rehearsal.procedure, step.child or ""
            of = {"entry_id": expect.entry_called(self.office, step.entry, self.now, *named)}
        found = open_child(self.office, self.actor(), step.child or "", self._key(), self.now, **of)
        if isinstance(found, Refusal):
            return found
        self._named(step.case, found)
        return self._save(step, step.case) if step.fill is not None else found

    def _object(self, step: Step) -> Any:
        """Somebody from outside objects to a case that is shown to the public; whoever is on stage does not matter."""
        case, told = self.played.cases[step.case], step.reason or ""
        return public.object_to(self.office, case, self._name, self._name, told, self._key(), self.now)

    def _respond(self, step: Step) -> Any:
        """Answers every objection to the case that waits for it."""
        case, answers = self.played.cases[step.case], list[Any]()
        raised, _ = public.objections(self.office, self.actor(), case, self.now)
        for each in raised:
            if each.answer is None:
                answers.append(public.reply(self.office, self.actor(), each.id, step.reason or "", self.now))
        return next((a for a in answers if a is not None), None)

    def _find(self, step: Step) -> list[Any]:
        """Gives a name to the first child of a kind that was opened by itself and has none."""
        parent, named = self.played.cases.get(step.parent), set(self.played.cases.values())
        wanted = (Case.parent_id == parent, Case.child == step.child)
        with self.office.db.read() as session:
            found = session.exec(select(Case.id).where(*wanted).order_by(col(Case.id))).all()
        child = next((c for c in found if c is not None and c not in named), None)
        if child is None:
            self.differs("rehearsal.no_case", case=[step.case])
        else:
            self._named(step.case, child)
        return []

    def _named(self, name: str, case: int) -> None:
        """The name of a child, of which procedure it is a case, and what followed by itself when it was opened."""
        self.played.cases[name] = case
        with self.office.db.read() as session:
            self._children[name] = session.get_one(Case, case).procedure
        self._tried(name).extend((taken, None) for taken in expect.taken(self.office, case)[1:])

    def _tried(self, name: str) -> list[tuple[str, str | None]]:
        """Where it is noted what was tried in a case."""
        other = self._children.get(name)
        return self.played.done if other is None else self.played.beside.setdefault(other, [])

    def _subject(self, step: Step) -> str:
        """Whose case it is: the district, or the organisation of the person on stage, or what the step names."""
        with self.office.db.read() as session:
            bundle = self.office.newest(session, self.rehearsal.procedure)
            if bundle is None or not bundle.of_organisations:
                return step.subject or self._own_district()
            whose = self.who.people.get(step.subject or self._name)
            return str(session.get_one(Person, whose).organisation_id) if whose else step.subject or ""

    def _own_district(self) -> str:
        spoken = parts(self.rehearsal.people.get(self._name, []))
        return next((p.district for p in spoken if p.district), "")

    def _campaign(self, step: Step) -> int | None:
        """The campaign that is named, else the last one that has opened, else the first there is."""
        if step.campaign is not None:
            return self.who.campaigns.get(step.campaign)
        plans = sorted(self.rehearsal.campaigns, key=lambda name: self.rehearsal.campaigns[name].opens)
        opened = [name for name in plans if self.rehearsal.campaigns[name].opens <= self._on]
        return self.who.campaigns.get((opened[-1:] or plans[:1] or [""])[0])

    def _save(self, step: Step, name: str) -> Any:
        case = self.played.cases[name]
        sheet = open_draft(self.office, self.actor(), case, self.now)
        if isinstance(sheet, Refusal):
            return sheet
        values = self.props.values(step.fill) if step.fill is not None else {}
        wanted = self._edits(sheet, values) + fill.answers(sheet.findings, step.answers)
        saved = save(self.office, self.actor(), case, wanted, self.now)
        if not isinstance(saved, Refusal) and saved.conflicts:
            self.differs("rehearsal.conflict", count=len(saved.conflicts))
        return saved

    def _edits(self, sheet: Sheet, values: Values) -> list[Any]:
        procedure = sheet.bundle.procedure
        return fill.edits(sheet.bundle.form(), sheet.values, values, procedure.case.subject, self._stored)

    def _stored(self, field: AttachmentField, path: str) -> Any:
        """Keep a file of the rehearsal as an upload of the person."""
        name = path.rpartition("/")[2]
        found = store(self.office, self.actor(), self.props.content(path), name, self.now, field)
        if isinstance(found, Refusal):
            self.differs("rehearsal.file", path=path, said=found.message)
        return found

    def _act(self, step: Step, names: list[str]) -> list[Any]:
        actor, cases = self.actor(), [self.played.cases[n] for n in names]
        if step.cases:
            seen = dict.fromkeys(cases, LATEST if step.seen is None else step.seen)
            return [a for _, a in bulk(self.office, actor, seen, step.does or "", self._key(), self.now)]
        return [self._act_on(step, names[0])]

    def _act_on(self, step: Step, name: str) -> Any:
        """A transition or a verb in one case, with what is filled in with it, or saved before it."""
        values = self.props.values(step.fill) if step.fill is not None else {}
        action, form = self._action(step, self.played.cases[name])
        if form is None and step.fill is not None:
            saved = self._save(step, name)
            if isinstance(saved, Refusal):
                return saved
        told = fill.given(form, values, self._stored) if form is not None else {}
        case = self.played.cases[name]
        before = self._taken()
        found = act(self.office, case, replace(action, given=told), self.now)
        self._followed(before, name)
        return found

    def _action(self, step: Step, case: int) -> tuple[Action, Form | None]:
        """What the step wants done, and the form that is filled in with it."""
        does, actor = step.does or "", self.actor()
        with self.office.db.read() as session:
            found = reopened(self.office, session, case, actor, self.now)
            assert found is not None
            verb = does if does not in found.bundle.procedure.transitions and verbs.get(does) else ""
            action = Action(
                actor, "" if verb else does, LATEST if step.seen is None else step.seen, self._key(), verb=verb,
                task=tasks.task_named(found, step.task) if step.task else tasks.only_one(found, verb or ""),
                row=tasks.row_named(found, step.row, verb or "") if step.row else "",
                to=tasks.people(step.to, self.who.people), target=step.target or "", straight=step.straight,
                reason=step.reason or "", amount=step.amount,
            )  # fmt: skip
            return action, form_with(found, action)

    def _key(self) -> str:
        return f"{self._tag}/{self._number}"

    def _judge(self, step: Step, answer: Any) -> None:
        """Compare an answer with the one that the step expects."""
        refused = answer if isinstance(answer, Refusal) else None
        if step.child is None:  # that a child is opened is no start of its procedure
            self._tried(step.case).append((step.does or "", refused.guard if refused else None))
        code = refused.message.code if refused else None
        if code == step.refused:
            if refused and step.findings is not None:
                self._compare("findings", sorted(step.findings), expect.blocking(refused.findings))
        elif refused is None:
            self.differs("rehearsal.not_refused", does=step.does, code=step.refused)
        else:
            word = "rehearsal.refused_else" if step.refused else "rehearsal.refused"
            self.differs(word, does=step.does, code=step.refused, found=code, said=refused.message)

    def _look(self, step: Step) -> None:
        """Compare the case with everything the step says about it afterwards."""
        wanted = dict(step.then)
        if step.findings is not None and not step.refused:
            wanted["findings"] = step.findings
        for name in step.cases or [step.case]:
            if name not in self.played.cases:
                self.differs("rehearsal.no_case", case=name)
                continue
            view = expect.View(self.office, self.played.cases[name], self.now, self.actor)
            for key, value in wanted.items():
                self._compare(key, *view.pair(key, value))

    def _compare(self, key: str, wanted: Any, found: Any) -> None:
        if wanted != found:
            self.differs("rehearsal.differs", what=key, wanted=expect.words(wanted), found=expect.words(found))
