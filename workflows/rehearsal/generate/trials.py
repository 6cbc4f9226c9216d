"""What is special in goals: who may open a case and when, turns of conditions, what is refused, clocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from forms import feel
from forms.feel.constant import constant
from forms.values import is_empty
from workflows.rehearsal.generate.asking import Turns
from workflows.rehearsal.generate.people import ELSEWHERE, INTERESTED
from workflows.rehearsal.generate.values import plain
from workflows.rehearsal.generate.walking import Going
from workflows.rehearsal.model import Step


class Trial(Going):
    """A goal being gone on a stage, with everything that is special in it."""

    def all(self) -> bool:
        """Everything; whether it could be gone."""
        goal = self._goal
        if goal.start and goal.start != "own":
            return self._starts(goal.start)
        if goal.earlier and not self._before():
            return False
        if not self.start():
            return False
        for number, step in enumerate(goal.way):
            self._prepare(number)
            about = goal.is_about(number)
            if about and goal.conditions and not self._turns(step.transition):
                return False
            if about and goal.refusals:
                self._refusals(step.transition)
            if not self._gone(step):
                return False
        if goal.clock:
            self._clock()
        if goal.start == "own":
            self._recused()
        self.onward()
        return True

    def _before(self) -> bool:
        """Another case of the same subject, to its end."""
        if not self.start():
            return False
        self.onward()
        self._stage.until(self._stage.who.again())
        self._stage.case = "2"
        return True

    def _starts(self, what: str) -> bool:
        """What stands against opening a case."""
        stage, procedure = self._stage, self._procedure
        who = next(iter(stage.acting(procedure.start.by)), None)
        if who is None:
            return False
        opened = self._start(who, filled=False)
        if what == "who":
            others = [
                n for r, n in stage.who.names.items() if r not in (*procedure.start.by, *procedure.start.on_behalf)
            ]
            for other in others:
                stage.do(opened.model_copy(update={"who": other}))
            return bool(stage.do(opened)) and self._strangers()
        if what == "valid":
            return self._valid(opened)
        if what == "campaign":
            return self._campaign(opened)
        return self._again(opened)

    def _strangers(self) -> bool:
        """Who may not, what is not possible here, and who looked too long ago."""
        stage = self._stage
        for name, transition in self._procedure.transitions.items():
            if transition.kind == "automatic" or not transition.by:
                continue
            here = self._procedure.initial in transition.from_
            roles = [r for r in stage.who.names if (r in transition.by) != here]
            for other in stage.acting(roles)[:1]:
                stage.do(Step(who=other, does=name))
            if here:
                stage.do(Step(who=stage.acting(transition.by)[0], does=name, seen=0))
        return True

    def _valid(self, opened: Step) -> bool:
        """The day before it is offered, its first day, its last, and the day after."""
        stage, valid = self._stage, self._procedure.valid
        first = date.fromisoformat(valid.from_)
        stage.day = first.fromordinal(first.toordinal() - 1)
        stage.do(opened)
        stage.later()
        done = bool(stage.do(opened))
        if valid.until is not None:
            stage.case = "2"
            stage.until(date.fromisoformat(valid.until))
            stage.do(opened)
            stage.later()
            stage.case = "3"
            stage.do(opened)
        return done or self._procedure.campaign is not None

    def _campaign(self, opened: Step) -> bool:
        """The day before a campaign opens, the day on which it does, its last day, the day after."""
        stage = self._stage
        plan = next(iter(stage.who.campaigns.values()))
        stage.day = date.fromisoformat(plan.opens).fromordinal(date.fromisoformat(plan.opens).toordinal() - 1)
        stage.do(opened)
        stage.later()
        who = str(opened.who)
        stage.do(self._start(who, filled=True))
        stage.until(date.fromisoformat(plan.closes))
        stage.look()
        stage.later()
        return self.onward()

    def _again(self, opened: Step) -> bool:
        """A second case of the same subject: while the first is open, and once it has ended."""
        stage = self._stage
        if not self.start():
            return False
        stage.case = "2"
        stage.do(opened)
        stage.case = "1"
        self.onward()
        stage.case = "2"
        return bool(stage.do(opened))

    def _recused(self) -> None:
        """Somebody who has to stand aside is asked for an opinion."""
        key = self._procedure.states[self._stage.state].round
        each = self._procedure.rounds.get(key or "")
        own = next((n for n in self._stage.rehearsal.people if n.endswith(INTERESTED)), None)
        if each is not None and own is not None:
            form = self._stage.bundle.form(each.form)
            values = plain(self._stage.maker.whole(form, list(form.by_path)))
            self._stage.do(Step(who=own, does="opinion", row="*" if each.per else None, fill=values))

    def _turns(self, name: str) -> bool:
        """Tries every way in which a condition can be turned here: first what it refuses, then what it lets pass."""
        stage, transition = self._stage, self._procedure.transitions[name]
        with stage.opened() as found:
            every = Turns(found.situation, name, transition.when or "true", stage.maker).found()
            usual = dict(found.situation.case.values)
        here = [(c, v, s) for c, v, s in every if all(stage.writers(p.lstrip("#"), stage.state) for p in c)]
        stage.tried.more = [(c, str(v)) for c, v, _ in every if c and (c, v) not in [(x, y) for x, y, _ in here]]
        who = next(iter(stage.acting(transition.by)), None)
        if who is None:
            return False
        touched: set[str] = set()
        for change, value, _shown in here:
            if value is not True and change and self.save(change):
                touched |= {k.lstrip("#").partition(".")[0] for k in change}
                stage.do(self._step(name, transition, who, straight=False))
                self._restored(usual, touched)
        fine = [c for c, v, _ in here if v is True]
        stage.tried.more += [(c, "true") for c in fine if c][1 if fine and fine[0] else 0 :]
        if fine and fine[0]:
            self.save(fine[0])
        return True

    def _restored(self, usual: Mapping[str, Any], touched: Iterable[str]) -> None:
        """Everything as it was before."""
        self.save({k: plain(usual.get(k)) for k in touched})

    def _refusals(self, name: str) -> None:
        """What a transition refuses because something is missing: what it needs, the form, what is given with it."""
        stage, transition = self._stage, self._procedure.transitions[name]
        who = next(iter(stage.acting(transition.by)), None)
        if who is None or transition.kind == "automatic":
            return
        if transition.form is not None and any(f.required for f in stage.bundle.form(transition.form).fields):
            stage.do(Step(who=who, does=name))
        emptied = [p for p in transition.needs if "." not in p]
        form = stage.bundle.form()
        if transition.check is not None:
            emptied += [p for p, f in form.by_path.items() if f.required and "." not in p and p not in form.tables][:2]
        for path in dict.fromkeys(p for p in emptied if p != self._procedure.case.subject):
            with stage.opened() as found:
                usual = found.situation.case.values.get(path)
            if stage.writers(path, stage.state):
                if not is_empty(usual):
                    self.save({path: None})
                stage.do(self._step(name, transition, who, straight=False))
                if not is_empty(usual):
                    self.save({path: usual})
        for both in self._both(*transition.not_same_person_as):
            stage.do(self._step(name, transition, both, straight=False))
        if len(self._goal.way) == 2:
            stage.do(Step(who=who, does=name, seen=0))
        if transition.kind == "recall" and (other := self._elsewhere()):
            stage.do(self._step(name, transition, other, straight=False))

    def _elsewhere(self) -> str | None:
        return next((n for n in self._stage.rehearsal.people if n.endswith(ELSEWHERE)), None)

    def _clock(self) -> None:
        """Looks at a clock on the day it turns yellow, on its last day and on the day after."""
        stage, key = self._stage, self._goal.clock
        found = stage.clocks().get(key)
        clock = self._procedure.clocks[key]
        if found is None or found.due is None:
            return
        if clock.extend is not None:
            self._extended(key)
            found = stage.clocks()[key]
        assert found.due is not None
        if clock.minimum:
            stage.until(found.due)
            for name in clock.blocks:
                transition = self._procedure.transitions[name]
                for who in stage.acting(transition.by)[:1] if stage.state in transition.from_ else ():
                    stage.do(self._step(name, transition, who, straight=False))
            return
        for day in filter(None, (found.yellow_on, found.due)):
            stage.until(day)
            stage.look()
        stage.later()
        stage.look()

    def _extended(self, key: str) -> None:
        """One more than the most that a limit may be extended by, then the most."""
        rule = self._procedure.clocks[key].extend
        assert rule is not None
        most = constant(feel.parse(rule.at_most))
        for who in self._stage.acting(rule.by)[:1] if str(most).isdigit() else ():
            for amount in (int(str(most)) + 1, int(str(most))):
                self._stage.do(Step(who=who, does="extend", target=key, amount=amount, reason="样例说明"))
