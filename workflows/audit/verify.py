"""Proof that no step of any case was changed, taken out, put in or moved, nor what was filled in when it was taken;
and that the case stands as its history says (`replay`, `compare`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.exc import NoResultFound
from sqlmodel import Session, col, select

from data.tables import Case, History, HistoryDetail
from forms.text import Message
from workflows.audit.chain import canonical, commitment, digest, link
from workflows.audit.compare import against
from workflows.audit.replay import replayed
from workflows.cases import filled
from workflows.cases.opened import main_of
from workflows.office import Office


@dataclass(frozen=True)
class Broken:
    """A place where a chain does not hold."""

    case_id: int
    step: int
    message: Message


def verify(office: Office, session: Session, case_id: int | None = None) -> tuple[int, list[Broken]]:
    """Follow the chains of all cases (or of one); the number of steps read and what is broken."""
    return follow(office, session) if case_id is None else follow(office, session, case_id - 1, case_id)


def follow(
    office: Office, session: Session, after: int = 0, until: int | None = None
) -> tuple[int, list[Broken]]:
    """The same for the cases whose id lies behind `after`, up to `until`."""
    steps = select(History, HistoryDetail).join(HistoryDetail, isouter=True).where(col(History.case_id) > after)
    cases = select(Case.id, Case.revision, Case.state).where(col(Case.id) > after)
    if until is not None:
        steps, cases = steps.where(col(History.case_id) <= until), cases.where(col(Case.id) <= until)
    heads = {i or 0: (revision, state) for i, revision, state in session.exec(cases)}
    counted, found = 0, list[Broken]()
    for case, rows in groupby(
        session.exec(steps.order_by(col(History.case_id), col(History.step)).execution_options(yield_per=1000)),
        key=lambda pair: pair[0].case_id,
    ):
        chain = list(rows)
        counted += len(chain)
        broken = [*_chain(case, chain, heads.pop(case, None)), *_contents(session, case, chain)]
        found += broken or _standing(office, session, case, chain)  # a history that does not hold proves nothing
        session.expunge_all()
    found += [Broken(case, 1, Message("audit.no_history")) for case in heads]
    return counted, found


def _chain(
    case: int, chain: Sequence[tuple[History, HistoryDetail | None]], head: tuple[int, str] | None
) -> Iterator[Broken]:
    before = ""
    for expected, (row, detail) in enumerate(chain, 1):
        for code in _step(row, detail, expected, before):
            yield Broken(case, row.step, Message(code, {"step": row.step, "expected": expected}))
        before = row.hash
    last = chain[-1][0]
    if head is None:
        yield Broken(case, last.step, Message("audit.no_case"))
    elif last.step != head[0] + 1:
        yield Broken(case, last.step, Message("audit.tail", {"step": last.step, "expected": head[0] + 1}))
    elif last.to_state != head[1]:
        yield Broken(case, last.step, Message("audit.state", {"step": last.step}))


def _contents(session: Session, case: int, chain: Sequence[tuple[History, HistoryDetail | None]]) -> Iterator[Broken]:
    """Frozen revisions that are not what their step was taken with; erased details can't tell any more."""
    for row, detail in chain:
        content = (detail.body or {}).get("content") if detail else None
        if content is None:
            continue
        if _content(session, case, row.revision or 0) != content:
            yield Broken(case, row.step, Message("audit.content", {"step": row.step}))


def _standing(
    office: Office, session: Session, case_id: int, chain: Sequence[tuple[History, HistoryDetail | None]]
) -> Iterator[Broken]:
    """What of a case is not as its history says."""
    case = session.get_one(Case, case_id)
    bundle = office.bundle(session, case.version_id)
    for step, message in against(session, office.files, bundle, case, replayed(session, bundle, chain)):
        yield Broken(case_id, step, message)


def _content(session: Session, case: int, revision: int) -> str | None:
    """The digest of a frozen revision; None when it is not there."""
    try:
        kept = filled.at(session, main_of(session, case), revision)
    except NoResultFound:
        return None
    return digest(canonical([kept.values, kept.answers]))


def _step(row: History, detail: HistoryDetail | None, expected: int, before: str) -> Iterator[str]:
    if row.step != expected:
        yield "audit.order"
    if row.previous != before:
        yield "audit.previous"
    if link(row) != row.hash:
        yield "audit.changed"
    if detail is None:
        yield "audit.no_detail"
    elif detail.body is not None and commitment(detail.salt, detail.body) != row.commitment:
        yield "audit.detail"
