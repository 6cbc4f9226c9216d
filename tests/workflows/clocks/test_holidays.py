"""The table of working days of an office: pasted, shown, confirmed, taken back; open cases follow."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import select

from data.tables import Case, Person
from forms.text import Message
from tests.workflows.bureau import Bureau
from tests.workflows.clocks.permit import HANDLING, played
from tests.workflows.clocks.test_notice import OF_2014
from tests.workflows.clocks.test_reports import CHILD, DUTY
from workflows.clocks.holidays import (
    Local,
    Preview,
    add_local,
    confirm_notice,
    kept,
    preview_local,
    preview_notice,
    preview_revoke,
    revoke,
    table,
)
from workflows.clocks.moving import Move
from workflows.clocks.reports import case_duties
from workflows.clocks.service import case_clocks
from workflows.engine.types import Actor, Refusal
from workflows.messages import say
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.people.grants import Wanted, insert_grant
from workflows.rehearsal.passing import passing

NOW = datetime(2026, 3, 3, 4, tzinfo=UTC)
EXTRA = "关于2026年补充安排的通知\n一、清明节：3月5日（周四）至6日（周五）放假，共2天。3月8日（周日）上班。"


def admin(office: Office) -> Actor:
    """Somebody of the office who may change the table."""
    with office.db.write() as session:
        from data.tables import Organisation

        person = session.exec(select(Person.id).limit(1)).one()
        place = session.exec(select(Organisation.id).limit(1)).one()
        insert_grant(session, person or 0, Wanted("admin", place or 0, "500000", date(2000, 1, 1)), None)
        session.flush()
        return actor_of(office, session, person or 0, NOW)


def case(office: Office) -> int:
    return played(office, {"handling": HANDLING}).cases["1"]


def due(office: Office, case_id: int) -> tuple[date | None, bool]:
    with office.db.read() as session:
        row = session.get_one(Case, case_id)
        return row.due, row.provisional


def test_a_notice_is_shown_confirmed_and_taken_back(office: Office) -> None:
    number, who = case(office), admin(office)
    shown = preview_notice(office, who, EXTRA, NOW)
    assert isinstance(shown, Preview) and not shown.whole
    assert [(c.day.day, c.works) for c in shown.changed] == [(5, False), (6, False), (8, True)]
    assert [(m.before, m.after) for m in shown.moves.found] == [(date(2026, 3, 9), date(2026, 3, 10))]
    assert due(office, number)[0] == date(2026, 3, 9)  # only looked at
    added = confirm_notice(office, who, EXTRA, NOW)
    assert isinstance(added, int)
    passing(office, NOW)
    assert due(office, number) == (date(2026, 3, 10), False)
    back = preview_revoke(office, who, added, NOW)
    assert isinstance(back, Preview) and [m.after for m in back.moves.found] == [date(2026, 3, 9)]
    assert revoke(office, who, added, NOW) is None
    passing(office, NOW)
    assert due(office, number)[0] == date(2026, 3, 9)
    assert [k.revoked_at is not None for k in kept(office)] == [True]
    assert isinstance(revoke(office, who, added, NOW), Refusal)


def test_days_of_a_district_hold_for_its_cases_alone(office: Office) -> None:
    number, who = case(office), admin(office)
    there = Local("500112", date(2026, 3, 5), date(2026, 3, 5), False, "区庆", "区政府通知")
    assert preview_local(office, who, there, NOW).moves.found == ()  # type: ignore[union-attr]
    here = Local("500103", date(2026, 3, 5), date(2026, 3, 5), False, "区庆", "区政府通知")
    assert isinstance(add_local(office, who, here, NOW), int)
    passing(office, NOW)
    assert due(office, number)[0] == date(2026, 3, 10)
    assert not table(office, "500103").is_workday(date(2026, 3, 5)) and table(office).is_workday(date(2026, 3, 5))


def test_days_of_the_city_hold_below_it_and_say_whose_they_are(office: Office) -> None:
    number, who = case(office), admin(office)
    day = date(2026, 3, 5)
    shown = preview_local(office, who, Local("500000", day, day, False, "市庆", "市政府通知"), NOW)
    assert isinstance(shown, Preview) and [m.after for m in shown.moves.found] == [date(2026, 3, 10)]
    assert isinstance(add_local(office, who, Local("500000", day, day, False, "市庆", "市政府通知"), NOW), int)
    passing(office, NOW)
    assert due(office, number)[0] == date(2026, 3, 10) and due(office, number) == (date(2026, 3, 10), False)
    lines = case_clocks(office, handler(office), number, NOW)[0].lines
    said = [say(m) if isinstance(m, Message) else m.say("zh") for line in lines if line.day == day for m in line.why]
    assert said == ["市庆", "重庆市的本地规定"]
    assert isinstance(add_local(office, who, Local("500103", day, day, True, "照常", "区政府通知"), NOW), int)
    passing(office, NOW)
    assert due(office, number)[0] == date(2026, 3, 9)  # the district is nearer
    assert table(office, "500103").is_workday(day) and not table(office, "500112").is_workday(day)


def test_days_on_which_reports_are_due_move_too(office: Office) -> None:
    duties, children = {"weekly": DUTY}, {"report": CHILD}
    case_id = played(office, {"handling": HANDLING}, duties=duties, children=children).cases["1"]
    who, day = admin(office), date(2026, 3, 9)
    shown = preview_local(office, who, Local("", day, day, False, "停电", "通知"), NOW)
    assert isinstance(shown, Preview)
    assert {(say_zh(m), m.before, m.after) for m in shown.moves.found} == {
        ("办理时限", date(2026, 3, 9), date(2026, 3, 10)), ("周报", date(2026, 3, 9), date(2026, 3, 10)),
    }  # fmt: skip
    assert isinstance(add_local(office, who, Local("", day, day, False, "停电", "通知"), NOW), int)
    found = case_duties(office, handler(office), case_id, NOW)[0]
    lines = found.explain(found.occurrences[0])
    assert [(line.day.day, line.counts) for line in lines] == [(8, False), (9, False), (10, True)]
    assert lines[-1].day == found.occurrences[0].due


def say_zh(move: Move) -> str:
    return move.clock.zh if move.clock else ""


def handler(office: Office) -> Actor:
    """Somebody who sees the case."""
    with office.db.read() as session:
        person = session.exec(select(Person.id).where(Person.name == "丙")).one() or 0
        return actor_of(office, session, person, NOW)


def test_a_notice_for_a_whole_year_makes_it_known(office: Office) -> None:
    who = _someone(office)
    text = OF_2014.replace("2014", "2027").replace("（星期日）", "").replace("（星期六）", "").replace("（星期一）", "")
    assert isinstance(confirm_notice(office, who, text, NOW), int)
    assert 2027 in table(office).announced and not table(office).is_workday(date(2027, 10, 1))


def _someone(office: Office) -> Actor:
    case(office)
    return admin(office)


@pytest.mark.parametrize(
    ("local", "code"),
    [
        (("", date(2026, 3, 5), date(2026, 3, 4), False, "停", "文"), "calendar.range"),
        (("", date(2026, 3, 5), date(2028, 3, 4), False, "停", "文"), "calendar.range"),
        (("", date(2026, 3, 5), date(2026, 3, 5), False, "停", " "), "calendar.why"),
        (("999999", date(2026, 3, 5), date(2026, 3, 5), False, "停", "文"), "calendar.district"),
    ],
)
def test_local_days_that_do_not_fit_are_refused(office: Office, local: tuple[Any, ...], code: str) -> None:
    found = add_local(office, _someone(office), Local(*local), NOW)
    assert isinstance(found, Refusal) and found.message.code == code


def test_only_administrators_change_the_table(desk: Bureau) -> None:
    clerk = desk.actor("clerk")
    found = confirm_notice(desk.office, clerk, EXTRA, NOW)
    assert isinstance(found, Refusal) and found.message.code == "not_admin"
    assert isinstance(preview_notice(desk.office, clerk, EXTRA, NOW), Refusal)
