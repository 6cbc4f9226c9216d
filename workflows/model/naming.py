"""What the texts of a definition are: names of something in the procedure, expressions, sentences with expressions.

Said in the models themselves, once, for all who ask: panels offer what there is, a renaming follows every name, and
what is taken away is taken out of the lists that name it. Nothing is validated here: `workflows/checks` does that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from forms.text import Text

Kind = Literal[
    "state", "stage", "role", "transition", "group", "use", "round", "clock", "duty", "child", "draw", "message",
    "paper", "parameter", "register", "worklist", "path", "procedure", "verb",
]  # fmt: skip


@dataclass(frozen=True)
class Names:
    """A text that names one of a kind; one of the `words` is no name.

    `lead` stands before the name (`register:<id>`, `@last(<transition>)`); without it the text says something else.
    """

    kind: Kind
    lead: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Says:
    """A text that is FEEL: what it has to come to ("" for anything), and what lies in the names that it may use."""

    wants: str = ""


@dataclass(frozen=True)
class Sentence:
    """Words with FEEL between braces."""


@dataclass(frozen=True)
class Held:
    """Where a role is held."""


EVERY = "*"
StateKey = Annotated[str, Names("state")]
Target = Annotated[str, Names("state", words=("@returned_from", "@earlier"))]
StageKey = Annotated[str, Names("stage")]
RoleKey = Annotated[str, Names("role")]
RoleOrEvery = Annotated[str, Names("role", words=(EVERY,))]
TransitionKey = Annotated[str, Names("transition")]
TransitionOrStart = Annotated[str, Names("transition", words=("start",))]
GroupKey = Annotated[str, Names("group", words=(EVERY,))]
UseKey = Annotated[str, Names("use")]
RoundKey = Annotated[str, Names("round")]
ClockKey = Annotated[str, Names("clock")]
ChildKey = Annotated[str, Names("child")]
DrawKey = Annotated[str, Names("draw")]
MessageKey = Annotated[str, Names("message")]
RegisterKey = Annotated[str, Names("register")]
OfRegister = Annotated[str, Names("register", lead="register:")]
ProcedureKey = Annotated[str, Names("procedure")]
FieldPath = Annotated[str, Names("path")]
FieldOrEvery = Annotated[str, Names("path", words=(EVERY,))]
Addressee = Annotated[str, Names("role"), Names("transition", lead="@last(")]
"""A role, `@holders`, `@applicant`, `@declarant`, or whoever took a transition last: `@last(<transition>)`."""
Feel = Annotated[str, Says()]
Condition = Annotated[str, Says("boolean")]
Whole = Annotated[str, Says("number")]
DayOf = Annotated[str, Says("date")]
Told = Annotated[Text, Sentence()]
VerbName = Annotated[str, Names("verb")]
WhereHeld = Annotated[str, Held()]
OpenPer = Annotated[str, Names("path", words=("campaign",))]
Input = Annotated[str, Names("path"), Names("register", lead="register:"), Names("parameter", lead="parameter:")]
"""What an opinion rests on: a field, whether something is listed, the value of a parameter."""
