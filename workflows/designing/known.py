"""What the designer knows beside the form: code lists to choose from, where look-ups may look, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel
from sqlmodel import Session

from forms.checks import check_form, check_list, check_section
from forms.definition import CodeList, Form
from forms.policy import PolicyText
from forms.policy.checks import check_policy
from forms.reading import parsed
from forms.sharing import SharedSection
from forms.text import Text
from workflows.checks.texts import PartFinding
from workflows.editing import drafts_of
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.releasing import Checked, check

LIST, POLICY, SECTION = "list", "policy", "section"
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Known:
    """What a form may name: code lists, policy texts and shared sections by id, registers and procedures by address."""

    lists: Mapping[str, CodeList]
    sources: Mapping[str, Text]
    policies: Mapping[str, PolicyText]
    sections: Mapping[str, SharedSection]


@dataclass(frozen=True)
class Looked:
    """A draft as it was looked at: what publishing would find and make, and every finding in the order of weight."""

    checked: Checked
    findings: tuple[PartFinding, ...]


def known(office: Office, actor: Actor) -> Known:
    """Everything published and everything the person drafts."""
    lists: dict[str, CodeList] = {}
    sources: dict[str, Text] = {}
    policies: dict[str, PolicyText] = {}
    sections: dict[str, SharedSection] = {}
    with office.db.read() as session:
        for procedure in office.procedures(session):
            bundle = office.newest(session, procedure)
            if bundle is not None:
                lists |= bundle.lists
                policies |= bundle.policies
                sections |= bundle.sections
                sources[f"procedure/{procedure}"] = bundle.procedure.title
                sources |= {f"register/{k}": r.called for k, r in bundle.procedure.registers.items()}
        lists |= _drafted(session, actor.id, LIST, CodeList)
        policies |= _drafted(session, actor.id, POLICY, PolicyText)
        sections |= _drafted(session, actor.id, SECTION, SharedSection)
    ordered = dict(sorted(sources.items(), reverse=True))
    return Known(dict(sorted(lists.items())), ordered, dict(sorted(policies.items())), dict(sorted(sections.items())))


def drafts(office: Office, actor: Actor) -> Mapping[str, str]:
    """Everything that the person drafts, by name."""
    with office.db.read() as session:
        return drafts_of(session, actor.id)


def _drafted(session: Session, person: int, kind: str, model: type[M]) -> dict[str, M]:
    drafts = {n: t for n, t in drafts_of(session, person).items() if n.startswith(f"{kind}/")}
    read = {n.partition("/")[2]: parsed(model, t).model for n, t in drafts.items()}
    return {name: model for name, model in read.items() if model is not None}


def looked_at(
    office: Office, actor: Actor, name: str, text: str, lists: Mapping[str, CodeList], now: datetime,
    sections: Mapping[str, SharedSection] | None = None,
) -> Looked:  # fmt: skip
    """What is wrong with a draft. One that no procedure uses yet (a form, list, policy text) is looked at by itself."""
    checked = check(office, actor, name, text, now)
    found = list(checked.findings)
    if not checked.publication.versions:
        found += [f for f in _alone(name, text, lists, sections or {}) if f not in found]
    return Looked(checked, tuple(sorted(found, key=lambda f: (not f.blocks, f.part != name))))


def _alone(
    name: str, text: str, lists: Mapping[str, CodeList], sections: Mapping[str, SharedSection]
) -> list[PartFinding]:
    if name.startswith(f"{LIST}/"):
        listed = parsed(CodeList, text)
        found = check_list(listed.model, listed.positions) if listed.model else []
    elif name.startswith(f"{POLICY}/"):
        policy = parsed(PolicyText, text)
        found = check_policy(policy.model, policy.positions) if policy.model else []
    elif name.startswith("form/"):
        read = parsed(Form, text)
        found = check_form(read.model, lists, read.positions, sections) if read.model else []
    elif name.startswith(f"{SECTION}/"):
        shared = parsed(SharedSection, text)
        found = check_section(shared.model, lists, shared.positions) if shared.model else []
    else:
        found = []
    return [PartFinding(name, f) for f in found]
