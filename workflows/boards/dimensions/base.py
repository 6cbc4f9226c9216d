"""By what marks are told apart: stage, district, month, a field … One class per file; importing is registering."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import SerializeAsAny, WrapValidator

from forms.model import Named
from forms.text import Message, Text
from workflows.model.parts import Kinds, OneOf

if TYPE_CHECKING:
    from workflows.boards.asked import Asked
    from workflows.checks.board import At


class Dimension(Named):
    """By what marks are told apart: raw facts of storage become the key of a mark, the key narrows the list."""

    ordered: ClassVar[bool] = False  # whether marks stand in an order of their own, with those that count nothing
    periods: ClassVar[bool] = False  # whether it is time
    named: ClassVar[str] = ""  # the code of the word for it; "": board.by.<kind>

    def in_order(self, asked: Asked) -> bool:
        """Whether the marks of a chart stand in that order; else the highest first."""
        return self.ordered

    def title(self, asked: Asked) -> Text | Message:
        """What it is called."""
        return Message(f"board.by.{self.kind}")

    def facts(self, asked: Asked) -> Sequence[str]:
        """The raw facts that it needs."""
        return (self.kind,)

    def key(self, asked: Asked, raw: Sequence[Any]) -> str | None:
        """The key of a mark from its raw facts; None for what belongs to no mark."""
        return None if raw[0] is None else str(raw[0])

    def label(self, asked: Asked, key: str) -> Text:
        """What a mark stands for."""
        return Text(zh=key)

    def keys(self, asked: Asked, found: Collection[str]) -> list[str]:
        """The keys in their own order, if it is `ordered` also those that were not found."""
        return sorted(found)

    def narrow(self, asked: Asked, listing: Any, key: str) -> Any:
        """The list of one mark."""
        raise NotImplementedError

    def narrow_many(self, asked: Asked, listing: Any, keys: Sequence[str]) -> Any:
        """The common list of several marks; None where no list can say that."""
        return None

    def how(self, asked: Asked) -> Message | None:
        """What is to be known of its marks: a sentence of the 口径."""
        return None

    def known(self, asked: Asked, key: str) -> bool:
        """Whether the reader may see anything of the kind: nothing found is else not none."""
        return True

    def fields(self) -> Sequence[str]:
        """The fields that it needs."""
        return ()

    def problems(self, at: At) -> None:
        """Note what is wrong with it."""


kinds = Kinds(Dimension)
dimension = kinds.add
AnyDimension = Annotated[SerializeAsAny[Dimension], WrapValidator(kinds.typed), OneOf(kinds)]
