"""check --mutate: breaks what is shipped on purpose, and tells how much of that is found."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from forms.text import Message
from workflows.checks.mutating import Again, Judgement, Mutation, judge
from workflows.commands.common import tell
from workflows.messages import say
from workflows.publishing import DEFINITIONS, PRACTICE, shipped
from workflows.rehearsal.files import read_folder
from workflows.rehearsal.model import Rehearsal
from workflows.rehearsal.play import Played
from workflows.rehearsal.stage import NotPublished, Theatre, theatre


def add(check: ArgumentParser) -> None:
    check.add_argument("--mutate", type=int, metavar="N", help="break each shipped procedure in N ways instead")
    check.add_argument("--seed", type=int, default=1, help="which N of all the ways there are")
    check.add_argument("--rehearse", action="store_true", help="play the rehearsals with what the checks let pass")
    check.add_argument("--all", action="store_true", help="with what the checks find and do not refuse as well")


def run(args: Namespace) -> int:
    """Prints the share found for each procedure, and what was not found with why; always 0."""
    procedures = {**shipped(), **shipped(PRACTICE)}
    with ExitStack() as stack:
        stage = stack.enter_context(theatre()) if args.rehearse else None
        for name, texts in procedures.items():
            again = rehearsing(stage, DEFINITIONS / name, texts) if stage else None
            found = judge(texts, args.mutate, args.seed, again, all_again=args.all)
            told(name, found, args.lang, rehearsed=args.rehearse)
    return 0


def told(procedure: str, found: Judgement, lang: str, *, rehearsed: bool = True) -> None:
    """The shares, those of each kind, those that change nothing, and what nothing finds."""
    playable = [j for j in found.counted if j.otherwise is not None]
    data = {
        "procedure": procedure, "count": len(found.counted), "found": found.found, "share": f"{found.share:.0%}",
        "played": len(playable), "rehearsed": found.rehearsed,
        "rehearsed_share": f"{found.rehearsed / max(len(playable), 1):.0%}", "together": found.together,
        "both": f"{found.share_together:.0%}", "left": len(found.survivors), "same": len(found.equal),
    }  # fmt: skip
    tell(say(Message("command.mutated_both" if rehearsed else "command.mutated", data), lang))
    for kind, tried, checks, every in found.kinds:
        row = {"kind": kind, "count": tried, "found": checks, "together": every}
        tell("    " + say(Message("command.mutated_kind", row), lang))
    for each in found.equal:
        tell("    " + say(Message("command.mutated_same", {"name": each.mutation.name}), lang))
    for each in found.survivors:
        tell(f"    {each.mutation.name}: {each.why(lang)}")


def rehearsing(stage: Theatre, folder: Path, texts: Mapping[str, str]) -> Again:
    """Whether one of the rehearsals in a folder goes otherwise with other texts, those that speak of the change first.

    A rehearsal that does not even go well with the texts as they are tells nothing, and is not played.
    """
    read = [r.model for r in read_folder(folder).values() if r.model is not None and r.model.counts]
    known = [(each, played) for each in read if (played := stage.played(texts, each, folder)).ok]

    def otherwise(changed: Mapping[str, str], mutation: Mutation) -> bool | None:
        ordered = sorted(known, key=lambda pair: not _speaks_of(mutation, *pair))
        try:
            return any(not stage.played(changed, each, folder).ok for each, _ in ordered)
        except NotPublished:
            return None

    return otherwise


def _speaks_of(mutation: Mutation, rehearsal: Rehearsal, played: Played) -> bool:
    """Whether a rehearsal takes the transition that is changed, or says who reads where rights are."""
    part, name = mutation.path[0], mutation.path[1] if len(mutation.path) > 1 else ""
    if part == "transitions":
        return any(does == name for does, _ in played.done)
    if part == "rounds":
        return any(step.does == "opinion" for step in rehearsal.play)
    return any("reads" in step.then for step in rehearsal.play)
