"""What is different between two versions of a procedure with everything that belongs to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from forms.definition import CodeList
from forms.policy import PolicyText
from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.differences.matrix import Cell, matrix
from workflows.differences.of_forms import of_form
from workflows.differences.saying import said
from workflows.differences.things import called, things
from workflows.differences.vocabulary import Vocabulary
from workflows.differences.walking import Pair
from workflows.model.registers import Register

KEYED: Final = (
    ("roles", "role"), ("states", "state"), ("transitions", "transition"), ("rounds", "round"), ("clocks", "clock"),
    ("duties", "duty"), ("public_periods", "public_period"), ("children", "child"), ("draws", "draw"),
    ("messages", "message"), ("papers", "paper"), ("parameters", "parameter"), ("registers", "register"),
    ("worklists", "worklist"), ("annual", "annual"), ("decisions", "decisions"), ("sources", "sources"),
)  # fmt: skip
"""Parts of a procedure that hold things by key, and what one of them is called."""


@dataclass(frozen=True)
class Section:
    """One part of a version, and every sentence about it."""

    kind: str
    title: Text | Message
    lines: tuple[Message, ...]


@dataclass(frozen=True)
class Differences:
    """Everything that differs between two versions."""

    sections: tuple[Section, ...]
    rights: tuple[Cell, ...]

    def __bool__(self) -> bool:
        return bool(self.sections or self.rights)

    @property
    def count(self) -> int:
        return sum(len(s.lines) for s in self.sections) + len(self.rights)


def differences(before: Bundle, after: Bundle) -> Differences:
    """Every difference in words, forms first, then the procedure in the order in which it is written."""
    names = Vocabulary((after, before))
    found = [*_forms(names, before, after), *_procedure(names, before, after), *_beside(names, before, after)]
    return Differences(tuple(s for s in found if s.lines), tuple(matrix(before, after)))


def _forms(names: Vocabulary, before: Bundle, after: Bundle) -> Iterator[Section]:
    uses = [({f.form for f in b.procedure.forms.values()}) for b in (before, after)]
    for key in dict.fromkeys([*after.forms, *before.forms]):
        was, now = before.forms.get(key), after.forms.get(key)
        thing = called("form", key, now or was)
        if was is None or now is None:
            code = "diff.added" if was is None else "diff.removed"
            used = key in uses[1 if was is None else 0]
            yield Section("form", thing, (Message(code, {"thing": thing}),) if used else ())
        else:
            yield Section("form", thing, tuple(of_form(names, was, now)) if was != now else ())


def _procedure(names: Vocabulary, before: Bundle, after: Bundle) -> Iterator[Section]:
    old, new = before.procedure, after.procedure
    alone = tuple(key for key, _ in KEYED)
    thing = Message("diff.thing.procedure", {"name": old.title})
    general = Pair(names, thing, old, new, skip=(*alone, "readers", "stages", "forms"))
    yield Section("procedure", Message("diff.kind.procedure"), tuple(general.told()))
    yield _section("form_use", things(names, "form_use", old.forms, new.forms))
    stages = [{s.id: s for s in p.stages} for p in (old, new)]
    yield _section("stage", things(names, "stage", *stages))
    for part, kind in KEYED:
        if kind == "register":
            yield _section(kind, _registers(names, old.registers, new.registers))
            continue
        own = _who if kind == "transition" else None
        skip = ("rights",) if kind == "state" else ()
        yield _section(kind, things(names, kind, getattr(old, part), getattr(new, part), skip=skip, own=own))


def _registers(names: Vocabulary, before: Mapping[str, Register], after: Mapping[str, Register]) -> Iterator[Message]:
    """One that has come to stand in a file of its own, or no longer does, is still the same register."""
    moved = [k for k in before if k in after and before[k].is_shared != after[k].is_shared]
    for key in moved:
        code = "diff.register_shared" if after[key].is_shared else "diff.register_own"
        yield Message(code, {"thing": called("register", key, after[key])})
    plain = [{k: _plain(r) if k in moved else r for k, r in held.items()} for held in (before, after)]
    yield from things(names, "register", *plain)


def _plain(register: Register) -> Register:
    """A register without what only a file says: who reads it need not know where it stands."""
    return Register.model_construct(
        register.model_fields_set, **{name: getattr(register, name) for name in Register.model_fields}
    )


def _section(kind: str, lines: Iterator[Message]) -> Section:
    return Section(kind, Message(f"diff.kind.{kind}"), tuple(lines))


def _who(pair: Pair, name: str, was: Any, now: Any) -> Iterator[Message] | None:
    """Who may take a transition: 现在也可由…发起."""
    if name != "by":
        return None
    come, gone = [r for r in now if r not in was], [r for r in was if r not in now]
    if not come and not gone:
        return iter([Message("diff.order", {"thing": pair.thing, "part": pair.called(name)})])
    lines = [
        Message(code, {"thing": pair.thing, "roles": said(pair.names, name, roles)})
        for code, roles in (("diff.by_more", come), ("diff.by_less", gone)) if roles
    ]  # fmt: skip
    return iter(lines)


def _beside(names: Vocabulary, before: Bundle, after: Bundle) -> Iterator[Section]:
    """Code lists, tables, boards, templates: what is published with the procedure."""
    yield _section("list", _lists(names, before.lists, after.lists))
    yield _section("statistics", things(names, "statistics", before.statistics, after.statistics))
    yield _section("board", things(names, "board", before.boards, after.boards))
    yield _section("template", _templates(before, after))
    yield _section("section", things(names, "section", before.sections, after.sections, skip=("fields", "rules")))
    yield _section("policy", _policies(names, before.policies, after.policies))


def _lists(names: Vocabulary, before: Mapping[str, CodeList], after: Mapping[str, CodeList]) -> Iterator[Message]:
    yield from things(names, "list", before, after, skip=("items",))
    for key in before.keys() & after.keys():
        items = [{i.key: i for i in lists[key].items} for lists in (before, after)]
        thing = called("list", key, after[key])
        inside = (m for m in things(names, "item", *items))
        yield from (Message("diff.in", {"where": thing, "what": each}) for each in inside)


def _policies(
    names: Vocabulary, before: Mapping[str, PolicyText], after: Mapping[str, PolicyText]
) -> Iterator[Message]:
    yield from things(names, "policy", before, after, skip=("sentences",))
    for key in before.keys() & after.keys():
        thing = called("policy", key, after[key])
        inside = (m for m in things(names, "sentence", before[key].by_number, after[key].by_number))
        yield from (Message("diff.in", {"where": thing, "what": each}) for each in inside)


def _templates(before: Bundle, after: Bundle) -> Iterator[Message]:
    for key in dict.fromkeys([*after.papers, *before.papers]):
        was, now = before.papers.get(key), after.papers.get(key)
        if was != now:
            code = "diff.added" if was is None else "diff.removed" if now is None else "diff.changed"
            yield Message(code, {"thing": Message("diff.thing.template", {"name": key})})
