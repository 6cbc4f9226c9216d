"""What every command called `follow` shares: bringing up to date what is older than what it follows, or saying it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from forms.text import Message
from workflows.commands.common import tell
from workflows.messages import say

SHOWN = 20
"""How much of one kind is named one by one."""
T = TypeVar("T")


def add_follow(commands: Any, name: str, what: str, dry: str, run: Callable[[Namespace], int]) -> None:
    """`name follow [--dry-run]`, with what it does and what it says instead."""
    follow = commands.add_parser(name, help=name).add_subparsers(required=True, metavar="COMMAND").add_parser(
        "follow", help=what
    )  # fmt: skip
    follow.add_argument("--dry-run", action="store_true", help=dry)
    follow.set_defaults(run=run)


def tell_all(args: Namespace, found: Sequence[T], none: str, lines: Callable[[T], Iterator[Message]]) -> int:
    """Says what was brought up to date, or would be."""
    if not found:
        tell(say(Message(none), args.lang))
    for each in found:
        for line in lines(each):
            tell(say(line, args.lang))
    if args.dry_run:
        tell(say(Message("follow.dry"), args.lang))
    return 0
