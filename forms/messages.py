"""The catalogue of this package: everything said about values and definitions, in Chinese and English."""

from __future__ import annotations

from forms.messages_choices import CHOICES
from forms.messages_definition import DEFINITION
from forms.messages_design import DESIGN
from forms.messages_docs import DOCS
from forms.messages_fields import FIELDS
from forms.messages_marks import MARKS
from forms.messages_official import OFFICIAL
from forms.messages_paper import PAPER
from forms.messages_policy import POLICY
from forms.messages_properties import PROPERTIES
from forms.messages_reading import READING
from forms.messages_sheet import SHEET
from forms.messages_values import VALUES
from forms.text import Catalogue, Message

MESSAGES = Catalogue(
    {
        **VALUES, **DOCS, **FIELDS, **CHOICES, **DEFINITION, **DESIGN, **SHEET, **READING, **MARKS, **PAPER,
        **OFFICIAL, **POLICY, **PROPERTIES,
    }
)


def say(message: Message, lang: str = "zh") -> str:
    """The sentence of a message of this package."""
    return MESSAGES.say(message, lang)


def todo_for(code: str) -> Message:
    """What to do about a problem: its own sentence, else the general one."""
    own = f"{code}.todo"
    return Message(own if own in MESSAGES else "mend.todo")
