"""Something of a procedure under another key, wherever the definition names it: lists, rights, effects, expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from forms.design.parts import holder_of
from forms.design.refusing import Refused
from forms.design.renaming import fitting
from forms.design.starting import key_for
from forms.design.tree import Data
from forms.text import Text
from workflows.definition import Procedure
from workflows.flow.expressions import renamed_in, renamed_in_sentence
from workflows.flow.mentions import Mention, mentions
from workflows.flow.places import GROUP, HELD, STAGE, keys_of, thing
from workflows.model.naming import Names, Says


@dataclass(frozen=True)
class RenameIn:
    """The names in one definition after a renaming; what is renamed may stand in another one (a board, say)."""

    model: type[BaseModel]
    kind: str
    old: str
    new: str

    def make(self, data: Data) -> str:
        found = list(mentions(self.model.model_validate(data)))
        for each in (m for m in found if not m.key):
            _write(data, each, self.kind, self.old, self.new)
        for each in (m for m in found if m.key):
            if _names(each, self.kind, self.old):
                holder, _ = holder_of(data, each.pointer)
                _rekey(holder, self.old, self.new)
        return ""


@dataclass(frozen=True)
class RenameKey:
    """One of a kind under another key, followed everywhere in its procedure."""

    kind: str
    old: str
    new: str
    keep: bool = False  # notes the old one under `formerly`: versions and rehearsals know it

    def make(self, procedure: Data) -> str:
        new = fitting(self.new)
        if self.old not in keys_of(procedure, self.kind):
            raise Refused("flow_nothing_there", name=self.old)
        if new == self.old:
            return f"{self.kind}:{self.old}"
        if new in keys_of(procedure, self.kind):
            raise Refused("flow_key_taken", key=new)
        RenameIn(Procedure, self.kind, self.old, new).make(procedure)
        if self.kind == STAGE:
            thing(procedure, STAGE, self.old)["id"] = new
        elif self.kind != GROUP:
            _rekey(procedure[HELD[self.kind]], self.old, new)
        self._note(procedure, new)
        return f"{self.kind}:{new}"

    def _note(self, procedure: Data, new: str) -> None:
        """Keeps the old key with the thing; one that it has again is no former one."""
        found = thing(procedure, self.kind, new) if self.kind != GROUP else {}
        if "zh" not in found:
            return
        kept = [k for k in found.get("formerly", []) if k != new]
        found["formerly"] = [*kept, *([self.old] if self.keep and self.old not in kept else [])]


@dataclass(frozen=True)
class Retitle:
    """A title in both languages; `follow`: the key of what nobody knows yet follows it."""

    kind: str
    key: str
    title: Any
    follow: bool = False

    def make(self, procedure: Data) -> str:
        found, title = thing(procedure, self.kind, self.key), Text.model_validate(self.title)
        found["zh"] = title.zh
        found.pop("en", None)
        if title.en:
            found["en"] = title.en
        others = set(keys_of(procedure, self.kind)) - {self.key}
        if not self.follow:
            return f"{self.kind}:{self.key}"
        return RenameKey(self.kind, self.key, key_for(title.zh, others)).make(procedure)


def mentioned(model: BaseModel, kind: str, key: str) -> list[Mention]:
    """Every place of a definition that speaks of one of a kind."""
    return [m for m in mentions(model) if _names(m, kind, key) or _said(m, kind, key, f"{key}_") != m.text]


def _names(mention: Mention, kind: str, key: str) -> bool:
    return isinstance(mention.meant, Names) and mention.meant.kind == kind and mention.name == key


def _write(data: Data, mention: Mention, kind: str, old: str, new: str) -> None:
    after = _said(mention, kind, old, new)
    if after != mention.text:
        holder, name = holder_of(data, mention.pointer)
        holder[int(name) if isinstance(holder, list) else name] = after


def _said(mention: Mention, kind: str, old: str, new: str) -> str:
    """The text of a place after the renaming."""
    meant = mention.meant
    if isinstance(meant, Names):
        if not _names(mention, kind, old):
            return mention.text
        return f"{meant.lead}{new}" + (")" if meant.lead.endswith("(") else "")
    change = renamed_in if isinstance(meant, Says) else renamed_in_sentence
    return change(mention.text, kind, old, new)


def _rekey(holder: Data, old: str, new: str) -> None:
    """Another key at the same place among the others."""
    kept = {(new if k == old else k): v for k, v in holder.items()}
    holder.clear()
    holder.update(kept)
