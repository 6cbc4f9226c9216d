"""search: the index by which cases and registers are found."""

from __future__ import annotations

import os
import time
from argparse import Namespace
from typing import Any

from forms.text import Message
from workflows.commands.common import now, tell, the_office
from workflows.messages import say
from workflows.search.rebuild import Tell, check, rebuild

EVERY = 10
"""Seconds between two words on how far it is."""


def add(commands: Any) -> None:
    search = commands.add_parser("search", help="the search index").add_subparsers(required=True, metavar="COMMAND")
    proof = search.add_parser("check", help="prove that the index says what cases and registers hold")
    proof.set_defaults(run=_check)
    again = search.add_parser("rebuild", help="make the index anew, after a restore")
    again.set_defaults(run=_rebuild)


def _check(args: Namespace) -> int:
    with the_office() as office:
        wrong = check(office, now(), _progress(args.lang))
    tell(say(Message("search.checked", {"count": wrong}), args.lang))
    return int(bool(wrong))


def _rebuild(args: Namespace) -> int:
    with the_office() as office:
        made = rebuild(office, now(), _progress(args.lang), max((os.cpu_count() or 1) - 1, 1))
    tell(say(Message("search.rebuilt", {"count": made}), args.lang))
    return 0


def _progress(lang: str) -> Tell:
    """Tells every few seconds how far it is, where it takes that long."""
    last = [time.monotonic()]

    def told(done: int, of: int) -> None:
        if time.monotonic() - last[0] >= EVERY:
            last[0] = time.monotonic()
            tell(say(Message("search.so_far", {"done": f"{done:,}", "of": f"{of:,}"}), lang))

    return told
