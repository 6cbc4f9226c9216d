"""applicants: what was offered to those who registered before."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from forms.text import Message
from workflows.applicants.granting import Missed, what_lacks
from workflows.commands.common import now, tell, the_office
from workflows.messages import say

SHOWN = 20
"""People who lack a role that are named one by one."""


def add(commands: Any) -> None:
    applicants = commands.add_parser("applicants", help="applicants").add_subparsers(required=True, metavar="COMMAND")
    follow = applicants.add_parser("follow", help="give applicants the roles of what was published before they got any")
    follow.add_argument("--dry-run", action="store_true", help="say who would get which role, and give nothing")
    follow.set_defaults(run=_follow)


def _follow(args: Namespace) -> int:
    with the_office() as office:
        found = what_lacks(office, now(), dry=args.dry_run)
    if not found:
        tell(say(Message("applicants.follow_none"), args.lang))
    for each in found:
        for line in _lines(each):
            tell(say(line, args.lang))
    if args.dry_run:
        tell(say(Message("follow.dry"), args.lang))
    return 0


def _lines(each: Missed) -> Iterator[Message]:
    """How many people get a role, and the first of them."""
    data = {"procedure": each.procedure, "role": each.role, "count": len(each.people)}
    yield Message("applicants.follow_counts", data)
    for person, organisation in each.people[:SHOWN]:
        yield Message("applicants.follow_person", {"person": person, "organisation": organisation})
    if len(each.people) > SHOWN:
        yield Message("applicants.follow_more", {"count": len(each.people) - SHOWN})
