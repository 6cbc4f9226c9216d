"""The page of policy texts: a document begun from its text, a later version of it, and who rests on which sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from forms.canonical import plain, pretty
from forms.definition import Source
from forms.design import key_for
from forms.design.refusing import Refused
from forms.design.tree import Data
from forms.policy import PolicyText, basis_of, begun, cut, passages, revised
from forms.reading import parsed
from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.checks.rules.sentences import bases
from workflows.checks.texts import MODELS
from workflows.designing.known import drafts
from workflows.editing import may_define, not_admin, parts, put_draft
from workflows.engine.types import Actor, Refusal
from workflows.office import Office

POLICY = "policy"


@dataclass(frozen=True)
class Head:
    """What is known of a document beside its text; `from` is the day from which it holds, "" where nobody says."""

    title: str
    number: str = ""
    issuer: str = ""
    valid_from: str = ""
    valid_until: str = ""
    source: str = ""
    licence: str = ""

    @property
    def data(self) -> dict[str, str]:
        """As a definition holds it."""
        held = {"number": self.number, "issuer": self.issuer, "from": self.valid_from, "until": self.valid_until,
                "source": self.source, "licence": self.licence}  # fmt: skip
        return {k: v.strip() for k, v in held.items() if v.strip()}


@dataclass(frozen=True)
class PolicyUse:
    """A definition, and how often it rests on each sentence of a document, by its number or by its clause."""

    part: str
    title: Text
    numbers: Mapping[str, int]


@dataclass(frozen=True)
class Revise:
    """A later version of a document that holds from a day on: see `forms.policy.revised`."""

    text: str
    day: date
    number: str = ""
    note: str = ""

    def make(self, data: Data) -> str:
        before = PolicyText.model_validate(data)
        last = max((d for d in (before.valid_from, *(v.valid_from for v in before.versions)) if d), default="")
        if self.day.isoformat() <= last:
            raise Refused("policy.early", day=last)
        made = revised(before, cut(self.text), self.day)
        if [s["id"] for s in made if not s.get("until")] == [s.id for s in before.sentences if not s.valid_until]:
            raise Refused("policy.same")
        version = {"from": self.day.isoformat(), "number": self.number.strip(), "note": self.note.strip()}
        data.setdefault("versions", []).append({k: v for k, v in version.items() if v})
        data["sentences"] = made
        return ""


def begin_policy(office: Office, actor: Actor, head: Head, text: str, now: datetime) -> str | Refusal:
    """A new document cut from its text, as a draft; the name of the part."""
    if not may_define(actor):
        return not_admin()
    if not head.title.strip():
        return Refusal(Message("policy_title_needed"), guard="design")
    sentences = begun(cut(text))
    if not sentences:
        return Refusal(Message("policy.empty"), guard="design")
    used = {p.name.partition("/")[2] for p in parts(office, actor)}
    key = key_for(head.title.strip(), used)
    made = {"format": 1, "kind": POLICY, "id": key, "title": head.title.strip(), **head.data, "sentences": sentences}
    PolicyText.model_validate(made)
    with office.db.write() as session:
        put_draft(office, session, actor.id, f"{POLICY}/{key}", pretty(made) + "\n", now)
    return f"{POLICY}/{key}"


def uses_of_policy(office: Office, actor: Actor, policy: PolicyText) -> list[PolicyUse]:
    """Every definition that rests on the document, in what is published and what the person drafts."""
    if not may_define(actor):
        return []
    with office.db.read() as session:
        bundles = [office.newest(session, p) for p in office.procedures(session)]
    held: dict[str, BaseModel] = {n: m for b in bundles if b is not None for n, m in _holders(b)}
    read = {n: parsed(MODELS[n.partition("/")[0]], x).model for n, x in drafts(office, actor).items()}
    held |= {n: m for n, m in read.items() if m is not None}
    found = [_use(name, model, policy) for name, model in held.items()]
    return [use for use in found if use is not None]


def _holders(bundle: Bundle) -> Iterator[tuple[str, BaseModel]]:
    yield f"procedure/{bundle.procedure.id}", bundle.procedure
    yield from ((f"form/{k}", form) for k, form in bundle.forms.items())
    yield from ((f"list/{k}", each) for k, each in bundle.lists.items())
    yield from ((f"register/{k}", r) for k, r in bundle.procedure.registers.items() if r.is_shared)


def _use(name: str, model: Any, policy: PolicyText) -> PolicyUse | None:
    sources: Mapping[str, Source] = getattr(model, "sources", {})
    mine = {key for key, source in sources.items() if source.policy == policy.id}
    if not mine:
        return None
    read = [basis_of(text) for _, text in bases(plain(model))]
    counted = Counter(s.id for basis in read if basis.source in mine for s in passages(policy, basis))
    title = getattr(model, "called", None) or model.title
    return PolicyUse(name, title, dict(counted))
