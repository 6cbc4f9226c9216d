"""The registry of built-in functions: each is declared by its signature as the standard writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from forms.feel.errors import LimitReached
from forms.feel.runtime import Run
from forms.feel.values import KINDS, kind

_ALIASES: Final[dict[str, frozenset[str]]] = {
    "moment": frozenset({"date", "date and time"}),
    "duration": frozenset({"days and time duration", "years and months duration"}),
    "temporal": frozenset({"date", "time", "date and time"}),
    "days": frozenset({"days and time duration"}),
}
_SIGNATURE: Final = re.compile(r"([\w ]+)\((.*)\) -> ([\w<> ]+)")
_ANY: Final = frozenset({"any"})


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: `name: kind`, `name?: kind` when it may be left out, `name...: kind` when it repeats.

    A repeated one takes anything; `each` says what its items have to be for a result.
    """

    name: str
    kinds: frozenset[str]
    optional: bool = False
    repeats: bool = False
    each: frozenset[str] = frozenset()

    @property
    def types(self) -> frozenset[type] | None:
        """The types of the values it takes as they are; None for any."""
        return None if self.kinds is _ANY else frozenset(t for t, kind in KINDS.items() if kind in self.kinds)

    def accepts(self, value: Any) -> bool:
        """Whether the value is of the right kind."""
        return self.kinds is _ANY or kind(value) in self.kinds

    def fit(self, value: Any) -> Any:
        """The value, or its implicit conversion between a list of one and its element; raises TypeError."""
        if self.accepts(value):
            return value
        if type(value) is list and len(value) == 1 and self.accepts(value[0]):
            return value[0]
        if "list" in self.kinds and value is not None:
            return [value]
        raise TypeError(self.name)


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a function.

    `result` is a kind, `list<kind>`, `whole` (a number), or says where the shape comes from: `first` argument, `item`
    of it, the `same` list, its `leaves`, all lists `joined`.
    """

    name: str
    params: tuple[Param, ...]
    result: str
    function: Callable[..., Any]
    with_run: bool
    types: tuple[frozenset[type] | None, ...]  # of each parameter, as `Param.types`
    repeats: bool  # whether the last parameter takes any number of arguments
    takes_anything: bool  # whether no argument has to be looked at
    unpacks: bool  # whether one list stands for the arguments that repeat: `sum([1, 2])`

    def takes(self, count: int) -> bool:
        """Whether so many positional arguments fit."""
        least = sum(not param.optional for param in self.params)
        return count >= least and (count <= len(self.params) or self.repeats)

    def fits(self, args: list[Any]) -> bool:
        """Whether every argument is of its parameter's kind."""
        return all(param.accepts(arg) for param, arg in zip(self.params, args, strict=False))

    def order(self, names: Sequence[str]) -> list[int | None] | None:
        """For each parameter the argument of that name (None: left out); None when the names do not fit."""
        known = [param.name for param in self.params]
        if set(names) - set(known) or len(set(names)) < len(names):
            return None
        places = [names.index(name) if name in names else None for name in known]
        missing = any(at is None and not param.optional for at, param in zip(places, self.params, strict=True))
        return None if missing else places

    def call(self, args: list[Any], run: Run) -> Any:
        """Check the arguments and call; whatever does not fit gives None and a note."""
        for value in args:
            if type(value) is str and len(value) > 256:
                run.spend(len(value) >> 6)  # long texts take time in whatever function
        given = self._gathered(args) if self.repeats else args
        if self.takes_anything:
            return self._guarded(given, run)
        for types, value in zip(self.types, given, strict=False):
            if types is not None and type(value) not in types:
                return self._fitted(given, run)
        return self._guarded(given, run)

    def of_one(self, value: Any, run: Run) -> Any:
        """The same for one argument."""
        if self.takes_anything and self.unpacks and type(value) is list:
            return self._guarded((value,), run)
        return self.call([value], run)

    def _fitted(self, given: list[Any], run: Run) -> Any:
        fitted = []
        for param, value in zip(self.params, given, strict=False):
            try:
                fitted.append(param.fit(value))
            except TypeError:
                return run.note("bad_argument", function=self.name, name=param.name, kind=kind(value))
        return self._guarded(fitted, run)

    def _gathered(self, args: list[Any]) -> list[Any]:
        before = len(self.params) - 1
        rest = args[before:]
        if self.unpacks and len(rest) == 1 and type(rest[0]) is list:
            return args
        return [*args[:before], rest]

    def _guarded(self, args: Sequence[Any], run: Run) -> Any:
        try:
            found = self.function(run, *args) if self.with_run else self.function(*args)
            return Decimal(found) if type(found) is int else found
        except LimitReached:
            raise
        except (ArithmeticError, ValueError, TypeError, KeyError, AttributeError):
            return run.note("function_failed", function=self.name)


class Registry:
    """All functions by name; a name may have several signatures."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[Signature]] = {}

    def add(self, *signatures: str, run: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Declare a Python function under one or more signatures; with `run` it gets the run first."""

        def keep(function: Callable[..., Any]) -> Callable[..., Any]:
            for text in signatures:
                found = _signature(text, function, run)
                self.by_name.setdefault(found.name, []).append(found)
            return function

        return keep

    def __contains__(self, name: object) -> bool:
        return name in self.by_name

    def __iter__(self) -> Iterable[str]:
        return iter(self.by_name)

    def signatures(self, name: str) -> list[Signature]:
        """All ways to call a function, none for an unknown name."""
        return self.by_name.get(name, [])

    def pick(self, name: str, count: int) -> Signature | None:
        """The signature that takes so many positional arguments."""
        return next((each for each in self.signatures(name) if each.takes(count)), None)

    def ambiguous(self, name: str, count: int) -> bool:
        """Whether only the values can tell which signature is meant."""
        return sum(each.takes(count) for each in self.signatures(name)) > 1

    def call(self, name: str, args: list[Any], run: Run) -> Any:
        """Call the signature that fits the values exactly, else the first that takes so many."""
        found = [each for each in self.signatures(name) if each.takes(len(args))]
        if not found:
            return run.note("wrong_arguments", function=name)
        return next((each for each in found if each.fits(args)), found[0]).call(args, run)


def _signature(text: str, function: Callable[..., Any], run: bool) -> Signature:
    hit = _SIGNATURE.fullmatch(text)
    if hit is None:
        raise ValueError(text)
    params = tuple(_param(part.strip()) for part in hit[2].split(",") if part.strip())
    repeats = bool(params) and params[-1].repeats
    types = tuple(each.types for each in params)
    unpacks = repeats and not {"any", "list"} & params[-1].each
    return Signature(hit[1], params, hit[3], function, run, types, repeats, not any(types), unpacks)


def _param(text: str) -> Param:
    name, _, kinds = text.partition(":")
    repeats = name.endswith("...")
    found = _kinds(kinds or "any")
    return Param(
        name.strip().rstrip("?."), _ANY if repeats else found, "?" in name, repeats, found if repeats else frozenset()
    )


def _kinds(text: str) -> frozenset[str]:
    """`moment|null` as the kinds it stands for."""
    found: set[str] = set()
    for each in text.split("|"):
        found |= _ALIASES.get(each.strip(), {each.strip()})
    return _ANY if "any" in found else frozenset(found)


REGISTRY: Final = Registry()
