"""pack, unpack: a procedure as one signed file, and looking at such a file before anything is taken from it."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import select

from data.tables import Person
from forms.text import Message
from workflows import packs
from workflows.commands.common import Failed, now, operator, tell, the_office
from workflows.commands.differing import in_words
from workflows.engine.types import Actor, Refusal
from workflows.messages import say
from workflows.office import ADMIN, Office, holds
from workflows.people.actors import actor_of


def add(commands: Any) -> None:
    pack = commands.add_parser("pack", help="write a procedure with everything it needs as one signed file")
    pack.add_argument("procedure", nargs="?")
    pack.add_argument("file", nargs="?", type=Path)
    pack.add_argument("--fingerprint", action="store_true", help="of this office's signature, to be told to others")
    pack.set_defaults(run=_pack)
    unpack = commands.add_parser("unpack", help="show what is in a package and what it would change here")
    unpack.add_argument("file", type=Path)
    unpack.add_argument("--json", action="store_true")
    unpack.add_argument("--trust", metavar="FINGERPRINT", help="take from this signer: what the other office told")
    unpack.add_argument("--no-rehearsals", action="store_true", help="do not play them")
    unpack.add_argument("--drafts", metavar="LOGIN", help="make it drafts of an administrator")
    unpack.add_argument("--publish", metavar="LOGIN", help="publish it in the name of an administrator")
    unpack.add_argument("--parameters", action="store_true", help="with the values that the other office has set")
    unpack.add_argument("--note", default="", help="what is new in this version")
    unpack.set_defaults(run=_unpack)


def _pack(args: Namespace) -> int:
    with the_office() as office:
        if args.fingerprint:
            tell(packs.fingerprint(packs.my_key(office).public))
            return 0
        if args.procedure is None or args.file is None:
            raise Failed(say(Message("command.pack_what"), args.lang))
        made = packs.packed(office, operator(), args.procedure, now())
    if isinstance(made, Refusal):
        raise Failed(say(made.message, args.lang))
    args.file.write_bytes(made)
    tell(say(Message("command.packed", {"file": str(args.file), "size": f"{len(made) / 1024:,.0f} KB"}), args.lang))
    return 0


def _unpack(args: Namespace) -> int:
    if args.file.stat().st_size > packs.LARGEST:
        raise Failed(say(Message("pack.too_large", {"limit": packs.LARGEST // 1024 // 1024}), args.lang))
    try:
        pack = packs.opened(args.file.read_bytes())
    except packs.PackRefused as error:
        raise Failed(say(error.message, args.lang)) from None
    with the_office() as office:
        _trust(office, pack, args)
        found = packs.look(office, pack, now())
        play = found.signer is not None and not found.errors and not args.no_rehearsals
        tried = packs.tried(office, pack, lambda *_: None) if play else None
        _tell(found, tried, args)
        done = _take(office, found, tried, args)
    if isinstance(done, Refusal):
        raise Failed(say(done.message, args.lang))
    return int(found.errors > 0 or bool(tried and tried["differs"]))


def _trust(office: Office, pack: packs.Pack, args: Namespace) -> None:
    if args.trust is not None:
        name = pack.manifest.office
        refused = packs.confirm(office, operator(), pack.signer, name, args.trust, now())
        if refused is not None:
            raise Failed(say(refused.message, args.lang))


def _take(office: Office, found: packs.Look, tried: dict[str, Any] | None, args: Namespace) -> Any:
    if args.drafts:
        return packs.as_drafts(office, _somebody(office, args.drafts, now(), args.lang), found, now())
    if args.publish:
        who = _somebody(office, args.publish, now(), args.lang)
        return packs.take(office, who, found, tried, args.note, now(), with_parameters=args.parameters)
    return None


def _somebody(office: Office, login: str, at: datetime, lang: str) -> Actor:
    """An administrator of the office by their login."""
    with office.db.read() as session:
        person = session.exec(select(Person.id).where(Person.login == login)).first()
        actor = actor_of(office, session, person, at) if person else None
    if actor is None or not holds(actor, ADMIN):
        raise Failed(say(Message("command.no_admin", {"login": login}), lang))
    return actor


def _tell(found: packs.Look, tried: dict[str, Any] | None, args: Namespace) -> None:
    if args.json:
        tell(json.dumps(plain(found, tried, args.lang), ensure_ascii=False, indent=2))
        return
    manifest, lang = found.pack.manifest, args.lang
    tell(say(Message("command.pack_title", {
        "title": manifest.title, "office": manifest.office, "at": manifest.made_at, "version": manifest.version,
    }), lang))  # fmt: skip
    signer = "mine" if found.signer and found.signer.mine else "known" if found.signer else "unknown"
    tell(say(Message(f"command.pack_signer_{signer}", {"name": found.signer.name if found.signer else ""}), lang))
    for each in found.changes:
        if each.kind != "same":
            tell(f"{'+' if each.kind == 'new' else '~'} {each.part}  {each.title.say(lang)}")
            for line in each.lines:
                tell(f"    {line}")
    for procedure, words in found.words.items():
        tell(procedure)
        for line in in_words(words, lang):
            tell(f"  {line}")
    for value in found.parameters:
        tell(f"~ {value.procedure} {value.title.say(lang)}: {value.here} → {value.there}")
    for finding in found.publication.findings:
        tell(f"{finding.part}:{finding.finding.line}: {finding.finding.level}: {finding.say(lang)}")
    for procedure, count in found.running.items():
        tell(say(Message("command.pack_running", {"procedure": procedure, "count": count}), lang))
    if tried is not None:
        _tell_tried(tried, lang)


def _tell_tried(tried: dict[str, Any], lang: str) -> None:
    count = {"played": tried["played"], "differs": len(tried["differs"])}
    tell(say(Message("command.pack_tried", count), lang))
    for name, lines in tried["differs"].items():
        tell(f"✗ {name}")
        for line in lines:
            tell(f"    {line[lang]}")


def plain(found: packs.Look, tried: dict[str, Any] | None, lang: str) -> dict[str, Any]:
    """A look as JSON: signer, contents, differences, findings, rehearsals, cases."""
    signer, manifest = found.signer, found.pack.manifest
    return {
        "package": {**manifest.model_dump(mode="json", exclude={"holds"}), "digest": manifest.digest},
        "signer": None if signer is None else {"name": signer.name, "mine": signer.mine},
        "same": found.same,
        "changes": [{"part": c.part, "kind": c.kind, "lines": list(c.lines)} for c in found.changes],
        "words": {p: list(in_words(words, lang)) for p, words in found.words.items()},
        "parameters": [
            {"procedure": p.procedure, "name": p.name, "here": str(p.here), "there": str(p.there)}
            for p in found.parameters
        ],
        "findings": [
            {"part": f.part, "level": f.finding.level, "line": f.finding.line, "message": f.say(lang)}
            for f in found.publication.findings
        ],
        "versions": {v.procedure: v.number for v in found.publication.versions if v.new},
        "running": dict(found.running),
        "rehearsals": tried,
    }  # fmt: skip
