"""How a decision table stands in a sheet: labels in the first column, kinds of columns in the third row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from forms.feel.messages import KINDS

LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "table": ("决策表", "Decision table"),
    "title": ("标题", "Title"),
    "hit": ("命中策略", "Hit policy"),
    "column": ("列", "Column"),
    "name": ("名称", "Name"),
    "heading": ("列标题", "Heading"),
    "type": ("类型", "Type"),
    "values": ("可取的值", "Possible values"),
    "options": ("代码表", "Code list"),
    "else": ("否则", "Otherwise"),
}
"""What stands in the first column, in the order of the rows; rules follow with their numbers."""
COLUMNS: Final[Mapping[str, tuple[str, str]]] = {
    "input": ("条件", "Condition"),
    "output": ("结果", "Result"),
    "note": ("说明", "Note"),
    "basis": ("依据", "Basis"),
}
"""What a column holds, in the row labelled 列."""
POLICIES: Final[Mapping[str, tuple[str, str]]] = {
    "U": ("只有一行适用", "one rule applies"),
    "A": ("可有几行适用，结果相同", "several may apply with the same result"),
    "P": ("取结果优先的一行", "the rule whose result comes first among the possible values"),
    "F": ("取最先适用的一行", "the first rule that applies"),
    "R": ("全部适用的行，按行序", "all rules that apply, in their order"),
    "O": ("全部适用的行，按结果优先", "all rules that apply, by the order of results"),
    "C": ("全部适用的行", "all rules that apply"),
    "C+": ("适用各行之和", "the sum of all that apply"),
    "C<": ("适用各行中最小", "the least of all that apply"),
    "C>": ("适用各行中最大", "the greatest of all that apply"),
    "C#": ("适用的行数", "how many apply"),
}
WHOLE: Final = "whole"
_OWN: Final = {"any": ("任意", "anything"), WHOLE: ("整数", "whole number")}
_NO_CELLS: Final = frozenset({"null", "range", "function"})
KIND_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    **_OWN,
    **{kind: (zh, en.removeprefix("a ")) for kind, (zh, en) in KINDS.items() if kind not in _NO_CELLS},
}
"""Types as people read them; whole numbers are a type of their own here."""


def label(words: Mapping[str, tuple[str, str]], key: str, lang: str) -> str:
    """A word in a language."""
    return words[key][lang == "en"]


def known(words: Mapping[str, tuple[str, str]], said: str) -> str | None:
    """The key of a word, whatever language it is in; None for none of them."""
    wanted = said.strip().casefold()
    return next((k for k, pair in words.items() if wanted in (k.casefold(), *(w.casefold() for w in pair))), None)
