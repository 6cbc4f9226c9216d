"""Words in two languages: titles of definitions, and messages with a code and data.

Sentences live in one catalogue per package; code passes codes and data around and asks for the sentence last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_serializer, model_validator
from pydantic_core import PydanticCustomError

LANGUAGES = ("zh", "en")


class Text(BaseModel):
    """A title in a definition: a plain string (Chinese) or {"zh": …, "en": …}; a unit may add `one`: 1 day, 3 days."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    zh: str
    en: str | None = None
    one: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: Any) -> Any:
        if isinstance(value, (str, Mapping, Text)):
            return {"zh": value} if isinstance(value, str) else value
        raise PydanticCustomError("string_type", "a title is a text")

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        whole = handler.resolve_ref_schema(handler(core))
        about = whole.pop("description", "")
        return {"description": about, "anyOf": [{"type": "string"}, whole]}

    @model_serializer
    def _to_plain(self) -> str | dict[str, str]:
        more = {k: v for k, v in (("en", self.en), ("one", self.one)) if v is not None}
        return {"zh": self.zh, **more} if more else self.zh

    def of(self, number: Any, lang: str = "zh") -> str:
        """The words beside a number, which may be written out (1,234): English tells one from many."""
        return self.one if lang == "en" and self.one and str(number) == "1" else self.say(lang)

    def say(self, lang: str = "zh") -> str:
        """The words in `lang`; Chinese where English is missing."""
        return self.en if lang == "en" and self.en else self.zh

    def __str__(self) -> str:
        return self.zh


@dataclass(frozen=True)
class Message:
    """Something to tell a person: a stable code and the data its sentence needs."""

    code: str
    data: Mapping[str, Any] = field(default_factory=dict)


class _Counting(Formatter):
    """`{count:# row is|# rows are}` chooses by the number and puts it at `#`; `{count:unit}` adds the unit to it."""

    def __init__(self, units: Mapping[str, Text], lang: str) -> None:
        self.units, self.lang = units, lang

    def format_field(self, value: Any, format_spec: str) -> str:
        if unit := self.units.get(format_spec):
            return f"{value} {unit.of(value, self.lang)}"
        one, either, many = format_spec.partition("|")
        return (one if str(value) == "1" else many).replace("#", str(value)) if either else format(value, format_spec)


class Catalogue:
    """The sentences of one package: code → (Chinese, English), with `{name}` placeholders; see `_Counting` too."""

    def __init__(self, entries: Mapping[str, tuple[str, str]]) -> None:
        self._entries = dict(entries)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __contains__(self, code: object) -> bool:
        return code in self._entries

    def __or__(self, other: Catalogue) -> Catalogue:
        """Both catalogues as one; raises `ValueError` where they share a code."""
        shared = self._entries.keys() & other._entries.keys()
        if shared:
            raise ValueError(f"two sentences for one code: {', '.join(sorted(shared))}")
        return Catalogue({**self._entries, **other._entries})

    def pair(self, code: str) -> tuple[str, str]:
        """Both patterns of a code."""
        return self._entries[code]

    def say(self, message: Message, lang: str = "zh") -> str:
        """The sentence; values that are Text or Message are put into the same language first."""
        zh, en = self._entries[message.code]
        words = {k: self._word(v, lang) for k, v in message.data.items()}
        units = {k: v for k, v in message.data.items() if isinstance(v, Text)}
        return _Counting(units, lang).vformat(en if lang == "en" else zh, (), words)

    def _word(self, value: Any, lang: str) -> Any:
        if isinstance(value, Text):
            return value.say(lang)
        if isinstance(value, Message):
            return self.say(value, lang)
        if type(value) is int and abs(value) >= 10_000:
            return f"{value:,}"
        if isinstance(value, (list, tuple)):
            return ("、" if lang == "zh" else ", ").join(str(self._word(v, lang)) for v in value)
        return value
