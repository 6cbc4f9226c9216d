"""A property of a part of a procedure that is asked for: its value, its label, and where what is entered goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from forms.json_text import step
from pages.context import t
from pages.parts.flow_state import FlowDesk, act
from pages.words.flow_asked import WORDS
from workflows.flow import Put
from workflows.flow.properties import Property


@dataclass(frozen=True)
class Ask:
    """A property of the part at a pointer."""

    desk: FlowDesk
    part: BaseModel
    pointer: str  # of the part
    prop: Property

    @property
    def at(self) -> str:
        return step(self.pointer, self.prop.name)

    @property
    def key(self) -> str:
        return f"flow:{self.desk.name}:{self.at}"

    @property
    def value(self) -> Any:
        """As the model holds it."""
        names = {info.alias or name: name for name, info in type(self.part).model_fields.items()}
        return getattr(self.part, names[self.prop.name])

    @property
    def label(self) -> str:
        return label_of(self.prop.name, type(self.part))

    def put(self, value: Any) -> bool:
        """Saves it; what is as it is where nothing is said is not written."""
        if value is None and not self.prop.optional:
            value = {"words": {"zh": "…"}, "sentence": {"zh": "…"}}.get(self.prop.kind, self.prop.default)
            if value is None:
                return False
        return act(self.desk.name, Put(self.at, value))


def label_of(name: str, cls: type[BaseModel]) -> str:
    """What a property is called: for this model, else for all that have one of its name."""
    own = (f"flow.prop.{each.__name__}.{name}" for each in cls.__mro__)
    return t(next((code for code in own if code in WORDS), f"flow.prop.{name}"))


def choice_words(name: str, value: str) -> str:
    """What one of a property's choices is called."""
    code = f"flow.choice.{name}.{value}"
    return t(code) if code in WORDS else value


def or_none(ask: Ask, value: Any) -> Any:
    """Nothing is left out where it may be."""
    return value or (None if ask.prop.optional else value)
