"""Mail, by the SMTP server that the settings name."""

from __future__ import annotations

import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from email.utils import format_datetime
from typing import ClassVar

from data.tables import Person
from forms.chars import one_line
from forms.text import Message
from workflows.messages import say
from workflows.outbox.channels.base import Channel, NotSent, Parcel, channel
from workflows.outbox.outside import MailServer, Outside

PATIENCE = 10.0
"""Seconds to wait for the server."""


@channel
class Mail(Channel):
    """One mail to one person, in their language."""

    name: ClassVar[str] = "mail"

    def reaches(self, outside: Outside, person: Person) -> bool:
        return outside.mail is not None and bool(person.email)

    def send(self, outside: Outside, parcel: Parcel, now: datetime) -> None:
        if outside.mail is None or not parcel.email:
            raise NotSent("outbox.no_way")
        try:
            with _connected(outside.mail) as server:
                server.send_message(composed(outside, outside.mail, parcel))
        except smtplib.SMTPResponseException as error:
            raise NotSent("outbox.mail_refused", status=error.smtp_code, said=_words(error.smtp_error)) from error
        except smtplib.SMTPRecipientsRefused as error:
            raise NotSent("outbox.mail_nobody", address=parcel.email) from error
        except (OSError, smtplib.SMTPException, ValueError) as error:
            data = {"host": outside.mail.host, "said": _words(error)}
            raise NotSent("outbox.mail_unreachable", away=not isinstance(error, ValueError), **data) from error


def _connected(server: MailServer) -> smtplib.SMTP:
    """A session with the server, secured and signed in as the settings say."""
    secure = None if server.security == "none" else ssl.create_default_context(cafile=server.authorities or None)
    if server.security == "tls":
        session: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=secure)
    else:
        session = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        if server.security == "starttls":
            session.starttls(context=secure)
        if server.user:
            session.login(server.user, server.password)
    except BaseException:
        session.close()
        raise
    return session


def composed(outside: Outside, server: MailServer, parcel: Parcel) -> EmailMessage:
    """The mail; its id is made of the message's, so that a mailbox shows a second one as the same."""
    lang, link = parcel.language, outside.link(parcel.case_id)
    mail = EmailMessage(policy=POLICY)
    mail["From"], mail["To"] = server.sender, parcel.email
    mail["Subject"] = one_line(_marked(parcel, parcel.subject.say(lang)))
    mail["Date"] = format_datetime(parcel.at)
    mail["Message-ID"] = f"<{parcel.uid}@{server.sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    last = say(Message("outbox.open_at", {"link": link}), lang) if link else ""
    mail.set_content("\n\n".join(p for p in (parcel.text.say(lang), last) if p), cte="base64")
    return mail


def _marked(parcel: Parcel, subject: str) -> str:
    """代 before the copy of somebody who stands in."""
    return say(Message("outbox.deputy", {"subject": subject}), parcel.language) if parcel.deputy else subject


def _words(said: object) -> str:
    """What the other side said, in one short line."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return one_line(text)[:200]
