"""A name changed in an expression wherever it means the thing that is renamed, and nowhere else.

By the syntax tree: a loop variable, a text, a field of the same name elsewhere stay. What is written around the name
(spaces, comments, full-width signs) stays too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from forms.feel.lexer import Token, tokens
from forms.feel.names import Where, reads
from forms.feel.parser import parse

Meaning = Callable[[Where], Where | None]
"""What a path of names stands for, None for what is no field: 名称 in a row of 区域 → (区域, 名称)."""


def renamed(text: str, meaning: Meaning, old: Where, new: str) -> str:
    """The expression after the last name of the path `old` became `new`; raises `FeelError` for one that is none."""
    spots = sorted(set(_spots(text, meaning, old)), key=lambda t: -t.pos)
    for token in spots:
        text = text[: token.pos] + new + text[token.end :]
    return text


def meant(text: str, meaning: Meaning) -> set[Where]:
    """Every path that an expression reads, as what it stands for."""
    return {found for read in reads(parse(text)) if (found := _of(read.paths, meaning)) is not None}


def _of(paths: tuple[Where, ...], meaning: Meaning) -> Where | None:
    """The first of the paths that stands for something: inside a filter the item's own names come first."""
    return next((found for path in paths if (found := meaning(path)) is not None), None)


def _spots(text: str, meaning: Meaning, old: Where) -> Iterator[Token]:
    written = tokens(text)
    at = {token.pos: n for n, token in enumerate(written)}
    for read in reads(parse(text)):
        found = _of(read.paths, meaning)
        if found is None or found[: len(old)] != old:
            continue
        place = len(old) - 1 - (len(found) - len(read.spots))  # which of the written names is the last of `old`
        if 0 <= place < len(read.spots):
            n = at[read.spots[place]]
            token = written[n] if written[n].kind == "name" else written[n + 1]
            if token.text == old[-1]:
                yield token
