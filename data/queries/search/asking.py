"""How a question to the index is spelled. All words are letters and digits, so nothing has to be escaped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.queries.search.bigrams import Phrase, mark
from data.queries.search.pieces import OF, TIERS, Document
from data.queries.visibility import limited


@dataclass(frozen=True)
class Wanted:
    """What one document has to hold: all of some phrases; `sign` of a better tier, `of` some procedures (registers)."""

    phrases: Sequence[Phrase]
    sign: str = ""
    of: Collection[str] = ()  # () means any

    @property
    def exact(self) -> bool:
        """Whether the index alone can tell."""
        return all(p.exact for p in self.phrases)

    @property
    def plain(self) -> bool:
        """Whether the index can tell, and without a row of words."""
        return self.exact and all(p.single or p.parts or len(p.words) == 1 for p in self.phrases)

    def is_in(self, document: Document) -> bool:
        """Whether a document holds it."""
        texts = [p.text for p in document.pieces if not self.sign or TIERS[p.tier] == self.sign]
        fits = not self.of or any(f"{OF}{name}" in document.marks for name in self.of)
        return fits and all(any(p.stands_in(text) for text in texts) for p in self.phrases)


class Lines:
    """How a database wants it spelled."""

    both: str
    either: str

    def all(self, parts: Iterable[str]) -> str:
        return f"({self.both.join(parts)})"

    def any(self, parts: Iterable[str]) -> str:
        return f"({self.either.join(parts)})"

    def row(self, words: Sequence[str]) -> str:
        raise NotImplementedError

    def loosely(self, wanted: Wanted) -> str:
        """What every document holds that is wanted, whoever asks: few words, quickly told where they are rare."""
        return self.all(f"{wanted.sign}{word}" for p in wanted.phrases for word in p.loose)

    def firmly(self, wanted: Wanted, tokens: Collection[str]) -> str:
        """The same with the words in a row, and a mark of who asks."""
        return self.all([*(self._phrase(p, wanted.sign) for p in wanted.phrases), *_marks(self, tokens, wanted.of)])

    def _phrase(self, wanted: Phrase, sign: str) -> str:
        """A row is dear where its words stand everywhere: where there are parts, they are asked for instead of it."""
        if wanted.single or wanted.parts:
            return self.all(f"{sign}{word}" for word in wanted.loose)
        return self.row([f"{sign}{w}" for w in wanted.words])


class Sqlite(Lines):
    both, either = " AND ", " OR "

    def row(self, words: Sequence[str]) -> str:
        return f'"{" ".join(words)}"'


class Postgres(Lines):
    both, either = " & ", " | "

    def row(self, words: Sequence[str]) -> str:
        return f"({' <-> '.join(words)})"


def open_to(document: Document, tokens: Collection[str]) -> bool:
    """Whether a document is marked for one of the tokens: of opinions and papers only marks tell who may read them."""
    lent = (
        any(f"{OF}{s}" in document.marks for s in _scope(tokens, procedure)) and not document.marks.isdisjoint(some)
        for procedure, some in limited(tokens).items()
    )
    return not document.marks.isdisjoint(tokens) or any(lent)


def _marks(lines: Lines, tokens: Collection[str], of: Collection[str]) -> Iterator[str]:
    readers = [lines.any(map(mark, sorted(tokens)))] if tokens else []
    for procedure, lent in sorted(limited(tokens).items()):
        scope = lines.any(mark(f"{OF}{s}") for s in _scope(tokens, procedure))
        readers.append(lines.all([scope, lines.any(map(mark, sorted(lent)))]))
    yield lines.any(readers or [mark("")])
    if of:
        yield lines.any(mark(f"{OF}{name}") for name in sorted(of))


def _scope(tokens: Collection[str], procedure: str) -> list[str]:
    """A procedure and the registers that it works with."""
    return sorted({procedure, *getattr(tokens, "registers", {}).get(procedure, ())})
