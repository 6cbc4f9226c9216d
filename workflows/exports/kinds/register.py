"""The entries of a register, in the form in which importing takes them back."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from data.queries import registers as stored
from workflows.engine.types import Refusal
from workflows.exports.lists import ListKind, Order, Size, list_kind
from workflows.registers.export import export
from workflows.registers.query import Query


@list_kind
class Register(ListKind):
    """Parameters: those of `workflows.registers.query.Query`. Always a workbook."""

    name: ClassVar[str] = "register"

    def size(self, order: Order) -> Size:
        wanted = Query.read(order.asked.params).conditions(order.office.today(order.now))
        return Size(stored.number(order.session, order.actor.tokens, wanted))

    def make(self, order: Order) -> Path | Refusal:
        return export(order.office, order.actor, Query.read(order.asked.params), order.now, order.asked.lang)
