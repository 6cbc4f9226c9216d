"""The record of a draw: everything a replay needs, as JSON, with a digest over all of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from workflows.audit.chain import canonical, digest
from workflows.draws.algorithm import NAME, Candidate, Drawn, Source, drawn, matched, millionths

FORMAT = 1
KIND = "draw"
POOL = ("pool", "people", "each", "counts", "rules")
"""What the salt stands for: all that was fixed before anything was drawn."""


def salt_of(record: Mapping[str, Any]) -> str:
    """The salt that the pool of a record comes to."""
    return digest(canonical({name: record.get(name) for name in POOL}))


def digest_of(record: Mapping[str, Any]) -> str:
    """What a record's `digest` says if nothing was changed."""
    return digest(canonical({k: v for k, v in record.items() if k != "digest"}))


def commitment_of(seed: str) -> str:
    """The SHA-256 of the seed's bytes; "" for what is no seed."""
    try:
        return hashlib.sha256(bytes.fromhex(seed)).hexdigest()
    except ValueError:
        return ""


def candidates(record: Mapping[str, Any]) -> list[Candidate]:
    """The pool of a record; raises `ValueError` for a weight that is none."""
    found = []
    for each in record["pool"]:
        weight = millionths(each["weight"])
        if weight is None:
            raise ValueError(f"weight of {each['key']}: {each['weight']}")
        found.append(Candidate(each["key"], each["stratum"], weight, bool(each["excluded"])))
    return found


def source_of(record: Mapping[str, Any]) -> Source:
    """What its numbers follow from."""
    return Source(record["seed"], record["salt"])


def drawn_in(record: Mapping[str, Any]) -> list[Drawn]:
    """What is drawn from the pool of a record."""
    return drawn(candidates(record), record["counts"], source_of(record))


def matched_in(record: Mapping[str, Any]) -> dict[str, list[str]]:
    """The people of what was drawn; raises `TooFew`."""
    if not record["each"]:
        return {}
    recused = {p: frozenset(record["recused"].get(p, ())) for p in record["people"]}
    return matched(drawn_in(record), recused, record["each"], source_of(record))


def begun(seed: str, about: Mapping[str, Any], fixed: Mapping[str, Any]) -> dict[str, Any]:
    """A record whose pool is fixed: from here on everything follows."""
    record = {"format": FORMAT, "kind": KIND, "algorithm": NAME, **about, **fixed}
    return {**record, "seed": seed, "commitment": commitment_of(seed), "salt": salt_of(record)}


def completed(record: Mapping[str, Any], recused: Mapping[str, list[str]]) -> dict[str, Any]:
    """The record with what was drawn and matched, sealed; raises `TooFew`.

    `recused`: key of a person → keys of what was drawn that they must not look at.
    """
    whole = {**record, "recused": dict(recused), "drawn": [vars(d) for d in drawn_in(record)]}
    whole["matched"] = matched_in(whole)
    return {**whole, "digest": digest_of(whole)}
