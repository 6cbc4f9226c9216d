"""applicants: what was offered to those who registered before."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from forms.text import Message
from workflows.applicants.granting import Missed, what_lacks
from workflows.commands.catching_up import SHOWN, add_follow, tell_all
from workflows.commands.common import now, the_office

WHAT = "give applicants the roles of what was published before they got any"
DRY = "say who would get which role, and give nothing"


def add(commands: Any) -> None:
    add_follow(commands, "applicants", WHAT, DRY, _follow)


def _follow(args: Namespace) -> int:
    with the_office() as office:
        found = what_lacks(office, now(), dry=args.dry_run)
    return tell_all(args, found, "applicants.follow_none", _lines)


def _lines(each: Missed) -> Iterator[Message]:
    """How many people get a role, and the first of them."""
    data = {"procedure": each.procedure, "role": each.role, "count": len(each.people)}
    yield Message("applicants.follow_counts", data)
    for person, organisation in each.people[:SHOWN]:
        yield Message("applicants.follow_person", {"person": person, "organisation": organisation})
    if len(each.people) > SHOWN:
        yield Message("applicants.follow_more", {"count": len(each.people) - SHOWN})
