"""A draft looked at together with what belongs to it: what publishing would find and make, and publishing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlmodel import Session

from data.tables import Version
from forms.decision import DecisionTable
from forms.definition import Form
from forms.text import Message
from workflows.bundle import Bundle, read_texts
from workflows.checks.texts import PROCEDURE, PartFinding, check_text, check_texts
from workflows.draft_steps import forget, made_with
from workflows.editing import draft_of, drafts_of, may_define, not_admin
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.publishing import UNUSED, Publication, as_looked_at, concerned, planned, preview, publish, users_of
from workflows.rehearsal import approving


@dataclass(frozen=True)
class Checked:
    """What is wrong with a text, what publishing it would make, and what it can be looked at with.

    What no procedure uses yet hinders publishing and is no mistake: among `findings` it is a remark.
    """

    findings: tuple[PartFinding, ...]
    publication: Publication
    along: tuple[str, ...]  # the person's other drafts that are published with it, because they belong together
    bundle: Bundle | None  # the procedure it belongs to, with it in place; None while something hinders that
    model: Any  # the text itself as what it is; None while it cannot be read

    @property
    def errors(self) -> int:
        return sum(f.blocks for f in self.findings)

    @property
    def hindered(self) -> bool:
        """Whether it cannot be published as it is: for its mistakes, or because nothing uses it."""
        return any(f.blocks for f in (*self.findings, *self.publication.findings))

    @property
    def waits(self) -> bool:
        """Whether nothing else is against publishing it than that no procedure uses it."""
        return self.hindered and not self.errors

    @property
    def form(self) -> Form | None:
        """The form itself, for a form; with its shared sections where it could be put together."""
        if not isinstance(self.model, Form):
            return None
        return self.bundle.forms.get(self.model.id, self.model) if self.bundle is not None else self.model

    @property
    def decisions(self) -> Mapping[str, DecisionTable]:
        """The decision tables of the text."""
        return getattr(self.model, "decisions", {})


def check(office: Office, actor: Actor, name: str, text: str, now: datetime | None = None) -> Checked:
    """What publishing the text would find; the person's other drafts that belong to it are taken along."""
    texts = _together(office, actor, name, text)
    publication = preview(office, texts, now)
    findings = publication.findings
    with office.db.read() as session:
        on = office.today(now) if now is not None else None
        bundle = None if any(f.blocks for f in findings) else _in_place(office, session, publication, texts, on)
    model = check_text(name, text)[0].model
    findings = tuple(_waiting(f) if f.finding.code == UNUSED else f for f in findings)
    return Checked(findings, publication, tuple(n for n in texts if n != name), bundle, model)


def _waiting(found: PartFinding) -> PartFinding:
    """What was begun and is not used yet, as a remark."""
    return replace(found, finding=replace(found.finding, level="info"))


def publish_part(office: Office, actor: Actor, name: str, text: str, note: str, now: datetime) -> Publication | Refusal:
    """Publishes a text, with new versions of every procedure that uses it; the drafts that went in are done with."""
    if not may_define(actor):
        return not_admin()
    texts = _together(office, actor, name, text)
    made = release(office, texts, note, actor.id, now, partial(approving.against, office, actor))
    if made and not isinstance(made, Refusal):
        with office.db.write() as session:
            for part in texts:
                if draft := draft_of(session, actor.id, part):
                    session.delete(draft)
                forget(session, actor.id, part)
    return made


Against = Callable[[str, Mapping[str, str]], Refusal | None]
"""What the approved rehearsals of a procedure have against its texts."""


def release(
    office: Office, texts: Mapping[str, str], note: str, by: int | None, now: datetime, against: Against,
    along: Callable[[Session], None] | None = None,
) -> Publication | Refusal:  # fmt: skip
    """Publishes texts as every path does: sound by all checks, rehearsed as approved, with a note of what changed.

    Texts that are published already need none of that: they come out under the number that they have. `along` is done
    in the same transaction (see `publish`).
    """
    foreseen = preview(office, texts)
    if not any(v.new for v in foreseen.versions):
        return publish(office, texts, "", by, now, along)
    if not note.strip():
        return Refusal(Message("note_needed", {}))
    seen = planned(office, texts)
    for procedure, every in seen.items():
        refusal = against(procedure, every)
        if refusal is not None:
            return refusal
    made = publish(office, texts, note.strip(), by, now, along, seen)
    wipe_copies(office, made)
    return made


def wipe_copies(office: Office, made: Publication) -> None:
    """What was tried out in practice copies is published now."""
    from workflows.copies import wipe_published  # which looks at drafts itself

    wipe_published(office, [v.procedure for v in made.versions if v.new])


def drafted(office: Office, actor: Actor, name: str, text: str) -> dict[str, dict[str, str]]:
    """All texts of each procedure that a text belongs to, with it and the person's drafts in their places."""
    return planned(office, _together(office, actor, name, text))


def around(office: Office, actor: Actor, name: str, text: str) -> dict[str, dict[str, str]]:
    """All texts of each procedure that a text belongs to, also while something hinders publishing.

    Drafts that cannot be read are left out. Templates are as the person drafts them.
    """
    texts = _together(office, actor, name, text)
    found = concerned(office, {n: t for n, t in texts.items() if check_text(n, t)[0].model is not None})
    with office.db.read() as session:
        papers = {n: t for n, t in drafts_of(session, actor.id).items() if n.startswith("paper/")}
    return {p: {part: papers.get(part, text) for part, text in parts.items()} for p, parts in found.items()}


def _together(office: Office, actor: Actor, name: str, text: str) -> dict[str, str]:
    """The text with the person's drafts of what uses it and of what it uses: they make sense only together."""
    with office.db.read() as session:
        drafts = {**drafts_of(session, actor.id), name: text}
        used = {f"{PROCEDURE}/{p}" for p in users_of(session, [name])}
        together = made_with(session, actor.id, name)
    texts = {name: text, **{n: t for n, t in drafts.items() if n in together}}
    upwards = () if name.startswith(f"{PROCEDURE}/") else (
        "list", "section", "form", "register", "statistics", "board", PROCEDURE
    )  # fmt: skip
    for kind in upwards:
        texts |= {n: t for n, t in _of(kind, drafts) if n in used or any(_mentions(t, part) for part in texts)}
    for kind in ("form", "section", "register", "statistics", "board", "list", "policy"):  # and down again
        texts |= {n: t for n, t in _of(kind, drafts) if any(_mentions(around, n) for around in texts.values())}
    return texts


def _of(kind: str, drafts: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(n, t) for n, t in drafts.items() if n.startswith(f"{kind}/")]


def _mentions(text: str, part: str) -> bool:
    return f'"{part.partition("/")[2]}"' in text


def _in_place(
    office: Office, session: Session, publication: Publication, texts: Mapping[str, str], on: date | None
) -> Bundle | None:
    """The first procedure concerned, with the texts in their places."""
    parts = {n: t for n, t in texts.items() if not n.startswith(f"{PROCEDURE}/")}
    for made in publication.versions:
        latest = office.newest(session, made.procedure)
        version = session.get(Version, latest.version_id) if latest else None
        before = read_texts(session, version) if version else {}
        own = texts.get(f"{PROCEDURE}/{made.procedure}")
        whole = {**before, **parts, **({PROCEDURE: own} if own else {})}
        bundle, _ = check_texts({part: whole[part] for part in sorted(whole, key=as_looked_at)}, on)
        if bundle:
            return bundle
    return None
