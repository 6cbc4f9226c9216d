"""Approving rehearsals once: kept with the procedure, played before publishing, shown again where they differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from data.tables import Organisation, Person
from forms.text import LANGUAGES
from tests.workflows.engine.toy import NOON, PROCEDURE
from tests.workflows.test_publishing import texts
from workflows import editing, releasing
from workflows.engine.types import Actor, Held, Refusal
from workflows.jobs.service import JobView
from workflows.jobs.worker import Worker
from workflows.messages import say
from workflows.office import ADMIN, Office
from workflows.publishing import Publication, publish
from workflows.rehearsal import approving, telling
from workflows.rehearsal.generate import generate
from workflows.rehearsal.generate.making import Made

PART = f"procedure/{PROCEDURE['id']}"
FEW = 2
"""So many rehearsals are made, for the time it takes."""


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def some(stage: Any, given: Any, folder: Any, most: int, told: Any) -> Made:
        return generate(stage, given, folder, FEW, told)

    monkeypatch.setattr(approving, "generate", some)
    yield


@pytest.fixture
def published(office: Office) -> Office:
    assert publish(office, texts(), "", None, NOON)
    with office.db.write() as session:
        session.add(Organisation(id=1, name="市局", district="500000"))
        session.flush()
        session.add(Person(id=1, login="admin", name="管理员", organisation_id=1, created_at=NOON))
    return office


def admin() -> Actor:
    return Actor(1, "管理员", 1, (Held(ADMIN, 1, "*"),), frozenset({"admin@*"}))


def rehearsed(office: Office, text: str, minutes: int) -> JobView:
    """Rehearsing with a text, as the job does it."""
    at = NOON + timedelta(minutes=minutes)
    every = releasing.drafted(office, admin(), PART, text)[PROCEDURE["id"]]
    assert isinstance(approving.rehearse_later(office, admin(), PROCEDURE["id"], every, at), int)
    assert Worker(office, lambda: at, kinds=[approving.KIND]).once()
    found = approving.last(office, admin(), PROCEDURE["id"])
    assert found is not None and found.state == "done", found
    return found


def test_what_was_approved_is_played_again_and_shown_only_where_it_differs(published: Office) -> None:
    office, name = published, PROCEDURE["id"]
    first = rehearsed(office, texts()["procedure"], 1)
    names = [r.id for r in approving.proposed(first)]
    assert len(names) == FEW and first.result["differs"] == {} and first.result["played"] == 0
    assert approving.approve(office, admin(), name, names, NOON + timedelta(minutes=2)) is None
    assert {k.by for k in approving.kept(office, name).values()} == {"管理员"}

    again = rehearsed(office, texts()["procedure"], 3)
    assert again.result["played"] == FEW and again.result["proposed"] == {}, "nothing is asked a second time"

    other = json.loads(texts()["procedure"])
    other["case"]["number"]["pattern"] = "改{year}-{district}-{seq:3}"
    text = json.dumps(other, ensure_ascii=False, indent=1)
    refused = releasing.publish_part(office, admin(), PART, text, "改号", NOON + timedelta(minutes=4))
    assert isinstance(refused, Refusal) and refused.message.code == "rehearsal.not_played"

    changed = rehearsed(office, text, 5)
    differs = changed.result["differs"]
    assert differs and "number 应为" in str(differs), "said in words"
    assert changed.result["proposed"].keys() == differs.keys()
    refused = releasing.publish_part(office, admin(), PART, text, "改号", NOON + timedelta(minutes=6))
    assert isinstance(refused, Refusal) and refused.message.code == "rehearsal.other" and say(refused.message)

    assert approving.approve(office, admin(), name, list(differs), NOON + timedelta(minutes=7)) is None
    made = releasing.publish_part(office, admin(), PART, text, "改号", NOON + timedelta(minutes=8))
    assert isinstance(made, Publication) and made


def test_what_is_not_wanted_any_more_hinders_nobody(published: Office) -> None:
    office, name = published, PROCEDURE["id"]
    first = rehearsed(office, texts()["procedure"], 1)
    one = approving.proposed(first)[0].id
    approving.approve(office, admin(), name, [one], NOON + timedelta(minutes=2))
    assert approving.withdraw(office, admin(), name, one) is None
    assert approving.kept(office, name) == {} and approving.against(office, admin(), name, texts()) is None


def test_only_administrators_approve(published: Office) -> None:
    other = Actor(1, "经办人", 1, (), frozenset())
    refusals = [
        approving.rehearse_later(published, other, PROCEDURE["id"], texts(), NOON),
        approving.approve(published, other, PROCEDURE["id"], ["x"], NOON),
        approving.withdraw(published, other, PROCEDURE["id"], "x"),
    ]
    assert refusals == [editing.not_admin()] * 3


def test_every_step_is_told_in_words(published: Office) -> None:
    job = rehearsed(published, texts()["procedure"], 1)
    bundle = releasing.check(published, admin(), PART, texts()["procedure"]).bundle
    assert bundle is not None
    told = [(each, lang) for each in approving.proposed(job) for lang in LANGUAGES]
    lines = [line for each, lang in told for line in telling.lines(bundle, each, lang)]
    assert all(line.does and line.comes for line in lines)
    assert any(line.refused for line in lines) and not any("{" in line.comes for line in lines)
