"""A policy text as a definition: who issued it, when it holds, and its sentences under their articles."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, WithJsonSchema
from pydantic import Field as Attr
from pydantic_core import PydanticCustomError

from forms.model import Day, Model, UserKey
from forms.text import Text

MARK: Final = "#"
"""What stands before the number of a sentence in a basis: `S1 四（五） #02.40`."""


def _number(value: str) -> str:
    if not value or MARK in value or any(c.isspace() for c in value):
        raise PydanticCustomError("policy_number", "no number of a sentence: {value}", {"value": value})
    return value


SentenceNumber = Annotated[
    str, AfterValidator(_number), WithJsonSchema({"type": "string", "pattern": r"^[^\s#]+$"})
]  # fmt: skip
"""The number of a sentence, the same in all versions of its document: letters, digits, dots."""


class PolicySentence(Model):
    """One sentence: its number, the article it stands under (第三条, 四（一）), and the days between which it holds."""

    id: SentenceNumber
    under: str = ""
    text: str
    valid_from: Day | None = Attr(default=None, alias="from")
    valid_until: Day | None = Attr(default=None, alias="until")


class PolicyVersion(Model):
    """A later version of the document: the day from which it holds, its own number, and what it is."""

    valid_from: Day = Attr(alias="from")
    number: str = ""
    note: str = ""


class PolicyText(Model):
    """A policy text, kind `policy`: a document cut into sentences that a `basis` may name.

    Sentences without days hold as long as the document does. A later version ends what it leaves out and begins what
    is new in it; what it keeps goes on under its number.
    """

    format: Literal[1] = 1
    kind: Literal["policy"] = "policy"
    id: UserKey
    title: Text
    number: str = ""  # 文号
    issuer: str = ""
    valid_from: Day | None = Attr(default=None, alias="from")
    valid_until: Day | None = Attr(default=None, alias="until")
    source: str = ""  # where the text was taken from
    licence: str = ""  # under which conditions it may be kept here
    versions: list[PolicyVersion] = []
    sentences: list[PolicySentence]

    @cached_property
    def by_number(self) -> dict[str, PolicySentence]:
        """The sentences by their numbers."""
        return {s.id: s for s in self.sentences}
