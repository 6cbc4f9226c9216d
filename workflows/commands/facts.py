"""boards: proves that figures of past months are still what they were, and that tallies are what they count."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, func, select

from data.queries.facts import proof, seals, tallies
from data.tables import MonthSeal
from forms.text import Message
from workflows.commands.common import now, tell, the_office
from workflows.facts import nightly, sealing
from workflows.messages import say
from workflows.office import Office


def add(commands: Any) -> None:
    boards = commands.add_parser("boards", help="figures of boards").add_subparsers(required=True, metavar="COMMAND")
    proof = boards.add_parser("verify", help="work every sealed month's end and every tally out again")
    proof.set_defaults(run=_verify)
    boards.add_parser("seal", help="add up and seal the months that are over now, without waiting for the night"
                      ).set_defaults(run=_seal)  # fmt: skip
    boards.add_parser("recount", help="count every tally anew").set_defaults(run=_recount)


def _verify(args: Namespace) -> int:
    """One line for each month, then its differences and why; exit code 1 for what nothing explains."""
    with the_office() as office, office.db.read() as session:
        found, wrong = sealing.verified(session), proof.wrong(session)
        for day, differences in found.items():
            _told(session, day, differences, args.lang)
        if not found:
            tell(say(Message("facts.none"), args.lang))
        for family, day, _, told, real in wrong:
            about = {"family": family, "day": day.isoformat(), "told": told, "real": real}
            tell(say(Message("facts.tally.wrong", about), args.lang))
        if not wrong:
            tell(say(Message("facts.tallies.right"), args.lang))
    return int(bool(wrong) or any(d.unexplained for each in found.values() for d in each))


def _told(session: Session, day: Any, differences: list[sealing.Difference], lang: str) -> None:
    for each in differences:
        tell(say(each.message(), lang))
        for why in each.why:
            tell("  " + say(why, lang))
    if not differences:
        count = session.exec(select(func.count()).select_from(MonthSeal).where(MonthSeal.day == day)).one()
        tell(say(Message("facts.same", {"day": day.isoformat(), "count": count}), lang))


def _seal(args: Namespace) -> int:
    with the_office() as office:
        while True:
            with office.db.write() as session:
                if not tallies.fold(session):
                    break
        with office.db.read() as session:
            ends = nightly.missing(session, office.today(now()))
        for end in ends:
            with office.db.write() as session:
                tallies.close(session, end)
                count = seals.seal(session, end, now())
            tell(say(Message("facts.sealed", {"day": end.isoformat(), "count": count}), args.lang))
        with office.db.read() as session:
            days = nightly.busy(session, office.today(now()))
        for day in days:
            with office.db.write() as session:
                tallies.close(session, day)
        with office.db.read() as session:
            ends = nightly.month_ends(session, office.today(now()))
        _make(office, ends)
        with office.db.write() as session:
            nightly.finish(office, session, nightly.proved(session, office.today(now())), now())
    return 0


def _make(office: Office, ends: Sequence[date]) -> None:
    """The tallies that do not answer yet, each in a transaction of its own."""
    more = True
    while more:
        with office.db.write() as session:
            more = tallies.make(session, ends)


def _recount(args: Namespace) -> int:
    with the_office() as office:
        with office.db.write() as session:
            tallies.clear(session)
            ends = nightly.month_ends(session, office.today(now()))
        _make(office, ends)
    tell(say(Message("facts.tallies.rebuilt"), args.lang))
    return 0
