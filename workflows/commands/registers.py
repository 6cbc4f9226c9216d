"""registers: what follows from what other registers hold."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from forms.text import Message
from workflows.commands.catching_up import SHOWN, add_follow, tell_all
from workflows.commands.common import now, the_office
from workflows.registers.following import CaughtUp, what_lacks

WHAT = "bring registers that follow others up to what was there before"
DRY = "say what would be written and ended, and write nothing"


def add(commands: Any) -> None:
    add_follow(commands, "registers", WHAT, DRY, _follow)


def _follow(args: Namespace) -> int:
    with the_office() as office:
        found = what_lacks(office, now(), dry=args.dry_run)
    return tell_all(args, found, "follow.none", _lines)


def _lines(each: CaughtUp) -> Iterator[Message]:
    """How many entries of a register come in, change and go, and the first of them."""
    kinds = [_kind(t) for t in each.told]
    counts = {kind: kinds.count(kind) for kind in ("new", "changed", "ended")}
    yield Message("follow.counts", {"register": each.title, "source": each.follows, **counts})
    for told, kind in list(zip(each.told, kinds, strict=True))[:SHOWN]:
        yield Message(f"follow.{kind}", {"title": str(told["title"])})
    if len(kinds) > SHOWN:
        yield Message("follow.more", {"count": len(kinds) - SHOWN})


def _kind(told: Any) -> str:
    return "ended" if "until" in told else "changed" if "first" in told else "new"
