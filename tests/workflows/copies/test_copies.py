"""Practice copies: a draft is walked through by made-up people; nothing of it is in the office, and nothing stays."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel, func, select

from data import open_database
from data.migrations import VERSIONS
from data.reference.load import load_places
from data.tables import Campaign, Case, Letter, Person, PracticeCopy, PracticeVisit, SearchText
from forms.diff import edits_between
from tests.workflows.engine.toy import NOON, PROCEDURE
from tests.workflows.packs.test_packs import admin, begun
from tests.workflows.test_publishing import texts
from workflows import copies, editing, releasing
from workflows.cases.act import act
from workflows.cases.drafts import Sheet, open_draft, save
from workflows.cases.start import start
from workflows.engine.types import Action, Actor, Refusal
from workflows.office import Office
from workflows.people.actors import acting
from workflows.people.sessions import Signed, open_session, resolve
from workflows.publishing import publish

ID = PROCEDURE["id"]
PART = f"procedure/{ID}"
DRAFT = texts(title="新名")["procedure"]


@pytest.fixture
def drafting(tmp_path: Path, sqlite_template: Path) -> Office:
    """An office with a published procedure, and a draft of another title."""
    office = begun(tmp_path / "office", sqlite_template, "市局")
    newest = max(p.stem for p in VERSIONS.glob("*.py"))
    place = office.folder / "practice_copies" / f"blank-{newest}.db"
    place.parent.mkdir()
    shutil.copy(_placed(sqlite_template, tmp_path), place)
    assert publish(office, texts(), "", None, NOON)
    assert editing.keep(office, admin(), PART, DRAFT, NOON) is None
    return office


def _placed(template: Path, folder: Path) -> Path:
    """A blank database as copies begin with, from the one that tests have already."""
    shutil.copy(template, folder / "blank.db")
    db = open_database(f"sqlite:///{folder / 'blank.db'}")
    with db.write() as session:
        load_places(session)
    db.close()
    return folder / "blank.db"


def made(office: Office) -> int:
    copy = copies.make(office, admin(), PART, DRAFT, NOON)
    assert isinstance(copy, int), copy
    return copy


def signed_in(office: Office) -> Signed:
    with office.db.write() as session:
        token = open_session(session, 1, "", "", NOON)
    found = resolve(office, token, NOON)
    assert found is not None
    return found


def somebody(office: Office, copy: int, role: str, number: int = 0) -> int:
    return [p.id for p in copies.cast(office, copy, NOON) if role in [r.zh for r in p.roles]][number]


def as_somebody(office: Office, signed: Signed, copy: int, person: int) -> tuple[Office, Actor]:
    """The office and the actor that a run of a page works with."""
    assert copies.enter(office, admin(), signed.session_id, copy, person) is None
    visiting, place = copies.visiting(office, signed), copies.opened(office, copy)
    assert place is not None and (visiting.copy, visiting.whose) == (copy, 1)
    with place.db.read() as session:
        return place, acting(place, session, visiting, NOON)


def rows(office: Office) -> dict[str, int]:
    kept = {t.__tablename__ for t in (PracticeCopy, PracticeVisit)} | {"sign_in"}
    with office.db.read() as session:
        every = {n: t for n, t in SQLModel.metadata.tables.items() if n not in kept}
        return {n: session.exec(select(func.count()).select_from(t)).one() for n, t in every.items()}


def walked(place: Office, actor: Actor) -> int:
    """A case that somebody begins, fills in and hands in."""
    with place.db.read() as session:
        campaign = session.exec(select(Campaign.id)).one()
    where = next(h.district for h in actor.held)
    case = start(place, actor, ID, subject=where, campaign=campaign, key="k", now=NOON)
    assert isinstance(case, int), case
    sheet = open_draft(place, actor, case, NOON)
    assert isinstance(sheet, Sheet)
    given = {**sheet.values, "事由": "夜市", "开始": "2026-04-01", "摊位": [{"摊名": "面", "代码": "A"}]}
    save(place, actor, case, edits_between(sheet.bundle.form(), sheet.values, given), NOON)
    done = act(place, case, Action(actor, "submit", -1, "s"), NOON)
    assert not isinstance(done, Refusal), done
    return case


def test_every_role_has_made_up_people_and_a_case_goes_from_one_to_the_other(drafting: Office) -> None:
    signed, copy = signed_in(drafting), made(drafting)
    before = rows(drafting)
    assert {r.zh for p in copies.cast(drafting, copy, NOON) for r in p.roles} == {"填报人", "审核人", "市局"}
    place, writer = as_somebody(drafting, signed, copy, somebody(drafting, copy, "填报人"))
    case = walked(place, writer)
    copies.work(place, NOON + timedelta(minutes=1))
    place, chief = as_somebody(drafting, signed, copy, somebody(drafting, copy, "审核人"))
    done = act(place, case, Action(chief, "pass", -1, "p"), NOON)
    assert not isinstance(done, Refusal), done
    with place.db.read() as session:
        found = session.get_one(Case, case)
        assert found.state == "deal" and place.bundle(session, found.version_id).procedure.title.zh == "新名"
        assert session.exec(select(func.count()).select_from(SearchText)).one()
    assert rows(drafting) == before, "nothing of it is in the office: no case, letter, figure, word to be found"
    assert place.outside == type(place.outside)() and place.files.folder != drafting.files.folder


@pytest.mark.parametrize("wiped", ["by the button", "by publishing", "by making it anew"])
def test_a_copy_goes_with_everything_in_it_and_whoever_was_in_it_is_themselves(drafting: Office, wiped: str) -> None:
    signed, copy = signed_in(drafting), made(drafting)
    place, _ = as_somebody(drafting, signed, copy, somebody(drafting, copy, "填报人"))
    if wiped == "by the button":
        assert copies.wipe(drafting, admin(), copy) is None
    elif wiped == "by publishing":
        assert not isinstance(releasing.publish_part(drafting, admin(), PART, DRAFT, "新名", NOON), Refusal)
    else:
        made(drafting)
    assert copies.visiting(drafting, signed) == signed and copies.opened(drafting, copy) is None
    assert not place.files.folder.parent.exists() and copies.cast(drafting, copy, NOON) == []
    assert isinstance(copies.act_as(drafting, signed.session_id, copy, 1), Refusal)


def test_several_administrators_are_in_one_copy_and_leave_it_by_themselves(drafting: Office) -> None:
    with drafting.db.write() as session:
        session.add(Person(id=2, login="other", name="另一个", organisation_id=1, created_at=NOON))
        session.flush()
        token = open_session(session, 2, "", "", NOON)
    one, other, copy = signed_in(drafting), resolve(drafting, token, NOON), made(drafting)
    assert other is not None
    for each, role in ((one, "填报人"), (other, "市局")):
        as_id = somebody(drafting, copy, role)
        assert copies.enter(drafting, admin(), each.session_id, copy, as_id) is None
        assert copies.visiting(drafting, each).person_id == as_id
    copies.leave(drafting, one.session_id)
    assert copies.visiting(drafting, one) == one and copies.visiting(drafting, other).copy == copy


def test_what_cannot_be_published_cannot_be_tried_out_and_only_by_administrators(drafting: Office) -> None:
    clerk = Actor(1, "经办人", 1, (), frozenset())
    broken = DRAFT.replace('"initial": "draft"', '"initial": "nowhere"')
    answers: list[Any] = [
        copies.make(drafting, admin(), PART, broken, NOON), copies.make(drafting, clerk, PART, DRAFT, NOON),
        copies.enter(drafting, clerk, "x", 1, 1), copies.wipe(drafting, clerk, 1),
    ]  # fmt: skip
    assert [type(a) for a in answers] == [Refusal] * 4 and copies.copies(drafting, clerk) == []
    assert not any(p.is_dir() for p in (drafting.folder / "practice_copies").iterdir())


def test_letters_of_a_copy_stay_in_it(drafting: Office) -> None:
    copy = made(drafting)
    place = copies.opened(drafting, copy)
    assert place is not None and place.outside.mail is None
    with drafting.db.read() as session:
        assert session.exec(select(func.count()).select_from(Letter)).one() == 0
