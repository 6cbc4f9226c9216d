"""What becomes of a case of one version in another: states, names, fields. Plain data; an administrator confirms it."""

from __future__ import annotations

from pydantic import Field as Attr

from forms.model import Model

WHOLE = 0
"""A value as a whole, not a part of it."""


class Taken(Model):
    """Where a field of the new form takes its value from: a field of the old one, or a part of what stands in it."""

    from_: str = Attr(alias="from")  # path in the old form
    part: int = WHOLE  # 1, 2 …: which part, where the value is split
    by: str = ""  # at what it is split; empty: at blanks
    leave: bool = False  # what cannot be taken over exactly is left empty; it stays in the history


class Mapping(Model):
    """How cases are moved. Everything is by old key or path → new one, but for `fields`: new path → where from."""

    states: dict[str, str] = {}
    transitions: dict[str, str] = {}
    roles: dict[str, str] = {}
    rounds: dict[str, str] = {}
    clocks: dict[str, str] = {}
    fields: dict[str, Taken] = {}
    confirmed: list[str] = []  # what was doubtful and somebody has looked at: state:<key>, field:<path>
    restart_rounds: bool = False  # rounds that are asked otherwise begin anew, instead of being waited for

    def sources(self) -> dict[str, list[str]]:
        """Old path → the new fields that take from it, part by part."""
        found: dict[str, list[str]] = {}
        for path, taken in sorted(self.fields.items(), key=lambda item: item[1].part):
            found.setdefault(taken.from_, []).append(path)
        return found
