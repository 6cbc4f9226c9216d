"""Labels with a blank on their right, the common case; and cells that bring label and blank along."""

from __future__ import annotations

from forms.official.collector import Collector
from forms.official.document import Cell
from forms.official.inline import inline, is_opinion, only_unit
from forms.official.labels import Label, label_of
from forms.official.lexicon import label_patterns, pattern
from forms.official.plain_words import closed
from forms.official.recognisers.base import of_rows, read_region
from forms.official.region import Region, asks, blanks, empty, kind_of, named
from forms.official.slot import Slot

_PROMISE = 12
"""Characters before a place to sign that are more than a name: what is signed."""


@of_rows(90)
def pairs(region: Region, row: int, found: Collector) -> int:
    """What begins in one row, from the left."""
    cells = region.begun(row)
    at, before = 0, ""
    while at < len(cells):
        cell = cells[at]
        following = cells[at + 1 : at + 2]
        if following and (asks(cell, following[0]) or (named(cell) and _told_how(following[0]))):
            at += 1 + _pair(region, cell, cells[at + 1 :], before, found)
        elif named(cell) and closed(cell.text).endswith(":") and not label_of(cell.text).sealed:
            wide = cell.width / region.grid.columns
            found.field(Slot(label_of(cell.text), None, "", wide, cell.tall), [region.spot(cell)], cell.text)
            at += 1
        elif named(cell):
            before = _without_blank(region, cell, bool(following), found)
            at += 1
        else:
            if kind_of(cell) == "blank":
                inline(cell.text, [region.spot(cell)], found, before, cell.width / region.grid.columns)
            for grid in cell.inner:
                read_region(Region.of(grid), found)
            at += 1
    return 1


def _told_how(cell: Cell) -> bool:
    """Whether a cell only says what to write into it, in brackets, or that it stands in an annex."""
    said = closed(cell.text)
    return named(cell) and (said.startswith("(") and said.endswith(")") or bool(pattern("see").match(said)))


def _pair(region: Region, cell: Cell, behind: list[Cell], before: str, found: Collector) -> int:
    """A label and what stands behind it; how many cells that are."""
    first = behind[0]
    label = label_of(cell.text)
    run = [first]
    if empty(first):
        while len(run) < len(behind) and empty(behind[len(run)]) and behind[len(run)].row == first.row:
            run.append(behind[len(run)])
    spots = [region.spot(c) for c in (cell, *run)]
    if first.inner:
        _nested(region, first, label, spots, found)
    elif empty(first):
        _empty(region, cell, run, label, before, spots, found)
    elif named(first):
        _told(label, first, spots, found)
    elif not _spoken(first, label, region, spots, found):
        _filled(region, first, label, before, spots, found)
    return len(run)


def _empty(
    region: Region, cell: Cell, run: list[Cell], label: Label, before: str, spots: list[str], found: Collector
) -> None:
    """A blank in which nothing stands."""
    if label.sealed:
        if pattern("stamped").search(label.whole) and label.title and not found.knows(label.title):
            found.field(_slot(region, label, run, before), spots, cell.text)
        found.seal(label.whole, spots, label.whole)
        return
    if is_opinion(cell.text):
        found.opinion(label, spots, cell.text, False, False)
        return
    if label.parts and not label.annexed:
        for part in label.parts:
            found.field(_slot(region, label_of(part), run, label.title), spots, cell.text)
        return
    found.field(_slot(region, label, run, before), spots, cell.text)


def _told(label: Label, first: Cell, spots: list[str], found: Collector) -> None:
    """A blank in which stands how to fill it in."""
    how = label_of(f"{label.whole}{closed(first.text)}")
    kept = Label(**{**vars(label), "help": how.help or closed(first.text).strip("()"), "options": how.options})
    guess = found.field(Slot(kept), spots, f"{label.whole} {closed(first.text)}")
    if pattern("see_annex").search(closed(first.text)):
        found.waiting[guess.id] = label.title


def _slot(region: Region, label: Label, run: list[Cell], before: str) -> Slot:
    first = run[0]
    wide = sum(c.width for c in run) / region.grid.columns
    tall = max(first.tall, float(first.height) * 0.9)
    return Slot(label, None, "", wide, tall, first.options, first.number, before=_group(before, label))


def _group(before: str, label: Label) -> str:
    return "" if not before or before in label.title or label.title.startswith(before) else before


def _spoken(cell: Cell, label: Label, region: Region, spots: list[str], found: Collector) -> bool:
    """A blank that is an opinion or a place to stamp by what stands in it."""
    said = closed(cell.text)
    if is_opinion(label.whole):
        dated = any(b.shape in ("date", "month") for b in blanks(cell.text))
        found.opinion(label, spots, f"{label.whole} {said}", bool(pattern("seal").search(said)), dated)
        return True
    shapes = [b.shape for b in blanks(cell.text)]
    if label.sealed or (shapes and shapes[0] == "seal" and not (set(shapes) - {"seal", "date", "month"})):
        asked = pattern("seal").search(said)
        if asked is not None and asked.start() > _PROMISE:
            found.note(label.title, cell.text, spots)
        found.seal(label.whole, spots, f"{label.whole} {said}")
        return True
    return False


def _filled(region: Region, cell: Cell, label: Label, before: str, spots: list[str], found: Collector) -> None:
    """A blank with a shape of its own, or with labels of its own."""
    own = blanks(cell.text)
    wide = cell.width / region.grid.columns
    if not own or (len(own) == 1 and not own[0].label) or _same_question(own):
        blank = own[0] if own else None
        unit = only_unit(cell.text)
        label = Label(**{**vars(label), "unit": label.unit or unit})
        slot = Slot(label, blank, cell.text, wide, cell.tall if not own else 1.0, before=_group(before, label))
        found.field(slot, spots, f"{label.whole} {closed(cell.text)}")
        return
    told = len(closed(cell.text[: own[0].start])) > 2 * _PROMISE or (any(b.sentence for b in own) and _is_text(cell))
    if told and not any(b.shape == "boxes" for b in own):
        found.note(label.title, cell.text, spots)
    inline(cell.text, spots, found, label.title, wide)


def _same_question(own: tuple[object, ...]) -> bool:
    """Whether all blanks answer the same question: boxes, one with words of its own behind it."""
    shapes = [getattr(b, "shape", "") for b in own]
    return (
        shapes[0] == "boxes"
        and not getattr(own[0], "label", "")
        and all(
            s in ("blank", "colon") and not getattr(b, "label", "") for s, b in zip(shapes[1:], own[1:], strict=True)
        )
    )


def _is_text(cell: Cell) -> bool:
    return len(closed(cell.text).replace("_", "")) > 60


def _nested(region: Region, cell: Cell, label: Label, spots: list[str], found: Collector) -> None:
    """Tables that stand in the blank of a label."""
    kept = found.caption
    found.caption = label.title
    if blanks(cell.text):
        inline(cell.text, spots, found, label.title)
    for grid in cell.inner:
        read_region(Region.of(grid), found)
    found.caption = kept


def _without_blank(region: Region, cell: Cell, more: bool, found: Collector) -> str:
    """A label with another label or nothing behind it: the name of what follows, or a cell to stick something on."""
    label = label_of(cell.text)
    spots = [region.spot(cell)]
    alone = not more or cell.height > 1
    if is_opinion(cell.text) and (cell.tall >= 3 or cell.height > 1):
        found.opinion(label, spots, cell.text, False, False)
    elif label.sealed:
        found.seal(label.whole, spots, label.whole)
    elif alone and any(p.search(label.title) for p, _ in label_patterns("attachment")) and cell.tall + cell.height > 2:
        found.field(Slot(label), spots, cell.text)
    return label.title if more else ""
