"""Where opinions about one thing differ: pure, over what was filled in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from forms.definition import Form
from forms.fields import Field
from forms.fields.choice import ChoiceField
from forms.fields.choices import ChoicesField
from forms.fields.date import DateField
from forms.fields.rating import RatingField
from forms.fields.yes_no import YesNoField
from forms.values import is_empty

Kind = Literal["split", "differs", "against"]
"""Different answers to a choice; numbers, days or several choices that differ; one agrees and another does not."""
_SPLIT, _DIFFERS = (ChoiceField, YesNoField), (ChoicesField, DateField, RatingField)


@dataclass(frozen=True)
class Conflict:
    """One field (or the verdict: `field` "") about which participants, by their tasks, say different things.

    `values` are the values with those who gave each, the most frequent first.
    """

    field: str
    kind: Kind
    values: tuple[tuple[Any, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Given:
    """An opinion that may be seen: of which task, what was filled in, and whether it agrees, where that is asked."""

    task: int
    values: Mapping[str, Any]
    agrees: bool | None = None


def conflicts(form: Form, given: Sequence[Given]) -> dict[str, Conflict]:
    """The fields in which opinions differ, by key; "" where some agree and others do not. Empty answers are none."""
    verdict = _conflict("", "against", ((g.agrees, g.task) for g in given if g.agrees is not None))
    found = [verdict, *(_in_field(field, given) for field in form.fields)]
    return {c.field: c for c in found if c is not None}


def _in_field(field: Field, given: Sequence[Given]) -> Conflict | None:
    kind = kind_of(field)
    if kind is None:
        return None
    said = ((g.values.get(field.key), g.task) for g in given)
    return _conflict(field.key, kind, ((v, task) for v, task in said if not is_empty(v)))


def kind_of(field: Field) -> Kind | None:
    """What it is called when answers to a field differ; None for texts and files, which always do."""
    if isinstance(field, _SPLIT):
        return "split"
    return "differs" if field.numeric or isinstance(field, _DIFFERS) else None


def _conflict(field: str, kind: Kind, said: Iterable[tuple[Any, int]]) -> Conflict | None:
    by_value: dict[str, tuple[Any, list[int]]] = {}
    for value, task in said:
        by_value.setdefault(_same(value), (value, []))[1].append(task)
    if len(by_value) < 2:
        return None
    most = sorted(by_value.values(), key=lambda v: -len(v[1]))
    return Conflict(field, kind, tuple((value, tuple(tasks)) for value, tasks in most))


def _same(value: Any) -> str:
    """What is alike where two answers are: several choices in any order."""
    plain = sorted(map(str, value)) if isinstance(value, list) else value
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, default=str)


def against(conflict: Conflict) -> Iterator[int]:
    """The tasks of those who say otherwise than most; everybody's where no answer has most."""
    (_, most), (_, next_), *_ = conflict.values
    for _, tasks in conflict.values[len(most) > len(next_) :]:
        yield from tasks
