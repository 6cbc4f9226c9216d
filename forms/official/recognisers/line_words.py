"""Lines that say or ask something: notes, lists to tick, blanks in words, running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forms.official.blanks import Blank, is_blank
from forms.official.collector import Collector
from forms.official.document import Line, spot_of_line
from forms.official.inline import inline, is_opinion
from forms.official.labels import label_of
from forms.official.lexicon import pattern, word
from forms.official.plain_words import closed, plain
from forms.official.recognisers.base import of_lines
from forms.official.region import blanks
from forms.official.slot import Slot

_ADDRESSED = re.compile(r"(局|委|委员会|办|办公室|厅|院|会|政府|中心|大队|支队|单位|公司|领导|同志|管委会)\s*:$")
_MOST_LINES = 60


@of_lines(50)
def notes(lines: Sequence[Line], at: int, found: Collector) -> int:
    """填表说明 and what follows it up to the next heading; 注：…"""
    said = closed(lines[at].text)
    match = pattern("note_line").match(said)
    if match is None or (blanks(lines[at].text) and not pattern("note_heading").match(said)):
        return 0
    taken = [lines[at]]
    for line in lines[at + 1 : at + _MOST_LINES]:
        own = closed(line.text)
        if is_blank(line.text) or blanks(line.text) or line.centred or pattern("annex").match(own):
            break
        taken.append(line)
    words = "\n".join(line.text for line in taken)
    rest = said[match.end() :]
    words = "\n".join([rest, *(line.text for line in taken[1:])]) if len(taken) > 1 or rest else words
    found.note(match[1].replace(" ", ""), words, [spot_of_line(line) for line in taken])
    return len(taken)


@of_lines(60)
def ticks(lines: Sequence[Line], at: int, found: Collector) -> int:
    """Lines below each other that each begin with a box: one list to tick."""
    boxes = [(_only_box(line), line) for line in lines[at : at + _MOST_LINES]]
    count = next((n for n, (b, _) in enumerate(boxes) if b is None), len(boxes))
    asked = _question(lines[at]) if count == 0 else None
    start = 1 if asked else 0
    if asked:
        count = next((n for n, (b, _) in enumerate(boxes[1:]) if b is None), len(boxes) - 1)
    taken = [(b, line) for b, line in boxes[start : start + count] if b is not None]
    options = tuple(o for b, _ in taken for o in b.options)
    if len(options) < 2 or (len(taken) < 2 and not asked):
        return 0
    spots = [spot_of_line(line) for line in lines[at : at + start + count]]
    first = taken[0][0]
    label = label_of(asked or found.caption or word("ticks_name"))
    whole = Blank("", "boxes", first.start, first.end, options, any(b.other for b, _ in taken))
    below = len(taken) > 1 and not label.single
    many = type(label)(**{**vars(label), "multi": True}) if below else label
    found.field(Slot(many, whole, lines[at].text), spots, " ".join([label.title, *options]))
    return start + count


def _only_box(line: Line) -> Blank | None:
    """The boxes of a line that holds nothing else."""
    own = blanks(line.text)
    only = bool(own) and own[0].shape == "boxes" and not own[0].label and all(b.shape != "boxes" for b in own[1:])
    return own[0] if only and not any(b.label for b in own[1:]) else None


def _question(line: Line) -> str:
    said = closed(line.text)
    own = blanks(line.text)
    asks = not own or (len(own) == 1 and own[0].shape == "colon" and own[0].end >= len(line.text.rstrip()))
    return said.rstrip(":?？") if asks and 2 <= len(said) <= 60 and not said.endswith(("。", ";", "；")) else ""


@of_lines(65)
def open_question(lines: Sequence[Line], at: int, found: Collector) -> int:
    """A question with nothing but lines to write on below it, numbered or not."""
    said = closed(lines[at].text)
    if not said.endswith((":", "?", "？")) or is_opinion(said):
        return 0
    below = lines[at + 1 : at + 12]
    count = next((n for n, line in enumerate(below) if not _only_room(line)), len(below))
    if not count:
        return 0
    taken = lines[at : at + 1 + count]
    spots = [spot_of_line(line) for line in taken]
    tail = _tail(said)
    before = lines[at].text[: lines[at].text.rfind(tail[0])]
    if blanks(before):
        inline(before, spots[:1], found)
    found.field(Slot(label_of(tail), None, "", 1.0, 4.0 + count), spots, said)
    return 1 + count


def _tail(said: str) -> str:
    """The end of a sentence that asks: what follows its last stop."""
    return re.split(r"[,，。;；]", said.rstrip(":?？"))[-1]


def _only_room(line: Line) -> bool:
    """Whether a line is nothing but a place to write."""
    rest = re.sub(r"^\s*\(?[\d一二三四五六七八九十①-⑩]{1,2}[\).、．:]?", "", line.text)
    return bool(re.search(r"_{4,}", plain(line.text))) and not re.sub(r"[_\s。;；.,，、]", "", plain(rest))


@of_lines(70)
def asked(lines: Sequence[Line], at: int, found: Collector) -> int:
    """Blanks in a line: 联系人：____  联系电话：____; with the lines of an opinion around a seal."""
    line = lines[at]
    own = blanks(line.text)
    if not own:
        return 0
    said = closed(line.text)
    if _ADDRESSED.search(said) and len(own) == 1 and own[0].shape == "colon" and not own[0].length:
        return 0
    if is_opinion(said) and not any(b.sentence for b in own):
        return _opinion(lines, at, found)
    sealed = _only_seal(own)
    follows = lines[at + 1 : at + 3]
    if sealed:
        dated = next((n for n, b in enumerate(follows) if not is_blank(b.text)), None)
        dated = dated if dated is not None and _only_day(follows[dated]) else None
        spots = [spot_of_line(b) for b in lines[at : at + 1 + (dated + 1 if dated is not None else 0)]]
        inline(line.text, spots, found)
        return len(spots)
    if _only_day(line) and any(g.kind in ("seal", "opinion") for g in found.guesses[-4:]):
        return 1
    if any(b.sentence for b in own) and len(re.sub(r"[_\s]", "", said)) > 25:
        found.note(found.caption or word("note_name"), line.text, [spot_of_line(line)])
    inline(line.text, [spot_of_line(line)], found)
    return 1


def _only_seal(own: tuple[Blank, ...]) -> bool:
    return all(b.shape == "seal" for b in own)


def _only_day(line: Line) -> bool:
    own = blanks(line.text)
    return len(own) == 1 and own[0].shape == "date" and own[0].label in ("", word("day_name"))


def _opinion(lines: Sequence[Line], at: int, found: Collector) -> int:
    """An opinion between lines: its label, room, a seal and a day."""
    taken = [lines[at]]
    for line in lines[at + 1 : at + 6]:
        own = blanks(line.text)
        stops = own and not (_only_seal(own) or _only_day(line) or all(not b.label for b in own))
        if stops or (not own and not is_blank(line.text)) or is_opinion(line.text):
            break
        taken.append(line)
    said = "\n".join(line.text for line in taken)
    dated = any(b.shape == "date" for line in taken for b in blanks(line.text))
    label = label_of(closed(lines[at].text).split(":")[0].split("_")[0])
    found.opinion(label, [spot_of_line(b) for b in taken], said, bool(pattern("seal").search(closed(said))), dated)
    return len(taken)


@of_lines(90)
def prose(lines: Sequence[Line], at: int, found: Collector) -> int:
    """Running text, one note for lines that follow each other."""
    taken: list[Line] = []
    for line in lines[at : at + _MOST_LINES]:
        if taken and (is_blank(line.text) or blanks(line.text) or line.centred or line.bold):
            break
        taken.append(line)
    words = "\n".join(line.text for line in taken)
    if len(closed(words)) >= 8:
        found.note(found.caption or word("note_name"), words, [spot_of_line(line) for line in taken])
    return len(taken)
