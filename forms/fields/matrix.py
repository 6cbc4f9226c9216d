"""The same question about several things: a scale for every row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from forms.chars import clean, one_line
from forms.feel.sets import among
from forms.feel.shapes import TEXT, Shape, grouped
from forms.fields.base import Choices, Family, Field, Indexed, Option, OptionSource, Value, field_type
from forms.fields.choice import found_key, shown_title
from forms.model import Model, UserKey
from forms.text import Message, Text

_LINE = re.compile(r"\s*[;；\n\r]+\s*")
_IS = re.compile(r"\s*[:：=]\s*")


class Item(Model):
    """A row or a step of the scale."""

    key: UserKey
    title: Text | None = None


Side = str | list[Item]
"""The name of a code list, or the items themselves."""


@field_type
class MatrixField(Field):
    """One choice of the `columns` for each of the `rows`; stored is {row: step}.

    In a sheet it is one cell: 服务态度：满意；办理效率：一般.
    """

    type: Literal["matrix"] = "matrix"
    rows: Side
    columns: Side
    required_rows: Literal["all", "any"] = "all"
    width: int = 4
    name: ClassVar[Text] = Text(zh="矩阵评价", en="Matrix")
    sign: ClassVar[str] = "▦"
    family: ClassVar[Family] = "structure"
    begins: ClassVar[Mapping[str, Any]] = {"rows": [], "columns": []}

    @property
    def lists(self) -> list[str]:
        return [side for side in (self.rows, self.columns) if isinstance(side, str)]

    def lines(self, options: OptionSource) -> Mapping[str, Option]:
        """The rows by key."""
        return _side(self.rows, options)

    def steps(self, options: OptionSource) -> Mapping[str, Option]:
        """The scale by key."""
        return _side(self.columns, options)

    def normal(self, raw: Any, options: OptionSource) -> Value:
        lines, steps = self.lines(options), self.steps(options)
        pairs = _pairs(raw, lines)
        if pairs is None and raw is not None:
            raw = one_line(raw)  # on one line it may be what it was not over several
            pairs = _pairs(raw, lines)
        if pairs is None:
            return raw or None
        found = {found_key(lines, line): found_key(steps, step) for line, step in pairs if line and step}
        ordered = {k: found[k] for k in lines if k in found}
        return ordered | {k: v for k, v in found.items() if k not in ordered} or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        if not isinstance(value, Mapping):
            return [Message("not_a_matrix", {"value": value})]
        return [*self._wrong(value, options), *self._missing(value, options)]

    def _wrong(self, value: Mapping[str, str], options: OptionSource) -> Iterator[Message]:
        lines, steps = self.lines(options), self.steps(options)
        for key, step in value.items():
            if key not in lines:
                yield Message("no_such_line", {"value": key, "known": [o.title for o in lines.values()][:6]})
            elif step not in steps:
                known = [o.title for o in steps.values()][:6]
                yield Message("no_such_step", {"line": lines[key].title, "value": step, "known": known})

    def _missing(self, value: Mapping[str, str], options: OptionSource) -> Iterator[Message]:
        missing = [o.title for k, o in self.lines(options).items() if k not in value]
        if missing and self.required_rows == "all":
            yield Message("lines_missing", {"count": len(missing), "missing": missing[:6]})

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        if not isinstance(value, Mapping):
            return "" if value is None else str(value)
        lines, steps = self.lines(options), self.steps(options)
        is_, then = ("：", "；") if lang == "zh" else (": ", "; ")
        return then.join(shown_title(lines, k, lang) + is_ + shown_title(steps, v, lang) for k, v in value.items())

    def feel(self, value: Value, options: OptionSource) -> Any:
        """A context that has every row, so that its name is always known."""
        given = value if isinstance(value, Mapping) else {}
        return {k: given.get(k) for k in self.lines(options)}

    def shape(self, choices: Choices) -> Shape:
        steps = [i.key for i in self.columns] if isinstance(self.columns, list) else list(choices(self.columns))
        lines = [i.key for i in self.rows] if isinstance(self.rows, list) else list(choices(self.rows))
        step = Shape("string", values=among(steps)) if steps else TEXT
        return grouped(dict.fromkeys(lines, step))

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return None

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        steps = list(self.steps(options))
        lines = self.lines(options)
        return {k: steps[(number + n - 1) % len(steps)] for n, k in enumerate(lines)} if steps and lines else None


def _side(side: Side, options: OptionSource) -> Mapping[str, Option]:
    if isinstance(side, str):
        return options.choices(side)
    return {i.key: Option(i.key, i.title or Text(zh=i.key)) for i in side}


def _pairs(raw: Any, lines: Mapping[str, Option]) -> list[tuple[str, str]] | None:
    """Rows with their steps as they were given; None for what is no matrix."""
    if isinstance(raw, Mapping):
        return [(one_line(k), one_line(v)) for k, v in raw.items() if isinstance(v, (str, int))]
    parts = [p for p in _LINE.split(clean(str(raw))) if p.strip()] if raw is not None else []
    pairs = [_parted(one_line(p), lines) for p in parts]
    return [p for p in pairs if p] if parts and all(pairs) else None


def _parted(text: str, lines: Mapping[str, Option]) -> tuple[str, str] | None:
    """A row and its step; a row's own name may hold a colon."""
    for cut in reversed(list(_IS.finditer(text))):
        if found_key(lines, text[: cut.start()]) in lines:
            return text[: cut.start()], text[cut.end() :]
    cut_ = _IS.search(text)
    return (text[: cut_.start()], text[cut_.end() :]) if cut_ and cut_.start() and text[cut_.end() :] else None
