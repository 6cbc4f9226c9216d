"""Text as the search index holds it: every two neighbouring characters are a word, so that any part is found.

Neither unicode61 nor trigram of SQLite finds a word of two Chinese characters. Here each letter or digit makes a word
with the one behind it; where they stand in two runs, with blanks or signs between, the word says so (`7533j62a5`).
Words are written in ASCII (`7533g62a5`), so that no tokenizer of any database thinks of them what it likes.
Width, case, and traditional or simplified writing make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2s
from operator import add

from data.reference.traditional import simplified

LONGEST_PHRASE = 64  # characters of a phrase that are looked for
MOST_PHRASES = 8
FOUR, SIX = 4, 6
LONGEST_QUERY = 200
QUOTES = {'"': '"', "“": "”", "”": "”", "„": "“", "「": "」", "『": "』", "＂": "＂"}

_RUN = re.compile("[^\\W_\u2e80-\U0010ffff]+|(?:[^\\W_](?<=[\u2e80-\U0010ffff]))+")
"""A run of letters and digits, all of them Chinese characters and their neighbours, or none."""

Run = list[tuple[str, int]]  # folded characters, each with its place in the text


@dataclass(frozen=True)
class Phrase:
    """Words that follow one another; `parts` are marks that are rarer than they, of Latin letters and digits."""

    words: tuple[str, ...]
    text: str  # folded, a blank between runs
    parts: tuple[str, ...]

    @property
    def single(self) -> bool:
        """Whether it is one character, which the index holds as a mark."""
        return len(self.text) == 1

    @property
    def exact(self) -> bool:
        """Whether what holds the parts (the words in a row, where there are none) holds the text."""
        return not self.parts or len(self.text) in (FOUR, SIX) and " " not in self.text

    @property
    def loose(self) -> tuple[str, ...]:
        """What each text with this phrase holds, told by few words."""
        return self.parts or ((character(self.text),) if self.single else tuple(dict.fromkeys(self.words)))

    def stands_in(self, text: str) -> bool:
        """Whether a text holds it."""
        return self.text in plain(text)


@lru_cache(maxsize=65_536)
def folded(char: str) -> str:
    """A character without width and case, in simplified writing: Ａ is a, ㈱ is (株), 報 is 报."""
    plainer = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).casefold())
    return "".join(simplified().get(c, c) for c in plainer)


def runs(text: str) -> Iterator[Run]:
    """The runs of letters and digits of a text (NFC), folded; 沙审2026 are two, as 沙审〔2026〕 are."""
    run: Run = []
    for place, char in enumerate(text):
        for c in folded(char):
            if run and not (c.isalnum() and _wide(c) == _wide(run[-1][0])):
                yield run
                run = []
            if c.isalnum():
                run.append((c, place))
    if run:
        yield run


def _wide(char: str) -> bool:
    """Whether it is a Chinese character, or one of its neighbours."""
    return char >= "\u2e80"


def plain(text: str) -> str:
    """A text as it is compared: its runs, a blank between them."""
    narrow = text.lower() if text.isascii() else "".join(map(folded, unicodedata.normalize("NFC", text)))
    return " ".join(_RUN.findall(narrow))


def words(short: str) -> list[str]:
    """The words of a plain text, one for every two neighbours."""
    found, last = list[str](), ""
    for run in short.split():
        if last:
            found.append(f"{ord(last):x}j{ord(run[0]):x}")
        found += map(_word, map(add, run, run[1:]))
        last = run[-1]
    return found


@lru_cache(maxsize=65_536)
def _word(two: str) -> str:
    return f"{ord(two[0]):x}g{ord(two[1]):x}"


def characters(short: str) -> list[str]:
    """Marks for the single characters of a plain text."""
    return [character(c) for c in dict.fromkeys(short) if c != " "]


def grams(short: str) -> list[str]:
    """Marks for what narrows a phrase: four and six neighbours of Latin letters and digits; two stand anywhere.

    A run that is shorter is one as a whole.
    """
    found = list[str]()
    for run in short.split():
        if not _wide(run[0]):
            found += _grams(run, FOUR) if len(run) >= FOUR else (_whole(run),)
            found += _grams(run, SIX)
    return found


def narrowest(short: str) -> set[str]:
    """Those of them that have to be asked for: of a long run the six; a short one has to be whole, as no edge is."""
    found, split = set[str](), short.split()
    for n, run in enumerate(split):
        if not _wide(run[0]):
            found |= {*_grams(run, SIX if len(run) >= SIX else FOUR)}
            found |= {_whole(run)} if len(run) < FOUR and 0 < n < len(split) - 1 else set()
    return found


def _grams(run: str, size: int) -> list[str]:
    if run.isascii():
        return ["q" + run[n : n + size] for n in range(len(run) - size + 1)]
    return [f"q{_spelled(run[n : n + size])}" for n in range(len(run) - size + 1)]


def _whole(run: str) -> str:
    return f"r{_spelled(run)}"


def _spelled(part: str) -> str:
    return part if part.isascii() else f"{'g'.join([f'{ord(c):x}' for c in part])}g"


@lru_cache(maxsize=65_536)
def character(char: str) -> str:
    return f"c{ord(char):x}"


@lru_cache(maxsize=4_096)
def mark(token: str) -> str:
    """A token as a word of the index."""
    return f"m{blake2s(token.encode(), digest_size=6).hexdigest()}"


def phrase(text: str) -> Phrase | None:
    """A phrase to look for, None where a text has no letter and no digit."""
    short = plain(text)[:LONGEST_PHRASE].strip()
    if not short:
        return None
    return Phrase(tuple(words(short)), short, tuple(sorted(narrowest(short))))


def phrases(query: str) -> tuple[Phrase, ...]:
    """What a person typed: a blank means and, quotation marks keep words together; nothing in it is an operator."""
    found = (phrase(part) for part in _parts(query[:LONGEST_QUERY]))
    return tuple(dict.fromkeys(p for p in found if p is not None))[:MOST_PHRASES]


def _parts(query: str) -> Iterator[str]:
    part, closing = "", ""
    for char in query:
        if closing and char == closing:
            closing = ""
        elif not closing and char in QUOTES:
            closing = QUOTES[char]
        elif closing or not char.isspace():
            part += char
            continue
        yield part
        part = ""
    yield from part.split() if closing else [part]  # a mark that was never closed keeps nothing together


def places(text: str, wanted: Sequence[Phrase]) -> list[tuple[int, int]]:
    """Where phrases stand in a text (NFC): first character and the one behind the last, in order, not overlapping."""
    found = [span for p in wanted for span in _places(text, p)]
    return list(joined(sorted(found)))


def _places(text: str, wanted: Phrase) -> Iterator[tuple[int, int]]:
    chars: Run = []
    for run in runs(text):
        chars += [*([(" ", -1)] if chars else []), *run]
    whole = "".join(c for c, _ in chars)
    start = whole.find(wanted.text)
    while start >= 0:
        end = start + len(wanted.text)
        yield chars[start][1], chars[end - 1][1] + 1
        start = whole.find(wanted.text, end)


def joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in order, those that meet as one."""
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last is not None and start <= last[1]:
            last = last[0], max(last[1], end)
        else:
            if last is not None:
                yield last
            last = start, end
    if last is not None:
        yield last
