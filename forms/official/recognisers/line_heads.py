"""Lines that head something: the title, annexes, sections, what only numbers the form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forms.official.blanks import is_blank
from forms.official.collector import Collector
from forms.official.document import Line, spot_of_line
from forms.official.labels import label_of
from forms.official.lexicon import pattern
from forms.official.plain_words import closed, plain
from forms.official.recognisers.base import of_lines
from forms.official.region import blanks

_SECTION = re.compile(
    r"^(第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|[ABCDE][.、])"
)
_STOPS = re.compile(r"[。；;]")
_LONGEST_HEAD = 40


@of_lines(10)
def nothing(lines: Sequence[Line], at: int, found: Collector) -> int:
    """Empty lines."""
    return int(is_blank(lines[at].text) and "_" not in plain(lines[at].text))


@of_lines(20)
def annex(lines: Sequence[Line], at: int, found: Collector) -> int:
    """附件2, 附表1：明细: what follows belongs to what was said before, or is a form of its own."""
    said = closed(lines[at].text)
    match = pattern("annex").match(said)
    if match is None or len(said) > _LONGEST_HEAD or blanks(lines[at].text):
        return 0
    rest = said[match.end() :]
    if not found.titled and not found.guesses:
        if rest and pattern("title_end").search(rest):
            found.title(rest, spot_of_line(lines[at]))
        return 1
    if any(g.kind not in ("title", "note") for g in found.guesses):
        found.annex = match[2] or ""
        following = next((b for b in lines[at + 1 : at + 3] if not is_blank(b.text)), None)
        if not rest and following is not None and _is_head(following):
            rest = closed(following.text)
        found.begin(label_of(rest).title if rest else said, spot_of_line(lines[at]), "official.why.annex")
        return 2 if following is not None and rest == closed(following.text) and following is lines[at + 1] else 1
    return 1


@of_lines(30)
def title(lines: Sequence[Line], at: int, found: Collector) -> int:
    """The title: the first line in the middle or in bold, or one that ends as titles do."""
    line, said = lines[at], closed(lines[at].text)
    late = any(g.kind != "note" for g in found.guesses)
    ends = pattern("title_end").search(said.replace("_", ""))
    if found.titled or (late and not ((line.centred or line.bold) and ends and not found.in_grid)):
        return 0
    if pattern("form_number").match(said) or not _is_head(line):
        return 0
    better = _better(lines, at)
    if ends or ((line.centred or line.bold) and not better):
        found.title(line.text, spot_of_line(line))
        return 1
    return int(better)


def _better(lines: Sequence[Line], at: int) -> bool:
    """Whether one of the next lines is the title: an office often stands above it."""
    following = [b for b in lines[at + 1 : at + 4] if not is_blank(b.text)]
    return any(_is_head(b) and pattern("title_end").search(closed(b.text)) for b in following)


def _is_head(line: Line) -> bool:
    said = closed(line.text)
    asks = any(b.label or b.shape != "blank" for b in blanks(line.text))
    return 2 <= len(said) <= _LONGEST_HEAD and not _STOPS.search(said) and not asks and ":" not in said


@of_lines(35)
def numbers(lines: Sequence[Line], at: int, found: Collector) -> int:
    """表号, 制定机关 … are the form's own and no fields; so is the unit of all figures."""
    said = closed(lines[at].text)
    return int(
        bool(pattern("unit_line").match(said)) or (bool(pattern("form_number").match(said)) and ":" in said[:-1])
    )


@of_lines(40)
def section(lines: Sequence[Line], at: int, found: Collector) -> int:
    """一、基本情况, or a short line that stands out after the title."""
    line, said = lines[at], closed(lines[at].text)
    if len(said) > _LONGEST_HEAD or _STOPS.search(said) or blanks(line.text):
        return 0
    numbered = _SECTION.match(said)
    outstanding = (line.bold or line.centred) and _is_head(line)
    if not numbered and not outstanding and not _before_table(lines, at, said):
        return 0
    if pattern("note_heading").match(said):
        return 0
    found.begin(label_of(said).title, spot_of_line(line))
    return 1


def _before_table(lines: Sequence[Line], at: int, said: str) -> bool:
    """The last line before a table names it."""
    last = not any(not is_blank(b.text) for b in lines[at + 1 :])
    return last and bool(pattern("title_end").search(said)) and len(said) <= 24 and ":" not in said
