"""The cases that the search finds, the best first."""

from __future__ import annotations

from typing import ClassVar

from workflows.cases.search import Query
from workflows.exports.kinds.cases import Cases
from workflows.exports.lists import Order, list_kind
from workflows.exports.plan import Plan
from workflows.search import query as search
from workflows.search.results import case_ids


@list_kind
class Hits(Cases):
    """Parameters: those of `workflows.search.query.Query`."""

    name: ClassVar[str] = "hits"

    def plan(self, order: Order) -> Plan:
        wanted = search.Query.read(order.asked.params)
        ids, _ = case_ids(order.office, order.session, order.actor, wanted, order.now)
        since = wanted.first_day(order.office.today(order.now))
        ended = {"open": False, "ended": True}.get(wanted.state)
        told = Query(text=wanted.text, procedure=wanted.procedure, ended=ended, opened_from=since)
        return Plan(order, told, ids)
