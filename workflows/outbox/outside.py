"""The ways out of the office: a mail server, and an address that is called. Without them nothing leaves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

SECURITY = ("tls", "starttls", "none")
_PORTS = {"tls": "465", "starttls": "587", "none": "25"}
SHORTEST_SECRET = 16


@dataclass(frozen=True)
class MailServer:
    """An SMTP server. `security` is tls (from the first byte), starttls, or none (a relay beside the program)."""

    host: str
    port: int
    sender: str
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    authorities: str = ""  # file of certificates to trust; "": those of the system


@dataclass(frozen=True)
class Hook:
    """An address that gets every message as signed JSON."""

    url: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Outside:
    """What there is of both; `url` is the address that people use of the office itself."""

    mail: MailServer | None = None
    hook: Hook | None = None
    url: str = ""

    def link(self, case_id: int | None) -> str:
        """Where a case is opened; "" for an office whose address is not known."""
        return f"{self.url}/case?case={case_id}" if self.url and case_id else ""


def read_outside(environment: Mapping[str, str], url: str) -> Outside:
    """SANDBOX_SMTP_HOST, _PORT, _SECURITY, _USER, _PASSWORD, _FROM, _CA; SANDBOX_WEBHOOK_URL, _SECRET."""
    return Outside(_mail(environment), _hook(environment), url)


def _mail(environment: Mapping[str, str]) -> MailServer | None:
    given = {n: environment.get(f"SANDBOX_SMTP_{n}", "") for n in ("HOST", "PORT", "FROM", "SECURITY", "USER", "CA")}
    if not given["HOST"]:
        return None
    security = given["SECURITY"] or "starttls"
    if security not in SECURITY:
        raise ValueError(f"SANDBOX_SMTP_SECURITY is one of {', '.join(SECURITY)}, not {security}")
    port = given["PORT"] or _PORTS[security]
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise ValueError(f"SANDBOX_SMTP_PORT is a number, not {port}")
    if "@" not in given["FROM"]:
        raise ValueError("SANDBOX_SMTP_FROM is the address that mails come from, such as desk@example.org")
    return MailServer(
        given["HOST"], int(port), given["FROM"], security, given["USER"],
        environment.get("SANDBOX_SMTP_PASSWORD", ""), given["CA"],
    )  # fmt: skip


def _hook(environment: Mapping[str, str]) -> Hook | None:
    url, secret = environment.get("SANDBOX_WEBHOOK_URL", ""), environment.get("SANDBOX_WEBHOOK_SECRET", "")
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"SANDBOX_WEBHOOK_URL is http://… or https://…, not {url}")
    if len(secret) < SHORTEST_SECRET:
        raise ValueError(f"SANDBOX_WEBHOOK_SECRET has at least {SHORTEST_SECRET} characters")
    return Hook(url, secret)
