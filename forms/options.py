"""An option source made of code lists and districts, and of what the caller knows of the office."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from forms.definition import CodeList, ListItem
from forms.fields import Option
from forms.text import Text

Lookup = Callable[[str, str], Sequence[Option]]
"""Entries or cases of a source by key or title."""


class ListOptions:
    """Answers a form's lookups as of one day from code lists and the districts of that day.

    Where the caller knows no organisations, people or sources, there are none.
    """

    def __init__(
        self,
        lists: Mapping[str, CodeList],
        districts: Mapping[str, Option],
        on: date,
        *,
        organisations: Mapping[str, Option] | None = None,
        people: Mapping[str, Option] | None = None,
        lookup: Lookup | None = None,
    ) -> None:
        self.on = on
        self._choices = {name: _valid(code_list, on) for name, code_list in lists.items()}
        self._districts = districts
        self._organisations, self._people = organisations or {}, people or {}
        self._lookup = lookup

    def choices(self, name: str) -> Mapping[str, Option]:
        """The entries of a list that may be chosen on the day; none for a list nobody knows."""
        return self._choices.get(name, {})

    def districts(self) -> Mapping[str, Option]:
        return self._districts

    def organisations(self) -> Mapping[str, Option]:
        return self._organisations

    def people(self) -> Mapping[str, Option]:
        return self._people

    def looked_up(self, source: str, text: str) -> Sequence[Option]:
        return self._lookup(source, text) if self._lookup else ()


def _valid(code_list: CodeList, on: date) -> dict[str, Option]:
    """The entries of the day; what lies under one that may not be chosen may not be chosen either."""
    day = on.isoformat()
    valid = {i.key: i for i in code_list.items if _in_time(i, day)}
    found = {k: Option(k, i.title or Text(zh=k), parent=i.parent or "") for k, i in valid.items()}
    return {k: o for k, o in found.items() if _stands(o, found)}


def _in_time(item: ListItem, day: str) -> bool:
    return (item.valid_from or "") <= day and (not item.valid_until or day <= item.valid_until)


def _stands(option: Option, known: Mapping[str, Option]) -> bool:
    """Whether everything above it is there; a circle (which checks refuse) does not stand."""
    seen: set[str] = set()
    while option.parent:
        if option.parent not in known or option.key in seen:
            return False
        seen.add(option.key)
        option = known[option.parent]
    return True
