"""What is wrong with a mapping, before any case is looked at: everything at once, each with the way out."""

from __future__ import annotations

from collections.abc import Iterator

from forms.fields import Field
from forms.fields.table import TableField
from forms.text import Message
from workflows.bundle import MAIN, Bundle
from workflows.moving.mapping import Mapping
from workflows.moving.proposing import doubts


def wrong(before: Bundle, after: Bundle, mapping: Mapping) -> list[Message]:
    """Every reason for which nothing can be moved with this mapping."""
    if before.procedure.id != after.procedure.id:
        return [Message("move.other_procedure")]
    found = [*_states(before, after, mapping), *_fields(before, after, mapping), *_subject(before, after, mapping)]
    open_ = [d.message for d in doubts(before, after, mapping) if d.key not in mapping.confirmed]
    return found + ([Message("move.unconfirmed", {"doubts": open_})] if open_ else [])


def _states(before: Bundle, after: Bundle, mapping: Mapping) -> Iterator[Message]:
    old, new = before.procedure, after.procedure
    for key, state in old.states.items():
        to = mapping.states.get(key)
        if state.end is not None:
            continue
        if to is None or to not in new.states:
            yield Message("move.no_state", {"state": state.title})
        elif new.states[to].end is not None:
            yield Message("move.state_ends", {"state": state.title, "to": new.states[to].title})


def _fields(before: Bundle, after: Bundle, mapping: Mapping) -> Iterator[Message]:
    old, new = before.form(MAIN), after.form(MAIN)
    for path, taken in mapping.fields.items():
        was, now = old.by_path.get(taken.from_), new.by_path.get(path)
        if was is None or now is None:
            yield Message("move.no_field", {"field": path if now is None else taken.from_})
        elif isinstance(was, TableField) != isinstance(now, TableField) or not (was.stored and now.stored):
            yield Message("move.no_table", {"field": now.title, "from": was.title})
        elif not _beside(path, taken.from_, mapping):
            yield Message("move.other_table", {"field": now.title, "from": was.title})
    for source, new_paths in mapping.sources().items():
        yield from _twice(old.by_path.get(source), new_paths, mapping)


def _beside(path: str, source: str, mapping: Mapping) -> bool:
    """Whether both stand outside tables, or in tables of which one becomes the other."""
    table, former = path.rpartition(".")[0], source.rpartition(".")[0]
    return not (table or former) or (table in mapping.fields and mapping.fields[table].from_ == former)


def _twice(field: Field | None, paths: list[str], mapping: Mapping) -> Iterator[Message]:
    """A value goes to one field, or in parts to several, each part once."""
    parts = [mapping.fields[p].part for p in paths]
    seps = {mapping.fields[p].by for p in paths}
    split = len(parts) > 1 or any(parts)
    if split and (sorted(parts) != list(range(1, len(parts) + 1)) or len(seps) > 1) and field is not None:
        yield Message("move.twice", {"from": field.title})


def _subject(before: Bundle, after: Bundle, mapping: Mapping) -> Iterator[Message]:
    """Whose case it is stays what it is."""
    old, new = before.procedure.case.subject, after.procedure.case.subject
    was, now = before.form().by_path[old], after.form().by_path[new]
    taken = mapping.fields.get(new)
    if taken is None or taken.from_ != old or was.type != now.type:
        yield Message("move.subject", {"before": was.title, "after": now.title})
