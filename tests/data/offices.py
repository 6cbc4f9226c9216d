"""A small office at data level: who, what and where that cases must refer to."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session, select

from data.queries.search import writing
from data.queries.search.pieces import CASES, ENTRIES, OF, Document, Piece
from data.tables import (
    AudienceToken,
    Campaign,
    Case,
    Entry,
    Organisation,
    Person,
    Submission,
    SubmissionValues,
    Version,
)

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
DAY = date(2026, 3, 2)


def found(session: Session) -> None:
    """Organisation 1, person 1, version 1 and campaign 1."""
    session.add(Organisation(id=1, name="市局", district="500000"))
    session.flush()
    session.add(Person(id=1, login="a", name="甲", organisation_id=1, created_at=NOW))
    session.flush()
    session.add(Version(id=1, procedure="p", number=1, title="事项", parts={}, published_at=NOW))
    session.add(Campaign(id=1, procedure="p", title="批次", opens=DAY, closes=DAY))
    session.flush()


def case(session: Session, **given: Any) -> Case:
    """A case, stored, with whatever is given."""
    usual = {
        "procedure": "p", "version_id": 1, "state": "draft", "stage": "fill", "title": "题", "organisation_id": 1,
        "district": "500103", "opened_at": NOW, "opened_by": 1, "changed_at": NOW,
    }  # fmt: skip
    made = Case(**(usual | given))
    session.add(made)
    session.flush()
    return made


def told(session: Session, of: Case | Entry, group: str, *texts: str, tier: str = "text", path: str = "x") -> None:
    """What a search finds of a case or entry in one of its groups, beside what it finds already."""
    kind = CASES if isinstance(of, Case) else ENTRIES
    session.flush()
    reads = select(AudienceToken.token).where(AudienceToken.audience_id == of.audience_id)
    readers = session.exec(reads.where(AudienceToken.group == group))
    name = of.procedure if isinstance(of, Case) else of.register_id
    pieces = tuple(Piece(tier, "main", path, "", t) for t in texts)
    part = f"main/{group}{tier}{path}"
    document = Document(part, group, frozenset({f"{OF}{name}", *readers}), pieces)
    writing.replace(session, kind, of.id or 0, [document], {part})


def entry(session: Session, **given: Any) -> Entry:
    usual = {"register_id": "r", "key": "k", "title": "题", "body": {}, "since": DAY, "version_id": 1, "added_at": NOW}
    made = Entry(**(usual | given))
    session.add(made)
    session.flush()
    return made


def submission(session: Session, of: Case) -> Submission:
    assert of.id is not None
    made = Submission(case_id=of.id, use="main", form="f", saved_at=NOW, saved_by=1)
    session.add(made)
    session.flush()
    session.add(SubmissionValues(submission_id=made.id, revision=1, body={"联系人": "张三"}))
    session.flush()
    return made
