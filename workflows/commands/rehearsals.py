"""rehearse: play rehearsals on empty databases, and see whether they tried everything."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from forms.text import Message
from workflows.commands import generating
from workflows.commands.common import Failed, tell
from workflows.messages import say
from workflows.publishing import DEFINITIONS, shipped
from workflows.rehearsal import Coverage, Played, Rehearsal, coverage, read_folder, read_rehearsal
from workflows.rehearsal.branches import branch_words, missed, wanted
from workflows.rehearsal.generate.making import MOST
from workflows.rehearsal.stage import NotPublished, Theatre, theatre


def add(commands: Any) -> None:
    command = commands.add_parser("rehearse", help="play rehearsals on an empty database")
    command.add_argument("files", nargs="*", type=Path, help="rehearsals; without any, all that are shipped")
    command.add_argument("--coverage", action="store_true", help="also which ways the conditions of transitions went")
    command.add_argument("--generate", metavar="PROCEDURE", help="make rehearsals from the definition of one instead")
    command.add_argument("--out", type=Path, help="the folder that they are written to")
    command.add_argument("--most", type=int, default=MOST, help="so many of them")
    command.add_argument("--approve", metavar="WHO", help="write into these files that somebody found them right")
    command.set_defaults(run=_run)


def _run(args: Namespace) -> int:
    if args.generate:
        return generating.run(args)
    if args.approve:
        return generating.approve(args)
    failed, every = False, list[Played]()
    with theatre() as stage:
        for procedure, rehearsals in _wanted(args.files, args.lang).items():
            _unapproved(rehearsals, args.lang)
            every += [_one(stage, procedure, p, each, args.lang) for p, each in rehearsals.items() if each.counts]
    failed |= not all(p.ok for p in every)
    for procedure in shipped():
        played = [p for p in every if p.done_in(procedure)]
        if not args.files:
            failed |= not _covered(procedure, played, args.lang).ok
        if played and args.coverage:
            _branches(procedure, played, args.lang)
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


def _unapproved(rehearsals: Mapping[Path, Rehearsal], lang: str) -> None:
    """Tell of generated rehearsals that nobody has approved: what they say is only what the engine did."""
    names = [each.id for each in rehearsals.values() if not each.counts]
    if names:
        tell(say(Message("command.unapproved", {"count": len(names), "names": names}), lang))


def _one(stage: Theatre, procedure: str, path: Path, rehearsal: Rehearsal, lang: str) -> Played:
    texts: Mapping[str, str] | None = shipped().get(procedure)
    try:
        played = stage.played(texts or {}, rehearsal, path.parent.parent)
    except NotPublished:
        raise Failed(say(Message("no_such_procedure", {"procedure": procedure}), lang)) from None
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


def _branches(procedure: str, played: list[Played], lang: str) -> None:
    """How many branches of conditions were taken, and those that were not."""
    from workflows.bundle import bundle_of

    found = bundle_of(shipped()[procedure]).procedure
    every, left = wanted(found), missed(found, {b for p in played for b in p.branches})
    data = {"procedure": procedure, "taken": len(every) - len(left), "wanted": len(every)}
    tell(say(Message("command.branches", data), lang))
    for branch in left:
        tell("    " + say(Message("command.branch_missed", {"branch": branch_words(found, branch)}), lang))
