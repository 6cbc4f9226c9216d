"""By which cases entries came in and went out, told to those who may see the cases."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from data.queries.visibility import may_see
from data.tables import Case
from forms.text import Text


@dataclass(frozen=True)
class ByCase:
    """A case that brought an entry in or out."""

    id: int
    number: str | None
    title: Text

    @property
    def called(self) -> Text:
        """Its number; its title while it has none."""
        return Text(zh=self.number) if self.number else self.title


def by_case(session: Session, tokens: Collection[str], cases: Collection[int | None]) -> dict[int | None, ByCase]:
    """The cases that the tokens may see among some, by id."""
    wanted = sorted({c for c in cases if c is not None})
    seen = select(Case).where(col(Case.id).in_(wanted), may_see(tokens))
    return {c.id: ByCase(c.id or 0, c.number, Text(zh=c.title, en=c.title_en or None)) for c in session.exec(seen)}
