"""What a package would change here, before anything is changed: signer, contents, differences, findings, cases."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlmodel import Session, col, func, select

from data.tables import Case
from forms.canonical import canonical
from forms.json_text import read_json
from forms.reading import parsed
from forms.text import Message, Text
from workflows import moving, parameters
from workflows.bundle import Bundle
from workflows.checks.texts import check_text
from workflows.definition import Parameter, Procedure
from workflows.differences import Differences, differences
from workflows.differences.service import whole
from workflows.editing import published_text
from workflows.engine.types import Actor
from workflows.moving import Foreseen
from workflows.office import Office
from workflows.packs.manifest import Pack
from workflows.packs.trust import Signer, known
from workflows.publishing import Publication, concerned, preview
from workflows.rehearsal.approving import counted
from workflows.rehearsal.beside import files_of
from workflows.rehearsal.files import read_rehearsal
from workflows.rehearsal.model import Rehearsal

Kind = Literal["new", "same", "changed"]


@dataclass(frozen=True)
class Change:
    """A thing of the package against what is here under its name; texts only where both are texts that differ."""

    part: str
    kind: Kind
    title: Text
    lines: tuple[str, ...] = ()  # as `diff` writes them


@dataclass(frozen=True)
class ParameterChange:
    """A value that the other office has set, and what holds here."""

    procedure: str
    name: str
    title: Text
    here: Any
    there: Any
    basis: str
    refused: Message | None = None  # why it cannot be taken over


@dataclass(frozen=True)
class Look:
    """Everything that is to be known before a package is taken; nothing was stored for it."""

    pack: Pack
    signer: Signer | None  # None: nobody has confirmed it here
    changes: tuple[Change, ...]
    parameters: tuple[ParameterChange, ...]
    publication: Publication
    running: Mapping[str, int]  # procedure → open cases that would go on with an older version
    words: Mapping[str, Differences]  # procedure → what would be different from the version that is here

    @property
    def same(self) -> bool:
        """Whether everything in it is here already, exactly."""
        return not self.parameters and all(c.kind == "same" for c in self.changes)

    @property
    def errors(self) -> int:
        return sum(f.blocks for f in self.publication.findings)


def look(office: Office, pack: Pack, now: datetime) -> Look:
    """What taking the package would do."""
    publication = preview(office, pack.texts, now)
    with office.db.read() as session:
        own = {part: published_text(office, session, part) for part in pack.texts}
        running = _running(session, publication)
    changes = [_change(pack, part, own[part]) for part in pack.texts]
    return Look(
        pack, known(office, pack.signer), (*changes, *_beside(office, pack)), tuple(_parameters(office, pack)),
        publication, running, dict(_in_words(office, pack)),
    )  # fmt: skip


def brought(office: Office, pack: Pack) -> Iterator[Bundle]:
    """The procedures as they would be here, while everything in the package can be read."""
    if any(check_text(part, text)[0].model is None for part, text in pack.texts.items()):
        return
    for texts in concerned(office, pack.texts).values():
        after = whole(texts)
        if after is not None:
            yield after


def _in_words(office: Office, pack: Pack) -> Iterator[tuple[str, Differences]]:
    """For procedures that are here already."""
    for after in brought(office, pack):
        with office.db.read() as session:
            before = office.newest(session, after.procedure.id)
        found = differences(before, after) if before else None
        if found:
            yield after.procedure.id, found


def foreseen(office: Office, actor: Actor, look: Look, now: datetime) -> list[Foreseen]:
    """What would become of the open cases of this office, if they were moved to what the package brings."""
    fresh = [after for after in brought(office, look.pack) if look.running.get(after.procedure.id)]
    return [found for after in fresh for found in moving.foreseen(office, actor, after, now)]


def _running(session: Session, publication: Publication) -> dict[str, int]:
    fresh = [v.procedure for v in publication.versions if v.new]
    found = select(Case.procedure, func.count()).where(col(Case.procedure).in_(fresh), col(Case.ended).is_(False))
    return dict(session.exec(found.group_by(col(Case.procedure))).all())


def _change(pack: Pack, part: str, here: str | None) -> Change:
    there = pack.texts[part]
    if here == there:
        return Change(part, "same", _title(part, there))
    if here is None or part.startswith("paper/"):
        return Change(part, "new" if here is None else "changed", _title(part, there))
    return Change(part, "changed", _title(part, there), tuple(_lines(_even(part, here), _even(part, there))))


def _title(part: str, text: str) -> Text:
    found = getattr(check_text(part, text)[0].model, "title", None)
    return found if isinstance(found, Text) else Text(zh=part.partition("/")[2])


def _even(part: str, text: str) -> str:
    """A text as it is written canonically: what differs in spaces only does not differ."""
    model = check_text(part, text)[0].model
    return canonical(model) if model is not None else text


def _lines(here: str, there: str) -> Iterator[str]:
    """The lines that differ, with two of those around them."""
    found = difflib.unified_diff(here.splitlines(), there.splitlines(), lineterm="", n=2)
    return (line for n, line in enumerate(found) if n > 1)


def _beside(office: Office, pack: Pack) -> Iterator[Change]:
    """Rehearsals and files against those that are here."""
    for procedure in pack.procedures:
        here = {name: canonical(r) for name, r in counted(office, procedure).items()}
        for name, rehearsal in rehearsals(pack, procedure).items():
            there = canonical(rehearsal)
            own = here.get(name)
            kind: Kind = "new" if own is None else "same" if own == there else "changed"
            lines = tuple(_lines(own, there)) if kind == "changed" and own else ()
            yield Change(f"rehearsal/{procedure}/{name}", kind, rehearsal.title, lines)
        files = files_of(office, procedure)
        for path, body in files_beside(pack, procedure).items():
            kind = "new" if path not in files else "same" if files[path] == body else "changed"
            yield Change(f"file/{procedure}/{path}", kind, Text(zh=path))


def rehearsals(pack: Pack, procedure: str) -> dict[str, Rehearsal]:
    """The rehearsals of a procedure that came with the package and can be read."""
    begins = f"{procedure}/"
    every = {k: v for k, v in pack.of("rehearsal").items() if k.startswith(begins)}
    read = [read_rehearsal(body.decode("utf-8", "replace")).model for body in every.values()]
    return {r.id: r for r in read if r is not None and r.procedure == procedure}


def files_beside(pack: Pack, procedure: str) -> dict[str, bytes]:
    """The files that the rehearsals of a procedure speak of, by their paths beside it."""
    begins = f"{procedure}/"
    return {k.removeprefix(begins): v for k, v in pack.of("file").items() if k.startswith(begins)}


def _parameters(office: Office, pack: Pack) -> Iterator[ParameterChange]:
    for procedure in pack.procedures:
        declared, given = declarations(pack, procedure), values(pack, procedure)
        here = {p.name: p.value for p in parameters.shown(office, procedure)}
        for name, (value, basis) in given.items():
            if name in declared and str(here.get(name)) != str(value):
                title = declared[name].title or Text(zh=name)
                wrong = parameters.against(declared[name], name, parameters.CITY, value)
                refused = wrong.message if wrong else None
                yield ParameterChange(procedure, name, title, here.get(name), value, basis, refused)


def declarations(pack: Pack, procedure: str) -> Mapping[str, Parameter]:
    """The parameters that a procedure of the package declares."""
    model = parsed(Procedure, pack.texts[f"procedure/{procedure}"]).model
    return model.parameters if model is not None else {}


def values(pack: Pack, procedure: str) -> dict[str, tuple[Any, str]]:
    """What the other office has set, and on which basis."""
    given = read_json(pack.of("parameters").get(procedure, b"{}")).data.items()
    return {k: (v.get("value"), str(v.get("basis") or "")) for k, v in given if isinstance(v, dict)}
