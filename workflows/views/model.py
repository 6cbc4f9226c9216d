"""What a saved view is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from forms.text import Text

CASES, REGISTER = "cases", "register"
KINDS = (CASES, REGISTER)
LONGEST = 40
"""Characters of a title."""
SIZES = (20, 50, 100)
"""How many lines a page of a list may have."""
EVERYBODY = "*"


@dataclass(frozen=True)
class View:
    """A list as somebody wants to see it. `params` are those of the list's address; no columns: the usual ones.

    `bulk` are the transitions offered for many cases at once; None for all there are.
    """

    kind: str
    title: Text
    params: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    size: int = SIZES[0]
    bulk: tuple[str, ...] | None = None

    def body(self) -> dict[str, Any]:
        """What is stored beside kind and title."""
        return {k: v for k, v in asdict(self).items() if k in ("params", "columns", "size", "bulk")}

    @classmethod
    def of(cls, kind: str, title: str, body: Mapping[str, Any]) -> View:
        """A stored view; what an older program did not know has its usual value."""
        bulk = body.get("bulk")
        return cls(
            kind, Text(zh=title), dict(body.get("params", {})), tuple(body.get("columns", ())),
            int(body.get("size", SIZES[0])), None if bulk is None else tuple(bulk),
        )  # fmt: skip

    def address(self) -> dict[str, str]:
        """The parameters that show it, without its own name."""
        more = {"columns": ",".join(self.columns), "size": str(self.size) if self.size != SIZES[0] else ""}
        return {**self.params, **{k: v for k, v in more.items() if v}}


@dataclass(frozen=True)
class Seen:
    """A view as somebody has it: their own, one that was shared with them, or one of a procedure."""

    id: str
    view: View
    mine: bool = False
    owner: str = ""  # the name of who made it; "" for a procedure's
    targets: tuple[str, ...] = ()  # with whom it is shared; known to its owner
    desk: bool = False
    position: float = 0.0
    fixed: bool = False  # of a procedure: nobody's to change
