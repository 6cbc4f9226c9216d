"""diff: what is different between two versions, in words."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from data.tables import Version
from forms.reading import parsed
from forms.text import Message
from workflows.bundle import Bundle, read_texts
from workflows.checks.texts import PROCEDURE
from workflows.commands.common import Failed, tell, the_office
from workflows.commands.definitions import texts_of
from workflows.definition import Procedure
from workflows.differences import Cell, Differences, differences
from workflows.differences.service import whole
from workflows.messages import say
from workflows.publishing import shipped


def add(commands: Any) -> None:
    diff = commands.add_parser("diff", help="what is different between two versions, in words")
    for name in ("before", "after"):
        diff.add_argument(name, help="PROCEDURE@NUMBER as published, a file, or a folder with its parts")
    diff.set_defaults(run=_diff)


def _diff(args: Namespace) -> int:
    before, after = (_bundle(each, args.lang) for each in (args.before, args.after))
    found = differences(before, after)
    for line in in_words(found, args.lang):
        tell(line)
    if not found:
        tell(say(Message("diff.nothing"), args.lang))
    return 0


def in_words(found: Differences, lang: str) -> Iterator[str]:
    """Every sentence under its heading."""
    for section in found.sections:
        yield _said(section.title, lang)
        yield from (f"  {say(line, lang)}" for line in section.lines)
    if found.rights:
        yield say(Message("diff.kind.rights"), lang)
        yield from (f"  {_cell(cell, lang)}" for cell in found.rights)


def _said(words: Any, lang: str) -> str:
    return say(words, lang) if isinstance(words, Message) else words.say(lang)


def _cell(cell: Cell, lang: str) -> str:
    return say(cell.told, lang)


def _bundle(given: str, lang: str) -> Bundle:
    """The version that an argument names; raises `Failed` for none."""
    path = Path(given)
    found = whole(_files(path) if path.exists() else _published(given, lang))
    if found is None:
        raise Failed(say(Message("diff.unreadable", {"given": given}), lang))
    return found


def _files(path: Path) -> Mapping[str, str]:
    """The texts of a folder, or a file with what is shipped beside the procedure of its name."""
    if path.is_dir():
        return texts_of(sorted(p for p in path.rglob("*") if p.suffix.lower() in (".json", ".docx")))
    texts = texts_of([path])
    procedure = parsed(Procedure, texts[PROCEDURE]).model if PROCEDURE in texts else None
    return {**shipped().get(procedure.id if procedure else "", {}), **texts}


def _published(given: str, lang: str) -> Mapping[str, str]:
    name, _, number = given.partition("@")
    with the_office() as office, office.db.read() as session:
        wanted = select(Version).where(Version.procedure == name).order_by(col(Version.number).desc())
        if number.isdecimal():
            wanted = wanted.where(Version.number == int(number))
        version = session.exec(wanted).first()
        if version is None:
            raise Failed(say(Message("diff.unreadable", {"given": given}), lang))
        return read_texts(session, version)
