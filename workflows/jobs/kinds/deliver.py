"""A message carried to the outside, on one channel."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from sqlmodel import Session

from data.tables import Delivery
from forms.text import Message
from workflows.jobs.kinds.base import Effect, JobKind, job_kind
from workflows.jobs.run import Run
from workflows.office import Office
from workflows.outbox import delivering
from workflows.outbox.channels import NotSent, registry
from workflows.outbox.service import enqueue

AWAY = timedelta(minutes=1)
"""How long nobody is asked again where nobody answers: waiting for an answer holds a worker up."""
log = logging.getLogger(__name__)


@job_kind
class Deliver(JobKind):
    """Payload: `delivery` and its `turn`. What did not go out is enqueued again by the delivery itself."""

    name: ClassVar[str] = "deliver"
    attempts: ClassVar[int] = 50  # workers that died over it

    def __init__(self) -> None:
        self._away: WeakKeyDictionary[Office, dict[str, datetime]] = WeakKeyDictionary()

    def run(self, run: Run) -> Effect:
        found = self._parcel(run)
        if found is None:
            return lambda session: {}
        channel, parcel = found
        away = self._away.setdefault(run.office, {})  # until when, as far as this process knows
        if run.clock() < (until := away.get(channel, run.clock())):
            return self._noted(run, lambda session, d: enqueue(session, d, until, run.clock()))
        try:
            registry[channel].send(run.office.outside, parcel, run.clock())
        except NotSent as error:
            if error.away:
                away[channel] = run.clock() + AWAY
            return self._failed(run, error.message)
        except Exception as error:
            code = f"E-{secrets.token_hex(3).upper()}"
            log.error("%s: delivery %s: %r", code, run.payload["delivery"], error, exc_info=error)
            return self._failed(run, Message("outbox.broken", {"code": code}))
        return self._noted(run, lambda session, d: delivering.sent(session, d, run.clock()))

    def _parcel(self, run: Run) -> tuple[str, Any] | None:
        with run.office.db.read() as session:
            delivery = delivering.wanted(session, run.payload)
            return (delivery.channel, delivering.parcel(session, delivery)) if delivery else None

    def _failed(self, run: Run, why: Message) -> Effect:
        return self._noted(run, lambda session, d: delivering.failed(session, d, why, run.clock()))

    @staticmethod
    def _noted(run: Run, note: Any) -> Effect:
        def effect(session: Session) -> Mapping[str, Any]:
            delivery: Delivery | None = delivering.wanted(session, run.payload, lock=True)
            if delivery is not None:
                note(session, delivery)
            return {}

        return effect
