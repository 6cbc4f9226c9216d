"""What a mark of a board counts one by one: rows, tasks, steps, stays, each with its case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

from data.queries import figures
from forms.text import Message
from workflows.boards.detail import Detail, DetailLine, every
from workflows.cases.indexing import index_group
from workflows.exports.book import Book, SheetOf
from workflows.exports.lists import ListKind, Order, Size, list_kind
from workflows.messages import say

_COLUMNS = (("number", 24), ("case", 44), ("what", 28), ("who", 28), ("since", 14), ("until", 14))


@list_kind
class Details(ListKind):
    """Parameters: those of `workflows.boards.detail.Detail`."""

    name: ClassVar[str] = "detail"

    def size(self, order: Order) -> Size:
        wanted = _asked(order).wanted(order.office, order.session, order.actor, order.now)
        return Size(int(figures.cells(order.session, order.actor.tokens, wanted, []).get((), 0)))

    def write(self, order: Order, book: Book) -> None:
        lang, total = order.asked.lang, self.size(order).lines
        heads = [(say(Message(f"export.detail.{key}"), lang), float(width)) for key, width in _COLUMNS]
        at = order.now.astimezone(order.office.zone).strftime("%Y-%m-%d %H:%M")
        above = [say(Message("export.about_detail", {"at": at, "count": f"{total:,}"}), lang)]
        book.put(SheetOf(say(self.title(), lang), heads, _rows(order, total), above))


def _asked(order: Order) -> Detail:
    """The list; the field group of a table is what the definition says, whatever stands in an address."""
    found = Detail.read(order.asked.params, order.office.today(order.now))
    bundle = order.office.newest(order.session, found.cases.procedure) if found.table else None
    return replace(found, group=(index_group(bundle, f"{found.table}.-") if bundle else None) or "-")


def _rows(order: Order, total: int) -> Iterator[list[Any]]:
    lang = order.asked.lang
    for n, line in enumerate(every(order.office, order.session, order.actor, _asked(order), order.now)):
        if n % 500 == 0:
            order.tick(min(n, total), total)
        yield _row(line, lang)
    order.tick(total, total)


def _row(line: DetailLine, lang: str) -> list[Any]:
    return [
        line.number, line.title.say(lang), line.what.say(lang), line.who.say(lang), line.since[:10], line.until[:10],
    ]  # fmt: skip
