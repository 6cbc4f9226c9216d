"""Column headings of pasted blocks and workbooks, matched with the fields they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
    found = {n: NUMBER for n, w in enumerate(words) if w in _NUMBERS}
    for alike in (_same, _bare, _part) if loose else (_same, _bare):
        for n, word in enumerate(words):
            if word and n not in found:
                left = [f for f in fields if f.key not in found.values()]
                fits = [f.key for f in left if any(alike(word, t) for t in _titles(f))]
                if len(fits) == 1:
                    found[n] = fits[0]
    return found


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


def _same(word: str, title: str) -> bool:
    return word == title


def _bare(word: str, title: str) -> bool:
    bare = _BRACKETS.sub("", word)
    return bool(bare) and bare == _BRACKETS.sub("", title)


def _part(word: str, title: str) -> bool:
    word, title = _BRACKETS.sub("", word), _BRACKETS.sub("", title)
    return min(len(word), len(title)) > 1 and (word in title or title in word)
