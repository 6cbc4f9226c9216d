"""Two states of one part of a definition, beside each other: every difference becomes a sentence.

Nothing is left out: what no sentence is known for is told as “was … is …”, so that what the words do not mention has
not changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from forms.text import Message, Text
from workflows.differences.saying import NOTHING, said
from workflows.differences.vocabulary import Vocabulary, part_name
from workflows.messages import MESSAGES

Own = Callable[["Pair", str, Any, Any], Iterator[Message] | None]
"""Sentences of its own for a part of a kind of model; None where the usual ones will do."""


@dataclass(frozen=True)
class Pair:
    """One thing before and after: `thing` is what the sentences call it."""

    names: Vocabulary
    thing: Message | Text | str
    before: Any
    after: Any
    skip: Collection[str] = ()
    own: Own | None = None
    words: Mapping[str, Any] = field(default_factory=dict)

    def told(self) -> Iterator[Message]:
        """What differs between two models of one class, part by part."""
        if type(self.before) is not type(self.after):
            yield from _set(self, "", self.before, self.after)
            return
        if _title(self.before) != _title(self.after):
            yield Message("diff.called", {"thing": self.thing, "after": _title(self.after)})
        for name in type(self.after).model_fields:
            if name in self.skip or name in ("zh", "en", "key", "id", "formerly", "format"):
                continue
            was, now = getattr(self.before, name), getattr(self.after, name)
            if name == "title" and isinstance(now, Text) and _title(self.after) == now:
                continue
            if was != now:
                yield from self.part(name, was, now)

    def part(self, name: str, was: Any, now: Any) -> Iterator[Message]:
        """What differs in one part."""
        made = self.own(self, name, was, now) if self.own else None
        if made is not None:
            yield from made
        elif isinstance(was, BaseModel) and type(was) is type(now) and not isinstance(was, Text):
            yield from Pair(self.names, self.within(name), was, now).told()
        elif isinstance(was, Mapping) and isinstance(now, Mapping):
            yield from _mapping(self, name, was, now)
        elif isinstance(was, list) and isinstance(now, list):
            yield from _list(self, name, was, now)
        else:
            yield from _set(self, name, was, now)

    def within(self, name: str) -> Message:
        return Message("diff.within", {"thing": self.thing, "part": self.called(name)})

    def called(self, name: str) -> Any:
        return part_name(type(self.after).__name__, name) if name else Message("diff.kind_of")


def _title(model: Any) -> Text | None:
    title = getattr(model, "title", None)
    return title if isinstance(title, Text) else None


def _set(pair: Pair, name: str, was: Any, now: Any) -> Iterator[Message]:
    """One value instead of another."""
    data = {"thing": pair.thing, "part": pair.called(name), "before": said(pair.names, name, was),
            "after": said(pair.names, name, now)}  # fmt: skip
    if isinstance(was, bool) and isinstance(now, bool):
        own = f"diff.flag.{name}.{'on' if now else 'off'}"
        yield Message(own, data) if own in MESSAGES else Message("diff.flag", data)
    elif was in NOTHING and now not in NOTHING:
        yield Message("diff.given", data)
    elif now in NOTHING and was not in NOTHING:
        yield Message("diff.taken", data)
    else:
        yield Message("diff.set", data)


def _mapping(pair: Pair, name: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Message]:
    """Things by key, or values by key."""
    inside = Pair(pair.names, pair.within(name), pair.before, pair.after)
    for key in dict.fromkeys([*was, *now]):
        called = pair.names.named(name, key)
        data = {"thing": pair.thing, "part": pair.called(name), "name": called}
        if key not in now:
            yield Message("diff.less", {**data, "what": called})
        elif key not in was:
            yield Message("diff.more", {**data, "what": Message("diff.pair", {
                "name": called, "value": said(pair.names, name, now[key])})})  # fmt: skip
        elif was[key] != now[key] and isinstance(was[key], list) and isinstance(now[key], list):
            yield from _items(pair.names, name, was[key], now[key], {"thing": inside.thing, "part": called})
        elif was[key] != now[key]:
            named = Message("diff.within", {"thing": inside.thing, "part": called})
            yield from _one(pair.names, named, name, was[key], now[key])


def _one(names: Vocabulary, thing: Message, name: str, was: Any, now: Any) -> Iterator[Message]:
    """One value of a mapping, or one item of a list, which is called by itself."""
    if isinstance(was, BaseModel) and type(was) is type(now) and not isinstance(was, Text):
        yield from Pair(names, thing, was, now).told()
        return
    yield Message("diff.became", {"thing": thing, "before": said(names, name, was), "after": said(names, name, now)})


def _list(pair: Pair, name: str, was: list[Any], now: list[Any]) -> Iterator[Message]:
    """What a list has lost and gained."""
    yield from _items(pair.names, name, was, now, {"thing": pair.thing, "part": pair.called(name)})


def _items(names: Vocabulary, name: str, was: list[Any], now: list[Any], data: Mapping[str, Any]) -> Iterator[Message]:
    """The same by the words for it; an item in the place of another of its class is that one changed."""
    gone, come = _without(was, now), _without(now, was)
    places = list(zip(gone, come, strict=False)) if len(gone) == len(come) else []
    if places and all(isinstance(o, BaseModel) and type(o) is type(n) for o, n in places):
        for n, (old, new) in enumerate(places, 1):
            number = f"{n}" if len(places) > 1 else ""
            yield from _one(names, Message("diff.item", {**data, "number": number}), name, old, new)
        return
    if come:
        yield Message("diff.more", {**data, "what": said(names, name, come)})
    if gone:
        yield Message("diff.less", {**data, "what": said(names, name, gone)})
    if not gone and not come:
        yield Message("diff.order", data)


def _without(some: list[Any], others: list[Any]) -> list[Any]:
    """Those of some that are not among others, each as often as it stands there more."""
    left, found = [_text(o) for o in others], []
    for each in some:
        if _text(each) in left:
            left.remove(_text(each))
        else:
            found.append(each)
    return found


def _text(value: Any) -> str:
    plain = value.model_dump(mode="json", by_alias=True) if isinstance(value, BaseModel) else value
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, default=str)
