"""The reports that are owed, as the page 定期报送 lists them."""

from __future__ import annotations

from typing import Any, ClassVar

from forms.text import Message
from workflows.clocks.owed import MOST, Asked, Owed, Report, owed
from workflows.exports.book import Book, SheetOf
from workflows.exports.lists import ListKind, Order, Size, list_kind
from workflows.messages import say

_COLUMNS = (
    ("title", 44), ("number", 24), ("procedure", 28), ("district", 16), ("organisation", 28), ("duty", 20),
    ("first", 14), ("last", 14), ("due", 14), ("standing", 12), ("late", 14),
)  # fmt: skip


@list_kind
class OwedReports(ListKind):
    """Parameters: those of `workflows.clocks.owed.Asked`."""

    name: ClassVar[str] = "owed"

    def size(self, order: Order) -> Size:
        return Size(len(_found(order).reports))

    def write(self, order: Order, book: Book) -> None:
        found, lang = _found(order), order.asked.lang
        heads = [(say(Message(f"export.owed.{key}"), lang), float(width)) for key, width in _COLUMNS]
        rows = [_row(r, found, lang) for r in found.reports]
        at = order.now.astimezone(order.office.zone).strftime("%Y-%m-%d %H:%M")
        above = [say(Message("export.about_owed", {"at": at}), lang)]
        above += [say(Message("owed.more", {"most": MOST}), lang)] if found.more else []
        book.put(SheetOf(say(Message("export.owed.sheet"), lang), heads, rows, above))


def _found(order: Order) -> Owed:
    return owed(order.office, order.actor, Asked.read(order.asked.params), order.now)


def _row(r: Report, found: Owed, lang: str) -> list[Any]:
    district, organisation = found.districts.get(r.district), found.organisations.get(r.organisation or 0)
    place, whose = (named.say(lang) if named else "" for named in (district, organisation))
    standing = say(Message(f"owed.light.{r.period.light}"), lang)
    return [
        r.title.say(lang), r.number, r.procedure_title.say(lang), place, whose, r.duty.say(lang), r.period.first,
        r.period.last, r.period.due, standing, r.late or None,
    ]  # fmt: skip
