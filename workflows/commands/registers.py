"""registers: what follows from what other registers hold."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from forms.text import Message
from workflows.commands.common import now, tell, the_office
from workflows.messages import say
from workflows.registers.following import CaughtUp, what_lacks

SHOWN = 20
"""Entries of a register that are named one by one."""


def add(commands: Any) -> None:
    registers = commands.add_parser("registers", help="registers").add_subparsers(required=True, metavar="COMMAND")
    follow = registers.add_parser("follow", help="bring registers that follow others up to what was there before")
    follow.add_argument("--dry-run", action="store_true", help="say what would be written and ended, and write nothing")
    follow.set_defaults(run=_follow)


def _follow(args: Namespace) -> int:
    with the_office() as office:
        found = what_lacks(office, now(), dry=args.dry_run)
    if not found:
        tell(say(Message("follow.none"), args.lang))
    for each in found:
        for line in _lines(each):
            tell(say(line, args.lang))
    if args.dry_run:
        tell(say(Message("follow.dry"), args.lang))
    return 0


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
