"""What was filled in of one form as values of another: taken over exactly, or refused with what can be done. Pure."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from forms.definition import Form
from forms.fields import Field, OptionSource
from forms.fields.table import ROW_ID, TableField
from forms.text import Message, Text
from forms.values import Values, is_empty, rows
from workflows.moving.mapping import Mapping, Taken

NOT: Final = object()
"""A value that cannot be taken over."""


@dataclass(frozen=True)
class Side:
    """A form with what its fields may look up."""

    form: Form
    options: OptionSource


@dataclass(frozen=True)
class Told:
    """One value that becomes another, is left out, or cannot be taken over; `path` is that in the old form."""

    kind: Literal["changed", "left", "unfit"]
    path: str
    row: str
    label: Text
    before: Any
    after: Any = None
    to: str = ""  # path in the new form
    why: Message | None = None


@dataclass
class Converted:
    """The values of the new form, and what is to be told of them."""

    values: Values = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)

    @property
    def unfit(self) -> list[Told]:
        return [t for t in self.told if t.kind == "unfit"]


def converted(before: Side, after: Side, mapping: Mapping, values: MappingOf[str, Any]) -> Converted:
    """The values under a mapping that fits both forms; rows keep their identity."""
    work = _Work(before, after, mapping, Converted())
    work.found.values = work.level(after.form.fields, "", "", values)
    return work.found


@dataclass(frozen=True)
class _Work:
    before: Side
    after: Side
    mapping: Mapping
    found: Converted

    def level(self, fields: list[Field], new: str, old: str, around: MappingOf[str, Any]) -> Values:
        """The fields outside tables, or those of one row."""
        made: Values = {ROW_ID: around[ROW_ID]} if ROW_ID in around else {}
        for each in fields:
            path = f"{new}{each.key}"
            taken = self.mapping.fields.get(path)
            if taken is None or not each.stored:
                continue
            value = around.get(taken.from_.rpartition(".")[2])
            if isinstance(each, TableField):
                inner = [self.level(each.fields, f"{path}.", f"{taken.from_}.", r) for r in _rows(around, taken)]
                made |= {each.key: inner} if inner else {}
            elif not is_empty(value):
                one = self.one(each, path, taken, value, str(around.get(ROW_ID, "")))
                made |= {} if is_empty(one) else {each.key: one}
        self._left(old, around)
        return made

    def one(self, new: Field, path: str, taken: Taken, value: Any, row: str) -> Any:
        """One value, or None with what stands against it."""
        old = self.before.form.by_path[taken.from_]
        got = self._part(old, taken, value) if taken.part else value
        made = NOT if got is NOT else self._fits(old, new, got, part=bool(taken.part))
        told = Told("changed", taken.from_, row, new.title, value, None if made is NOT else made, path)
        if made is NOT and not taken.leave:
            self.found.told.append(Told("unfit", taken.from_, row, new.title, value, None, path, _why(old, new, taken)))
        elif made is NOT or made != value or type(made) is not type(value) or old.type != new.type:
            self.found.told.append(told)
        return None if made is NOT else made

    def _part(self, old: Field, taken: Taken, value: Any) -> Any:
        """A part of what stands there, where the parts together are all of it."""
        text = old.written(value, self.before.options)
        pieces = text.split(taken.by) if taken.by else text.split()
        wanted = len(self.mapping.sources()[taken.from_])
        return pieces[taken.part - 1].strip() if len(pieces) == wanted and all(map(str.strip, pieces)) else NOT

    def _fits(self, old: Field, new: Field, value: Any, *, part: bool) -> Any:
        if part:
            made = new.normal(value, self.after.options)
            return NOT if is_empty(made) or new.problems(made, self.after.options) else made
        return exact(old, new, value, self.before.options, self.after.options)

    def _left(self, old: str, around: MappingOf[str, Any]) -> None:
        """What no field takes over: it stays in the history and in exports."""
        taken = self.mapping.sources()
        for path, each in self.before.form.by_path.items():
            here = path.rpartition(".")[0] == old.removesuffix(".")
            if here and each.stored and path not in taken and not is_empty(around.get(each.key)):
                row = str(around.get(ROW_ID, ""))
                self.found.told.append(Told("left", path, row, each.title, around[each.key]))


def _rows(around: MappingOf[str, Any], taken: Taken) -> list[dict[str, Any]]:
    return rows(around, taken.from_.rpartition(".")[2])


def exact(old: Field, new: Field, value: Any, before: OptionSource, after: OptionSource) -> Any:
    """The value as a field of another kind holds it, where it says the same: back again it is what it was; else NOT.

    What was wrong in the old field stays as it was typed: whoever fills in the form is shown it.
    """
    was_wrong = bool(old.problems(value, before))
    if old.type == new.type:
        unknown = bool(new.lists) and not was_wrong and bool(new.problems(value, after))
        return NOT if unknown else value
    made = new.normal(old.written(value, before), after)
    if was_wrong and isinstance(made, str):
        return made
    if is_empty(made) or new.problems(made, after):
        return NOT
    back = old.normal(new.written(made, after), before)
    return made if old.same(back, value) else NOT


def _why(old: Field, new: Field, taken: Taken) -> Message:
    code = "move.unfit.part" if taken.part else "move.unfit.list" if old.type == new.type else "move.unfit.type"
    return Message(code, {"field": new.title, "from": old.title})
