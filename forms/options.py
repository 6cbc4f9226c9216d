"""An option source made of code lists and districts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from forms.definition import CodeList
from forms.fields import Option
from forms.text import Text


class ListOptions:
    """Answers a form's lookups as of one day from code lists and the districts of that day."""

    def __init__(self, lists: Mapping[str, CodeList], districts: Mapping[str, Option], on: date) -> None:
        self.on = on
        self._choices = {name: _valid(code_list, on) for name, code_list in lists.items()}
        self._districts = districts

    def choices(self, name: str) -> Mapping[str, Option]:
        """The entries of a list that may be chosen on the day; none for a list nobody knows."""
        return self._choices.get(name, {})

    def districts(self) -> Mapping[str, Option]:
        return self._districts


def _valid(code_list: CodeList, on: date) -> dict[str, Option]:
    day = on.isoformat()
    return {
        i.key: Option(i.key, i.title or Text(zh=i.key))
        for i in code_list.items
        if (i.valid_from or "") <= day and (not i.valid_until or day <= i.valid_until)
    }
