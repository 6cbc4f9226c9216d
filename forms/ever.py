"""Lookups for what was filled in at any time: what cannot be chosen any more still has its name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.definition import CodeList
from forms.fields import Option
from forms.options import ListOptions
from forms.text import Text


class EverOptions(ListOptions):
    """Every entry of the code lists, whenever it could be chosen; `districts` are all there ever were."""

    def __init__(
        self, lists: Mapping[str, CodeList], districts: Mapping[str, Option], on: date, **more: Any
    ) -> None:
        super().__init__({}, districts, on, **more)
        self._choices = {name: _every(each) for name, each in lists.items()}


def _every(each: CodeList) -> dict[str, Option]:
    """The later of two entries of one key counts."""
    return {i.key: Option(i.key, i.title or Text(zh=i.key), parent=i.parent or "") for i in each.items}
