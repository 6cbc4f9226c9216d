"""Column headings of pasted blocks and workbooks, matched with the fields they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from forms.chars import half_width
from forms.fields import Field

NUMBER = "#"
"""The key of a column that only numbers the rows."""
_NUMBERS = frozenset({"序号", "编号", "no.", "no", "#", "number"})
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|\*")


def matched(headings: Sequence[object], fields: Sequence[Field], *, loose: bool = True) -> dict[int, str]:
    """Position → key of the field a heading means, `NUMBER` for row numbers; headings that mean nothing are left out.

    Exact titles (in any language) and keys first, then without what stands in brackets, then as a part of each other
    where only one field fits (if `loose`): 企业名称 is 名称, 信用代码 is 统一社会信用代码.
    """
    words = [_plain(h) for h in headings]
    bares = [_BRACKETS.sub("", w) for w in words]
    found = {n: NUMBER for n, w in enumerate(words) if w in _NUMBERS}
    titles = {f.key: _titles(f) for f in fields}
    plain = {key: {_BRACKETS.sub("", t) for t in each} for key, each in titles.items()}
    for way in ("same", "bare", "part") if loose else ("same", "bare"):
        said, known = (words, titles) if way == "same" else (bares, plain)
        for n, word in enumerate(said):
            if words[n] and n not in found:
                taken = set(found.values())
                left = (key for key in known if key not in taken)
                fits = [key for key in left if (_part(word, known[key]) if way == "part" else word in known[key])]
                if len(fits) == 1 and word:
                    found[n] = fits[0]
    return found


def exact(fields: Sequence[Field]) -> Callable[[object], str | None]:
    """Looks up the field of exactly this title; brackets and stars aside. None where there is none or more than one."""
    same: dict[str, list[str]] = {}
    alike: dict[str, list[str]] = {}
    for f in fields:
        for title in _titles(f):
            same.setdefault(title, []).append(f.key)
        for title in {_BRACKETS.sub("", t) for t in _titles(f)}:
            alike.setdefault(title, []).append(f.key)

    def find(heading: object) -> str | None:
        word = _plain(heading)
        if not word or word in _NUMBERS:
            return None
        keys = same.get(word, [])
        keys = keys if len(keys) == 1 else alike.get(_BRACKETS.sub("", word) or "\0", [])
        return keys[0] if len(keys) == 1 else None

    return find


def is_heading(headings: Sequence[object], fields: Sequence[Field]) -> bool:
    """Whether a row is a heading: at least half of what it says, and one field, is known by title."""
    said = [h for h in headings if _plain(h)]
    found = matched(headings, fields)
    return any(k != NUMBER for k in found.values()) and 2 * len(found) >= len(said)


def _titles(field: Field) -> set[str]:
    return {_plain(t) for t in (field.key, field.title.zh, field.title.en) if t}


def _plain(text: object) -> str:
    return "" if text is None else half_width(text).casefold()


def bare(text: object) -> str:
    """A heading without what stands in brackets, stars, blanks and differences of width and case."""
    return _BRACKETS.sub("", _plain(text))


def _part(word: str, titles: set[str]) -> bool:
    return any(min(len(word), len(t)) > 1 and (word in t or t in word) for t in titles)
