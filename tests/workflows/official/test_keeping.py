"""An official table becomes drafts: guesses and answers are kept until it does, nothing is written over."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.tables import Organisation, Person
from forms.official import Answer
from tests.forms.official.drawing import docx, xlsx
from tests.forms.official.samples import APPLICATION, REGION
from workflows import editing, official, releasing
from workflows.engine.types import Actor, Held, Refusal
from workflows.messages import say
from workflows.office import ADMIN, Office
from workflows.publishing import load_folder

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def admin(person: int = 1) -> Actor:
    return Actor(person, "管理员", 1, (Held(ADMIN, 1, "*"),), frozenset({"admin@*"}))


CLERK = Actor(1, "经办人", 1, (Held("clerk", 1, "500112"),), frozenset({"clerk@500112"}))


@pytest.fixture
def staffed(office: Office) -> Office:
    with office.db.write() as session:
        session.add(Organisation(id=1, name="市局", district="500000"))
        session.flush()
        for number in (1, 2):
            session.add(Person(id=number, login=f"a{number}", name="管理员", organisation_id=1, created_at=NOW))
    return office


def uploaded(office: Office, data: bytes, name: str = "表.docx") -> official.Kept:
    number = official.read(office, admin(), data, name, NOW)
    assert isinstance(number, int)
    found = official.opened(office, admin(), number)
    assert isinstance(found, official.Kept)
    return found


def again(office: Office, found: official.Kept) -> official.Kept:
    kept = official.opened(office, admin(), found.id)
    assert isinstance(kept, official.Kept)
    return kept


def test_answers_survive_and_can_be_taken_back(staffed: Office) -> None:
    found = uploaded(staffed, docx(REGION.blocks))
    first, second = found.reading.guesses[1].id, found.reading.guesses[2].id
    assert (
        official.answer(staffed, admin(), found.id, {first: Answer(title="区县名称"), second: Answer(True)}, NOW)
        is None
    )
    assert again(staffed, found).answers == {first: Answer(title="区县名称"), second: Answer(True)}
    assert official.answer(staffed, admin(), found.id, {second: None}, NOW) is None
    kept = again(staffed, found)
    assert kept.answers == {first: Answer(title="区县名称")} and kept.reading == found.reading
    assert kept.counts.left == len(found.reading.guesses) - 1


def test_drafts_come_of_it_and_what_is_not_confirmed_stays(staffed: Office) -> None:
    found = uploaded(staffed, xlsx(APPLICATION.blocks), "入盒.xlsx")
    assert official.make(staffed, admin(), found.id, NOW) == "form/入盒申请表"
    names = {p.name for p in editing.parts(staffed, admin())}
    assert {"form/入盒申请表", "list/入盒申请表_企业性质"} <= names
    kept = again(staffed, found)
    assert kept.made == "入盒申请表" and kept.counts.left
    every = {g.id: Answer() for g in kept.reading.guesses}
    assert official.answer(staffed, admin(), found.id, every, NOW) is None
    assert official.make(staffed, admin(), found.id, NOW) == "form/入盒申请表"
    assert official.mine(staffed, admin()) == []


def test_a_procedure_may_come_along_with_a_round_for_each_opinion(staffed: Office) -> None:
    load_folder(staffed, NOW)
    found = uploaded(staffed, docx(APPLICATION.blocks))
    assert official.make(staffed, admin(), found.id, NOW, procedure=True) == "procedure/入盒申请表"
    opened = editing.open_part(staffed, admin(), "procedure/入盒申请表")
    assert isinstance(opened, editing.Opened) and "牵头部门" in opened.text
    checked = releasing.check(staffed, admin(), "procedure/入盒申请表", opened.text, NOW)
    assert [f.say() for f in checked.findings if f.blocks] == []
    assert checked.bundle is not None and len(checked.bundle.procedure.rounds) == 2


def test_another_form_is_never_written_over(staffed: Office) -> None:
    load_folder(staffed, NOW)
    taken = next(p.name for p in editing.parts(staffed, admin()) if p.name.startswith("form/"))
    found = uploaded(staffed, docx(REGION.blocks))
    assert official.rename(staffed, admin(), found.id, taken.partition("/")[2], NOW) is None
    refused = official.make(staffed, admin(), found.id, NOW)
    assert isinstance(refused, Refusal) and refused.message.code == "official_taken"
    assert official.rename(staffed, admin(), found.id, "2 不行", NOW) is None
    refused = official.make(staffed, admin(), found.id, NOW)
    assert isinstance(refused, Refusal) and refused.message.code == "official_bad_key"
    assert not [p for p in editing.parts(staffed, admin()) if p.drafted_at]


def test_only_whoever_uploaded_it_and_may_define_sees_it(staffed: Office) -> None:
    found = uploaded(staffed, docx(REGION.blocks))
    for who in (admin(2), CLERK):
        answers = (
            official.opened(staffed, who, found.id),
            official.answer(staffed, who, found.id, {}, NOW),
            official.rename(staffed, who, found.id, "x", NOW),
            official.make(staffed, who, found.id, NOW),
            official.discard(staffed, who, found.id),
        )
        assert all(isinstance(a, Refusal) for a in answers) and official.mine(staffed, who) == []
    assert isinstance(official.read(staffed, CLERK, docx(REGION.blocks), "x.docx", NOW), Refusal)


@pytest.mark.parametrize(
    "data", [b"", b"MZ\x90", b"%PDF-1.7", b"PK\x03\x04", "姓名,电话\n".encode(), b"\xd0\xcf\x11\xe0" * 200]
)
def test_a_file_that_is_none_gets_a_sentence_and_leaves_nothing(staffed: Office, data: bytes) -> None:
    refused = official.read(staffed, admin(), data, "表.docx", NOW)
    assert isinstance(refused, Refusal) and len(say(refused.message)) > 8
    assert official.mine(staffed, admin()) == []


@pytest.mark.parametrize(
    "wrong", [Answer(type="computed"), Answer(title="长" * 81), Answer(title=" x")], ids=["type", "long", "space"]
)
def test_a_wrong_answer_keeps_none_of_them(staffed: Office, wrong: Answer) -> None:
    found = uploaded(staffed, docx(REGION.blocks))
    first, second = (g.id for g in found.reading.guesses[1:3])
    assert isinstance(official.answer(staffed, admin(), found.id, {first: Answer(), second: wrong}, NOW), Refusal)
    assert isinstance(official.answer(staffed, admin(), found.id, {"x": Answer()}, NOW), Refusal)
    assert again(staffed, found).answers == {}
    assert official.discard(staffed, admin(), found.id) is None and official.mine(staffed, admin()) == []
