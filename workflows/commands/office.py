"""demo and audit: the office as a whole."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from forms.text import Message
from workflows.audit.verify import verify
from workflows.commands.common import Failed, now, tell, the_office
from workflows.messages import say
from workflows.setup import set_up
from workflows.statistics.stored import verify as changed_versions


def add(commands: Any) -> None:
    demo = commands.add_parser("demo", help="fill an empty database with the practice office")
    demo.set_defaults(run=_demo)
    audit = commands.add_parser("audit", help="the history").add_subparsers(required=True, metavar="COMMAND")
    proof = audit.add_parser("verify", help="prove that nobody changed the history")
    proof.add_argument("--case", type=int, help="only the case of this id")
    proof.set_defaults(run=_verify)


def _demo(args: Namespace) -> int:
    with the_office() as office:
        with office.db.read() as session:
            practice = office.practice(session)
        if practice:
            raise Failed(say(Message("command.practice_already"), args.lang))
        set_up(office, now(), practice=True)
        with office.db.read() as session:
            if not office.practice(session):
                raise Failed(say(Message("command.not_empty"), args.lang))
    tell(say(Message("command.practice_made"), args.lang))
    return 0


def _verify(args: Namespace) -> int:
    with the_office() as office, office.db.read() as session:
        steps, broken = verify(office, session, args.case)
        closed = [] if args.case is not None else [
            {"table": v.statistic, "period": v.period, "version": v.version} for v in changed_versions(session)
        ]  # fmt: skip
    for told in closed:
        tell(say(Message("command.broken_statistic", told), args.lang))
    for each in broken:
        tell(say(Message("command.broken", {"case": each.case_id, "what": each.message}), args.lang))
    tell(say(Message("command.verified", {"steps": steps, "broken": len(broken) + len(closed)}), args.lang))
    return int(bool(broken or closed))
