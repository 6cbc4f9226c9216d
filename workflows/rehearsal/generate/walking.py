"""Goals gone: opening a case, step by step along a way, and on to an end of the case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflows.checks.soundness.space import Step as Way
from workflows.definition import Transition
from workflows.rehearsal.generate.asking import Turns, changed
from workflows.rehearsal.generate.filling import Filling
from workflows.rehearsal.generate.goals import distances
from workflows.rehearsal.generate.people import TWO_POSTS
from workflows.rehearsal.generate.trying import Answer, plain_fill
from workflows.rehearsal.generate.values import plain
from workflows.rehearsal.model import Step
from workflows.rehearsal.play import SAVE, START

ONWARD = 16
"""So many steps are tried on the way to an end."""


class Going(Filling):
    """A way being gone on a stage."""

    def start(self, **more: Any) -> bool:
        """Opens a case and fills in everything that may be, with what the goal fills in otherwise."""
        stage = self._stage
        who = next(iter(stage.acting(self._procedure.start.by)), None)
        if who is None:
            return False
        return bool(stage.do(self._start(who, filled=True)))

    def _start(self, who: str, *, filled: bool, district: str | None = None) -> Step:
        stage = self._stage
        values = self._writable(who, self._procedure.initial) if filled else {}
        if self._goal.way and self._latest(self._goal.change, 0) == 0:
            paths = stage.writable(who, self._procedure.initial)
            values = plain(changed(stage.bundle.form(), values, self._goal.change, stage.maker, paths))
        values.pop(self._procedure.case.subject, None)
        subject = None if stage.bundle.of_organisations else district or stage.who.district
        return Step(who=who, does=START, fill=plain_fill(values), subject=subject)

    def _writable(self, who: str, state: str) -> dict[str, Any]:
        found: dict[str, Any] = plain(
            self._stage.maker.whole(self._stage.bundle.form(), self._stage.writable(who, state))
        )
        return found

    def _latest(self, change: Mapping[str, Any], least: int) -> int:
        """The last place on the way at which everything of a change may be written; below 0 for none."""
        way = self._goal.way
        states = [self._procedure.initial, *(s.place.state for s in way[:-1])]
        paths = [k.lstrip("#") for k in change]
        fit = [n for n, state in enumerate(states) if all(self._stage.writers(p, state) for p in paths)]
        return max(fit, default=-1) if change else -1

    def _prepare(self, number: int) -> None:
        """Saves what is filled in otherwise where that may be done last."""
        if number and self._latest(self._goal.change, 0) == number:
            self.save(self._goal.change)

    def save(self, change: Mapping[str, Any]) -> bool:
        """Saves a change, each part by somebody who may."""
        stage, form, state = self._stage, self._stage.bundle.form(), self._stage.state
        by_person: dict[str, dict[str, Any]] = {}
        for path, value in change.items():
            writers = stage.writers(path.lstrip("#"), state)
            if not writers:
                return False
            by_person.setdefault(writers[0], {})[path] = value
        for who, part in by_person.items():
            with stage.opened(who) as found:
                values = changed(form, found.facts.values, part, stage.maker, stage.writable(who, state))
            tops = {k.lstrip("#").partition(".")[0] for k in part}
            if not stage.do(Step(who=who, does=SAVE, fill={k: plain(values.get(k)) for k in tops})):
                return False
        return True

    def _gone(self, step: Way) -> bool:
        transition = self._procedure.transitions[step.transition]
        if transition.kind != "automatic":
            return bool(self.take(step.transition, straight=bool(step.place.back) and step.place.back[-1].straight))
        before = step.place.state
        if self._stage.state == before:
            return True
        if step.transition in self._procedure.taken_by_clocks:
            return self._wait(step.transition, before)
        return self.answer() and self._stage.state == before

    def _wait(self, transition: str, state: str) -> bool:
        """Time passes until a clock takes a transition."""
        for key, found in self._stage.clocks().items():
            if self._procedure.clocks[key].then == transition and found.due is not None:
                self._stage.until(found.due)
                self._stage.later()
                self._stage.look()
        return self._stage.state == state

    def take(self, name: str, *, straight: bool = False) -> Answer:
        """Takes a transition: as it is, else once what it asks for is filled in or has come."""
        transition, answer = self._procedure.transitions[name], Answer("role")
        self._stage.later()
        for who in [*self._both(name), *self._stage.acting(transition.by)]:
            answer = self._taken(name, transition, who, straight)
            if answer or answer.guard not in ("role", "same_person", "state"):
                return answer
        return answer

    def _taken(self, name: str, transition: Transition, who: str, straight: bool) -> Answer:
        stage, before, answer = self._stage, "", Answer("role")
        for attempt in range(7):
            step = self._step(name, transition, who, straight)
            answer = stage.do(step, keep_refused=False)
            if answer or answer.guard in ("role", "state", "same_person", "waiting", "organisation"):
                return answer
            told = f"{answer.guard} {answer.message and answer.message.data}"
            if told == before and attempt > 3:
                break
            before = told
            if not self._mended(name, who, answer, attempt):
                break
        return answer

    def _mended(self, name: str, who: str, answer: Answer, attempt: int) -> bool:
        """Does something about what refused; whether there was anything to do."""
        if answer.guard == "too_early":
            day = answer.message.data.get("day") if answer.message else None
            self._stage.until(date.fromisoformat(str(day)) if day else self._stage.day)
            return bool(day)
        if answer.guard == "when":
            return self._made_true(name)
        if answer.guard in ("needs", "check"):
            self._fill(name, who, everything=attempt > 1)
            return True
        return False

    def _made_true(self, name: str) -> bool:
        """Fills in what makes a condition hold, here or, as a wish, earlier on the way."""
        when = self._procedure.transitions[name].when or "true"
        with self._stage.opened() as found:
            change = Turns(found.situation, name, when, self._stage.maker).true()
        if not change:
            return False
        if all(self._stage.writers(p.lstrip("#"), self._stage.state) for p in change):
            return self.save(change)
        self._stage.tried.wants = dict(change)
        return False

    def _step(self, name: str, transition: Transition, who: str, straight: bool) -> Step:
        given = None
        if transition.form is not None:
            form = self._stage.bundle.form(transition.form)
            given = plain(self._stage.maker.whole(form, list(form.by_path)))
        choice = straight if transition.back == "choose" else None
        target = None
        if transition.to == "@earlier":
            with self._stage.opened() as found:
                target = next((p.from_state for p in found.facts.trail if p.from_state), None)
        return Step(who=who, does=name, fill=given, straight=choice, target=target)

    def answer(self) -> bool:
        """Everybody who is asked says what the goal wants, until the case moves on or nobody is left."""
        stage, state = self._stage, self._stage.state
        key = self._procedure.states[state].round
        each = self._procedure.rounds.get(key or "")
        if each is None:
            return False
        form, dissent = stage.bundle.form(each.form), self._goal.dissent.get(key or "")
        usual = plain(stage.maker.whole(form, list(form.by_path)))
        said = 0
        stage.later()
        for _turn in range(2):  # whose turn comes only after others
            for who in stage.rehearsal.people:
                if stage.state != state:
                    return True
                other = dissent is not None and (dissent.count < 0 or said < dissent.count)
                values = {**usual, **(dissent.values if other and dissent else {})}
                found = stage.do(
                    Step(who=who, does="opinion", row="*" if each.per else None, fill=values), keep_refused=False
                )
                said += bool(found)
        return stage.state != state

    def _both(self, *names: str) -> list[str]:
        """Who holds two posts, if the goal is about a transition that must not share a person with one of these."""
        own = self._procedure.transitions.get(self._goal.way[-1].transition) if self._goal.way else None
        if own is None or not set(own.not_same_person_as) & set(names):
            return []
        return [n for n in self._stage.rehearsal.people if n.endswith(TWO_POSTS)]

    def onward(self) -> bool:
        """On to an end, over what leads on; whether it was reached."""
        stage, far, barred = self._stage, distances(self._procedure), set[tuple[str, str]]()
        for _ in range(ONWARD):
            state = stage.state
            if self._procedure.states[state].end is not None:
                return True
            if self._procedure.states[state].round is not None and (state, "") not in barred:
                barred.add((state, ""))
                if self.answer():
                    continue
            leading = [
                (far.get(t.to, far.get(state, 99) if t.to.startswith("@") else 99), n)
                for n, t in self._procedure.leaving(state).items()
                if t.kind in ("forward", "drop") and (state, n) not in barred
            ]  # fmt: skip
            drops = [n for _, n in leading if self._procedure.transitions[n].kind == "drop"]
            wanted = [n for _, n in sorted(leading, key=lambda each: each[0]) if n not in drops] + drops
            if not wanted:
                return False
            barred.add((state, wanted[0]))
            self.take(wanted[0])
        return False
