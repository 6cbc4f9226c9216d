"""rehearse --generate: proposals of rehearsals made from a definition, for an administrator to approve."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from forms.text import Message
from workflows.commands.common import Failed, tell
from workflows.messages import say
from workflows.publishing import DEFINITIONS, PRACTICE, shipped
from workflows.rehearsal.generate import generate
from workflows.rehearsal.model import Rehearsal
from workflows.rehearsal.stage import theatre


def run(args: Namespace) -> int:
    """Writes the proposals of a procedure and tells for what none was found; always 0."""
    texts = {**shipped(), **shipped(PRACTICE)}.get(args.generate)
    if texts is None:
        raise Failed(say(Message("no_such_procedure", {"procedure": args.generate}), args.lang))
    out: Path = args.out or Path(f"{args.generate}-rehearsals")
    with theatre() as stage:
        made = generate(stage, texts, DEFINITIONS / args.generate, args.most)
    out.mkdir(parents=True, exist_ok=True)
    for name, rehearsal in made.rehearsals.items():
        (out / f"{name}.json").write_text(written(rehearsal), encoding="utf-8")
    data = {"procedure": args.generate, "count": len(made.rehearsals), "folder": out.as_posix()}
    tell(say(Message("command.generated", data), args.lang))
    for goal in made.missed:
        tell("    " + say(Message("command.not_generated", {"goal": goal}), args.lang))
    return 0


def written(rehearsal: Rehearsal) -> str:
    """A rehearsal as it is kept in a file."""
    head = {"format": rehearsal.format, "kind": rehearsal.kind}
    data = rehearsal.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps({**head, **data}, ensure_ascii=False, indent=1) + "\n"
