"""Edits of a workflow: states, stages, transitions added, moved, connected, taken away; anything else put there."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.design.parts import DeleteAt, PutAt, holder_of
from forms.design.refusing import Refused
from forms.design.starting import key_for
from forms.design.tree import Data
from forms.text import Text
from workflows.definition import Procedure
from workflows.flow.mentions import Mention, mentions
from workflows.flow.places import GROUP, HELD, STAGE, keys_of, thing
from workflows.model.naming import Names

ENDS = "done"
Title = Mapping[str, Any]


@dataclass(frozen=True)
class AddState:
    """A new state behind the others of its stage; with an outcome it is an end."""

    title: Title
    stage: str
    end: str = ""

    def make(self, procedure: Data) -> str:
        thing(procedure, STAGE, self.stage)
        key = _key(procedure, "state", self.title)
        more = {"end": self.end} if self.end else {}
        rights = _rights_before(procedure, self.stage)
        rights = _only_read(rights) if self.end else rights
        procedure["states"][key] = {**self.title, "stage": self.stage, **more, "rights": rights}
        return f"state:{key}"


def _rights_before(procedure: Data, stage: str) -> Data:
    """The rights of the state before a new one: of the last of its stage, else of the stages before."""
    order = [s["id"] for s in procedure["stages"]]
    before = order[: order.index(stage) + 1]
    found = [s for s in procedure["states"].values() if s["stage"] in before and not s.get("end")]
    last = sorted(found, key=lambda s: before.index(s["stage"]))[-1:]
    return copy.deepcopy(last[0].get("rights", {})) if last else {}


def _only_read(rights: Data) -> Data:
    """The same where cases end: nobody writes any more, who could may read, in the rows that they could read."""
    made: Data = {}
    for group, own in rights.items():
        read = list(dict.fromkeys([*own.get("read", []), *own.get("write", [])]))
        rows = [{k: v for k, v in r.items() if k != "write"} for r in own.get("rows", []) if r.get("read")]
        made[group] = {**({"read": read} if read else {}), **({"rows": rows} if rows else {})}
    return made


@dataclass(frozen=True)
class AddStage:
    """A new stage behind the others."""

    title: Title

    def make(self, procedure: Data) -> str:
        key = _key(procedure, STAGE, self.title)
        procedure["stages"].append({"id": key, **self.title})
        return f"{STAGE}:{key}"


@dataclass(frozen=True)
class Connect:
    """A new transition from a state to another; whoever has to act in the first may take it."""

    source: str
    target: str
    title: Title
    kind: str = "forward"

    def make(self, procedure: Data) -> str:
        state = thing(procedure, "state", self.source)
        if not self.target.startswith("@"):
            thing(procedure, "state", self.target)
        if state.get("end"):
            raise Refused("flow_from_end", title=_title(state))
        key = _key(procedure, "transition", self.title)
        kind = {} if self.kind == "forward" else {"kind": self.kind}
        by = [state["holder"]] if state.get("holder") and self.kind != "automatic" else []
        procedure["transitions"][key] = {**self.title, **kind, "from": [self.source], "to": self.target, "by": by}
        return f"transition:{key}"


@dataclass(frozen=True)
class AddThing:
    """A new one of any other kind: a round, a clock, a message …, with what it has to have."""

    kind: str
    title: Title
    more: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""  # where it is chosen; else made from the title

    def make(self, procedure: Data) -> str:
        key = self.key or _key(procedure, self.kind, self.title)
        if key in keys_of(procedure, self.kind):
            raise Refused("flow_key_taken", key=key)
        procedure.setdefault(HELD[self.kind], {})[key] = {**self.title, **copy.deepcopy(dict(self.more))}
        return f"{self.kind}:{key}"


@dataclass(frozen=True)
class MoveState:
    """A state to another stage, or before another one of its stage ("" for last)."""

    state: str
    stage: str
    before: str = ""

    def make(self, procedure: Data) -> str:
        thing(procedure, STAGE, self.stage)
        moving = thing(procedure, "state", self.state)
        moving["stage"] = self.stage
        states: Data = procedure["states"]
        order = [k for k in states if k != self.state]
        at = order.index(self.before) if self.before in order else len(order)
        order.insert(at, self.state)
        kept = {k: states[k] for k in order}
        states.clear()
        states.update(kept)
        return f"state:{self.state}"


@dataclass(frozen=True)
class MoveStage:
    """A stage some places further or back."""

    stage: str
    by: int

    def make(self, procedure: Data) -> str:
        found, stages = thing(procedure, STAGE, self.stage), procedure["stages"]
        at = next(n for n, s in enumerate(stages) if s is found)
        del stages[at]
        stages.insert(max(0, min(len(stages), at + self.by)), found)
        return f"{STAGE}:{self.stage}"


@dataclass(frozen=True)
class Remove:
    """One of a kind taken away, and out of every list that names it; what needs it is told by the checks.

    With a state the transitions go that start only there, or lead there. A stage has to be empty.
    """

    kind: str
    key: str

    def make(self, procedure: Data) -> str:
        thing(procedure, self.kind, self.key)
        if self.kind == STAGE:
            return self._stage(procedure)
        if self.kind == "state":
            self._state(procedure)
        _drop(procedure, self.kind, self.key)
        del procedure[HELD[self.kind]][self.key]
        return ""

    def _stage(self, procedure: Data) -> str:
        inside = [_title(s) for s in procedure["states"].values() if s["stage"] == self.key]
        if inside:
            raise Refused("flow_stage_full", states=inside)
        if len(procedure["stages"]) == 1:
            raise Refused("flow_last_stage")
        procedure["stages"] = [s for s in procedure["stages"] if s["id"] != self.key]
        return ""

    def _state(self, procedure: Data) -> None:
        if procedure["initial"] == self.key:
            raise Refused("flow_first_state", title=_title(procedure["states"][self.key]))
        gone = [
            k for k, t in procedure["transitions"].items() if t["to"] == self.key or t["from"] == [self.key]
        ]  # fmt: skip
        for key in gone:
            Remove("transition", key).make(procedure)


@dataclass(frozen=True)
class RemoveGroup:
    """A field group taken away, and out of whatever gives rights on it; its fields are then in none, or in `*`."""

    key: str

    def make(self, procedure: Data) -> str:
        if self.key not in keys_of(procedure, GROUP):
            raise Refused("flow_nothing_there", name=self.key)
        if len(keys_of(procedure, GROUP)) == 1:
            raise Refused("flow_last_group")
        _drop(procedure, GROUP, self.key)
        for each in reversed([m for m in _naming(procedure, GROUP, self.key) if m.key]):
            holder, _ = holder_of(procedure, each.pointer)
            del holder[self.key]
        return ""


@dataclass(frozen=True)
class Put:
    """What a JSON pointer leads to, replaced or added; None takes it away. Keys have an edit of their own."""

    pointer: str
    value: Any = None
    chosen: str = ""

    def make(self, procedure: Data) -> str:
        if self.value is None:
            holder, name = holder_of(procedure, self.pointer)
            if isinstance(holder, list) or name in holder:
                DeleteAt(self.pointer).make(procedure)
        else:
            PutAt(self.pointer, copy.deepcopy(self.value)).make(procedure)
        return self.chosen


@dataclass(frozen=True)
class Several:
    """Edits that are one step."""

    edits: tuple[Any, ...]

    def make(self, procedure: Data) -> str:
        chosen = ""
        for each in self.edits:
            chosen = each.make(procedure) or chosen
        return chosen


def _drop(procedure: Data, kind: str, key: str) -> None:
    """Takes a name out of lists; what has to have it keeps it, and is told."""
    for each in reversed([m for m in _naming(procedure, kind, key) if not m.key]):
        holder, name = holder_of(procedure, each.pointer)
        if isinstance(holder, list):
            del holder[int(name)]


def _naming(procedure: Data, kind: str, key: str) -> list[Mention]:
    found = mentions(Procedure.model_validate(procedure))
    return [m for m in found if isinstance(m.meant, Names) and m.meant.kind == kind and m.name == key]


def _key(procedure: Data, kind: str, title: Title) -> str:
    if not str(title.get("zh", "")).strip():
        raise Refused("flow_title_needed")
    return key_for(str(title["zh"]), keys_of(procedure, kind))


def _title(thing: Data) -> Text:
    return Text(zh=thing["zh"], en=thing.get("en"))
