"""rehearse: play rehearsals on empty databases, and see whether they tried everything."""

from __future__ import annotations

import shutil
import tempfile
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.engine import open_database
from data.files import FileStore
from data.migrations import migrate
from data.reference.load import load_places
from forms.text import Message
from workflows.commands.common import Failed, tell
from workflows.messages import say
from workflows.office import Office
from workflows.publishing import DEFINITIONS, publish, shipped
from workflows.rehearsal import Coverage, Played, Rehearsal, coverage, read_folder, read_rehearsal, rehearse

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def add(commands: Any) -> None:
    command = commands.add_parser("rehearse", help="play rehearsals on an empty database")
    command.add_argument("files", nargs="*", type=Path, help="rehearsals; without any, all that are shipped")
    command.set_defaults(run=_run)


def _run(args: Namespace) -> int:
    failed = False
    with _template() as template:
        for procedure, rehearsals in _wanted(args.files, args.lang).items():
            played = [_one(template, procedure, path, each, args.lang) for path, each in rehearsals.items()]
            failed |= not all(p.ok for p in played)
            if not args.files:
                failed |= not _covered(procedure, played, args.lang).ok
    return int(failed)


def _wanted(files: list[Path], lang: str) -> dict[str, dict[Path, Rehearsal]]:
    """Procedure → its rehearsals by path."""
    folders = [DEFINITIONS / procedure for procedure in shipped()]
    paths = files or [folder / "rehearsals" / name for folder in folders for name in read_folder(folder)]
    found: dict[str, dict[Path, Rehearsal]] = {}
    for path in paths:
        read = read_rehearsal(path.read_text(encoding="utf-8"))
        if read.model is None:
            raise Failed("\n".join(f"{path}:{f.line}:{f.column}: {f.say(lang)}" for f in read.findings))
        found.setdefault(read.model.procedure, {})[path] = read.model
    return found


@contextmanager
def _template() -> Iterator[Path]:
    """A folder with an empty database, to be copied for each rehearsal."""
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        db = open_database(f"sqlite:///{folder}/template.db")
        migrate(db)
        with db.write() as session:
            load_places(session)
        db.close()
        yield Path(folder)


def _one(template: Path, procedure: str, path: Path, rehearsal: Rehearsal, lang: str) -> Played:
    own = template / rehearsal.id
    own.mkdir()
    shutil.copy(template / "template.db", own / "office.db")
    office = Office(open_database(f"sqlite:///{own}/office.db"), FileStore(own / "files"))
    try:
        texts: Mapping[str, str] | None = shipped().get(procedure)
        if texts is None or not publish(office, texts, "", None, _LONG_AGO):
            raise Failed(say(Message("no_such_procedure", {"procedure": procedure}), lang))
        played = rehearse(office, rehearsal, path.parent.parent)
    finally:
        office.db.close()
    tell(f"{'✓' if played.ok else '✗'} {rehearsal.id}  {rehearsal.title.say(lang)}")
    for each in played.mismatches:
        tell(f"    {each.say(lang)}")
    return played


def _covered(procedure: str, played: list[Played], lang: str) -> Coverage:
    from workflows.bundle import bundle_of

    found = coverage(bundle_of(shipped()[procedure]).procedure, played)
    data = {"procedure": procedure, "tried": found.tried, "wanted": found.wanted}
    tell(say(Message("command.covered", data), lang))
    for transition, guard in found.missing:
        tell("    " + say(Message("command.not_tried", {"transition": transition, "guard": guard or ""}), lang))
    return found
