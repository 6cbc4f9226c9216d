"""The cases of a query: a line each, and what was filled in of them, every table on a sheet of its own.

What steps and opinions were filled in with has sheets of its own, as have the children of the cases with their forms.
"""

from __future__ import annotations

from typing import ClassVar

from data.queries import exporting as stored
from workflows.bundle import MAIN
from workflows.exports.about import about
from workflows.exports.book import Book
from workflows.exports.lists import ListKind, Order, Size, list_kind
from workflows.exports.plan import Plan
from workflows.exports.writing import Writing

FEW = 5_000
"""Up to so many cases the rows of their tables are counted beforehand."""
OF_CHILDREN = ("procedure", "title", "state", "organisation", "opened", "filed", "due", "ended_on")


@list_kind
class Cases(ListKind):
    """Parameters: those of `workflows.cases.search.Query`."""

    name: ClassVar[str] = "cases"

    def size(self, order: Order) -> Size:
        plan = self.plan(order)
        if plan.total > FEW or not plan.contents:
            return Size(plan.total)
        every = [*plan.ids, *plan.children]
        return Size(plan.total, len(plan.children) + stored.rows_at_most(order.session, every, MAIN))

    def write(self, order: Order, book: Book) -> None:
        plan = self.plan(order)
        born, own = list(plan.children), len(plan.ids)
        whole = own + len(born)
        parts = [Writing(plan, book, lambda done: order.tick(done, whole))]
        if born:
            family = Plan(order, plan.query, born, OF_CHILDREN)
            parts.append(Writing(family, book, lambda done: order.tick(own + done, whole), plan.children))
        for part in parts:
            part.write()
        order.tick(whole, whole)
        book.put(about(parts))

    def plan(self, order: Order) -> Plan:
        """Which cases there are."""
        return Plan(order)
