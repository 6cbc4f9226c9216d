"""Blanks inside a text: ____, 年 月 日, □有 □无, `联系人：` with nothing behind it, （盖章）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from forms.official.lexicon import listed_names, pattern, unit_kind
from forms.official.plain_words import BOX, closed, plain

_GAP: Final = r"(?:(?:20|19)\d{0,2})?[ _X×x]*"
_DAY: Final = rf"{_GAP}年[ _]*月[ _]*日"
_DAY_TIME: Final = rf"{_DAY}[ _]*(?:上午|下午)?[ _]*(?:时|点)(?:[ _]*分)?"
_MONTH: Final = rf"{_GAP}年[ _]*月"
_TO: Final = r"[ _]*(?:至|到|—+|-+|~|起至)[ _]*"
_SHAPES: Final = (
    ("period", rf"(?:自|从)?{_DAY}(?:起)?{_TO}{_DAY}(?:止)?|(?:自|从)?{_MONTH}{_TO}{_MONTH}"),
    ("date_time", _DAY_TIME),
    ("date", _DAY),
    ("month", rf"{_GAP}年[ _]+月(?![一-鿿])"),
    ("blank", r"_{2,}|\([ _]{2,}\)|\[[ _]{2,}\]|_"),
)
_TOKEN: Final = re.compile("|".join(f"(?P<{name}>{p})" for name, p in _SHAPES))
_COLON: Final = re.compile(r":")
_BEHIND: Final = re.compile(r"^\s*\(([^()]{2,14})\)")
_UNIT_BEHIND: Final = re.compile(
    r"^\s*\(?(万元|亿元|元|平方米|㎡|个工作日|工作日|个月|人次|家次|小时|公里|户|人|家|个|次|件|项|台|份|名|天|日|页|年|批|条|套|辆|吨|亩|岁|%)\)?(?![一-鿿])"
    r"|^\s*(万元|亿元|元|平方米|个工作日|个月|户|人|家|个|次|件|项|台|份|名|天|日|页|年|%)(?=[,，。;；、)]|\s|$|[的内以共及和])"
)
_NOUN: Final = re.compile(r"^([一-鿿]{1,4})(?=[,，。;；、]|$)")
_FAR: Final = 8
_DATED: Final = re.compile(r"[日时期年月间]|章|签")
_NO_BOX: Final = re.compile(rf"{BOX}(?=[内中里上]?(?:打|划|画|填写|勾))")
_STOP: Final = re.compile(r"[,，。;；、!！?？()\[\]《》“”\"_□]")


@dataclass(frozen=True)
class Blank:
    """A blank in a text with its label; `shape` is blank, date, period, month, date_time, boxes, colon or seal."""

    label: str
    shape: str
    start: int
    end: int
    options: tuple[str, ...] = ()
    other: bool = False  # one option has a blank of its own behind it
    unit: str = ""
    length: int = 0
    sentence: bool = False  # it stands in a sentence rather than behind a colon


def blanks_of(text: str) -> list[Blank]:
    """The blanks of a text, from the left, line by line."""
    found: list[Blank] = []
    offset = 0
    for line in text.split("\n"):
        found += _joined(found, [_moved(b, offset) for b in _of_line(_NO_BOX.sub("口", plain(line)))])
        offset += len(line) + 1
    return found


def _moved(blank: Blank, by: int) -> Blank:
    return replace(blank, start=blank.start + by, end=blank.end + by)


def _joined(before: list[Blank], found: list[Blank]) -> list[Blank]:
    """Boxes of the next line that have no label belong to the question before them."""
    if before and found and found[0].shape == "boxes" and not found[0].label and before[-1].shape == "boxes":
        last = before.pop()
        whole = replace(
            last, end=found[0].end, options=(*last.options, *found[0].options), other=last.other or found[0].other
        )
        return [whole, *found[1:]]
    return found


def _of_line(line: str) -> Iterator[Blank]:
    at = 0
    while at < len(line):
        token = _next(line, at)
        if token is None:
            return
        found, end = token
        if found is not None:
            yield found
        at = max(end, at + 1)


def _next(line: str, at: int) -> tuple[Blank | None, int] | None:
    """The next blank from a place on, and where to go on; None for no more."""
    box = line.find(BOX, at)
    token = _token(line, at)
    colon = _COLON.search(line, at)
    places = [p for p in (box if box >= 0 else None, token.start() if token else None) if p is not None]
    first = min(places) if places else len(line)
    if colon is not None and colon.start() < first:
        return _at_colon(line, at, colon.start(), first, token, box)
    if box >= 0 and box == first:
        return _boxes(line, at, box)
    if token is None:
        return _seal(line, at, len(line))
    return _in_sentence(line, at, token), token.end()


def _token(line: str, at: int) -> re.Match[str] | None:
    """The next blank that has a shape; a date that is filled in is none."""
    for found in _TOKEN.finditer(line, at):
        if found[0].strip():
            return found
    return None


def _at_colon(
    line: str, at: int, colon: int, first: int, token: re.Match[str] | None, box: int
) -> tuple[Blank | None, int]:
    """What follows a colon: a shape, boxes, spaces, or words, in which case it is no blank."""
    label = _label(line[at:colon])
    between = line[colon + 1 : first]
    if _apart(label, between, token, first):
        return Blank(label, "colon", at, first, length=len(between)), first
    if first < len(line) and not between.strip():
        if token is not None and token.start() == first:
            named = _BEHIND.match(line[token.end() :])
            label = named[1] if named and len(label) < 2 and not unit_kind(named[1]) else label
            return _shaped(line, label, at, token), token.end()
        options, end, other = _options(line, box)
        return Blank(label, "boxes", at, end, options, other), end
    spaces = len(between) - len(between.lstrip(" "))
    unit = re.match(r" {2,}(\S{1,5})(?:\s|$)", line[colon + 1 :])
    if unit and unit_kind(unit[1]) and label:
        return Blank(label, "colon", at, colon + 1 + unit.end(), unit=unit[1]), colon + 1 + unit.end()
    empty = not line[colon + 1 :].strip() or (spaces >= 2 and _label_follows(between))
    if empty and label:
        end = colon + 1 + spaces
        sealed = bool(pattern("seal").search(closed(line[at:colon])))
        return Blank(label, "seal" if sealed else "colon", at, end, length=spaces), end
    return None, colon + 1


def _apart(label: str, between: str, token: re.Match[str] | None, first: int) -> bool:
    """Whether a day stands so far behind a label that does not ask for one that it is a question of its own."""
    dated = token is not None and token.start() == first and token.lastgroup in ("date", "month", "date_time")
    return bool(label) and dated and not between.strip() and len(between) >= _FAR and not _DATED.search(label)


def _label_follows(text: str) -> bool:
    """Whether the words behind a blank are the next label, or something to stamp."""
    return ":" in text or bool(re.match(r"\s*[^\s,，。;；]{2,16}\s*$", text)) or text.strip().startswith("(")


def _shaped(line: str, label: str, at: int, token: re.Match[str]) -> Blank:
    shape = str(token.lastgroup)
    unit = _unit(line[token.end() :]) if shape == "blank" else ""
    return Blank(label, shape, at, token.end() + len(unit), unit=unit, length=len(token[0]))


def _unit(behind: str) -> str:
    found = _UNIT_BEHIND.match(behind)
    return (found[1] or found[2]) if found else ""


def _in_sentence(line: str, at: int, token: re.Match[str]) -> Blank | None:
    """A blank in running text: named in brackets behind it, else by the words before it."""
    shape, before, behind = str(token.lastgroup), line[at : token.start()], line[token.end() :]
    named = _BEHIND.match(behind)
    if named and shape == "blank" and not unit_kind(named[1]) and not pattern("seal").search(f"({named[1]})"):
        return Blank(named[1], shape, at, token.end() + named.end(), length=len(token[0]), sentence=True)
    label = _words_before(before)
    noun = _NOUN.match(behind)
    if noun and label and shape == "blank" and not unit_kind(noun[1]):
        label += noun[1]
    if label and shape in ("date", "month") and not _DATED.search(label):
        label += listed_names()["date"]
    shaped = _shaped(line, label, at, token)
    if shape == "blank" and len(token[0]) < 2 and not shaped.unit:
        return None
    return replace(shaped, sentence=bool(shaped.label))


def _words_before(text: str) -> str:
    """The label that a blank of a sentence has: the words since the last stop, the nearest ones of many."""
    said = _STOP.split(text)[-1].strip()
    chunks = re.split(r" {2,}", said)
    said = chunks[-1].strip() or said
    said = re.sub(r"^(其中|现|并|共计|共|于|为|在|即|兹|特|经|自|从|以|按|及|和|与)(?=[一-鿿]{2})", "", said)
    if said.endswith("因"):
        return listed_names()["reason"]
    said = re.sub(r"(为|是|于|共|约|达|计|系|的|在|即|至|由|叫做)$", "", said)
    return said[-12:]


def _label(text: str) -> str:
    """The label before a colon: what stands behind the last wide gap, unless that gap is only for looks."""
    said = text.strip()
    chunks = [c for c in re.split(r" {2,}", said) if c]
    taken = chunks[-1:]
    for chunk in reversed(chunks[:-1]):
        if len("".join(taken).replace(" ", "")) > 1 and len(chunk) > 1:
            break
        if len(chunk) > 2 or "_" in chunk:
            break
        taken.insert(0, chunk)
    found = closed("".join(taken)).replace("_", "")
    return re.split(r"[。;；]", found)[-1].strip(" ,，、")


def _boxes(line: str, at: int, box: int) -> tuple[Blank | None, int]:
    """Boxes with their options; what stands before the first is the question."""
    before = line[at:box]
    behind = _behind_boxes(line, at)
    if behind is not None:
        return behind, behind.end
    options, end, other = _options(line, box)
    if not options:
        return None, box + 1
    return Blank(_label(before), "boxes", at, end, options, other), end


def _behind_boxes(line: str, at: int) -> Blank | None:
    """有□ 无□: options that stand before their boxes."""
    rest = line[at:].rstrip()
    if not rest.endswith(BOX) or re.match(rf"\s*{BOX}", rest):
        return None
    said = [o.strip(" ,、;()") for o in rest.split(BOX) if o.strip(" ,、;()")]
    label, colon, first = said[0].rpartition(":")
    words = (first or label, *said[1:]) if colon else tuple(said)
    if any(len(w) > 12 for w in words):
        return None
    return Blank(_label(label) if colon else "", "boxes", at, at + len(rest), tuple(w.strip() for w in words))


def _options(line: str, box: int) -> tuple[tuple[str, ...], int, bool]:
    """The options from a box on, where they end, and whether one asks for words of its own."""
    found: list[str] = []
    other, at = False, box
    while 0 <= at < len(line) and line[at] == BOX:
        following = line.find(BOX, at + 1)
        said = line[at + 1 : following if following >= 0 else len(line)]
        kept, more, whole = _option(said, following < 0)
        other |= more
        if kept:
            found.append(kept)
        if not whole:
            return tuple(found), at + 1 + len(said) - len(_rest(said)), other
        at = following
    return tuple(found), len(line), other


def _rest(said: str) -> str:
    """What stands behind an option on the same line and belongs to the next blank."""
    found = re.search(r" {3,}(?=[^\s_:]{2,12}:)", said)
    return said[found.start() :] if found else ""


def _option(said: str, is_last: bool) -> tuple[str, bool, bool]:
    """The words of an option, whether it has a blank behind it, whether the line goes on with boxes."""
    rest = _rest(said)
    words = said[: len(said) - len(rest)] if rest else said
    other = bool(re.search(r"_{2,}|:\s*$|\([ _]{2,}\)|\( *请注明|请说明|请注明", words))
    words = re.sub(r"\([^()]*(请注明|请说明|注明|填写)[^()]*\)", "", words)
    words = re.sub(r"[_ ]*(,|、|;|。)?\s*$", "", re.split(r"_{2,}|\([ _]{2,}\)|[:]\s*(?:_|$)", words)[0])
    words = re.sub(r"^\s*[A-Za-z][.、)．]\s*", "", words)
    return closed(words).strip(" ,、;:。.()" if words.count("(") != words.count(")") else " ,、;:。."), other, not rest


def _seal(line: str, at: int, end: int) -> tuple[Blank | None, int] | None:
    """Words that ask for a seal and nothing else."""
    found = pattern("seal").search(closed(line[at:end]))
    said = closed(line[at:end])
    if found is None or len(said) > 30:
        return None
    return Blank(said, "seal", at, end), end


def is_blank(text: str) -> bool:
    """Whether nothing stands in a text but space for writing."""
    return not re.sub(r"[\s_]", "", plain(text))
