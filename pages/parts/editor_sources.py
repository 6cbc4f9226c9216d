"""What look-ups ask on a page: entries and cases, as the person of this run may read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from forms.fields import Option
from forms.fields.lookup import LookupField
from pages import context
from pages.parts.address import path
from workflows import lookup


class LookUp:
    """Answers of the office to the person who looks something up."""

    def search(self, field: LookupField, text: str) -> Sequence[Option]:
        return lookup.search(context.office(), context.saver(), field.source, text, _today())

    def now(self, field: LookupField, value: Mapping[str, Any]) -> Option | None:
        """The same entry or case; a register's entry that was continued is the newer one of its key."""
        office, actor = context.office(), context.saver()
        found = lookup.now(office, actor, field.source, value["id"], _today())
        return found or lookup.latest(office, actor, field.source, value["key"], _today())

    def address(self, value: Mapping[str, Any]) -> str:
        kind, _, name = str(value["source"]).partition("/")
        if kind == "register":
            return path("register", {"register": name, "entry": value["id"]})
        return path("case", {"case": value["id"]})


def _today() -> Any:
    return context.office().today(context.now())


look_up = LookUp()
