"""What an opinion rests on, as a hash: the same inputs, the same hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from forms.fields import Field
from forms.fields.table import ROW_ID
from forms.values import find_row, is_empty, prune
from workflows.engine.shapes import FITS, type_of
from workflows.model.rounds import Round

if TYPE_CHECKING:
    from workflows.engine.situation import Situation

REGISTER, PARAMETER = "register:", "parameter:"


def inputs_hash(situation: Situation, round_: Round, row: str, role: str) -> str:
    """The hash of everything that an opinion about a row (or the case) in a role rests on now."""
    facts = {name: _fact(situation, round_, row, name) for name in _wanted(situation, round_, role)}
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _wanted(situation: Situation, round_: Round, role: str) -> Sequence[str]:
    """What the definition names, else every field that the role may read, without what the round itself writes."""
    given = round_.after_return.inputs
    return given if given is not None else sorted(_readable(situation, role) - set(round_.outcome))


def _readable(situation: Situation, role: str) -> set[str]:
    from workflows.rights import readers

    bundle = situation.bundle
    groups = [g for g, roles in readers(bundle, situation.case).items() if role in roles]
    paths = {p for g in groups for p in bundle.paths_by_group[g]}
    return {p for p in paths if situation.form.by_path[p].stored and p not in situation.form.tables}


def _fact(situation: Situation, round_: Round, row: str, name: str) -> Any:
    if name.startswith(PARAMETER):
        return str(situation.world.parameter(name.removeprefix(PARAMETER)))
    if name.startswith(REGISTER):
        return _listed(situation, round_, row, name.removeprefix(REGISTER))
    per = round_.per
    if per is not None and (name == per or name.startswith(f"{per}.")):
        return _at(_row(situation, row), name.removeprefix(per).removeprefix("."))
    return _at(prune(situation.form, situation.values), name)


def _row(situation: Situation, row: str) -> Mapping[str, Any]:
    found = find_row(situation.form, prune(situation.form, situation.values), row)
    return found.row if found else {}


def _at(values: Any, path: str) -> Any:
    """What lies at a path, rows without their identities: a row that was typed anew is the same."""
    if isinstance(values, list):
        return [_at(v, path) for v in values]
    if not path or not isinstance(values, Mapping):
        return _plain(values)
    key, _, rest = path.partition(".")
    return _at(values.get(key), rest)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items() if k != ROW_ID and not is_empty(v)}
    return [_plain(v) for v in value] if isinstance(value, list) else value


def _listed(situation: Situation, round_: Round, row: str, register: str) -> list[str]:
    """The keys among what the row (or case) names that are listed in a register now."""
    values = _row(situation, row) if round_.per else prune(situation.form, situation.values)
    table = f"{round_.per}." if round_.per else ""
    keys = dict.fromkeys(_keys(situation, register, values, table))
    return sorted(k for k in keys if situation.world.listed(register, k))


def _keys(situation: Situation, register: str, values: Mapping[str, Any], prefix: str) -> Iterator[str]:
    """Values that could be keys of the register: of fields of the type of its key, rows within rows included."""
    fits = _fits(situation, register)
    for key, value in values.items():
        field = situation.form.by_path.get(f"{prefix}{key}")
        if isinstance(value, list) and field is not None and f"{prefix}{key}" in situation.form.tables:
            for row in value:
                yield from _keys(situation, register, row, f"{prefix}{key}.")
        elif isinstance(value, str) and field is not None and _may_be(field, fits):
            yield value


def _fits(situation: Situation, register: str) -> frozenset[str] | None:
    """The types of fields that may hold a key; None where nothing is known of the register but its name."""
    declared = situation.procedure.registers.get(register)
    fields = getattr(declared, "fields", None) or {}
    kinds = [fields[k].type for k in getattr(declared, "key", ()) if k in fields]
    return frozenset(t for k in kinds for t in FITS[k]) if kinds else None


def _may_be(field: Field, fits: frozenset[str] | None) -> bool:
    return fits is None or type_of(field) in fits
