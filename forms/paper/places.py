"""Places in a document, as a person counts them: 正文第 3 段; 第 1 个表格第 2 行第 1 格第 1 段."""

from __future__ import annotations

from dataclasses import dataclass, replace

from forms.text import Message


@dataclass(frozen=True)
class Where:
    """A place: the part (body, header, footer), the tables and cells around it, the paragraph."""

    part: str = "body"
    inside: tuple[tuple[int, int, int], ...] = ()  # table, row, cell; from the outside in
    opened: int = 0  # the table whose cells are being looked at
    number: int = 0

    def paragraph(self, number: int) -> Where:
        return replace(self, number=number)

    def table(self, number: int) -> Where:
        return replace(self, opened=number)

    def cell(self, row: int, cell: int) -> Where:
        return replace(self, inside=(*self.inside, (self.opened, row, cell)), opened=0)

    @property
    def message(self) -> Message:
        """The place in words."""
        around = [Message("paper.where.cell", {"table": t, "row": r, "cell": c}) for t, r, c in self.inside]
        last = Message("paper.where.table", {"table": self.opened}) if self.opened else Message(
            "paper.where.paragraph", {"number": self.number}
        )
        return Message("paper.where", {"part": Message(f"paper.where.{self.part}"), "steps": [*around, last]})
