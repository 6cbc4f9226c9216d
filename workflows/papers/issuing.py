"""Issuing, reissuing and voiding papers: one transaction each, on record in the history of the case.

A paper is made before the transaction begins, with the number that would come next, and made again inside only where
somebody was quicker: writers do not wait for each other's pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from data.queries.series import next_number
from data.tables import IssuedPaper, Series, StoredFile, Version
from forms.paper.refused import PaperRefused
from forms.text import Message
from workflows.audit.chain import digest
from workflows.cases.once import Done, Refused, once
from workflows.cases.opened import Opened, no_such_case, opened
from workflows.cases.taking import carry_out
from workflows.engine.numbering import paper_number, paper_series
from workflows.engine.staying import stays
from workflows.engine.types import Action, Actor, Refusal
from workflows.messages import say
from workflows.model.papers import Paper
from workflows.office import Office
from workflows.papers.making import Made, make, shows, void
from workflows.papers.may import against, role_of
from workflows.papers.parts import Wanted

ISSUE, REISSUE, VOID = "paper_issue", "paper_reissue", "paper_void"
"""What the history calls it."""
LONGEST = 500
"""Characters of a reason."""


@dataclass(frozen=True)
class Order:
    """What is wanted: a paper of the procedure, or another in the place of one that was issued, and why."""

    paper: str
    key: str  # of the attempt: the same again is the same paper
    replaces: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class _Ready:
    """A paper made beforehand, with the number and for the state of the case that it was made for."""

    made: Made
    number: str
    revision: int


def issue(office: Office, actor: Actor, case_id: int, order: Order, now: datetime) -> int | Refusal:
    """Issue a paper and give its id, or say why not. The same key again gives the same paper."""
    request = request_of(actor, case_id, order)
    known = _known(office, request)
    if known is not None:
        return known
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        ready = no_such_case() if found is None else _ready(found, order)
    if isinstance(ready, Refusal):
        return ready

    def work(session: Session) -> Done | Refusal:
        again = opened(office, session, case_id, actor, now, lock=True)
        if again is None:
            return no_such_case()
        issued(again, order, request, now, ready)
        return Done(case_id, again.case.number, again.case.state)

    done = once(office, actor, request, now, work)
    return done if isinstance(done, Refusal) else _known(office, request) or 0


def request_of(actor: Actor, case_id: int, order: Order) -> str:
    """By whose request a paper is issued, once."""
    return digest(f"{actor.id}/{case_id}/{order.paper}/{order.replaces}/{order.key}")


def _known(office: Office, request: str) -> int | None:
    with office.db.read() as session:
        return session.exec(select(IssuedPaper.id).where(IssuedPaper.request == request)).first()


def issued(found: Opened, order: Order, request: str, now: datetime, ready: _Ready | None = None) -> IssuedPaper:
    """The same in the caller's transaction; raises `Refused`."""
    before = _before(found, order)
    refused = _refused(found, order, before)
    if refused is not None:
        raise Refused(refused)
    paper = found.bundle.procedure.papers[order.paper]
    number = _number(found, paper, now)
    fits = ready is not None and (ready.number, ready.revision) == (number, found.case.revision)
    made = ready.made if ready is not None and fits else _made(found, paper, number, before)
    row = _row(found, order, request, number, made, before, now)
    found.session.add(row)
    found.session.flush()
    told = _told(row, before, order.reason)
    if before is not None:
        _void(found, before, order.reason, now)
    _record(found, REISSUE if before is not None else ISSUE, role_of(found, order.paper), told, now)
    return row


def revoke(office: Office, actor: Actor, paper_id: int, reason: str, key: str, now: datetime) -> Refusal | None:
    """Void a paper for a reason: it keeps its number, and says 作废 on every page from now on."""

    def work(session: Session) -> Done | Refusal:
        row = session.get(IssuedPaper, paper_id)
        found = opened(office, session, row.case_id, actor, now, lock=True) if row is not None else None
        if row is None or found is None:
            return no_such_case()
        refused = _against_voiding(found, row, reason)
        if refused is not None:
            return refused
        _void(found, row, reason.strip(), now)
        _record(found, VOID, role_of(found, row.paper), _told(row, None, reason.strip()), now)
        return Done(found.id, found.case.number, found.case.state)

    done = once(office, actor, f"paper-void/{paper_id}/{key}", now, work)
    return done if isinstance(done, Refusal) else None


def preview(office: Office, actor: Actor, case_id: int, paper: str, now: datetime) -> Made | Refusal:
    """The paper as it would be issued now, nothing is kept, and no number taken."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        if found is None:
            return no_such_case()
        refused = against(found, paper, again=True)
        if refused is not None:
            return refused
        return _previewed(found, found.bundle.procedure.papers[paper])


def _previewed(found: Opened, paper: Paper) -> Made | Refusal:
    """With a sign in the place of the number, and a word across every page that says what it is."""
    about = (found.case.district, found.case.campaign_id, found.situation.today)
    number = paper_number(paper.number, *about, "×") if paper.number is not None else ""
    try:
        return make(Wanted(found, paper, number), say(Message("paper_preview")))
    except PaperRefused as refused:
        return Refusal(refused.message, guard="template")


def _ready(found: Opened, order: Order) -> _Ready | Refusal:
    before = _before(found, order)
    refused = _refused(found, order, before)
    if refused is not None:
        return refused
    paper = found.bundle.procedure.papers[order.paper]
    number = _number_to_come(found, paper)
    made = _tried(found, paper, number, before)
    return made if isinstance(made, Refusal) else _Ready(made, number, found.case.revision)


def _refused(found: Opened, order: Order, before: IssuedPaper | None) -> Refusal | None:
    if order.replaces is not None and (before is None or before.voided_at is not None):
        return Refusal(Message("paper_gone"), guard="once")
    if order.replaces is not None and not order.reason.strip():
        return Refusal(Message("paper_no_reason"), guard="given")
    if len(order.reason) > LONGEST:
        return Refusal(Message("paper_long_reason", {"limit": LONGEST}), guard="given")
    return against(found, order.paper, again=before is not None)


def _against_voiding(found: Opened, row: IssuedPaper, reason: str) -> Refusal | None:
    if row.voided_at is not None:
        return Refusal(Message("paper_gone"), guard="once")
    if not reason.strip() or len(reason) > LONGEST:
        code = "paper_long_reason" if reason.strip() else "paper_no_reason"
        return Refusal(Message(code, {"limit": LONGEST}), guard="given")
    return against(found, row.paper, again=True)


def _before(found: Opened, order: Order) -> IssuedPaper | None:
    row = found.session.get(IssuedPaper, order.replaces) if order.replaces is not None else None
    return row if row is not None and (row.case_id, row.paper) == (found.id, order.paper) else None


def _number(found: Opened, paper: Paper, now: datetime) -> str:
    """The next 文号 of its series, taken; "" for a paper without one."""
    if paper.number is None:
        return ""
    about = (found.case.district, found.case.campaign_id, found.office.today(now))
    return paper_number(paper.number, *about, next_number(found.session, paper_series(paper.number, *about)))


def _number_to_come(found: Opened, paper: Paper) -> str:
    if paper.number is None:
        return ""
    about = (found.case.district, found.case.campaign_id, found.situation.today)
    last = found.session.get(Series, paper_series(paper.number, *about))
    return paper_number(paper.number, *about, (last.last if last else 0) + 1)


def _made(found: Opened, paper: Paper, number: str, before: IssuedPaper | None) -> Made:
    made = _tried(found, paper, number, before)
    if isinstance(made, Refusal):
        raise Refused(made)
    return made


def _tried(found: Opened, paper: Paper, number: str, before: IssuedPaper | None) -> Made | Refusal:
    replaces = (before.number or before.title, before.issued_on) if before is not None else None
    try:
        return make(Wanted(found, paper, number, replaces))
    except PaperRefused as refused:
        return Refusal(refused.message, guard="template")


def _row(
    found: Opened, order: Order, request: str, number: str, made: Made, before: IssuedPaper | None, now: datetime
) -> IssuedPaper:
    bundle = found.bundle
    paper = bundle.procedure.papers[order.paper]
    version, shown = found.session.get_one(Version, found.case.version_id), shows(found, paper)
    name = number or f"{paper.zh} {found.case.number or found.id}"
    return IssuedPaper(
        case_id=found.id, version_id=found.case.version_id, paper=order.paper, title=paper.zh,
        template=version.parts[f"paper/{paper.template}"], number=number or None, issued_at=now,
        issued_on=found.office.today(now), issued_by=found.situation.actor.id, request=request,
        groups=sorted(shown.groups), closed=shown.closed,
        docx=_stored(found, made.docx, "docx", name, now),
        pdf=_stored(found, made.pdf, "pdf", name, now) if made.pdf else None,
        replaces_id=before.id if before is not None else None,
    )  # fmt: skip


def _stored(found: Opened, content: bytes, kind: str, name: str, now: datetime) -> str:
    """A file of a paper, by its hash; whoever may have the paper may have it, and nobody else."""
    key = found.office.files.put(content)
    if found.session.get(StoredFile, key) is None:
        found.session.add(StoredFile(
            hash=key, size=len(content), kind=kind, name=f"{name}.{kind}", stored_at=now,
            stored_by=found.situation.actor.id,
        ))  # fmt: skip
        found.session.flush()
    return key


def _void(found: Opened, row: IssuedPaper, reason: str, now: datetime) -> None:
    made = void(found.office, found.office.files.get(row.docx), row.title)
    name = f"{row.number or row.title}"
    row.voided_at, row.voided_by, row.void_reason = now, found.situation.actor.id, reason
    row.void_docx = _stored(found, made.docx, "docx", name, now)
    row.void_pdf = _stored(found, made.pdf, "pdf", name, now) if made.pdf else None
    found.session.add(row)


def _told(row: IssuedPaper, before: IssuedPaper | None, reason: str) -> dict[str, Any]:
    """What the history keeps: which paper, with which number and which files."""
    return {
        "id": row.id, "paper": row.paper, "title": row.title, "number": row.number, "docx": row.docx, "pdf": row.pdf,
        "replaces": before.number if before is not None else None, "reason": reason,
        "replaces_id": before.id if before is not None else None,
    }  # fmt: skip


def _record(found: Opened, verb: str, role: str, told: dict[str, Any], now: datetime) -> None:
    action = Action(found.situation.actor, "", found.facts.revision, "", verb=verb)
    carry_out(found, stays(found.situation, action, role, details={"paper": told}), now)
