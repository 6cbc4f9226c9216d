"""A field renamed in its form and in everything that speaks of it, as one step over several drafts.

Expressions follow by meaning (`workflows/checks/references`); names follow where the checks miss them: a place that was
right before and is wrong after names the field, no list of places is kept beside the checks. What still is wrong then
is told, and nothing is changed before it was seen.
"""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from forms.canonical import canonical, plain
from forms.definition import Form
from forms.design import Refused, Rename, edited, opened
from forms.design.places import value_at
from forms.design.renaming import expression, moved, sentence
from forms.design.tree import dict_of
from forms.feel.names import Where
from forms.feel.renaming import Meaning
from forms.json_text import read_json, with_text
from forms.paper.renaming import renamed as paper_renamed
from forms.reading import load_form, parsed
from forms.sharing import SharedSection, completed, sections_of, whole
from forms.text import Message
from workflows.bundle import MAIN, resolved
from workflows.checks.references import spoken
from workflows.checks.texts import MODELS, PROCEDURE, PartFinding, check_text, check_texts
from workflows.definition import Procedure
from workflows.designing.service import put
from workflows.editing import may_define, not_admin, open_part
from workflows.engine.types import Actor, Refusal
from workflows.model.papers import PaperFile, paper_text
from workflows.office import Office
from workflows.releasing import around

ROUNDS = 6
"""How often the checks are asked again: what one mended name hid comes to light with the next."""
_HELD = re.compile(r"(district|organisation)\((.+)\)")


@dataclass(frozen=True)
class Changed:
    """One place that would say something else: part, JSON pointer, before, after."""

    part: str
    pointer: str
    before: str
    after: str


@dataclass(frozen=True)
class Renaming:
    """What a renaming comes to: new texts of the drafts, as they were seen, each change, what a person has to mend."""

    path: str  # the new one
    texts: Mapping[str, str]
    seen: Mapping[str, str]
    changes: tuple[Changed, ...]
    left: tuple[PartFinding, ...] = ()


@dataclass
class _Work:
    """The texts of one procedure while a field of one of its forms is renamed in them."""

    name: str  # of the procedure's part
    texts: dict[str, str]
    form: Form  # before
    old: Where
    new: str
    changes: list[Changed] = field(default_factory=list)

    def part(self, part: str) -> str:
        return self.name if part == PROCEDURE else part

    def write(self, part: str, pointer: str, after: str, *, key: bool = False) -> bool:
        """Exchanges one text of a part; whether that changed anything."""
        reading = read_json(self.texts[part])
        before = pointer.rpartition("/")[2] if key else value_at(reading.data, pointer)
        if before == after or not isinstance(before, str):
            return False
        self.texts[part] = with_text(self.texts[part], reading.positions, pointer, after, key)
        self.changes.append(Changed(self.part(part), pointer, before, after))
        return True


def plan(office: Office, actor: Actor, name: str, path: str, key: str) -> Renaming | Refusal:
    """What renaming a field would change, in its form or shared section and around it; nothing is stored."""
    draft = open_part(office, actor, name)
    if isinstance(draft, Refusal):
        return draft
    form, published = opened(draft.text), opened(draft.published or "")
    edit = Rename(path, key, keep=published is not None and path in published.by_path)
    done = edited(draft.text, edit, MODELS[name.partition("/")[0]])
    if isinstance(done, Message) or form is None:
        return Refusal(done if isinstance(done, Message) else Message("design_unreadable"), guard="design")
    texts, seen = {name: done.text}, {name: draft.text}
    changes = list(_differs(name, read_json(draft.text).data, read_json(done.text).data, ""))
    left: list[PartFinding] = []
    for procedure, before in around(office, actor, name, draft.text).items():
        known = {_same(f) for f in check_texts(before)[1]}
        now = {**before, name: done.text}
        for part, whole_form in _forms_of(name, before):
            work = _Work(procedure, now, whole_form, tuple(path.split(".")), done.chosen.rpartition(".")[2])
            if part != name:
                after = _with_renamed(before[part], before, edit)
                if isinstance(after, Message):
                    return Refusal(after, guard="design")
                work.texts[part] = after
                work.changes += _differs(part, read_json(before[part]).data, read_json(after).data, "")
            _follow(work, known)
            changes += [c for c in work.changes if c not in changes]
        new = [f for f in check_texts(now)[1] if _same(f) not in known]
        left += [f for f in new if f not in left]
        for part, text in now.items():
            if text != before[part] and part != name:
                own = procedure if part == PROCEDURE else part
                texts[own], seen[own] = text, before[part]
    return Renaming(done.chosen, texts, seen, tuple(changes), tuple(left))


def _sections(texts: Mapping[str, str]) -> dict[str, SharedSection]:
    read = {p.partition("/")[2]: parsed(SharedSection, t).model for p, t in texts.items() if p.startswith("section/")}
    return {key: section for key, section in read.items() if section is not None}


def _forms_of(name: str, texts: Mapping[str, str]) -> Iterator[tuple[str, Form]]:
    """The forms that hold the fields of a part, whole: the form itself, or those that name the shared section."""
    sections, key = _sections(texts), name.partition("/")[2]
    for part, text in texts.items():
        form = parsed(Form, text).model if part.startswith("form/") else None
        if form is not None and (part == name or (name.startswith("section/") and key in sections_of(form))):
            yield part, whole(form, sections).form


def _with_renamed(text: str, texts: Mapping[str, str], edit: Rename) -> str | Message:
    """The text of a form that names a section whose field is renamed, or why not: its own places follow."""
    form = load_form(text)
    found = whole(form, _sections(texts))
    data = dict_of(copy.deepcopy(plain(found.form)))
    was = {f.key for f in form.fields}
    try:
        renamed_key = edit.make(data).partition(".")[0]
    except Refused as refused:
        return Message("design_rename_in", {"form": form.title, "why": refused.message})
    came = {*found.came, renamed_key} - was
    for page in data["pages"]:
        page["fields"] = [f for f in page["fields"] if f["key"] not in came]
    data["rules"] = data.get("rules", [])[: len(form.rules)]
    data["sources"] = plain(form)["sources"] if form.sources else {}
    made = Form.model_validate(data)
    return text if plain(made) == plain(form) else canonical(made)


def rename(office: Office, actor: Actor, found: Renaming, now: datetime) -> Refusal | None:
    """Makes it as it was shown, or says that a draft was changed meanwhile."""
    return put(office, actor, found.texts, found.seen, now) if may_define(actor) else not_admin()


def _differs(part: str, before: object, after: object, pointer: str) -> Iterator[Changed]:
    if isinstance(before, dict) and isinstance(after, dict):
        pairs = zip(_items(before), _items(after), strict=False)
        for (old, one), (new, other) in pairs:
            if old != new:
                yield Changed(part, f"{pointer}/{old}", old, new)
            yield from _differs(part, one, other, f"{pointer}/{old}")
    elif isinstance(before, list) and isinstance(after, list):
        for n, (one, other) in enumerate(zip(before, after, strict=False)):
            yield from _differs(part, one, other, f"{pointer}/{n}")
    elif isinstance(before, str) and isinstance(after, str) and before != after:
        yield Changed(part, pointer, before, after)


def _items(data: dict[str, Any]) -> list[tuple[str, Any]]:
    """The members but for the earlier names, which only one side has."""
    return [(k, v) for k, v in data.items() if k != "formerly"]


def _follow(work: _Work, known: Collection[tuple[str, str, str]]) -> None:
    """Renames around the form, until the checks find nothing new that follows from it."""
    _expressions(work)
    _papers(work)
    for _ in range(ROUNDS):
        new = [f for f in check_texts(work.texts)[1] if _same(f) not in known]
        count = len(work.changes)
        for found in new:
            _names(work, found)
        if len(work.changes) == count:
            return


def _same(found: PartFinding) -> tuple[str, str, str]:
    return found.part, found.finding.code, found.finding.pointer


def _papers(work: _Work) -> None:
    """The templates of the papers, which speak of the main form."""
    procedure = parsed(Procedure, work.texts[PROCEDURE]).model
    if procedure is None or procedure.forms[MAIN].form != work.form.id:
        return
    for part, text in work.texts.items():
        if part.startswith("paper/") and (file := parsed(PaperFile, text).model) is not None:
            made = _template(file.content, work.old, work.new)
            if made != file.content:
                work.texts[part] = paper_text(file.id, made)
                work.changes.append(Changed(part, "/docx", ".".join(work.old), work.new))


def _template(content: bytes, old: Where, new: str) -> bytes:
    """The .docx after the renaming; one that is none stays for the checks to tell."""
    try:
        return paper_renamed(content, old, new)
    except (zipfile.BadZipFile, UnicodeDecodeError):
        return content


def _expressions(work: _Work) -> None:
    """Every expression of the procedure that speaks of the field, which the form of the work still has as it was."""
    models: dict[str, dict[str, Any]] = {}
    for part, text in work.texts.items():
        kind, _, key = part.partition("/")
        if (model := check_text(part, text)[0].model) is not None:
            models.setdefault(kind, {})[key] = model
    if PROCEDURE not in models:
        return
    procedure = resolved(models[PROCEDURE][""], models.get("register", {}))
    data = read_json(work.texts[PROCEDURE]).data
    forms = {**completed(models.get("form", {}), models.get("section", {})), work.form.id: work.form}
    for said in spoken(procedure, forms, models.get("list", {})):
        _expression(work, data, said.pointer, said.text, said.meaning(work.form))


def _expression(work: _Work, data: object, pointer: str, text: str, meaning: Meaning) -> None:
    """One expression, where it stands alone, or in a sentence in one of its languages."""
    for place in (pointer, f"{pointer}/zh", f"{pointer}/en"):
        try:
            whole = value_at(data, place)
        except (KeyError, ValueError, IndexError, TypeError):
            continue
        if not isinstance(whole, str):
            continue
        change = expression if whole == text else sentence
        work.write(PROCEDURE, place, change(whole, meaning, work.old, work.new))


def _names(work: _Work, found: PartFinding) -> bool:
    """Renames what a finding shows to be the field; whether anything changed."""
    part, pointer = found.part, found.finding.pointer
    if part not in work.texts or part.startswith(("form/", "paper/", "section/")):
        return False
    try:
        value = value_at(read_json(work.texts[part]).data, pointer)
    except (KeyError, ValueError, IndexError, TypeError):
        return False
    last = pointer.rpartition("/")[2]
    if found.finding.data.get("name") == last and isinstance(value, (str, dict, list)) and value != last:
        return work.write(part, pointer, _renamed(work, last), key=True)
    return isinstance(value, str) and work.write(part, pointer, _renamed(work, value))


def _renamed(work: _Work, value: str) -> str:
    """A name that stands for the field: its path, `district(path)`, or its key in a row."""
    if held := _HELD.fullmatch(value):
        return f"{held[1]}({moved(held[2], work.old, work.new)})"
    path = moved(value, work.old, work.new)
    return work.new if path == value and value == work.old[-1] else path
