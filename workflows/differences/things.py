"""Things with keys, beside each other: which came, which went, which are called otherwise, and what is new in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from forms.text import Message, Text
from workflows.differences.vocabulary import Vocabulary
from workflows.differences.walking import Own, Pair


def matched(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """New key → old key: the same one, one that it had formerly, or the only one left with the same title."""
    found = {key: key for key in after if key in before}
    free = {key: thing for key, thing in before.items() if key not in after}
    for key, thing in after.items():
        if key in found:
            continue
        former = next((k for k in getattr(thing, "formerly", []) if k in free), None)
        alike = [k for k, other in free.items() if _same_title(thing, other)]
        old = former or (alike[0] if len(alike) == 1 else None)
        if old is not None:
            found[key] = old
            free.pop(old)
    return found


def _same_title(one: Any, other: Any) -> bool:
    title = getattr(one, "title", None)
    return isinstance(title, Text) and type(one) is type(other) and title == getattr(other, "title", None)


def things(
    names: Vocabulary, kind: str, before: Mapping[str, Any], after: Mapping[str, Any], *,
    skip: Iterable[str] = (), own: Own | None = None,
) -> Iterator[Message]:  # fmt: skip
    """Every difference between two sets of things of one kind (`diff.thing.<kind>`)."""
    pairs = matched(before, after)
    for key, thing in after.items():
        if key not in pairs:
            yield Message("diff.added", {"thing": called(kind, key, thing)})
    for key, thing in before.items():
        if key not in pairs.values():
            yield Message("diff.removed", {"thing": called(kind, key, thing)})
    for key, old in pairs.items():
        thing = called(kind, key, before[old])
        if key != old:
            yield Message("diff.rekeyed", {"thing": thing, "before": old, "after": key})
        if before[old] != after[key]:
            yield from Pair(names, thing, before[old], after[key], tuple(skip), own).told()
    kept = [[k for k in before if k in pairs.values()], [pairs[k] for k in after if k in pairs]]
    if kept[0] != kept[1]:
        yield Message("diff.places", {"kind": Message(f"diff.kind.{kind}")})


def called(kind: str, key: str, thing: Any) -> Message:
    """A thing by its kind and name: 流转“退回”."""
    names = (getattr(thing, name, None) for name in ("title", "called"))
    return Message(f"diff.thing.{kind}", {"name": next((n for n in names if isinstance(n, Text)), key)})
