"""A signed call of the address that the settings name; see `workflows.outbox.signing` for its receiver."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, ClassVar

import httpx

from data.tables import Person
from workflows.outbox.channels.base import Channel, NotSent, Parcel, channel
from workflows.outbox.outside import Outside
from workflows.outbox.signing import signed

PATIENCE = 10.0
"""Seconds to wait for an answer."""


@channel
class Webhook(Channel):
    """One POST per message and person; any answer from 200 to 299 says that it was taken."""

    name: ClassVar[str] = "webhook"

    def reaches(self, outside: Outside, person: Person) -> bool:
        return outside.hook is not None

    def send(self, outside: Outside, parcel: Parcel, now: datetime) -> None:
        if outside.hook is None:
            raise NotSent("outbox.no_way")
        body = json.dumps(told(outside, parcel), ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", **signed(outside.hook.secret, parcel.uid, body, now)}
        try:  # neither a proxy of the machine nor a redirection may carry it elsewhere
            with httpx.Client(timeout=PATIENCE, trust_env=False, follow_redirects=False) as client:
                answer = client.post(outside.hook.url, content=body, headers=headers)
        except (httpx.HTTPError, OSError) as error:
            said = str(error)[:200] or type(error).__name__
            raise NotSent("outbox.hook_unreachable", away=True, said=said) from error
        if not answer.is_success:
            raise NotSent("outbox.hook_refused", status=answer.status_code)


def told(outside: Outside, parcel: Parcel) -> dict[str, Any]:
    """What the body says."""
    return {
        "id": parcel.uid,
        "at": parcel.at.astimezone(UTC).isoformat(),
        "message": parcel.key,
        "person": {"login": parcel.login, "name": parcel.name, "language": parcel.language},
        "deputy": parcel.deputy,
        "case": {"id": parcel.case_id, "number": parcel.number, "link": outside.link(parcel.case_id)},
        "subject": {"zh": parcel.subject.zh, "en": parcel.subject.say("en")},
        "text": {"zh": parcel.text.zh, "en": parcel.text.say("en")},
    }
