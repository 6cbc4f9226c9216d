"""What a channel to the outside is, and the registry that knows them all."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from data.tables import Person
from forms.text import Message, Text
from workflows.outbox.outside import Outside


class NotSent(Exception):
    """It did not go out; `message` says why. `away`: nobody answers there, so others need not be tried now."""

    def __init__(self, code: str, *, away: bool = False, **data: Any) -> None:
        super().__init__(code)
        self.message, self.away = Message(code, data), away


@dataclass(frozen=True)
class Parcel:
    """A message as it leaves the office. `uid` stays the same however often it is sent."""

    uid: str
    login: str
    name: str
    email: str
    language: str
    deputy: bool  # 代: a copy for whoever stands in
    case_id: int | None
    number: str | None
    key: str
    subject: Text
    text: Text
    at: datetime


class Channel:
    """One channel. Subclasses set `name`."""

    name: ClassVar[str]

    def reaches(self, outside: Outside, person: Person) -> bool:
        """Whether it is there, and leads to somebody."""
        raise NotImplementedError

    def send(self, outside: Outside, parcel: Parcel, now: datetime) -> None:
        """Hands a message over; raises `NotSent`. It may come twice after a crash, with the same `uid`."""
        raise NotImplementedError


class Registry:
    """All channels by name; filled by importing every module of this package."""

    def __init__(self) -> None:
        self._channels: dict[str, Channel] = {}

    def add(self, cls: type[Channel]) -> type[Channel]:
        if cls.name in self._channels:
            raise TypeError(f"{cls.__name__}: a channel needs a `name` of its own")
        self._channels[cls.name] = cls()
        return cls

    def __getitem__(self, name: str) -> Channel:
        return self._channels[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._channels))


registry = Registry()
channel = registry.add


def load_all() -> None:
    """Imports every module of this package once."""
    package = importlib.import_module("workflows.outbox.channels")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"workflows.outbox.channels.{module.name}")
