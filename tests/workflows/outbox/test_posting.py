"""Messages are written with the step that causes them, for whoever has the tokens at that moment, in both languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from data.tables import Delegation, History, HistoryDetail, Person
from forms.text import Message
from tests.workflows.bureau import HERE, MONDAY, PROCEDURE, sample
from tests.workflows.outbox.telling import carried, deliveries, filled, letters, submitted, telling, who_was_told
from workflows.cases.opened import reopened
from workflows.engine.types import Refusal
from workflows.office import Office
from workflows.outbox.recipients import recipients
from workflows.outbox.service import notice, post

WHO = [
    ("a role of the district", ["clerk"], {"clerk", "colleague"}),
    ("a role of the city", ["desk"], {"desk"}),
    ("whoever has to act next", ["@holders"], {"head"}),
    ("whoever may declare for the organisation", ["@applicant"], {"clerk", "colleague"}),
    ("whoever took a transition before", ["@last(submit)"], set()),
    ("a person by id", [{"person": "actor.id"}], {"clerk"}),
    ("an organisation by id", [{"organisation": "case.organisation"}], {"clerk", "colleague", "head", "nobody"}),
    ("nobody where the expression is null", [{"person": "null"}], set()),
    ("everybody once", ["clerk", "@applicant", {"person": "actor.id"}], {"clerk", "colleague"}),
]


@pytest.mark.parametrize(("what", "to", "wanted"), WHO, ids=[w[0] for w in WHO])
def test_it_goes_to_whoever_is_named(office: Office, what: str, to: list[Any], wanted: set[str]) -> None:
    desk = telling(office, {"to": to, "text": "filed"})
    assert who_was_told(desk, submitted(desk)) == {w: ["filed"] for w in wanted}


def test_texts_are_filled_in_in_both_languages_with_the_number_that_is_given_with_the_step(office: Office) -> None:
    desk = telling(office, {"to": ["desk"], "text": "filed"})
    case = submitted(desk)
    (letter,) = letters(desk)
    number = desk.view(case).number
    assert number and letter.subject == f"{number}已提交" and letter.subject_en == f"{number} was handed in"
    assert "有2个区域。2026年第一批" in letter.text and letter.text_en == "2 regions. First 2026"
    assert (letter.at, letter.read_at, letter.caused_by) == (MONDAY, None, desk.people["clerk"])


def test_what_is_null_is_a_dash(office: Office) -> None:
    text = {"text": {"zh": "{case.number}|{盖章扫描件[9].name}", "en": "{case.number}"}}
    desk = telling(office, {"to": ["desk"], "text": "empty"}, {"to": ["desk"], "text": "filed"}, on="drop", empty=text)
    desk.done(filled(desk), "drop", "clerk")
    assert [m.text for m in letters(desk)][0] == "—|—"


def test_one_for_each_and_only_when(office: Office) -> None:
    text = {"text": {"zh": "{item.申报名称}", "en": "{item.申报名称}"}}
    each = {"to": ["desk"], "text": "row", "each": "区域", "when": "item.申报名称 != 区域[1].申报名称"}
    desk = telling(office, each, {"to": ["desk"], "text": "filed", "when": "false"}, row=text)
    submitted(desk)
    assert [m.text for m in letters(desk)] == [sample()["区域"][1]["申报名称"]]


def test_a_refused_step_tells_nobody_anything(office: Office) -> None:
    desk = telling(office, {"to": ["desk"], "text": "filed"})
    case = desk.start()
    assert isinstance(desk.act(case, "submit", "clerk"), Refusal)
    assert letters(desk) == []


def test_whoever_stands_in_gets_a_copy_that_says_so(office: Office) -> None:
    desk = telling(office, {"to": ["desk"], "text": "filed"})
    with office.db.write() as session:
        given: dict[str, Any] = {
            "person_id": desk.people["desk"], "since": date(2026, 3, 1), "until": date(2026, 3, 2),
            "given_at": MONDAY, "given_by": desk.people["desk"],
        }  # fmt: skip
        session.add(Delegation(deputy_id=desk.people["leader"], **given))
        session.add(Delegation(deputy_id=desk.people["admin"], revoked_at=MONDAY, **given))
        session.add(Delegation(deputy_id=desk.people["nobody"], procedure="another", **given))
    submitted(desk)
    copies = {m.person_id: m.for_person for m in letters(desk)}
    assert copies == {desk.people["desk"]: None, desk.people["leader"]: desk.people["desk"]}
    with office.db.read() as session:
        assert recipients(session, 1, PROCEDURE, ["desk@*"], date(2026, 3, 3)) == [(desk.people["desk"], None)]


def test_nobody_who_left_is_told(office: Office) -> None:
    desk = telling(office, {"to": ["clerk"], "text": "filed"})
    with office.db.write() as session:
        person = session.get_one(Person, desk.people["colleague"])
        person.active = False
        session.add(person)
    assert set(who_was_told(desk, submitted(desk))) == {"clerk"}


def test_the_history_says_who_was_told(office: Office) -> None:
    desk = telling(office, {"to": ["desk"], "text": "filed"})
    case = submitted(desk)
    with office.db.read() as session:
        found = select(HistoryDetail.body).join(History).where(History.case_id == case, History.action == "submit")
        body = session.exec(found).one()
    assert body is not None and body["messages"] == [{"text": "filed", "to": [desk.people["desk"]]}]


def test_an_office_without_ways_out_keeps_it_to_itself(office: Office) -> None:
    desk = telling(office, {"to": ["desk"], "text": "filed"})
    submitted(desk)
    assert deliveries(desk) == [] and carried(desk) == 0


def test_verbs_and_timers_tell_in_the_words_of_the_office(office: Office) -> None:
    desk = telling(office, {"to": ["desk"], "text": "filed"})
    case = desk.start()
    words = notice("outbox.test", [f"clerk@{HERE}"], Message("not_admin"), Message("no_such_case"))
    with office.db.write() as session:
        found = reopened(office, session, case, desk.actor("desk"), desk.now)
        assert found is not None
        post(found, [words], desk.now)
    assert {m.subject for m in letters(desk)} == {"只有管理员能做这件事"}
    assert who_was_told(desk, case) == {"clerk": ["outbox.test"], "colleague": ["outbox.test"]}
