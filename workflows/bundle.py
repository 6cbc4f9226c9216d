"""A published procedure with the forms and code lists it was published with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from data.tables import DefinitionText, Version
from forms.definition import CodeList, Form
from forms.fields import Option, OptionSource
from forms.fields.organisation import OrganisationField
from forms.options import ListOptions
from forms.policy import PolicyText
from forms.reading import load, load_form, load_list
from forms.same import Named, Same, named, same
from forms.sharing import Below, SharedSection, below, completed
from workflows.definition import FormUse, GroupRights, Procedure, Readers, State
from workflows.model.naming import EVERY
from workflows.model.papers import PaperFile
from workflows.model.registers import Register, RegisterFile

if TYPE_CHECKING:
    from workflows.model.boards import Board
    from workflows.model.statistics import Statistic

MAIN = "main"
"""The form use that every procedure has: what the case is about."""


@dataclass(frozen=True, eq=False)
class Bundle:
    """One version of a procedure; `version_id` is None while it is only being checked or tried."""

    version_id: int | None
    number: int
    procedure: Procedure
    forms: Mapping[str, Form]  # by form id, with the shared sections that they name
    lists: Mapping[str, CodeList]
    statistics: Mapping[str, Statistic] = field(default_factory=dict)
    boards: Mapping[str, Board] = field(default_factory=dict)
    papers: Mapping[str, PaperFile] = field(default_factory=dict)  # templates by id
    policies: Mapping[str, PolicyText] = field(default_factory=dict)  # the texts it rests on, by id
    sections: Mapping[str, SharedSection] = field(default_factory=dict)  # those that its forms name, by id

    def form(self, use: str = MAIN) -> Form:
        """The form that is used as `use`."""
        return self.forms[self.procedure.forms[use].form]

    def options(self, districts: Mapping[str, Option], on: date, **more: Any) -> OptionSource:
        """The lookups of its forms as of one day; `more` is what the office knows besides (see `ListOptions`)."""
        return ListOptions(self.lists, districts, on, **more)

    @cached_property
    def given_forms(self) -> tuple[Form, ...]:
        """The forms that are filled in with transitions."""
        uses = dict.fromkeys(t.form for t in self.procedure.transitions.values() if t.form)
        return tuple(self.form(use) for use in uses)

    @property
    def of_organisations(self) -> bool:
        """Whether its cases belong to organisations (applicants), not to districts."""
        return isinstance(self.form().by_path.get(self.procedure.case.subject), OrganisationField)

    @cached_property
    def types(self) -> frozenset[str]:
        """The types of all fields in its forms."""
        return frozenset(f.type for form in self.forms.values() for f in form.by_path.values())

    @cached_property
    def asks_parent(self) -> bool:
        """Whether an expression of the procedure speaks of the parent of a case."""
        return re.search(r"\bparent\b", self.procedure.model_dump_json()) is not None

    def group_of(self, path: str) -> str | None:
        """The field group of a path of the main form: the one with the longest listed path it lies under."""
        return group_of(self.procedure.main.groups, path)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The field groups of the main form."""
        return tuple(self.procedure.main.groups)

    @cached_property
    def paths_by_group(self) -> Mapping[str, frozenset[str]]:
        """The paths of the main form that belong to each group."""
        found: dict[str, set[str]] = {g: set() for g in self.groups}
        for path in self.form().by_path:
            group = self.group_of(path)
            if group is not None:
                found[group].add(path)
        return {g: frozenset(paths) for g, paths in found.items()}


def group_of(groups: Mapping[str, list[str]], path: str) -> str | None:
    """The group with the longest listed path that `path` is or lies under, else that of `*`; None without either."""
    listed = [(len(p), g) for g, paths in groups.items() for p in paths if path == p or path.startswith(f"{p}.")]
    others = (g for g, paths in groups.items() if EVERY in paths)
    return max(listed)[1] if listed else next(others, None)


def bundle_of(texts: Mapping[str, str], version_id: int | None = None, number: int = 0) -> Bundle:
    """The bundle of sound texts: `procedure`, `form/<id>`, `list/<id>`, `register/<id>` …; raises as reading does."""
    from workflows.model.boards import Board  # what they count is asked of bundles: they stand on this module
    from workflows.model.statistics import Statistic

    procedure = load(Procedure, texts["procedure"])
    forms = {form.id: form for form in map(load_form, _kind(texts, "form/"))}
    sections = {section.id: section for section in (load(SharedSection, x) for x in _kind(texts, "section/"))}
    return Bundle(
        version_id,
        number,
        resolved(procedure, _registers(texts), below(main_of(procedure, forms), sections)),
        completed(forms, sections),
        {code_list.id: code_list for code_list in map(load_list, _kind(texts, "list/"))},
        {table.id: table for table in (load(Statistic, text) for text in _kind(texts, "statistics/"))},
        {board.id: board for board in (load(Board, text) for text in _kind(texts, "board/"))},
        {paper.id: paper for paper in (load(PaperFile, text) for text in _kind(texts, "paper/"))},
        {policy.id: policy for policy in (load(PolicyText, text) for text in _kind(texts, "policy/"))},
        sections,
    )


def _registers(texts: Mapping[str, str]) -> dict[str, RegisterFile]:
    found = [load(RegisterFile, text) for text in _kind(texts, "register/")]
    return {register.id: register for register in found}


def main_of(procedure: Procedure, forms: Mapping[str, Form]) -> Form | None:
    """The main form among some; None where it is missing."""
    use = procedure.forms.get(MAIN)
    return forms.get(use.form) if use else None


def resolved(procedure: Procedure, registers: Mapping[str, RegisterFile], shared: Below = ()) -> Procedure:
    """The procedure with the shared registers that it uses in the place of their names, and readers in their states.

    What shared sections bring into its form belongs to the field group of the heading, unless a group lists it.
    Registers that are missing stay names. Of the same objects comes the same object: much is known about it then.
    """
    return _resolved(Same(procedure), same(registers), shared)


@lru_cache(maxsize=64)
def _resolved(of: Same[Procedure], files: Named[RegisterFile], shared: Below) -> Procedure:
    procedure, registers = of.of, named(files)
    found = with_shared(procedure, registers)
    changed: dict[str, Any] = {"registers": found} if found != procedure.registers else {}
    if procedure.readers:
        changed["states"] = {k: _read_by(s, k, procedure.readers) for k, s in procedure.states.items()}
    if shared:
        changed["forms"] = {**procedure.forms, MAIN: _grouped(procedure.main, shared)}
    if not changed:
        return procedure
    made = procedure.model_copy(update=changed)
    made.__dict__.pop("main", None)  # a copy takes along what was worked out
    return made


def _grouped(main: FormUse, shared: Below) -> FormUse:
    """The use of the main form, what stands below a heading in the group of the heading."""
    listed = {path for paths in main.groups.values() for path in paths}
    brought = {h: [k for k in keys if not any(p == k or p.startswith(f"{k}.") for p in listed)] for h, keys in shared}
    groups = {g: [*paths, *(k for p in paths for k in brought.get(p, ()))] for g, paths in main.groups.items()}
    return main.model_copy(update={"groups": groups})


def with_shared(procedure: Procedure, registers: Mapping[str, RegisterFile]) -> dict[str, Register]:
    """The registers of a procedure by key, shared ones in the place of their names where they are at hand."""
    return {k: registers.get(k, r) if r.is_shared else r for k, r in procedure.registers.items()}


def _read_by(state: State, key: str, readers: Sequence[Readers]) -> State:
    """The state with its own rights and those of the readers that hold in it."""
    rights = dict(state.rights)
    for each in readers:
        for group in each.groups if each.hold_in(key) else ():
            own = rights.get(group, GroupRights())
            rows = [r.model_copy(update={"roles": r.roles or [*own.write, *own.read]}) for r in own.rows]
            read = list(dict.fromkeys([*own.read, *(r for r in each.roles if r not in own.write)]))
            rights[group] = own.model_copy(update={"read": read, "rows": rows})
    return state.model_copy(update={"rights": rights})


def _kind(texts: Mapping[str, str], prefix: str) -> list[str]:
    return [text for part, text in texts.items() if part.startswith(prefix)]


def read_texts(session: Session, version: Version) -> dict[str, str]:
    """The published bytes of a version, by part."""
    wanted = set(version.parts.values())
    stored = session.exec(select(DefinitionText).where(col(DefinitionText.hash).in_(wanted)))
    bodies = {t.hash: t.body for t in stored}
    return {part: bodies[found] for part, found in version.parts.items()}


def read_bundle(session: Session, version_id: int) -> Bundle:
    """A published version; raises `KeyError` for one that is not there."""
    version = session.get(Version, version_id)
    if version is None:
        raise KeyError(version_id)
    return bundle_of(read_texts(session, version), version_id, version.number)
