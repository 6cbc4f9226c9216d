"""How a webhook is signed, and how its receiver can tell that it is ours, fresh, and not seen before.

Each call carries three headers:

    X-Sandbox-Id           the id of the message: the same however often it is sent
    X-Sandbox-Timestamp    when it was sent: seconds since 1970, UTC
    X-Sandbox-Signature    v1=<hex of HMAC-SHA256(secret, "<id>.<timestamp>.<body>")>

The receiver works the signature out over the bytes of the body as they came, compares in constant time, refuses what
is older or younger than `TOLERANCE`, and takes an id that it has taken before for the same message (answering 200).
The id and the moment are signed with the body, so none of them can be put to another.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal

ID, TIMESTAMP, SIGNATURE = "X-Sandbox-Id", "X-Sandbox-Timestamp", "X-Sandbox-Signature"
TOLERANCE = timedelta(minutes=5)
Verdict = Literal["new", "seen", "forged", "old"]


def signed(secret: str, uid: str, body: bytes, now: datetime) -> dict[str, str]:
    """The headers of one call."""
    moment = str(int(now.astimezone(UTC).timestamp()))
    return {ID: uid, TIMESTAMP: moment, SIGNATURE: f"v1={_made(secret, uid, moment, body)}"}


def verdict(
    secret: str, headers: Mapping[str, str], body: bytes, now: datetime, seen: Callable[[str], bool]
) -> Verdict:
    """What a receiver makes of a call; `seen` tells whether it took the id before. For tests, and to be copied."""
    uid, moment, given = (headers.get(name, "") for name in (ID, TIMESTAMP, SIGNATURE))
    if not hmac.compare_digest(given.encode(), f"v1={_made(secret, uid, moment, body)}".encode()):
        return "forged"
    if not moment.isdecimal() or abs(now.timestamp() - int(moment)) > TOLERANCE.total_seconds():
        return "old"
    return "seen" if seen(uid) else "new"


def _made(secret: str, uid: str, moment: str, body: bytes) -> str:
    return hmac.new(secret.encode(), f"{uid}.{moment}.".encode() + body, hashlib.sha256).hexdigest()
