"""check --mutate: breaks what is shipped on purpose, and tells how much of that is found."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from forms.text import Message
from workflows.checks.mutating import Judgement, judge
from workflows.commands.common import tell
from workflows.messages import say
from workflows.publishing import DEFINITIONS, PRACTICE, shipped
from workflows.rehearsal.files import read_folder
from workflows.rehearsal.stage import NotPublished, Theatre, theatre


def add(check: ArgumentParser) -> None:
    check.add_argument("--mutate", type=int, metavar="N", help="break each shipped procedure in N ways instead")
    check.add_argument("--seed", type=int, default=1, help="which N of all the ways there are")
    check.add_argument("--rehearse", action="store_true", help="play the rehearsals with what the checks let pass")


def run(args: Namespace) -> int:
    """Prints the share found for each procedure, and what was not found with why; always 0."""
    procedures = {**shipped(), **shipped(PRACTICE)}
    with ExitStack() as stack:
        stage = stack.enter_context(theatre()) if args.rehearse else None
        for name, texts in procedures.items():
            again = rehearsing(stage, DEFINITIONS / name) if stage else None
            told(name, judge(texts, args.mutate, args.seed, again), args.lang)
    return 0


def told(procedure: str, found: Judgement, lang: str) -> None:
    data = {
        "procedure": procedure, "count": len(found.judged), "found": found.found,
        "share": f"{found.share:.0%}", "rehearsed": sum(j.otherwise for j in found.judged),
        "left": len(found.survivors),
    }  # fmt: skip
    tell(say(Message("command.mutated", data), lang))
    for each in found.survivors:
        tell(f"    {each.mutation.name}: {each.why(lang)}")


def rehearsing(stage: Theatre, folder: Path) -> Callable[[Mapping[str, str]], bool]:
    """Whether one of the rehearsals in a folder goes otherwise with other texts."""
    read = [r.model for r in read_folder(folder).values() if r.model is not None]

    def otherwise(texts: Mapping[str, str]) -> bool:
        try:
            return any(not stage.played(texts, each, folder).ok for each in read)
        except NotPublished:
            return True

    return otherwise
