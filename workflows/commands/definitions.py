"""check, load, export: definitions as files."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from data.tables import Version
from forms.reading import load
from forms.text import Message
from workflows.bundle import read_texts
from workflows.checks.linked import linked
from workflows.checks.texts import PROCEDURE, PartFinding, check_texts, part_of
from workflows.commands import mutating
from workflows.commands.common import Failed, now, tell, the_office
from workflows.engine.types import Refusal
from workflows.messages import say
from workflows.model.papers import PaperFile, paper_text
from workflows.publishing import shipped
from workflows.rehearsal import approving
from workflows.releasing import release


def add(commands: Any) -> None:
    check = commands.add_parser("check", help="check definitions: schema, references, soundness")
    check.add_argument("files", nargs="*", type=Path, help="texts that belong together; without any, what is shipped")
    check.add_argument("--json", action="store_true", help="findings as JSON")
    mutating.add(check)
    check.set_defaults(run=_check)
    load = commands.add_parser("load", help="publish definitions from files")
    load.add_argument("files", nargs="+", type=Path)
    load.add_argument("--note", default="", help="what is new in this version")
    load.set_defaults(run=_load)
    export = commands.add_parser("export", help="write the published texts of a procedure to a folder")
    export.add_argument("procedure")
    export.add_argument("--to", type=Path, default=Path(), help="the folder; else the current one")
    export.set_defaults(run=_export)


def texts_of(files: Sequence[Path]) -> dict[str, str]:
    """The texts of files by part; raises `Failed` for a file that is no definition."""
    found: dict[str, str] = {}
    for path in files:
        if path.suffix.lower() == ".docx":
            found[f"paper/{path.stem}"] = paper_text(path.stem, path.read_bytes())
            continue
        text = path.read_text(encoding="utf-8")
        part = part_of(text)
        if part is None:
            raise Failed(f"{path}: {say(Message('command.no_definition'))}")
        found[part] = text
    return found


def _check(args: Namespace) -> int:
    if args.mutate is not None:
        return mutating.run(args)
    groups = [texts_of(args.files)] if args.files else list(shipped().values())
    found = [f for texts in groups for f in _findings(texts)]
    if args.json:
        tell(json.dumps([_plain(f, args.lang) for f in found], ensure_ascii=False, indent=2))
    else:
        _tell(found, args.lang)
    return int(any(f.blocks for f in found))


def _findings(texts: Mapping[str, str]) -> list[PartFinding]:
    """What is to be said of the texts; forms, lists and children that stand beside them are those shipped."""
    others = shipped()
    beside = {part: text for each in others.values() for part, text in each.items() if part != PROCEDURE}
    given = {PROCEDURE: {**beside, **texts}} if PROCEDURE in texts else {}
    found = [*check_texts({**beside, **texts})[1], *(PartFinding(p, f) for p, f in linked(given, others))]
    return [f for f in found if f.part in texts]


def _plain(found: PartFinding, lang: str) -> dict[str, Any]:
    f = found.finding
    return {
        "part": found.part, "level": f.level, "code": f.code, "line": f.line, "column": f.column,
        "pointer": f.pointer, "message": found.say(lang),
    }  # fmt: skip


def _tell(found: Sequence[PartFinding], lang: str) -> None:
    for each in found:
        f = each.finding
        tell(f"{each.part}:{f.line}:{f.column}: {f.level}: {each.say(lang)}")
    errors = sum(f.blocks for f in found)
    tell(say(Message("command.checked", {"errors": errors, "others": len(found) - errors}), lang))


def _load(args: Namespace) -> int:
    texts = texts_of(args.files)
    with the_office() as office:
        made = release(office, texts, args.note, None, now(), partial(approving.against_now, office))
    if isinstance(made, Refusal):
        raise Failed(f"{say(made.message, args.lang)}{' (--note)' if made.message.code == 'note_needed' else ''}")
    _tell(made.findings, args.lang)
    for version in made.versions:
        code = "command.published" if version.new else "command.unchanged"
        tell(say(Message(code, {"procedure": version.procedure, "number": version.number}), args.lang))
    return 0 if made.versions else 1


def _export(args: Namespace) -> int:
    with the_office() as office, office.db.read() as session:
        newest = select(Version).where(Version.procedure == args.procedure).order_by(col(Version.number).desc())
        version = session.exec(newest).first()
        if version is None:
            raise Failed(say(Message("no_such_procedure", {"procedure": args.procedure}), args.lang))
        for name, content in _files(version, read_texts(session, version)):
            path = args.to / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            tell(path)
    return 0


def _files(version: Version, texts: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """`<procedure>.json`, `form/<id>.json`, `list/<id>.json`, `paper/<id>.docx`, with the published bytes."""
    for part, text in texts.items():
        if part.startswith("paper/"):
            yield f"{part}.docx", load(PaperFile, text).content
        else:
            yield (f"{version.procedure}.json" if part == PROCEDURE else f"{part}.json"), text.encode("utf-8")
