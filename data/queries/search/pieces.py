"""What the index is made of: values in words, and documents of them that the same people may read."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from data.queries.search import bigrams
from data.tables import Case, Entry, SearchText

TIERS = {"number": "h", "title": "h", "code": "k", "text": ""}  # the best first, and the sign of their words
SLOTS = 20  # bits of an id that number the pieces of one owner
LARGEST = 2_000  # characters of a document: a tsvector counts positions to 16,383, and 256 of them for one word
LONG, SHORT, OFTEN = 1_000, 240, 200  # characters of a part of a long text; of one that says the same word so often
OVERLAP = bigrams.LONGEST_PHRASE
OF = "of:"
_BIG = 60


@dataclass(frozen=True)
class Kind:
    """What can be found: cases, or entries of registers."""

    base: int
    table: type[Case] | type[Entry]

    def span(self, owner: int) -> tuple[int, int]:
        """The first and the last id of the pieces of one of them."""
        first = self.base + (owner << SLOTS)
        return first, first + (1 << SLOTS) - 1

    def owner(self, piece: int) -> int:
        """Whose a piece is."""
        return (piece - self.base) >> SLOTS

    def place(self, piece: int) -> int:
        """Which of its owner's it is."""
        return piece & ((1 << SLOTS) - 1)

    @property
    def all(self) -> tuple[int, int]:
        """The first and the last id of the pieces of all of them."""
        return self.base, self.base + (1 << _BIG) - 1


CASES, ENTRIES = Kind(0, Case), Kind(1 << _BIG, Entry)


class Piece(NamedTuple):
    """A value in words: in which tier, by which form use, path and row it is known, and what it says."""

    tier: str
    use: str
    path: str
    row: str
    text: str


@dataclass(frozen=True)
class Document:
    """Pieces that the same people may read and that are written anew together."""

    part: str
    group: str
    marks: frozenset[str]
    pieces: tuple[Piece, ...]

    @property
    def says(self) -> tuple[str, str, str, tuple[Piece, ...]]:
        """What makes two of them the same."""
        return self.part, self.group, _in_order(self.marks), self.pieces


@lru_cache(maxsize=1_024)
def _in_order(marks: frozenset[str]) -> str:
    return " ".join(sorted(marks))


def stored(row: SearchText) -> Document:
    """A document as it lies in the database."""
    pieces = tuple(Piece(*p) for p in row.body)
    return Document(row.part, row.group, frozenset(row.marks.split()), pieces)


def cut(documents: Iterable[Document]) -> Iterator[Document]:
    """Documents as small as the index can hold; a long text overlaps, so that no phrase is cut in two."""
    for document in documents:
        if document.pieces and _is_small("\n".join([p.text for p in document.pieces])):
            yield document  # most are, and need not be put together anew
        else:
            yield from _cut(document)


def _is_small(texts: str) -> bool:
    """Whether all of this, and so each part of it, is short and spelled as it is kept."""
    return len(texts) <= SHORT and "\0" not in texts and unicodedata.is_normalized("NFC", texts)


def _cut(document: Document) -> Iterator[Document]:
    chunk, size = list[Piece](), 0
    for piece in (short for whole in document.pieces for short in _short(whole)):
        if chunk and size + len(piece.text) > LARGEST:
            yield replace(document, pieces=tuple(chunk))
            chunk, size = [], 0
        chunk.append(piece)
        size += len(piece.text)
    if chunk:
        yield replace(document, pieces=tuple(chunk))


def _short(piece: Piece) -> Iterator[Piece]:
    text = unicodedata.normalize("NFC", piece.text.replace("\0", " "))
    if len(text) <= SHORT:
        yield piece._replace(text=text)
        return
    often = max(Counter(bigrams.words(bigrams.plain(text))).values(), default=0)
    size = SHORT if often > OFTEN else LONG
    for start in range(0, max(len(text) - OVERLAP, 1), size - OVERLAP):
        yield piece._replace(text=text[start : start + size])


class Said(NamedTuple):
    """A text in the words of the index: those with their places, a blank between them, and marks, which have none.

    `better` are the words once more with the sign of a better tier.
    """

    words: str
    better: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """A document in the words of the index, text by text, each with blanks between; and its marks, each once."""

    texts: tuple[str, ...]
    marks: list[str]


def written(document: Document) -> Written:
    """Words of a better tier stand there once more, with its sign; marks tell readers, characters and longer parts."""
    signs = [TIERS[p.tier] for p in document.pieces]
    said = [(_SAID if len(p.text) <= SHORT else _said)(p.text, s) for p, s in zip(document.pieces, signs, strict=True)]
    better = [s.better for s, sign in zip(said, signs, strict=True) if sign]
    marks = dict.fromkeys(chain(_readers(document.marks), *[s.marks for s in said]))
    return Written((*[s.words for s in said], *better), list(marks))


@lru_cache(maxsize=1_024)
def _readers(marks: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(map(bigrams.mark, marks)))


def _said(text: str, sign: str) -> Said:
    short = bigrams.plain(text)
    words, marks = bigrams.words(short), [*bigrams.characters(short), *bigrams.grams(short)]
    if not sign:
        return Said(" ".join(words), "", tuple(marks))
    told = " ".join(words)
    better = sign + told.replace(" ", f" {sign}") if told else ""
    return Said(told, better, (*marks, *[sign + m for m in marks]))


_SAID = lru_cache(maxsize=4_096)(_said)
"""Many short texts are said again and again."""


GAP = "0"
"""Stands between two texts, so that no phrase reaches from one into the other; no word is like it."""


def line(document: Document) -> str:
    """A document as SQLite's index takes it."""
    said = written(document)
    return f" {GAP} ".join([*said.texts, " ".join(said.marks)])


def vector(document: Document) -> str:
    """A document as PostgreSQL's index takes it: words with their places, and marks."""
    said, at, places = written(document), 1, dict[str, list[str]]()
    for found in said.texts:
        for word in found.split():
            places.setdefault(word, []).append(str(at))
            at += 1
        at += 1
    return " ".join([*said.marks, *(f"{word}:{','.join(at)}" for word, at in places.items())])
