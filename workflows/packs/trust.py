"""Whose packages are taken: one's own, and those of offices whose fingerprint an administrator has compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from data.tables import Person, TrustedSigner
from forms.chars import one_line
from forms.text import Message
from workflows import signing
from workflows.editing import may_define, not_admin
from workflows.engine.types import Actor, Refusal
from workflows.office import Office

LONGEST_NAME = 80


@dataclass(frozen=True)
class Signer:
    """An office that signs packages; `mine` is this one."""

    key: str
    name: str
    mine: bool = False
    confirmed_at: datetime | None = None
    by: str = ""

    @property
    def fingerprint(self) -> str:
        return signing.fingerprint(self.key)


def my_key(office: Office) -> signing.Key:
    """The key of this office: beside its database."""
    return signing.Key(office.folder)


def known(office: Office, key: str) -> Signer | None:
    """Whose a public key is; None for one that nobody has confirmed here."""
    if key == my_key(office).public:
        return Signer(key, "", mine=True)
    return next((s for s in trusted(office) if s.key == key), None)


def trusted(office: Office) -> list[Signer]:
    """Every signer that was confirmed, the last first."""
    with office.db.read() as session:
        rows = session.exec(
            select(TrustedSigner, Person.name).join(Person, isouter=True).order_by(col(TrustedSigner.id).desc())
        )
        return [Signer(s.key, s.name, False, s.confirmed_at, by or "") for s, by in rows]


def confirm(office: Office, actor: Actor, key: str, name: str, told: str, now: datetime) -> Refusal | None:
    """Trusts a signer from now on, if the fingerprint that its office has told is the one of the key."""
    if not may_define(actor):
        return not_admin()
    if not signing.same(told, signing.fingerprint(key)):
        return Refusal(Message("pack.other_fingerprint"), guard="fingerprint")
    with office.db.write() as session:
        if _row(session, key) is None:
            who = actor.id if session.get(Person, actor.id) else None  # whoever sits at the machine is nobody here
            called = one_line(name)[:LONGEST_NAME]
            session.add(TrustedSigner(key=key, name=called, confirmed_at=now, confirmed_by=who))
    return None


def distrust(office: Office, actor: Actor, key: str) -> Refusal | None:
    """Nothing more is taken from a signer; what was taken stays."""
    if not may_define(actor):
        return not_admin()
    with office.db.write() as session:
        row = _row(session, key)
        if row is not None:
            session.delete(row)
    return None


def _row(session: Session, key: str) -> TrustedSigner | None:
    return session.exec(select(TrustedSigner).where(TrustedSigner.key == key)).first()
