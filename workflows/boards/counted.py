"""Values of counted fields as marks: of the form of a case, or of a register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from forms.text import Message, Text
from workflows.cases.search import NONE
from workflows.registers.known import Words, title_of

if TYPE_CHECKING:
    from workflows.boards.asked import Asked

EMPTY = Text(zh="未填", en="left empty")


def _entries(asked: Asked) -> Any:
    """The register that the chart is about; None for one about cases."""
    known = getattr(asked.chart.source, "known", None)
    return known(asked) if known else None


def title(asked: Asked, field: str) -> Text | Message:
    """What the field is called."""
    known = _entries(asked)
    if known is not None:
        found = known.register.fields.get(field)
        return title_of(field, found) if found else Text(zh=field)
    return asked.named(field)


def facts(asked: Asked, field: str) -> Sequence[str]:
    """The value, and of cases which version, so that one that lacks the field can be told from a field left empty."""
    return (f"value:{field}",) if _entries(asked) else (f"value:{field}", "version")


def key(asked: Asked, field: str, raw: Sequence[Any]) -> str | None:
    """The value; NONE where it is left empty; None for a case whose version does not have the field."""
    if len(raw) > 1 and raw[1] in lacking(asked, field):
        return None
    return NONE if raw[0] is None else str(raw[0])


def lacking(asked: Asked, field: str) -> dict[int, int]:
    """The versions of the procedures whose main form does not have a field: id → number."""
    return {v: b.number for v, b in asked.versions.items() if field not in b.form().by_path}


def label(asked: Asked, field: str, key: str) -> Text:
    """The value in words."""
    if key == NONE:
        return EMPTY
    known = _entries(asked)
    if known is not None:
        found = known.register.fields.get(field)
        return Words(known.bundle, asked.names).of(found, key) if found else Text(zh=key)
    return _choice(asked, field, key)


def _choice(asked: Asked, field: str, key: str) -> Text:
    """The title of a choice in its code list, or of a district."""
    if key in asked.names:
        return asked.names[key].title
    for bundle in (b for b in asked.versions.values() if field in b.form().by_path):
        for name in bundle.form().by_path[field].lists:
            items = bundle.lists[name].items if name in bundle.lists else []
            found = next((i.title for i in items if i.key == key and i.title), None)
            if found:
                return found
    return Text(zh=key)


def narrow(asked: Asked, listing: Any, field: str, key: str) -> Any:
    """The list of one value; of a field left empty only cases whose version has the field."""
    values = {**_values(listing), field: key}
    found = asked.chart.source.narrowed(listing, values=values)
    without = {} if _entries(asked) else lacking(asked, field)
    if key != NONE or not without:
        return found
    return asked.chart.source.narrowed(found, versions=tuple(str(v) for v in asked.versions if v not in without))


def _values(listing: Any) -> dict[str, str]:
    return dict(getattr(listing, "cases", listing).values)


def above(asked: Asked, field: str, key: str, levels: int) -> str:
    """The key of a code list's item cut to its first levels: items lie in each other by `parent`."""
    parents = _parents(asked, field)
    way = [key]
    while (up := parents.get(way[0])) and up not in way:
        way.insert(0, up)
    return way[min(levels, len(way)) - 1]


def below(asked: Asked, field: str, key: str) -> list[str]:
    """An item and all that lie in it."""
    parents = _parents(asked, field)
    found = [key]
    for item in parents:
        way, at = [item], item
        while (up := parents.get(at)) and up not in way:
            way.append(up)
            at = up
        if key in way[1:]:
            found.append(item)
    return found


def _parents(asked: Asked, field: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for bundle in asked.versions.values():
        known = bundle.form().by_path.get(field)
        for name in known.lists if known else ():
            items = bundle.lists[name].items if name in bundle.lists else []
            found |= {i.key: getattr(i, "parent", None) for i in items}
    return found


__all__ = ["NONE", "above", "below", "facts", "key", "label", "lacking", "narrow", "title"]
