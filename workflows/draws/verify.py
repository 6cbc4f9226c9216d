"""Replaying a draw from its record, and saying what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from forms.text import Message
from workflows.draws.algorithm import NAME, TooFew
from workflows.draws.record import FORMAT, KIND, commitment_of, digest_of, drawn_in, matched_in, salt_of

SHAPES: Mapping[str, type] = {
    "format": int, "kind": str, "algorithm": str, "draw": str, "title": dict, "procedure": str, "version": int,
    "case": dict, "number": int, "rules": dict, "committed_at": str, "drawn_at": str, "seed": str, "commitment": str,
    "salt": str, "pool": list, "counts": dict, "people": list, "each": int, "recused": dict, "drawn": list,
    "matched": dict, "digest": str,
}  # fmt: skip
"""Everything a record holds, and nothing else."""


def differences(record: Any) -> list[Message]:
    """What does not follow from the rest of the record; empty for one that nobody changed."""
    if wrong := list(_misshapen(record)):
        return wrong
    try:
        return list(_compared(record))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return [Message("draw.unreadable", {"why": str(error) or type(error).__name__})]


def _misshapen(record: Any) -> Iterator[Message]:
    if not isinstance(record, Mapping):
        yield Message("draw.no_record")
        return
    for name, kind in SHAPES.items():
        if type(record.get(name)) is not kind:
            yield Message("draw.part_missing", {"part": name})
    for name in sorted(record.keys() - SHAPES.keys()):
        yield Message("draw.part_unknown", {"part": name})
    if (record.get("format"), record.get("kind"), record.get("algorithm")) != (FORMAT, KIND, NAME):
        yield Message("draw.other_algorithm", {"algorithm": NAME})


def _compared(record: Mapping[str, Any]) -> Iterator[Message]:
    yield from _same("draw.seed", record["commitment"], commitment_of(record["seed"]))
    yield from _same("draw.salt", record["salt"], salt_of(record))
    yield from _keys_once(record)
    found = [vars(d) for d in drawn_in(record)]
    if found != record["drawn"]:
        yield from _first_other(record["drawn"], found)
    try:
        if (people := matched_in(record)) != record["matched"]:
            other = sorted(k for k in people.keys() | record["matched"] if people.get(k) != record["matched"].get(k))
            yield Message("draw.people_differ", {"keys": other})
    except TooFew as few:
        yield Message("draw_too_few", {"key": few.key, "there": few.there, "each": record["each"]})
    yield from _same("draw.digest", record["digest"], digest_of(record))


def _same(code: str, told: str, found: str) -> Iterator[Message]:
    if told != found:
        yield Message(code, {"told": told, "found": found})


def _keys_once(record: Mapping[str, Any]) -> Iterator[Message]:
    for name, keys in (("pool", [c["key"] for c in record["pool"]]), ("people", list(record["people"]))):
        if keys != sorted(set(keys)):
            yield Message("draw.keys", {"part": name})


def _first_other(told: list[Any], found: list[Any]) -> Iterator[Message]:
    """The first turn at which the record says something else."""
    for n in range(max(len(told), len(found))):
        one, other = (found[n] if n < len(found) else None), (told[n] if n < len(told) else None)
        if one != other:
            data = {"number": n + 1, "found": _key(one), "told": _key(other)}
            yield Message("draw.differs", data)
            return


def _key(drawn: Any) -> str:
    return f"{drawn.get('key')} ({drawn.get('stratum')} {drawn.get('turn')})" if isinstance(drawn, Mapping) else "—"
