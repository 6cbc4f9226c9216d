"""A round of the approval path: who is asked about which row, what they may answer, and what comes of it.

How a round stands is worked out by the engine's own `Standing`, over opinions that nobody gave: everybody answers
alike, or one of them otherwise. What it writes into the form stands there for the rest of the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import islice, product, zip_longest
from typing import Any

from forms import feel
from forms.context import compute, context, contexts_of, stored
from forms.definition import Form
from forms.draft import apply
from forms.edits import SetValue
from forms.fields import Field, OptionSource
from forms.fields.table import ROW_ID
from forms.text import Text
from forms.values import find_row, is_empty, rows_of, sample
from workflows.bundle import Bundle
from workflows.engine.rounds.groups import Group
from workflows.engine.rounds.names import together
from workflows.engine.rounds.sources.base import ids
from workflows.engine.rounds.standing import Standing
from workflows.engine.types import TaskFacts
from workflows.model.rounds import Participant, Round

MOST_VALUES, MOST_ANSWERS, TRIED = 6, 16, 256
"""Values of a field that are offered, answers of a round, and opinions that are tried for the first one."""


@dataclass(frozen=True)
class Invited:
    """Who is asked in a round: a role, or the expression that says who; for how many rows, None without rows."""

    role: str
    said: str
    rows: int | None


@dataclass(frozen=True)
class RowAsked:
    """One row that is asked about: its place from 1 (0: the whole case), what it is called, who is asked about it."""

    place: int
    title: str
    invited: tuple[Invited, ...]


@dataclass(frozen=True)
class Answer:
    """What is answered: one field of the opinion that differs from agreement, by all or by one of several."""

    field: str
    title: Text
    value: Any
    said: Text
    one: bool = False

    @property
    def key(self) -> str:
        return f"{self.field}={self.value}{'/1' if self.one else ''}"


@dataclass(frozen=True, eq=False)
class Concluded:
    """`round` and `opinions` as transitions see them, the values with the outcome, and what of it was written where."""

    seen: Mapping[str, Any]
    values: Mapping[str, Any]
    written: tuple[tuple[int, str, Any], ...] = ()  # place of the row (0: the case), key of the field, stored value


@dataclass(frozen=True, eq=False)
class Asking:
    """The round of a state over values of the main form; `names` are what expressions see beside `round`."""

    bundle: Bundle
    key: str
    values: Mapping[str, Any]
    names: Mapping[str, Any]
    options: OptionSource
    services: feel.Services

    @property
    def round(self) -> Round:
        return self.bundle.procedure.rounds[self.key]

    @cached_property
    def form(self) -> Form:
        """The form of an opinion."""
        return self.bundle.form(self.round.form)

    @cached_property
    def rows(self) -> list[tuple[str, Mapping[str, Any] | None]]:
        """The rows that are asked about, as expressions see them; one None for a round about the whole case."""
        per = self.round.per
        if per is None:
            return [("", None)]
        found = (row.get(ROW_ID, "") for row, _ in rows_of(self.bundle.form(), self.values, per))
        return list(zip(found, (c for c, _ in contexts_of(dict(self.names), per)), strict=True))

    @cached_property
    def people(self) -> list[list[tuple[int, Participant, int]]]:
        """For each row those who are asked: the number of the participant, what it says, how many people it is."""
        who = list(enumerate(self.round.who))
        return [[(n, p, many) for n, p in who if (many := self._many(p, item))] for _, item in self.rows]

    def _many(self, given: Participant, item: Any) -> int:
        names = feel.scope({"item": item}, self.names)
        if given.when is not None and feel.evaluate(given.when, names, self.services) is not True:
            return 0
        text = given.organisation or given.person
        if text is None:
            return 1  # a role; who a register or somebody names is not known here and taken for one
        return len(set(ids(feel.evaluate(text, names, self.services))))

    @property
    def asked(self) -> tuple[RowAsked, ...]:
        table = self.bundle.form().tables.get(self.round.per or "")
        titles = [str(item.get(table.row_title or "") or "") if table and item else "" for _, item in self.rows]
        per = self.round.per is not None
        return tuple(
            RowAsked(n + per, title, tuple(_invited(p, None) for _, p, _ in people))
            for n, (title, people) in enumerate(zip(titles, self.people, strict=True))
        )

    @property
    def invited(self) -> tuple[Invited, ...]:
        """Everybody who is asked, each with the number of rows."""
        counts = {n: sum(any(n == m for m, _, _ in each) for each in self.people) for n in range(len(self.round.who))}
        per = self.round.per is not None
        return tuple(_invited(p, counts[n] if per else None) for n, p in enumerate(self.round.who) if counts[n])

    @cached_property
    def decisive(self) -> list[Field]:
        """The fields of an opinion on which its result hangs, with the values that can be told apart."""
        ways = self.bundle.procedure.transitions.values()
        held = {k for k, s in self.bundle.procedure.states.items() if s.round == self.key}
        texts = [self.round.agrees, self.round.score, *self.round.outcome.values()]
        texts += [t.when for t in ways if held & set(t.from_)]
        named = {part for text in texts if text for path in _read(text) for part in path}
        return [f for f in self.form.fields if f.key in named and len(self._of(f)) > 1]

    def _of(self, field: Field) -> list[tuple[Any, Text]]:
        """Values of a field: of its list, yes and no, the highest and the lowest number."""
        listed = self.bundle.lists.get(str(getattr(field, "options", "") or ""))
        if listed is not None and field.type == "choice":
            return [(i.key, i.title or Text(zh=i.key)) for i in listed.items[:MOST_VALUES]]
        if field.type == "yes_no":
            return [(value, Text(zh=field.show(value, self.options, "zh"), en=field.show(value, self.options, "en")))
                    for value in (True, False)]  # fmt: skip
        ends = [getattr(field, name, None) for name in ("max", "min")] if field.numeric else []
        return [(field.normal(e, self.options), Text(zh=str(e))) for e in ends if e is not None]

    @cached_property
    def base(self) -> dict[str, Any]:
        """An opinion that agrees, as far as one is found."""
        first = dict(sample(self.form, self.options))
        tries = product(*([(f.key, v) for v, _ in self._of(f)] for f in self.decisive))
        for given in islice(tries, TRIED):
            if self._agrees({**first, **dict(given)}):
                return {**first, **dict(given)}
        return first

    def _agrees(self, opinion: Mapping[str, Any]) -> bool:
        text = self.round.agrees
        seen = {"o": context(self.form, opinion, self.options, {}, self.services)}
        return text is None or feel.satisfied(feel.evaluate(text, feel.scope(seen, self.names), self.services))

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """What can be answered: first what agrees, by everybody; nothing where no field decides anything."""
        several = any(sum(many for _, _, many in each) > 1 for each in self.people)
        every = [Answer(f.key, f.title, value, said) for f in self.decisive for value, said in self._of(f)]
        main = self.decisive[0].key if self.decisive else ""
        first = [a for a in every if a.field == main and a.value == self.base[main]]
        other = [a for a in every if a.value != self.base.get(a.field)]
        ones = [replace(a, one=True) for a in other] if several else []
        return tuple([*first, *(a for pair in zip_longest(other, ones) for a in pair if a)][:MOST_ANSWERS])

    def standings(self, said: Mapping[int, Answer]) -> list[Standing]:
        """How it stands about each row once these answers were given; by the place of the row from 1, 0 for all."""

        def ask(text: str, given: Mapping[str, Any]) -> Any:
            return feel.evaluate(text, feel.scope(given, self.names), self.services)

        return [
            Standing(self.round, group, tuple(self._contexts(group)), ask)
            for group in (self._group(n, row, said.get(n, said.get(0))) for n, (row, _) in enumerate(self.rows, 1))
        ]

    def _group(self, place: int, row: str, answer: Answer | None) -> Group:
        people = [(n, p) for n, p, many in self.people[place - 1] for _ in range(many)]
        tasks = []
        for count, (n, p) in enumerate(people, 1):
            differs = answer is not None and (not answer.one or count == len(people))
            opinion = {**self.base, **({answer.field: answer.value} if answer is not None and differs else {})}
            role = p.role or p.as_ or ""
            tasks.append(TaskFacts(None, "done", role, f"{role}:{count}", "", 1, self.key, row, n, opinion=opinion))
        return Group(row, tuple(tasks))

    def _contexts(self, group: Group) -> Iterator[dict[str, Any]]:
        for task in group.given:
            values = context(self.form, task.opinion or {}, self.options, {}, self.services)
            part = self.round.who[task.who]
            yield {
                **{f.key: values[f.key] for f in self.form.fields}, "role": task.role, "person": None,
                "organisation": None, "lead": part.lead, "weight": Decimal(part.weight), "row": task.row or None,
                "at": None, "kept": False,
            }  # fmt: skip

    def concluded(self, said: Mapping[int, Answer]) -> Concluded:
        """What comes of the round once these answers were given."""
        found = self.standings(said)
        seen = {"round": together(found), "opinions": [o for s in found for o in s.opinions]} if found else {
            "round": {"complete": True, "agreed": True, "share": None, "score": None, "count": 0, "waiting": 0},
            "opinions": [],
        }  # fmt: skip
        sets = [s for path, text in self.round.outcome.items() for s in self._outcome(path, text, found, seen)]
        form = self.bundle.form()
        values = apply(form, self.values, {}, sets).values if sets else self.values
        places = {row: n for n, (row, _) in enumerate(self.rows, 1) if row}
        written = tuple((places.get(s.row, 0), s.field, s.value) for s in sets if s.value is not None)
        return Concluded(seen, compute(form, values, self.options) if sets else values, written)

    def _outcome(
        self, path: str, text: str, found: list[Standing], seen: Mapping[str, Any]
    ) -> Iterator[SetValue]:  # fmt: skip
        per = self.round.per
        if per is None or not path.startswith(f"{per}."):
            yield from self._set(path, "", feel.evaluate(text, feel.scope(seen, self.names), self.services))
            return
        for each, (row, item) in zip(found, self.rows, strict=True):
            given = {"opinions": list(each.opinions), "round": each.view, "item": item}
            yield from self._set(path, row, feel.evaluate(text, feel.scope(given, self.names), self.services))

    def _set(self, path: str, row: str, value: Any) -> Iterator[SetValue]:
        form, key = self.bundle.form(), path.rpartition(".")[2]
        wanted = None if value is None else stored(form.by_path[path], value, self.options)
        found = find_row(form, self.values, row) if row else None
        now = (found.row if found else {} if row else self.values).get(key)
        wanted = None if is_empty(wanted) else wanted
        if wanted is not None or not is_empty(now):  # also what stands there already: it is told
            yield SetValue(key, wanted, row)


def _invited(given: Participant, rows: int | None) -> Invited:
    source = given.organisation or given.person or given.register_id or "、".join(given.named)
    return Invited(given.role or given.as_ or "", "" if given.role else source, rows)


def _read(text: str) -> set[tuple[str, ...]]:
    try:
        return feel.references(text)
    except feel.FeelError:
        return set()
