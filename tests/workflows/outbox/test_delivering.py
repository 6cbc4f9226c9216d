"""What goes out arrives at least once, is tried again after pauses; what fails can be seen and sent again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from data.tables import Job, Person
from forms.text import Message
from tests.workflows.bureau import Bureau
from tests.workflows.outbox.receivers import Called, Post, certificate, listening, securing
from tests.workflows.outbox.telling import carried, deliveries, letters, submitted, telling
from workflows.engine.types import Refusal
from workflows.messages import say
from workflows.office import Office
from workflows.outbox import failures
from workflows.outbox.delivering import PAUSES
from workflows.outbox.outside import Hook, MailServer, Outside
from workflows.outbox.signing import verdict

SECRET = "a secret of our own"


def by_mail(office: Office, post: Post, **more: str) -> Bureau:
    given = {"host": "127.0.0.1", "security": "none", **more}
    office.outside = Outside(MailServer(port=post.port, sender="desk@example.org", **given), None, "https://desk.test")
    return telling(office, {"to": ["desk"], "text": "filed"})


def by_hook(office: Office, url: str) -> Bureau:
    office.outside = Outside(None, Hook(url, SECRET))
    return telling(office, {"to": ["desk"], "text": "filed"})


def test_a_mail_says_it_in_the_language_of_its_reader_and_leads_to_the_case(office: Office) -> None:
    with listening(Post()) as post:
        desk = by_mail(office, post)
        with office.db.write() as session:
            person = session.get_one(Person, desk.people["desk"])
            person.language = "en"
            session.add(person)
        submitted(desk)
        assert carried(desk) == 1 and carried(desk) == 0
    (mail,), (letter,) = post.got, letters(desk)
    assert mail["To"] == "desk@example.org" and mail["From"] == "desk@example.org"
    assert mail["Subject"] == letter.subject_en and mail["Message-ID"] == f"<{letter.uid}@example.org>"
    body = mail.get_content()
    assert letter.text_en in body and f"https://desk.test/case?case={letter.case_id}" in body
    assert [d.state for d in deliveries(desk)] == ["sent"]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_mail_goes_over_tls_to_a_server_that_proves_who_it_is(office: Office, tmp_path: Path, security: str) -> None:
    own = certificate(tmp_path)
    with listening(Post(securing(own), at_once=security == "tls")) as post:
        trusting = {"host": "localhost", "security": security, "authorities": str(own), "user": "u", "password": "p"}
        desk = by_mail(office, post, **trusting)
        submitted(desk)
        carried(desk)
        assert [d.state for d in deliveries(desk)] == ["sent"] and len(post.got) == 1
        assert any(line.startswith("AUTH") for line in post.said)
    assert post.got[0]["Auto-Submitted"] == "auto-generated"


def test_a_server_that_nobody_vouches_for_gets_nothing(office: Office, tmp_path: Path) -> None:
    with listening(Post(securing(certificate(tmp_path)))) as post:
        desk = by_mail(office, post, host="localhost", security="starttls")
        submitted(desk)
        carried(desk)
        assert [d.state for d in deliveries(desk)] == ["failed"] and post.got == []


def test_a_call_is_signed_over_id_moment_and_body(office: Office) -> None:
    with listening(Called()) as hook:
        desk = by_hook(office, hook.url)
        submitted(desk)
        carried(desk)
    ((headers, body),), (letter,) = hook.got, letters(desk)
    seen = {letter.uid}.__contains__
    assert verdict(SECRET, headers, body, desk.now, lambda _: False) == "new"
    assert verdict(SECRET, headers, body, desk.now + timedelta(minutes=4), seen) == "seen"
    assert verdict(SECRET, headers, body, desk.now + timedelta(minutes=6), seen) == "old"
    assert verdict("another secret!!", headers, body, desk.now, seen) == "forged"
    assert verdict(SECRET, headers, body + b" ", desk.now, seen) == "forged"
    earlier = {**headers, "X-Sandbox-Timestamp": "0"}
    assert verdict(SECRET, earlier, body, datetime.fromtimestamp(0, UTC), seen) == "forged"
    told = hook.bodies[0]
    assert told["id"] == letter.uid and told["person"]["login"] == "desk" and told["text"]["en"] == letter.text_en


def test_a_redirection_is_not_followed(office: Office) -> None:
    with listening(Called()) as hook:
        hook.answers = 302
        desk = by_hook(office, hook.url)
        submitted(desk)
        carried(desk)
    assert [d.state for d in deliveries(desk)] == ["failed"] and len(hook.got) == 1


def test_it_is_tried_again_with_growing_pauses_and_given_up(office: Office) -> None:
    with listening(Called()) as hook:
        hook.answers = 503
        desk = by_hook(office, hook.url)
        submitted(desk)
        assert carried(desk) == 1
        for pause in PAUSES:
            assert carried(desk) == 0
            desk.now += pause - timedelta(seconds=1)
            assert carried(desk) == 0
            desk.now += timedelta(seconds=1)
            assert carried(desk) == 1
        desk.later(days=9)
        assert carried(desk) == 0
    (one,) = deliveries(desk)
    assert (one.state, one.attempts, len(hook.got)) == ("given_up", 6, 6)
    assert len({h["X-Sandbox-Id"] for h, _ in hook.got}) == 1


def test_an_administrator_sees_what_failed_and_sends_it_again(office: Office) -> None:
    with listening(Called()) as hook:
        hook.answers = 500
        desk = by_hook(office, hook.url)
        submitted(desk)
        carried(desk)
        (found,), total = failures.failures(office, desk.actor("admin"), desk.now)
        assert total == 1 and found.error == Message("outbox.hook_refused", {"status": 500})
        assert found.person == "某desk" and "500" in say(found.error)
        hook.answers = 204
        assert failures.send_again(office, desk.actor("admin"), found.id, desk.now) is None
        assert carried(desk) == 1
        desk.later(days=1)
        assert carried(desk) == 1 and len(hook.got) == 2  # the job of the first retry finds nothing to do
    assert [d.state for d in deliveries(desk)] == ["sent"]
    assert failures.count(office, desk.actor("admin"), desk.now) == 0
    assert isinstance(failures.send_again(office, desk.actor("admin"), found.id, desk.now), Refusal)


def test_others_see_no_failures_and_send_nothing_again(office: Office) -> None:
    desk = by_hook(office, "http://127.0.0.1:9/")
    submitted(desk)
    carried(desk)
    (one,) = deliveries(desk)
    actor = desk.actor("desk")
    assert failures.failures(office, actor, desk.now) == ([], 0) and failures.count(office, actor, desk.now) == 0
    refused = failures.send_again(office, desk.actor("desk"), one.id or 0, desk.now)
    assert isinstance(refused, Refusal) and refused.guard == "role"


def test_whoever_has_no_address_gets_no_mail(office: Office) -> None:
    with listening(Post()) as post:
        desk = by_mail(office, post)
        with office.db.write() as session:
            for person in session.exec(select(Person)):
                person.email = ""
                session.add(person)
        submitted(desk)
    assert deliveries(desk) == [] and len(letters(desk)) == 1


def test_what_the_server_says_against_it_can_be_read(office: Office) -> None:
    with listening(Post()) as post:
        post.refuses = "550 no such box"
        desk = by_mail(office, post)
        submitted(desk)
        carried(desk)
    ((found,), _) = failures.failures(office, desk.actor("admin"), desk.now)
    assert found.error and say(found.error, "en").startswith("The mail server does not know")


def test_a_message_that_comes_twice_after_a_crash_has_the_same_id(office: Office) -> None:
    """The server took it, and the worker died before it could note that."""
    with listening(Called()) as hook:
        desk = by_hook(office, hook.url)
        submitted(desk)
        carried(desk)
        with office.db.write() as session:
            (delivery,) = deliveries(desk)
            delivery.state = "waiting"
            session.add(session.merge(delivery))
            job = session.exec(select(Job).where(Job.kind == "deliver")).one()
            job.state, job.lease_until = "running", desk.now
            session.add(job)
        desk.later(minutes=2)
        assert carried(desk) == 1
    assert len(hook.got) == 2 and len({h["X-Sandbox-Id"] for h, _ in hook.got}) == 1
    assert [d.state for d in deliveries(desk)] == ["sent"]


def test_channels_that_a_definition_names_are_the_only_ones(office: Office) -> None:
    nowhere = MailServer("127.0.0.1", 9, "desk@example.org", "none")
    office.outside = Outside(nowhere, Hook("http://127.0.0.1:9/", SECRET))
    desk = telling(
        office, {"to": ["desk"], "text": "filed", "channels": ["mail"]}, {"to": ["leader"], "text": "filed"}
    )  # fmt: skip
    submitted(desk)
    assert [d.channel for d in deliveries(desk)] == ["mail", "mail", "webhook"]


def test_what_nobody_carries_is_seen_after_a_while(office: Office) -> None:
    desk = by_hook(office, "http://127.0.0.1:9/")
    submitted(desk)
    assert failures.count(office, desk.actor("admin"), desk.now) == 0
    desk.later(minutes=16)
    ((found,), _) = failures.failures(office, desk.actor("admin"), desk.now)
    assert found.error == Message("outbox.no_worker") and found.attempts == 0
    assert failures.send_again(office, desk.actor("admin"), found.id, desk.now) is None
    assert failures.count(office, desk.actor("admin"), desk.now) == 0


def test_where_nobody_answers_only_one_is_tried_so_that_others_get_the_worker(office: Office) -> None:
    office.outside = Outside(None, Hook("http://127.0.0.1:9/away", SECRET))
    desk = telling(office, {"to": ["clerk", "desk", "leader"], "text": "filed"})
    submitted(desk)
    assert carried(desk) == 4
    assert [(d.state, d.attempts) for d in deliveries(desk)] == [("failed", 1), *[("waiting", 0)] * 3]
    with listening(Called()) as hook:
        office.outside = Outside(None, Hook(hook.url, SECRET))
        desk.later(minutes=1)
        assert carried(desk) == 4 and len(hook.got) == 4
    assert {d.state for d in deliveries(desk)} == {"sent"}
