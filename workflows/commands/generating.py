"""rehearse --generate: rehearsals made from a definition; --approve: somebody found them right."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from forms.text import Message
from workflows.commands.common import Failed, now, tell
from workflows.messages import say
from workflows.office import ZONE
from workflows.publishing import DEFINITIONS, PRACTICE, shipped
from workflows.rehearsal.files import read_rehearsal
from workflows.rehearsal.generate import generate
from workflows.rehearsal.model import Approval, Rehearsal
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
        tell(f"· {name}  {rehearsal.title.say(args.lang)}")
    data = {"procedure": args.generate, "count": len(made.rehearsals), "folder": out.as_posix()}
    tell(say(Message("command.generated", data), args.lang))
    for goal in made.missed:
        tell("    " + say(Message("command.not_generated", {"goal": goal}), args.lang))
    if made.left:
        tell("    " + say(Message("command.not_tried_any_more", {"most": args.most, "count": made.left}), args.lang))
    return 0


def approve(args: Namespace) -> int:
    """Writes into generated rehearsals who found them right, and when; those that somebody wrote need nobody."""
    day, count = now().astimezone(ZONE).date().isoformat(), 0
    for path in args.files:
        read = read_rehearsal(path.read_text(encoding="utf-8"))
        if read.model is None:
            raise Failed("\n".join(f"{path}:{f.line}:{f.column}: {f.say(args.lang)}" for f in read.findings))
        if read.model.generated and read.model.approved is None:
            approved = read.model.model_copy(update={"approved": Approval(by=args.approve, on=day)})
            path.write_text(written(approved), encoding="utf-8")
            count += 1
    tell(say(Message("command.approved", {"by": args.approve, "count": count}), args.lang))
    return 0


def written(rehearsal: Rehearsal) -> str:
    """A rehearsal as it is kept in a file: a line for each of its steps."""
    head = {"format": rehearsal.format, "kind": rehearsal.kind}
    data = {**head, **rehearsal.model_dump(mode="json", by_alias=True, exclude_defaults=True)}
    play = ",\n".join(f"    {json.dumps(step, ensure_ascii=False)}" for step in data.pop("play"))
    rest = "".join(f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)},\n" for k, v in data.items())
    return f'{{\n{rest}  "play": [\n{play}\n  ]\n}}\n'
