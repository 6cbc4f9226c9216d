"""Publishing: texts become a version that never changes; running cases stay with theirs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel
from sqlmodel import Session, col, select

from data.queries.dialect import hold, insert_missing
from data.tables import DefinitionText, Version
from forms.definition import CodeList, Form
from forms.reading import parsed
from forms.sharing import SharedSection, completed
from workflows.applicants.granting import grant_new
from workflows.bundle import bundle_of, read_texts
from workflows.checks.base import ProcedureFinding
from workflows.checks.linked import linked
from workflows.checks.owners import twice
from workflows.checks.texts import (
    PROCEDURE,
    PartFinding,
    check_text,
    check_texts,
    list_parts,
    needed,
    paper_parts,
    part_of,
    policy_parts,
    section_parts,
    shared_parts,
)
from workflows.clocks import entry_timers
from workflows.definition import Procedure
from workflows.model.papers import paper_text
from workflows.model.registers import RegisterFile
from workflows.office import Office
from workflows.registers.following import catch_up
from workflows.staffing import findings

DEFINITIONS = Path(__file__).parent / "definitions"
PRACTICE = DEFINITIONS / "practice"
"""Procedures that only practice offices have."""
FORMS = Path(__file__).parents[1] / "forms" / "definitions"
M = TypeVar("M", bound=BaseModel)
UNUSED = "unused_part"
"""What is said of a part that no procedure uses."""


@dataclass(frozen=True)
class Published:
    """A version that holds what was asked to be published; `new` is False when it did already."""

    procedure: str
    version_id: int
    number: int
    new: bool


@dataclass(frozen=True)
class Publication:
    """What came of it: the versions, none when a finding hinders; and everything that was found."""

    versions: tuple[Published, ...]
    findings: tuple[PartFinding, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.versions)


def publish(
    office: Office, texts: Mapping[str, str], note: str, by: int | None, now: datetime,
    along: Callable[[Session], None] | None = None, seen: Mapping[str, Mapping[str, str]] | None = None,
) -> Publication:  # fmt: skip
    """Publish all texts or nothing, with a new version of every procedure that uses one of them.

    `texts` holds `procedure` or `procedure/<id>`, `form/…`, `list/…`, `register/…`, `statistics/…`, `board/…`,
    `paper/…`, any of them; what a procedure needs besides is taken from what was published last. What is published
    already stays as it is, under its number. `along` is done in the same transaction, if anything is published.
    `seen` are the texts that were rehearsed (see `planned`): nothing is published where they would be others by now.
    People publish by `releasing.release`, which asks for all of that.
    """
    with office.db.write() as session:
        hold(session, "publishing")
        plans, found = _plans(session, texts, office.today(now))
        if seen is not None and not any(f.blocks for f in found):
            found += [_meanwhile(p.name) for p in plans if seen.get(bundle_of(p.texts).procedure.id) != p.texts]
        if any(f.blocks for f in found):
            return Publication((), tuple(found))
        found += _unmanned(session, plans, office.today(now))
        made = tuple(_stored(session, p.texts, note, by, now) for p in plans)
        if any(m.new for m in made):
            new = [m.version_id for m in made if m.new]
            catch_up(office, session, new, now)
            grant_new(office, session, new, by, now)
            entry_timers.schedule_all(office, session, now)
        if along is not None:
            along(session)
        return Publication(made, tuple(found))


def preview(office: Office, texts: Mapping[str, str], now: datetime | None = None) -> Publication:
    """What publishing would find, and which versions it would make (`version_id` 0); nothing is stored.

    With `now` also who is missing in the office.
    """
    with office.db.read() as session:
        plans, found = _plans(session, texts, office.today(now) if now is not None else None)
        if now is not None and not any(f.blocks for f in found):
            found += _unmanned(session, plans, office.today(now))
        return Publication(tuple(_foreseen(session, p.texts) for p in plans), tuple(found))


def planned(office: Office, texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """All texts of each procedure concerned, as publishing would freeze them; nothing while a finding hinders."""
    with office.db.read() as session:
        plans, found = _plans(session, texts)
        return {} if any(f.blocks for f in found) else {bundle_of(p.texts).procedure.id: p.texts for p in plans}


def concerned(office: Office, texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The same, also while something hinders publishing: all of the texts have to be readable by themselves."""
    with office.db.read() as session:
        return {plan.name: plan.texts for plan in _concerned(session, texts)}


def _unmanned(session: Session, plans: Iterable[_Plan], on: date) -> list[PartFinding]:
    """Where nobody could act once the procedures are published."""
    return [p.named(f) for p in plans for f in findings(session, bundle_of(p.texts), on)]


def users_of(session: Session, parts: Iterable[str]) -> list[str]:
    """The procedures whose newest version uses one of the parts."""
    wanted = {p for p in parts if not _is_procedure(p)}
    return sorted(v.procedure for v in _newest(session) if wanted & v.parts.keys())


def _newest(session: Session) -> list[Version]:
    """The newest version of every procedure."""
    versions = session.exec(select(Version).order_by(col(Version.number)))
    return list({v.procedure: v for v in versions}.values())


@dataclass(frozen=True)
class _Plan:
    """A procedure concerned, called as it was given or by its id, with all its texts."""

    name: str
    texts: dict[str, str]

    def named(self, found: PartFinding) -> PartFinding:
        """A finding that says in which procedure it is."""
        return replace(found, part=self.name) if found.part == PROCEDURE else found


def _is_procedure(part: str) -> bool:
    return part.partition("/")[0] == PROCEDURE


def _plans(session: Session, texts: Mapping[str, str], on: date | None = None) -> tuple[list[_Plan], list[PartFinding]]:
    """For each procedure concerned all its texts, and everything found in them."""
    alone = [f for part, text in texts.items() for f in check_text(part, text)[1]]
    if any(f.blocks for f in alone):
        return [], alone
    plans = _concerned(session, texts)
    parts = [part for part in texts if not _is_procedure(part)]
    unused = [_unused(part) for part in parts if not any(part in plan.texts for plan in plans)]
    found: list[PartFinding] = []
    said = [plan.named(f) for plan in plans for f in check_texts(plan.texts, on)[1]]
    published = {v.procedure: read_texts(session, v) for v in _newest(session)}
    others = {p: texts[PROCEDURE] for p, texts in published.items()}
    owned = [PartFinding(n, f) for n, f in twice({p.name: p.texts[PROCEDURE] for p in plans}, others)]
    owned += [PartFinding(n, f) for n, f in linked({p.name: p.texts for p in plans}, published)]
    for each in [*said, *owned, *unused]:
        if each not in found:
            found.append(each)
    return plans, found


def _concerned(session: Session, texts: Mapping[str, str]) -> list[_Plan]:
    """All texts of the procedures that are given, and of each that uses a part that is given."""
    parts = {k: v for k, v in texts.items() if not _is_procedure(k)}
    given = {name: _model(Procedure, text) for name, text in texts.items() if _is_procedure(name)}
    plans = [_Plan(n, _complete(session, own, {**parts, PROCEDURE: texts[n]})) for n, own in given.items()]
    newest = {v.procedure: v for v in _newest(session)}
    for procedure in sorted(set(users_of(session, parts)) - {own.id for own in given.values()}):
        before = read_texts(session, newest[procedure])
        whole = _complete(session, _model(Procedure, before[PROCEDURE]), {**before, **parts})
        plans.append(_Plan(f"{PROCEDURE}/{procedure}", whole))
    return plans


def as_looked_at(part: str) -> tuple[bool, str]:
    """The order in which texts are looked at together; what was found in it once is remembered."""
    return part != PROCEDURE, part


def _complete(session: Session, procedure: Procedure, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts a procedure needs: those given, else those published last; what is nowhere stays missing."""
    known = _Library(session, procedure.id, texts)
    forms = {f"form/{use.form}" for use in procedure.forms.values()}
    written = {m.id: m for m in _models(Form, known, forms)}
    sections = {m.id: m for m in _models(SharedSection, known, section_parts(procedure, written))}
    models = completed(written, sections)
    registers = {m.id: m for m in _models(RegisterFile, known, shared_parts(procedure))}
    lists = {m.id: m for m in _models(CodeList, known, list_parts(procedure, models, registers))}
    wanted = sorted(needed(procedure, models, registers, lists), key=as_looked_at)
    return {part: text for part in wanted if (text := known.get(part))}


def _models(model: type[M], known: _Library, parts: Iterable[str]) -> list[M]:
    """Those of some parts that are anywhere."""
    return [_model(model, text) for text in map(known.get, sorted(parts)) if text is not None]


class _Library:
    """Where a part is looked for: among the texts given, then in the procedure's newest version, then in any other."""

    def __init__(self, session: Session, procedure: str, texts: Mapping[str, str]) -> None:
        self._session, self._texts = session, texts
        self._versions = sorted(_newest(session), key=lambda v: (v.procedure != procedure, -(v.id or 0)))

    def get(self, part: str) -> str | None:
        if part in self._texts:
            return self._texts[part]
        found = next((v.parts[part] for v in self._versions if part in v.parts), None)
        stored = self._session.get(DefinitionText, found) if found else None
        return stored.body if stored else None


def _model(model: type[M], text: str) -> M:
    """A text that was checked before, as what it is."""
    found = parsed(model, text).model
    if found is None:
        raise ValueError(f"no sound {model.__name__}")
    return found


def _unused(part: str) -> PartFinding:
    return PartFinding(part, ProcedureFinding("error", UNUSED, "", {"part": part.partition("/")[2]}, 1, 1))


def _meanwhile(part: str) -> PartFinding:
    return PartFinding(part, ProcedureFinding("error", "published_meanwhile", "", {}, 1, 1))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _foreseen(session: Session, texts: Mapping[str, str]) -> Published:
    """The version that publishing would make, or the one that holds all this already."""
    procedure = _model(Procedure, texts[PROCEDURE]).id
    parts = {part: _hash(text) for part, text in texts.items()}
    latest = next((v for v in _newest(session) if v.procedure == procedure), None)
    if latest is not None and latest.parts == parts:
        return Published(procedure, latest.id or 0, latest.number, new=False)
    return Published(procedure, 0, latest.number + 1 if latest else 1, new=True)


def _stored(session: Session, texts: Mapping[str, str], note: str, by: int | None, now: datetime) -> Published:
    foreseen = _foreseen(session, texts)
    if not foreseen.new:
        return foreseen
    insert_missing(session, DefinitionText, [{"hash": _hash(t), "body": t} for t in sorted(set(texts.values()))])
    version = Version(
        procedure=foreseen.procedure,
        number=foreseen.number,
        title=_model(Procedure, texts[PROCEDURE]).title.say("zh"),
        parts={part: _hash(text) for part, text in texts.items()},
        note=note,
        published_at=now,
        published_by=by,
    )
    session.add(version)
    session.flush()
    return replace(foreseen, version_id=version.id or 0)


def load_folder(
    office: Office, now: datetime, definitions: Path = DEFINITIONS, forms: Path = FORMS, note: str = ""
) -> list[Publication]:
    """Publish the shipped procedures. One that the office has changed since, or had before, is left as it is."""
    with office.db.read() as session:
        known = _known(session)
    folder = shipped(definitions, forms)
    fresh = [t for p, t in folder.items() if p not in known or _shipped_is_newer(known[p], t)]
    return [publish(office, texts, note, None, now) for texts in fresh]


def _known(session: Session) -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {}
    for version in session.exec(select(Version).order_by(col(Version.number))):
        found.setdefault(version.procedure, []).append(version)
    return found


def _shipped_is_newer(versions: list[Version], texts: Mapping[str, str]) -> bool:
    """Whether the office uses what was shipped, and this is something else than it ever had."""
    parts = {part: _hash(text) for part, text in texts.items()}
    return versions[-1].published_by is None and all(v.parts != parts for v in versions)


def shipped(definitions: Path = DEFINITIONS, forms: Path = FORMS) -> dict[str, dict[str, str]]:
    """The procedures of a folder, each with the texts it needs. Files are named by the id of what they hold.

    Forms are looked for in `forms`, shared registers in `shared/registers` of the folder, tables and boards in
    `<procedure>/statistics` and `<procedure>/boards` or in those of `shared`, code lists in its `shared/lists`, or
    where it has none in those that are shipped, policy texts and shared sections in `shared/policies` and
    `shared/sections` of either; what is missing is left to the checks.
    """
    found = {}
    lists_of = next(f for f in (definitions / "shared" / "lists", DEFINITIONS / "shared" / "lists") if f.is_dir())
    shared = definitions / "shared" / "registers"
    for path in sorted(definitions.glob("*.json")):
        texts = {PROCEDURE: path.read_text(encoding="utf-8")}
        procedure = parsed(Procedure, texts[PROCEDURE]).model
        if procedure is not None:
            uses = sorted({use.form for use in procedure.forms.values()})
            texts |= _read({f"form/{u}": forms / f"{u}.json" for u in uses})
            texts |= _read({p: shared / f"{p.partition('/')[2]}.json" for p in sorted(shared_parts(procedure))})
            models = [parsed(Form, texts[f"form/{u}"]).model for u in uses if f"form/{u}" in texts]
            known_forms, sections = _shared_sections(procedure, {m.id: m for m in models if m}, definitions)
            texts |= sections
            registers = [parsed(RegisterFile, t).model for p, t in texts.items() if p.startswith("register/")]
            known_registers = {r.id: r for r in registers if r}
            lists = list_parts(procedure, known_forms, known_registers) - texts.keys()
            texts |= _read({p: lists_of / f"{p.partition('/')[2]}.json" for p in sorted(lists)})
            beside = [("statistics", "statistics", procedure.statistics), ("board", "boards", procedure.boards)]
            for kind, folder, names in beside:
                texts |= _read({f"{kind}/{n}": _beside(definitions, procedure.id, folder, n) for n in names})
            texts |= _templates(procedure, definitions)
            listed = [parsed(CodeList, texts[p]).model for p in sorted(lists & texts.keys())]
            texts |= _policies([procedure, *known_forms.values(), *registers, *listed], definitions)
        found[procedure.id if procedure else path.stem] = texts
    return found


def _shared_sections(
    procedure: Procedure, forms: Mapping[str, Form], definitions: Path
) -> tuple[dict[str, Form], dict[str, str]]:
    """The forms with the sections that they name, and the texts of those: of the folder, else shipped ones."""
    named = sorted(section_parts(procedure, forms))
    folders = [f / "shared" / "sections" for f in (DEFINITIONS, definitions)]
    texts = _read({p: f / f"{p.partition('/')[2]}.json" for f in folders for p in named if _is_there(f, p)})
    found = [parsed(SharedSection, text).model for text in texts.values()]
    return completed(forms, {s.id: s for s in found if s}), texts


def _is_there(folder: Path, part: str) -> bool:
    return (folder / f"{part.partition('/')[2]}.json").is_file()


def _policies(resting: Iterable[BaseModel | None], definitions: Path) -> dict[str, str]:
    """The policy texts that definitions rest on: those of the folder, else those that are shipped."""
    named = sorted({part for each in resting for part in policy_parts(each)})
    folders = [f / "shared" / "policies" for f in (DEFINITIONS, definitions)]
    files = [{part: folder / f"{part.partition('/')[2]}.json" for part in named} for folder in folders]
    return _read(files[0]) | _read(files[1])


def _templates(procedure: Procedure, definitions: Path) -> dict[str, str]:
    """The templates of a procedure: in its own folder, else in the one that procedures share."""
    found = {}
    for part in sorted(paper_parts(procedure)):
        name = part.partition("/")[2]
        places = (definitions / folder / "papers" / f"{name}.docx" for folder in (procedure.id, "shared"))
        place = next((p for p in places if p.is_file()), None)
        if place is not None:
            found[part] = paper_text(name, place.read_bytes())
    return found


def _beside(definitions: Path, procedure: str, folder: str, name: str) -> Path:
    """The file of a table or board: beside its procedure, or among those that several share."""
    own = definitions / procedure / folder / f"{name}.json"
    return own if own.is_file() else definitions / "shared" / folder / f"{name}.json"


def _read(paths: Mapping[str, Path]) -> dict[str, str]:
    return {part: path.read_text(encoding="utf-8") for part, path in paths.items() if path.is_file()}


__all__ = [
    "PROCEDURE", "PartFinding", "Publication", "Published", "check_texts",
    "load_folder", "part_of", "preview", "publish", "shipped", "users_of",
]  # fmt: skip
