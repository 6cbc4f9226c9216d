"""What a label says besides its name: unit, options, what belongs into it, help."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from forms.official.lexicon import label_patterns, pattern, unit_kind
from forms.official.plain_words import closed, full, unnumbered

LONGEST: Final = 40
_BRACKET: Final = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
_UNIT_SAID: Final = re.compile(r"^(?:计量)?单位\s*:?\s*")
_BETWEEN: Final = re.compile(r"\s*[、,;/|]\s*|\s+或\s*|或者|或(?=[一-鿿]{2})")
_MULTI: Final = re.compile(r"多选|可选多项|复选")
_MUST: Final = re.compile(r"^(必填|必填项|\*)$")
_CONTENTS: Final = re.compile(r"^.{0,8}?(?:包括|包含|含|须含|应含|列明|注明)\s*:?")
_AND_SO_ON: Final = re.compile(r"(等|等等)[^、,]{0,6}$|…+$")
_SLASH_UNIT: Final = re.compile(r"[/:]\s*([^\s/:()]{1,5})$")
_ENDS: Final = " ?？:*、,.;。，；_"
_SIGNED: Final = re.compile(r"(?<!是否)(?<!需)(签字|签名|盖章|签章|手印)$")
_NAMES: Final = ("text", "phone", "uscc", "email", "id_card", "date", "money", "integer")


@dataclass(frozen=True)
class Label:
    """A label taken apart. `parts` are the columns or blanks it lists: 经营主体明细（包括名称、信用代码）."""

    title: str
    unit: str = ""
    help: str = ""
    options: tuple[str, ...] = ()
    open_ended: bool = False
    parts: tuple[str, ...] = ()
    multi: bool = False
    single: bool = False
    required: bool = False
    sealed: bool = False
    annexed: bool = False
    whole: str = ""


def label_of(text: str) -> Label:
    """What a label says."""
    said = closed(text)
    required = said.startswith("*") or said.endswith("*")
    rest = unnumbered(said).strip(_ENDS)
    found: dict[str, object] = {"required": required}
    notes: list[str] = []
    for inside in _BRACKET.findall(rest):
        _bracket(inside.strip(), rest, found, notes)
    if _SIGNED.search(rest):
        found["sealed"] = True
    title = _BRACKET.sub("", rest)
    title = re.sub(r"\([^)]*$", "", title).strip(_ENDS) or rest.strip("()" + _ENDS)
    if "unit" not in found and (slash := _SLASH_UNIT.search(title)) and unit_kind(slash[1]):
        found["unit"], title = slash[1], title[: slash.start()]
    if len(title) > LONGEST:
        notes.insert(0, title)
        title = _short(title)
    return Label(full(title).strip(), help=full("；".join(notes)), whole=said, **found)  # type: ignore[arg-type]


def _bracket(inside: str, around: str, found: dict[str, object], notes: list[str]) -> None:
    """What stands in one pair of brackets of a label."""
    unit = _UNIT_SAID.sub("", inside)
    if unit_kind(unit):
        found.setdefault("unit", unit)
        return
    if pattern("seal").search(f"({inside})"):
        found["sealed"] = True
        return
    if _MUST.match(inside):
        found["required"] = True
        return
    if _MULTI.search(inside):
        found["multi"] = True
    elif "单选" in inside:
        found["single"] = True
        inside = inside.replace("单选", "").strip(" ,、;")
    annexed = pattern("see_annex").search(inside)
    if annexed:
        found["annexed"] = True
    items = items_of(inside)
    if _CONTENTS.match(inside) or (len(items) > 1 and sum(map(_names_something, items)) * 2 > len(items)):
        found["parts"] = tuple(items) if annexed or len(items) > 1 else ()
    elif len(items) > 1 and all(len(i) <= 12 for i in items) and not annexed:
        found["options"], found["open_ended"] = tuple(items), bool(_AND_SO_ON.search(inside))
    if not (found.get("options") or found.get("parts")) or annexed:
        notes.append(inside) if inside and not _MULTI.fullmatch(inside) else None


def items_of(text: str) -> list[str]:
    """What a text lists: 园区、孵化园、自贸片区等."""
    said = re.sub(r"^(附表|附件|见附表|详见附表)[\d一二三]*\s*[,:、]?\s*", "", text)
    said = _CONTENTS.sub("", said)
    said = re.sub(r"^(如|例如|比如|指|即|填写?|选填|单选|多选|可多选)\s*:?", "", said)
    said = _AND_SO_ON.sub("", said)
    return [i.strip(" .。:") for i in _BETWEEN.split(said) if i.strip(" .。:")]


def _names_something(item: str) -> bool:
    """Whether an item is itself a label, such as 名称 or 电话."""
    return len(item) >= 2 and any(p.search(item) for kind in _NAMES for p, weak in label_patterns(kind) if not weak)


def _short(title: str) -> str:
    """The beginning of a long label up to its first stop, else its first characters."""
    first = re.split(r"[,，;；。:、]", title)[0].strip()
    return first if 2 <= len(first) <= LONGEST else title[: LONGEST - 1] + "…"


def key_of(title: str) -> str:
    """The characters of a title that a key may have."""
    found = re.sub(r"[^A-Za-z0-9_一-鿿㐀-䶿]", "", title.replace("·", "_"))
    found = re.sub(r"^[0-9_]+", "", found)
    return found[:24].rstrip("_")
