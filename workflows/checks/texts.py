"""Texts of definitions that belong together: read, checked one by one and against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from pydantic import BaseModel

from forms.checks import check_form, check_list, check_section
from forms.definition import CodeList, Form, Source
from forms.json_text import Unreadable, read_json
from forms.policy import PolicyText
from forms.policy.checks import check_policy
from forms.reading import DefinitionFinding, Parsed, located, parsed
from forms.same import Named, Same, named, same
from forms.sharing import SharedSection, below, completed, sections_of
from workflows.bundle import Bundle, main_of, resolved, with_shared
from workflows.checks import check_procedure, reports, templates
from workflows.checks.base import Problems, ProcedureFinding
from workflows.checks.board import Kit, check_board
from workflows.checks.rules import sentences
from workflows.checks.rules.registers import check_register
from workflows.checks.rules.statistics import check_statistic
from workflows.definition import Procedure
from workflows.model.boards import Board
from workflows.model.papers import PaperFile
from workflows.model.registers import RegisterFile
from workflows.model.statistics import Statistic

PROCEDURE: Final = "procedure"
MODELS: Final[Mapping[str, type[BaseModel]]] = {
    PROCEDURE: Procedure, "form": Form, "section": SharedSection, "list": CodeList, "register": RegisterFile,
    "statistics": Statistic, "board": Board, "paper": PaperFile, "policy": PolicyText,
}  # fmt: skip


@dataclass(frozen=True)
class PartFinding:
    """A finding in one of several texts: `procedure`, `form/<id>`, `list/<id>`, `register/<id>`, `paper/<id>` …"""

    part: str
    finding: DefinitionFinding

    @property
    def blocks(self) -> bool:
        """Whether it hinders publishing."""
        return self.finding.level == "error"

    def say(self, lang: str = "zh") -> str:
        return self.finding.say(lang)


def part_of(text: str) -> str | None:
    """Which part a text is, from its `kind` and `id`; None for what is no definition."""
    try:
        data = read_json(text).data
    except Unreadable:
        return None
    kind, key = data.get("kind"), data.get("id")
    if kind == PROCEDURE:
        return PROCEDURE
    return f"{kind}/{key}" if kind in MODELS and isinstance(key, str) else None


def check_text(part: str, text: str) -> tuple[Parsed[Any], list[PartFinding]]:
    """One text by itself: its shape, and that it is what its part says."""
    kind, _, key = part.partition("/")
    read: Parsed[Any] = parsed(MODELS[kind], text)
    found = list(read.findings)
    if read.model is not None and key and read.model.id != key:
        other = ProcedureFinding("error", "other_id", "/id", {"id": read.model.id, "key": key})
        found += located([other], read.positions)
    return read, [PartFinding(part, f) for f in found]


def check_texts(texts: Mapping[str, str], on: date | None = None) -> tuple[Bundle | None, list[PartFinding]]:
    """The bundle of a procedure's texts, None while something hinders it; and everything to be said about them.

    `texts` holds `procedure`, `form/<id>` for each form it uses, `register/<id>` for each shared register, `list/<id>`
    for each code list of those, and `policy/<id>` for each policy text that any of them rests on. With the day of
    publishing also which sentences are not in force on it.
    """
    bundle, found = _looked_at(tuple(texts.items()), on)
    return bundle, list(found)


@lru_cache(maxsize=32)  # a family of procedures is looked at anew with each of its members
def _looked_at(texts: tuple[tuple[str, str], ...], on: date | None) -> tuple[Bundle | None, tuple[PartFinding, ...]]:
    reads: dict[str, Parsed[Any]] = {}
    found: list[PartFinding] = []
    for part, text in texts:
        reads[part], own = check_text(part, text)
        found += own
    found += _checked(reads, on)
    procedure = reads[PROCEDURE].model if PROCEDURE in reads else None
    if procedure is None or any(f.blocks for f in found):
        return None, tuple(found)
    whole = _whole(reads) or procedure
    parts = (_models(reads, kind) for kind in ("list", "statistics", "board", "paper", "policy", "section"))
    bundle = Bundle(None, 0, whole, _forms(reads), *parts)
    said = [*found, *_of_papers(bundle, reads), *_of_reports(bundle, reads)]
    return (None if any(f.blocks for f in said) else bundle), tuple(said)


def _of_papers(bundle: Bundle, reads: Mapping[str, Parsed[Any]]) -> Iterable[PartFinding]:
    """What is wrong with the templates, once everything that they speak of is sound."""
    yield from (PartFinding(PROCEDURE, f) for f in templates.missing(bundle, reads[PROCEDURE].positions))
    for key, file in bundle.papers.items():
        part = f"paper/{key}"
        yield from (PartFinding(part, f) for f in templates.wrong(bundle, file, reads[part].positions))


def _of_reports(bundle: Bundle, reads: Mapping[str, Parsed[Any]]) -> Iterable[PartFinding]:
    """What the annual reports speak of, once the tables that they take it from are sound."""
    for finding in reports.wrong(bundle, reads[PROCEDURE].positions):
        yield PartFinding(PROCEDURE, finding)


def _checked(reads: Mapping[str, Parsed[Any]], on: date | None) -> Iterable[PartFinding]:
    """What is wrong beyond the shape of each text."""
    lists, policies, sections = (_models(reads, kind) for kind in ("list", "policy", "section"))
    beside = Beside(_forms(reads), lists, policies, sections)
    procedure = _whole(reads)
    if procedure is not None:
        yield from _missing(reads, procedure)
    for part, read in reads.items():
        if read.model is not None:
            whole = None if _unread(reads) else procedure
            yield from (PartFinding(part, f) for f in _of_model(read, beside, whole, on))
            if procedure is not None and not _unread(reads) and not isinstance(read.model, Procedure):
                own = sentences.wrong(read.model, procedure, policies, on)
                yield from (PartFinding(part, f) for f in located(own, read.positions))


def _missing(reads: Mapping[str, Parsed[Any]], procedure: Procedure) -> Iterable[PartFinding]:
    """Tables and boards that the procedure names and that are nowhere."""
    named = [("statistics", "statistics", procedure.statistics), ("boards", "board", procedure.boards)]
    found = [
        ProcedureFinding("error", f"{kind}_missing", f"/{key}/{n}", {"name": name})
        for key, kind, names in named for n, name in enumerate(names) if f"{kind}/{name}" not in reads
    ]  # fmt: skip
    return [PartFinding(PROCEDURE, f) for f in located(found, reads[PROCEDURE].positions)]


def _whole(reads: Mapping[str, Parsed[Any]]) -> Procedure | None:
    """The procedure with the shared registers that it uses, and what its form brings along in groups."""
    model = reads[PROCEDURE].model if PROCEDURE in reads else None
    if model is None:
        return None
    brought = below(main_of(model, _models(reads, "form")), _models(reads, "section"))
    return resolved(model, _models(reads, "register"), brought)


@dataclass(frozen=True)
class Beside:
    """What is looked at together with a text: forms with their sections, code lists, policy texts, sections."""

    forms: Mapping[str, Form]
    lists: Mapping[str, CodeList]
    policies: Mapping[str, PolicyText]
    sections: Mapping[str, SharedSection]


def _of_model(
    read: Parsed[Any], beside: Beside, procedure: Procedure | None, on: date | None
) -> list[DefinitionFinding]:
    """`procedure` is None while something cannot be read: every reference to it would look wrong."""
    forms, lists, policies = beside.forms, beside.lists, beside.policies
    if isinstance(read.model, Form):
        return list(_of_form(Same(read), same(lists), same(beside.sections)))
    if isinstance(read.model, SharedSection):
        return list(_of_section(Same(read), same(lists)))
    if isinstance(read.model, CodeList):
        return list(_of_list(Same(read)))
    if isinstance(read.model, PolicyText):
        return check_policy(read.model, read.positions)
    if procedure is None or isinstance(read.model, PaperFile):
        return []  # a template is looked at once everything else is sound
    if isinstance(read.model, RegisterFile):
        return located(check_register(read.model, Problems(procedure, forms, lists)), read.positions)
    if isinstance(read.model, Statistic):
        return located(check_statistic(read.model, Problems(procedure, forms, lists)), read.positions)
    if isinstance(read.model, Board):
        return located(check_board(read.model, [Kit(procedure, forms, lists)]), read.positions)
    return located(check_procedure(procedure, forms, lists, policies, on), read.positions)


@lru_cache(maxsize=128)  # forms and lists stay while the procedure around them is edited
def _of_form(
    read: Same[Parsed[Form]], lists: Named[CodeList], sections: Named[SharedSection]
) -> tuple[DefinitionFinding, ...]:
    form = read.of.model
    return tuple(check_form(form, named(lists), read.of.positions, named(sections))) if form is not None else ()


@lru_cache(maxsize=128)
def _of_section(read: Same[Parsed[SharedSection]], lists: Named[CodeList]) -> tuple[DefinitionFinding, ...]:
    found = read.of.model
    return tuple(check_section(found, named(lists), read.of.positions)) if found is not None else ()


@lru_cache(maxsize=128)
def _of_list(read: Same[Parsed[CodeList]]) -> tuple[DefinitionFinding, ...]:
    found = read.of.model
    return tuple(check_list(found, read.of.positions)) if found is not None else ()


def _unread(reads: Mapping[str, Parsed[Any]]) -> bool:
    return any(r.model is None for r in reads.values())


def _models(reads: Mapping[str, Parsed[Any]], kind: str) -> dict[str, Any]:
    return {r.model.id: r.model for p, r in reads.items() if p.startswith(f"{kind}/") and r.model is not None}


def _forms(reads: Mapping[str, Parsed[Any]]) -> dict[str, Form]:
    """The forms with their shared sections."""
    return completed(_models(reads, "form"), _models(reads, "section"))


def needed(
    procedure: Procedure, forms: Mapping[str, Form], registers: Mapping[str, RegisterFile],
    lists: Mapping[str, CodeList] | None = None,
) -> set[str]:  # fmt: skip
    """The parts a procedure refers to; those of forms, shared registers and lists that are not given are missing.

    The forms are those with their sections: what these name and rest on is theirs.
    """
    uses = {use.form for use in procedure.forms.values()}
    known = with_shared(procedure, registers)
    named = list_parts(procedure, forms, registers)
    held = [v for k, v in (lists or {}).items() if f"list/{k}" in named]
    resting = [procedure, *(forms[u] for u in sorted(uses & forms.keys())), *known.values(), *held]
    return {
        PROCEDURE, *(f"form/{u}" for u in uses), *section_parts(procedure, forms), *named, *shared_parts(procedure),
        *(f"statistics/{name}" for name in procedure.statistics), *(f"board/{name}" for name in procedure.boards),
        *paper_parts(procedure), *(part for each in resting for part in policy_parts(each)),
    }  # fmt: skip


def section_parts(procedure: Procedure, forms: Mapping[str, Form]) -> set[str]:
    """The shared sections that its forms name, as parts."""
    uses = {use.form for use in procedure.forms.values()}
    return {f"section/{name}" for form in uses & forms.keys() for name in sections_of(forms[form])}


def list_parts(procedure: Procedure, forms: Mapping[str, Form], registers: Mapping[str, RegisterFile]) -> set[str]:
    """The code lists of its forms and registers, as parts."""
    uses = {use.form for use in procedure.forms.values()}
    fields = [f for form in uses & forms.keys() for f in forms[form].by_path.values()]
    listed = [f for r in with_shared(procedure, registers).values() for f in r.every_field]
    return {
        f"list/{name}" for name in ({n for f in fields for n in f.lists} | {f.options for f in listed if f.options})
    }


def policy_parts(resting: Any) -> set[str]:
    """The policy texts that a definition rests on, as parts."""
    sources: Mapping[str, Source] = getattr(resting, "sources", {})
    return {f"policy/{source.policy}" for source in sources.values() if source.policy}


def paper_parts(procedure: Procedure) -> set[str]:
    """The templates of a procedure's papers, as parts."""
    return {f"paper/{paper.template}" for paper in procedure.papers.values()}


def shared_parts(procedure: Procedure) -> set[str]:
    """The shared registers that a procedure uses, as parts."""
    return {f"register/{name}" for name, register in procedure.registers.items() if register.is_shared}
