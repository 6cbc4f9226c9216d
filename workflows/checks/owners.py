"""One owner per register: two procedures that declare the same one share it, or each names its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from forms.json_text import position
from forms.reading import parsed
from workflows.checks.base import ProcedureFinding
from workflows.definition import Procedure


def twice(given: Mapping[str, str], others: Mapping[str, str]) -> Iterator[tuple[str, ProcedureFinding]]:
    """The registers that a procedure declares and another one too: name of the text, and what is wrong with it.

    `given` are the texts to be published by name, `others` the newest published ones of all procedures by id.
    """
    read = {name: parsed(Procedure, text) for name, text in given.items()}
    fresh = {p.model.id: p.model for p in read.values() if p.model is not None}
    known = {**_models(others), **fresh}
    for name, found in read.items():
        if found.model is None:
            continue
        for key, register in found.model.registers.items():
            for other in known.values():
                if other.id != found.model.id and _clash(key, register.is_shared, other):
                    data, pointer = {"register": key, "procedure": other.title}, f"/registers/{key}"
                    at = position(found.positions, pointer)
                    yield name, ProcedureFinding("error", "register_twice", pointer, data, *at)


def _clash(key: str, shared: bool, other: Procedure) -> bool:
    """Whether another procedure has the register for itself, or shares one that this one wants for itself."""
    theirs = other.registers.get(key)
    return theirs is not None and not (shared and theirs.is_shared)


def _models(texts: Mapping[str, str]) -> dict[str, Procedure]:
    models = (parsed(Procedure, text).model for text in texts.values())
    return {m.id: m for m in models if m is not None}
