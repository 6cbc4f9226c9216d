"""The rule map of a field: what shows, requires, fills, computes, checks and prints it, and what it does to others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms.canonical import plain
from forms.definition import Form
from forms.design.places import Place, Use, meaning_at, places, value_at
from forms.feel import FeelError
from forms.feel.names import Where
from forms.feel.renaming import meant
from forms.template import expressions


@dataclass(frozen=True)
class Reads:
    """One thing that reads a field: what for, which field, rule or page does it, and what stands there."""

    use: Use
    of: str
    text: str
    path: str  # what is read


def reads(form: Form) -> list[Reads]:
    """Everything in a form that reads a field."""
    data = plain(form)
    found = [Reads(p.use, p.of, t, w) for p in places(form) for t, w in _read(form, p, data)]
    return list(dict.fromkeys(found))


def uses_of(form: Form, path: str) -> tuple[list[Reads], list[Reads]]:
    """What reads a field (or something in it), and what the field reads itself."""
    every = reads(form)
    by_others = [r for r in every if _within(r.path, path) and r.of != path]
    return by_others, [r for r in every if r.of == path and not _within(r.path, path)]


def _within(inner: str, outer: str) -> bool:
    return f"{inner}.".startswith(f"{outer}.")


def _read(form: Form, place: Place, data: object) -> Iterator[tuple[str, str]]:
    """The text of a place and each field that it names."""
    table = f"{place.table}." if place.table else ""
    if place.kind == "of_object":
        key = place.pointer.rpartition("/")[2]
        yield key, f"{table}{key}"
        return
    text = str(value_at(data, place.pointer))
    if place.kind in ("key", "path"):
        yield text, f"{table if place.kind == 'key' else ''}{text}"
        return
    for part in [text] if place.kind == "feel" else [p for _, p in expressions(text)]:
        yield from ((text, known) for found in _meant(form, place, part) if (known := _field(form, found)))


def _meant(form: Form, place: Place, text: str) -> list[Where]:
    try:
        return sorted(meant(text, meaning_at(form, place.table)))
    except FeelError:
        return []


def _field(form: Form, path: Where) -> str:
    """The field that a path leads to, or into."""
    begun = (".".join(path[:n]) for n in range(len(path), 0, -1))
    return next((p for p in begun if p in form.by_path), "")
