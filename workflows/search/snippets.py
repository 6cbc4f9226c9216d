"""Where in what was found the words stand: a few pieces of text, with what was looked for marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.queries.search import bigrams
from data.queries.search.bigrams import Phrase
from data.queries.search.pieces import Document, Piece
from forms.text import Message, Text

Marked = tuple[tuple[str, bool], ...]
"""A text in parts; the second value says that a part was looked for."""
BEFORE, AFTER = 24, 72
"""Characters shown before the first mark, and from there on."""
MOST = 3
"""Snippets of one hit."""
SHOWN = frozenset({"number", "title"})
"""Tiers that the head of a hit shows anyway."""


@dataclass(frozen=True)
class Snippet:
    """A piece of text with the name of the field it stands in."""

    label: Text | Message
    parts: Marked


Places = Iterable[tuple[Phrase, Iterable[Document]]]
"""Each phrase with the documents that hold it."""
Naming = Callable[[Document, Piece], Text | Message | None]
"""What the field of a piece is called; None where the piece may not be shown after all."""


def snippets(text: str, places: Places, naming: Naming) -> tuple[Snippet, ...] | None:
    """The first places of each phrase in something that was found; None where one stands nowhere it may be shown."""
    wanted, shown = bigrams.phrases(text), dict[Piece, Text | Message]()
    for phrase, documents in places:
        found = _first(phrase, documents, naming)
        if found is None:
            return None
        shown.setdefault(*found)
    kept = ((piece, label) for piece, label in shown.items() if piece.tier not in SHOWN)
    return tuple(Snippet(label, around(piece.text, wanted)) for piece, label in kept)[:MOST]


def _first(phrase: Phrase, documents: Iterable[Document], naming: Naming) -> tuple[Piece, Text | Message] | None:
    for document in documents:
        for piece in document.pieces:
            if bigrams.places(piece.text, [phrase]):
                label = naming(document, piece)
                if label is not None:
                    return piece, label
    return None


def marked(text: str, wanted: Sequence[Phrase]) -> Marked:
    """A whole text with what was looked for marked."""
    whole = unicodedata.normalize("NFC", text)
    return split_at(whole, bigrams.places(whole, wanted))


def around(text: str, wanted: Sequence[Phrase]) -> Marked:
    """The neighbourhood of the first mark."""
    spans = bigrams.places(text, wanted)
    start = max((spans[0][0] if spans else 0) - BEFORE, 0)
    end = min((spans[0][0] if spans else 0) + AFTER, len(text))
    before, behind = "…" if start else "", "…" if end < len(text) else ""
    inside = marked(text[start:end], wanted)
    return tuple(p for p in ((before, False), *inside, (behind, False)) if p[0])


def split_at(text: str, spans: Sequence[tuple[int, int]]) -> Marked:
    """A text (NFC) with some places marked."""
    return tuple(_parts(text, spans))


def _parts(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in spans:
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False
