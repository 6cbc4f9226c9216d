"""The tasks of a round, in groups: one for each row it asks about, or one for the whole case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forms.definition import Form
from forms.fields.table import ROW_ID
from forms.values import rows_of
from workflows.definition import Procedure
from workflows.engine.types import CaseFacts, TaskFacts
from workflows.model.rounds import Round

NAME, ENTRUST = "name", "entrust"
BESIDES = frozenset({NAME, ENTRUST})
"""Relations of tasks that give no opinion of their own: naming participants, and advice to whoever asked for it."""
OVERTAKEN = "overtaken"
"""The note of a task that was closed because nothing hung on it any more."""


@dataclass(frozen=True)
class Group:
    """What a round asks about one row (its identity; "": the whole case) in one visit."""

    row: str
    tasks: tuple[TaskFacts, ...]

    @property
    def asked(self) -> list[TaskFacts]:
        """The tasks whose opinions count, without those that were taken out again."""
        return [t for t in self.tasks if t.relation not in BESIDES and (t.state != "closed" or t.note == OVERTAKEN)]

    @property
    def given(self) -> list[TaskFacts]:
        return [t for t in self.asked if t.state == "done"]

    @property
    def waiting(self) -> list[TaskFacts]:
        """What still has to be done, naming and advice included."""
        return [t for t in self.tasks if t.active]


def round_of(procedure: Procedure, case: CaseFacts) -> tuple[str, Round] | None:
    """The round of the state that a case is in."""
    key = procedure.states[case.state].round
    return (key, procedure.rounds[key]) if key is not None and key in procedure.rounds else None


def row_ids(form: Form, case: CaseFacts, per: str | None) -> list[str]:
    """The rows that a round asks about, in their order; one "" for a round about the whole case."""
    return [""] if per is None else [row[ROW_ID] for row, _ in rows_of(form, case.values, per)]


def of_visit(case: CaseFacts, key: str, visit: int | None = None) -> Iterator[TaskFacts]:
    """The tasks of a round in one visit, the present one if none is given."""
    wanted = case.visit if visit is None else visit
    return (t for t in case.tasks if t.round == key and t.visit == wanted)


def groups(rows: Iterable[str], tasks: Iterable[TaskFacts]) -> list[Group]:
    """The tasks by the rows there are now; those of rows that are gone are in none."""
    kept = list(tasks)
    return [Group(row, tuple(t for t in kept if t.row == row)) for row in rows]
