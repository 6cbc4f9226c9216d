"""Ways to break a procedure: each takes one thing away, or puts something else in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

Data = dict[str, Any]
Path = tuple[str | int, ...]
GONE: Final = object()


@dataclass(frozen=True)
class Mutation:
    """One change: its kind, the place (a path in the JSON), what stands there afterwards; GONE takes it away."""

    kind: str
    path: Path
    value: Any = GONE
    more: tuple[tuple[Path, Any], ...] = ()

    @property
    def name(self) -> str:
        """What is done, in one line."""
        shown = "" if self.value is GONE else f" = {self.value!r}"
        return f"{self.kind} {'/'.join(map(str, self.path))}{shown}"

    def applied(self, data: Mapping[str, Any]) -> Data:
        """The procedure with the change."""
        made = deepcopy(dict(data))
        for path, value in ((self.path, self.value), *self.more):
            _put(made, path, value)
        return made


def _put(data: Any, path: Path, value: Any) -> None:
    *around, last = path
    for part in around:
        data = data[int(part)] if isinstance(data, list) else data.setdefault(part, {})
    if value is GONE:
        del data[last]
    else:
        data[last] = value


Family = Callable[[Data], Iterator[Mutation]]
FAMILIES: Final[list[Family]] = []


def family(each: Family) -> Family:
    """Adds a kind of mutations."""
    FAMILIES.append(each)
    return each


def mutations(data: Data) -> list[Mutation]:
    """Every mutation of a procedure, in a fixed order, each once."""
    found = {m.name: m for each in FAMILIES for m in each(data)}
    return list(found.values())


@family
def drop(data: Data) -> Iterator[Mutation]:
    """A transition, state, role, end, group of rights that is no longer there."""
    for part in ("transitions", "states", "roles", "rounds", "stages"):
        names = range(len(data[part])) if isinstance(data.get(part), list) else data.get(part, {})
        yield from (Mutation(f"drop {part}", (part, name)) for name in names)
    for name, state in data["states"].items():
        if state.get("end"):
            yield Mutation("drop end", ("states", name, "end"))
        yield from (Mutation("drop rights", ("states", name, "rights", g)) for g in state.get("rights", {}))


@family
def retarget(data: Data) -> Iterator[Mutation]:
    """A transition that leads, or starts, somewhere else."""
    for name, transition in data["transitions"].items():
        for state in data["states"]:
            if state != transition["to"]:
                yield Mutation("retarget", ("transitions", name, "to"), state)
            for n, start in enumerate(transition["from"]):
                if state != start and state not in transition["from"]:
                    yield Mutation("start elsewhere", ("transitions", name, "from", n), state)
        if len(transition["from"]) > 1:
            starts = range(len(transition["from"]))
            yield from (Mutation("drop start", ("transitions", name, "from", n)) for n in starts)


@family
def unseat(data: Data) -> Iterator[Mutation]:
    """A role that no longer takes, holds or writes, or another in its place."""
    roles = list(data["roles"])
    for name, transition in data["transitions"].items():
        for n, role in enumerate(transition.get("by", [])):
            yield Mutation("remove from by", ("transitions", name, "by", n))
            yield from (Mutation("other role", ("transitions", name, "by", n), r) for r in roles if r != role)
    for name, state in data["states"].items():
        if "holder" in state:
            yield Mutation("remove holder", ("states", name, "holder"))
            others = (r for r in roles if r != state["holder"])
            yield from (Mutation("other holder", ("states", name, "holder"), r) for r in others)
        for group, right in state.get("rights", {}).items():
            for verb in ("write", "read"):
                yield from (
                    Mutation(f"remove from {verb}", ("states", name, "rights", group, verb, n))
                    for n in range(len(right.get(verb, [])))
                )
    for n, each in enumerate(data.get("readers", [])):
        yield from (Mutation("remove reader", ("readers", n, "roles", r)) for r in range(len(each["roles"])))
        yield from (Mutation("remove read group", ("readers", n, "groups", g)) for g in range(len(each["groups"])))
    for n in range(len(data["start"]["by"])):
        yield Mutation("remove from start", ("start", "by", n))


@family
def reguard(data: Data) -> Iterator[Mutation]:
    """Conditions negated, contradicted, swapped; needs of something else; kinds changed."""
    guarded = {n: t["when"] for n, t in data["transitions"].items() if t.get("when")}
    for name, when in guarded.items():
        here: Path = ("transitions", name, "when")
        yield Mutation("negate guard", here, f"not({when})")
        yield Mutation("contradict guard", here, f"({when}) and not({when})")
        yield Mutation("drop guard", here, GONE, _without_else(data, name))
        for other, its in guarded.items():
            if other > name and its != when:
                yield Mutation("swap guards", here, its, ((("transitions", other, "when"), when),))
    for name, transition in data["transitions"].items():
        for kind in ("forward", "return", "automatic"):
            if kind != transition.get("kind", "forward"):
                yield Mutation("other kind", ("transitions", name, "kind"), kind)


def _without_else(data: Data, name: str) -> tuple[tuple[Path, Any], ...]:
    return (((("transitions", name, "else"), GONE)),) if "else" in data["transitions"][name] else ()


@family
def rerule(data: Data) -> Iterator[Mutation]:
    """Rounds with another mode, share, number, participants."""
    for name, each in data.get("rounds", {}).items():
        here: Path = ("rounds", name)
        for mode in ("all", "in order", "any", "vote", "score"):
            if mode != each.get("mode", "all"):
                yield Mutation("other mode", (*here, "mode"), mode)
        yield Mutation("impossible share", (*here, "share"), "1.2", (((*here, "mode"), "vote"),))
        yield Mutation("too many wanted", (*here, "at_least"), 99)
        yield Mutation("nobody asked", (*here, "who"), [])
        yield Mutation("all recused", (*here, "recused_if"), "true")
        for n, who in enumerate(each.get("who", [])):
            yield Mutation("drop participant", (*here, "who", n))
            yield Mutation("never asked", (*here, "who", n, "when"), "1 > 2")
            if who.get("role"):
                others = (r for r in data["roles"] if r != who["role"])
                yield from (Mutation("other participant", (*here, "who", n, "role"), r) for r in others)


@family
def misclock(data: Data) -> Iterator[Mutation]:
    """Clocks that never start, never count, or never end; children that nobody opens."""
    for name, each in data.get("clocks", {}).items():
        here: Path = ("clocks", name)
        if each.get("starts"):
            yield Mutation("clock without start", (*here, "starts"), [])
        live = [n for n, s in data["states"].items() if not s.get("end")]
        yield Mutation("clock paused everywhere", (*here, "paused_in"), live)
        yield Mutation("clock of nothing", (*here, "limit"), "0")
        if each.get("legal"):
            yield Mutation("clock above the law", (*here, "limit"), str(int(each["legal"]) + 1))
        if each.get("blocks"):
            yield Mutation("drop minimum", (*here, "minimum"), False)
        if each.get("then"):
            yield from (Mutation("other then", (*here, "then"), t) for t in data["transitions"] if t != each["then"])
    for name, child in data.get("children", {}).items():
        if child.get("by"):
            yield Mutation("child of nobody", ("children", name, "by"), [])
        if child.get("states"):
            ends = [n for n, s in data["states"].items() if s.get("end")]
            yield Mutation("child nowhere", ("children", name, "states"), ends[:1])
