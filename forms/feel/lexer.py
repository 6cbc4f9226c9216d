"""Text to tokens: names (also the built-in ones with spaces), numbers, texts, signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from forms.feel.errors import FeelError

KEYWORDS: Final = frozenset(
    {
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between",
        "instance", "function", "true", "false", "null",
    }
)  # fmt: skip

# Names with spaces. Those with a keyword inside count only before a bracket: `date and time` may be two variables.
SPACED: Final = (
    "string length", "upper case", "lower case", "substring before", "substring after", "starts with", "ends with",
    "string join", "list contains", "insert before", "index of", "distinct values", "list replace", "get value",
    "get entries", "context put", "context merge", "day of year", "day of week", "month of year", "week of year",
    "round up", "round down", "round half up", "round half down", "met by", "overlaps before", "overlaps after",
    "finished by", "started by", "add workdays", "declared elsewhere",
    "time offset", "start included", "end included",
)  # fmt: skip
SPACED_BEFORE_BRACKET: Final = ("date and time", "years and months duration", "days and time duration")

_WIDE: Final = str.maketrans("（），；：＝＞＜＋－＊／［］｛｝．！？＠　", "(),;:=><+-*/[]{}.!?@ ")
_TEXT = r'"(?:[^"\\]|\\.)*"|[“”](?:[^”"\\]|\\.)*[”"]'
_WIDE_OR_TEXT: Final = re.compile(_TEXT + r"|[（），；：＝＞＜＋－＊／［］｛｝．！？＠　]+", re.S)
_SPACE: Final = re.compile(r"(?:[\s\ufeff\u200b]|//[^\n]*|/\*.*?\*/)+", re.S)
_LETTER = r"(?:[^\W\d]|[\U00010000-\U000E0FFF])"
_TOKEN: Final = re.compile(
    rf"(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    rf"|(?P<name>{_LETTER}(?:{_LETTER}|[\w\u0300-\u036f\u00b7])*)"
    rf"|(?P<text>{_TEXT})"
    r"|(?P<sign>\*\*|\.\.|<=|>=|!=|->|[-+*/=<>()\[\]{},:.;?@])",
    re.S,
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))", re.S)
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "'": "'", "\\": "\\", "“": "“", "”": "”"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word of an expression: its kind (number, name, text, sign, end), what it says, where it stands."""

    kind: str
    text: str
    pos: int
    end: int


def tokens(text: str, names: Iterable[str] = ()) -> list[Token]:
    """All tokens of an expression, the last of kind `end`; `names` may hold declared names with spaces or signs."""
    text, spaced = narrow(text), _spaced(frozenset(name for name in names if not _is_plain(name)))
    found: list[Token] = []
    here = _skip(text, 0)
    while here < len(text):
        token = _name(text, here, spaced) or _next(text, here)
        found.append(token)
        here = _skip(text, token.end)
    found.append(Token("end", "", len(text), len(text)))
    return found


def _is_plain(name: str) -> bool:
    """Whether a declared name needs no help to be read: a name, or a path of names."""
    return all(part.isidentifier() for part in name.split("."))


def narrow(text: str) -> str:
    """Full-width punctuation outside texts becomes the plain sign; every position stays."""
    return _WIDE_OR_TEXT.sub(lambda hit: hit[0] if hit[0][0] in '"“”' else hit[0].translate(_WIDE), text)


@lru_cache(maxsize=256)
def _spaced(declared: frozenset[str]) -> re.Pattern[str]:
    ready = [*SPACED, *(name for name in declared if name)]
    words = [_words(name) + r"(?!\w)" for name in sorted(ready, key=len, reverse=True)]
    before = [_words(name) + r"(?=\s*\()" for name in SPACED_BEFORE_BRACKET]
    return re.compile("|".join(before + words))


def _words(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


def _skip(text: str, here: int) -> int:
    space = _SPACE.match(text, here)
    return space.end() if space else here


def _name(text: str, here: int, spaced: re.Pattern[str]) -> Token | None:
    hit = spaced.match(text, here)
    return Token("name", " ".join(hit[0].split()), here, hit.end()) if hit and hit[0] else None


def _next(text: str, here: int) -> Token:
    hit = _TOKEN.match(text, here)
    if hit is None:
        code = "open_text" if text[here] in '"“”' else "bad_character"
        raise FeelError(code, here, {"found": text[here]})
    kind = str(hit.lastgroup)
    said = hit[0]
    if kind == "text":
        said = _unescape(said[1:-1])
    elif kind == "name" or said == "?":
        kind, said = "name", unicodedata.normalize("NFC", said)
    return Token(kind, said, here, hit.end())


def _unescape(raw: str) -> str:
    if "\\" not in raw:
        return raw

    def plain(hit: re.Match[str]) -> str:
        code = hit[1] or hit[2]
        if code and int(code, 16) < 0x110000:
            return chr(int(code, 16))
        return _ESCAPED.get(hit[3] or "", hit[0])  # any other backslash stands for itself, as patterns need it

    # A pair of surrogates, as JSON writes characters beyond the basic plane, is one character.
    return _ESCAPE.sub(plain, raw).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
