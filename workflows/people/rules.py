"""What the services of this room answer with, and who may ask them."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from data.queries.dialect import hold
from forms.text import Message
from workflows.engine.types import Actor, Refusal
from workflows.office import ADMIN, holds


class Refused(Exception):
    """Raised inside a transaction, so that nothing of it stays; the services turn it into its `Refusal`."""

    def __init__(self, code: str, /, **data: Any) -> None:
        super().__init__(code)
        self.refusal = Refusal(Message(code, data), guard="people")


def only_admin(session: Session, by: Actor) -> None:
    """Raises `Refused` for anybody but an administrator; administrators take turns, so that what they read holds."""
    if not holds(by, ADMIN):
        raise Refused("people.not_admin")
    hold(session, "people")
