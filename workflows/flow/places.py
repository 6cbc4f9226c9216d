"""Where the named things of a procedure stand: the JSON pointer of each kind, and what there is of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from forms.design.refusing import Refused
from forms.design.tree import Data
from forms.text import Text
from workflows.definition import Procedure

HELD: Final[Mapping[str, str]] = {
    "state": "states", "role": "roles", "transition": "transitions", "round": "rounds", "clock": "clocks",
    "duty": "duties", "child": "children", "draw": "draws", "message": "messages", "paper": "papers",
    "parameter": "parameters", "register": "registers", "worklist": "worklists", "period": "public_periods",
    "use": "forms",
}  # fmt: skip
"""Kinds that are kept in an object of the procedure, by their key."""
STAGE, GROUP, READERS = "stage", "group", "readers"


def keys_of(data: Data, kind: str) -> list[str]:
    """The keys of a kind that there are."""
    if kind == STAGE:
        return [s["id"] for s in data["stages"]]
    if kind == GROUP:
        return list(data["forms"].get("main", {}).get("groups", {}))
    return list(data.get(HELD[kind], {})) if kind in HELD else []


def thing(data: Data, kind: str, key: str) -> Data:
    """One of a kind. Raises `Refused` for one that there is not."""
    if kind == STAGE:
        found = next((s for s in data["stages"] if s["id"] == key), None)
    else:
        found = data.get(HELD[kind], {}).get(key) if kind in HELD else None
    if found is None:
        raise Refused("flow_nothing_there", name=key)
    held: Data = found
    return held


def pointer_of(data: Data, kind: str, key: str) -> str:
    """The JSON pointer of one of a kind."""
    if kind == STAGE:
        return f"/stages/{keys_of(data, kind).index(key)}"
    return f"/forms/main/groups/{key}" if kind == GROUP else f"/{HELD[kind]}/{key}"


def at_pointer(procedure: Procedure, pointer: str) -> tuple[str, str]:
    """What a pointer leads into, as kind and key; both "" for the procedure itself."""
    parts = [p.replace("~1", "/").replace("~0", "~") for p in pointer.split("/")[1:]]
    if len(parts) > 1 and parts[0] == "stages" and parts[1].isdecimal() and int(parts[1]) < len(procedure.stages):
        return STAGE, procedure.stages[int(parts[1])].id
    kind = next((k for k, name in HELD.items() if parts[:1] == [name]), "")
    if kind and len(parts) > 1 and parts[1] in getattr(procedure, HELD[kind]):
        return kind, parts[1]
    return "", ""


def title_of(procedure: Procedure, kind: str, key: str) -> Text:
    """What one of a kind is called; its key where it has no title."""
    if kind == STAGE:
        return next((s.title for s in procedure.stages if s.id == key), Text(zh=key))
    found: Any = getattr(procedure, HELD[kind], {}).get(key) if kind in HELD else None
    title = getattr(found, "called", None) or getattr(found, "title", None)
    return title if isinstance(title, Text) and title.zh else Text(zh=key)
