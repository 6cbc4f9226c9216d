"""What a template may speak of: names with a kind, groups of names, rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Leaf:
    """A value that can be written: its kind says in which further ways (see `forms.paper.formats`).

    `group` is the field group that it belongs to; "" for what everybody who sees the case may know.
    """

    kind: str = "text"
    group: str = ""


@dataclass(frozen=True)
class Group:
    """Names under a name. `closed` is told to those alone whom the paper names."""

    fields: Mapping[str, Shape] = field(default_factory=dict)
    closed: bool = False


@dataclass(frozen=True)
class Rows:
    """A list, one row after the other; `group` as of a leaf."""

    item: Group
    group: str = ""
    closed: bool = False


Shape = Leaf | Group | Rows
"""Anything a path can lead to."""
