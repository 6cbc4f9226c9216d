"""draw: replays draws from their records, and gives the records away."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from forms.text import Message
from workflows.commands.common import Failed, tell, the_office
from workflows.draws.stored import Stored, stored
from workflows.draws.verify import differences
from workflows.messages import say


def add(commands: Any) -> None:
    draw = commands.add_parser("draw", help="random samples").add_subparsers(required=True, metavar="COMMAND")
    proof = draw.add_parser("verify", help="draw again from a record and say what differs; without FILE, all there are")
    proof.add_argument("file", nargs="?", type=Path, metavar="FILE", help="an exported record; needs no office")
    proof.add_argument("--case", type=int, help="the draws of the case of this id")
    proof.set_defaults(run=_verify)
    away = draw.add_parser("export", help="the records of a case as JSON files")
    away.add_argument("--case", type=int, required=True, help="the case of this id")
    away.add_argument("--to", type=Path, default=Path(), metavar="FOLDER")
    away.set_defaults(run=_export)


def _verify(args: Namespace) -> int:
    if args.file is not None:
        return _told([(args.file.name, _read(args.file, args.lang))], args.lang)
    found = _stored(args.case)
    if not found:
        tell(say(Message("draw.none"), args.lang))
    return _told([(each.name, each) for each in found], args.lang)


def _read(path: Path, lang: str) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Failed(say(Message("draw.unreadable", {"why": str(error)}), lang)) from None


def _stored(case: int | None) -> list[Stored]:
    with the_office() as office, office.db.read() as session:
        return stored(session, case)


def _told(given: list[tuple[str, Any]], lang: str) -> int:
    """A line for each draw that comes out the same, and one for everything that differs."""
    broken = 0
    for name, each in given:
        record = each.record if isinstance(each, Stored) else each
        wrong = [*differences(record), *(each.wrong if isinstance(each, Stored) else ())]
        broken += bool(wrong)
        for what in wrong:
            tell(say(Message("draw.broken", {"name": name, "what": what}), lang))
        if not wrong:
            tell(say(Message("draw.replayed", {"name": name, "count": len(record["drawn"])}), lang))
    tell(say(Message("draw.sum", {"count": len(given), "wrong": broken}), lang))
    return int(bool(broken))


def _export(args: Namespace) -> int:
    for each in _stored(args.case):
        path = args.to / f"{each.name}.json"
        path.write_text(json.dumps(each.record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        tell(path)
    return 0
