"""An organisation registers itself, the office confirms it, invites its people, or turns it down."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, delete, select

from data.tables import Case, Grant, Organisation, Person, Registration
from forms.fields.uscc import check_character
from forms.text import LANGUAGES
from tests.workflows.window import PLACE, Window, texts, window
from workflows.__main__ import main
from workflows.applicants.confirming import confirm, refuse, waiting
from workflows.applicants.given import Applying
from workflows.applicants.inviting import enter, invite, invited, join
from workflows.applicants.registering import FROM_ADDRESS, TRIES, Account, offered, register
from workflows.cases.drafts import Saved
from workflows.cases.search import Query, find
from workflows.cases.start import start
from workflows.engine.types import Refusal
from workflows.messages import say
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.people.entrance import Visit, sign_in
from workflows.publishing import publish

HOME = Visit("10.0.0.1", "browser")
SECRET = "a long sentence 57"


def code(number: int) -> str:
    body = f"91110400MA0{number:06d}"
    return body + check_character(body)


def given(number: int = 1, **more: str) -> Applying:
    return replace(Applying(f"第{number}家科技公司", code(number), PLACE, "王强", "13900000000"), **more)


def account(login: str = "wang.qiang", **more: str) -> Account:
    return replace(Account(login, SECRET, SECRET), **more)


@pytest.fixture
def at(office: Office) -> Window:
    return window(office)


def registered(at: Window, number: int = 1, login: str = "wang.qiang", visit: Visit = HOME) -> int:
    """Somebody who registered; gives the id of the person."""
    assert register(at.office, given(number), account(login), visit, at.now) is None
    with at.office.db.read() as session:
        at.people[login] = session.exec(select(Person.id).where(Person.login == login)).one() or 0
        own = session.get_one(Person, at.people[login]).organisation_id
    at.organisations[login] = own
    return at.people[login]


def only(at: Window) -> int:
    (one,) = waiting(at.office, at.actor("window"), at.now)
    return one.id


def test_who_registers_signs_in_and_drafts_and_hands_in_when_the_office_has_confirmed(at: Window) -> None:
    registered(at)
    assert isinstance(sign_in(at.office, "wang.qiang", SECRET, HOME, at.now), str)
    case = at.start("wang.qiang", "wang.qiang")
    assert isinstance(at.fill(case, "wang.qiang", 事由="开店"), Saved)
    assert isinstance(at.act(case, "wang.qiang", "submit"), Refusal)
    assert confirm(at.office, at.actor("window"), only(at), at.now) is None
    assert not isinstance(at.act(case, "wang.qiang", "submit"), Refusal)
    with at.office.db.read() as session:
        assert session.get_one(Organisation, at.organisations["wang.qiang"]).name == "第1家科技公司"


WRONG = [
    (given(name=""), account(), "applicants.name"), (given(name="  \x00\u202e "), account(), "applicants.name"),
    (given(name="科" * 101), account(), "applicants.name"), (given(name="<>"), account(), "applicants.name"),
    (given(code=""), account(), "applicants.code_empty"), (given(code="123"), account(), "uscc_length"),
    (given(code=code(1)[:17] + "X"), account(), "uscc_check"), (given(code="９" * 50000), account(), "uscc_length"),
    (given(contact=" "), account(), "applicants.contact"), (given(phone=""), account(), "applicants.phone_empty"),
    (given(phone="110"), account(), "not_a_phone"), (given(district="500103"), account(), "applicants.district"),
    (given(district="'; drop table person"), account(), "applicants.district"),
    (given(), account("王强"), "people.login_form"), (given(), account("window"), "people.login_taken"),
    (given(), account(password="short", again="short"), "people.password_short"),
    (given(), account(again="another one 57"), "people.password_differs"),
    (given(), account(password="x" * 5000, again="x" * 5000), "people.password_long"),
]  # fmt: skip


@pytest.mark.parametrize(("applying", "who", "wrong"), WRONG)
def test_what_is_wrong_is_said_and_nothing_is_kept(at: Window, applying: Applying, who: Account, wrong: str) -> None:
    refused = register(at.office, applying, who, HOME, at.now)
    assert isinstance(refused, Refusal) and refused.message.code == wrong
    assert all(say(refused.message, lang) for lang in LANGUAGES)
    with at.office.db.read() as session:
        assert session.exec(select(Registration)).all() == []


def test_hundreds_of_registrations_from_one_address_are_held_back(at: Window) -> None:
    codes = [register(at.office, given(n), account(f"firm{n:03}"), HOME, at.now) for n in range(200)]
    refused = [r.message.code for r in codes if r is not None]
    assert (len(codes) - len(refused), set(refused)) == (FROM_ADDRESS, {"applicants.throttled"})
    assert register(at.office, given(300), account("other"), Visit("10.0.0.2", ""), at.now) is None
    assert register(at.office, given(301), account("later"), HOME, at.now + timedelta(hours=2)) is None


def test_accounts_are_not_guessed_by_registering(at: Window) -> None:
    said = [register(at.office, given(), account("window"), HOME, at.now) for _ in range(TRIES + 3)]
    codes = [r.message.code for r in said if r is not None]
    assert codes == ["people.login_taken"] * TRIES + ["applicants.throttled"] * 3


def test_a_known_code_says_nothing_and_joins_only_when_it_is_confirmed(at: Window) -> None:
    first = enter(at.office, at.actor("window"), given(), at.now)
    assert isinstance(first, int)
    registered(at)
    case = at.start("wang.qiang", "wang.qiang")
    at.fill(case, "wang.qiang", 事由="开店")
    assert at.actor("wang.qiang").organisation != first
    (one,) = waiting(at.office, at.actor("admin"), at.now)
    assert one.known == "第1家科技公司"
    assert confirm(at.office, at.actor("admin"), one.id, at.now) is None
    mine = at.actor("wang.qiang")
    assert mine.organisation == first and f"applicant@#{first}" in mine.tokens
    assert [r.id for r in find(at.office, mine, Query()).rows] == [case]
    assert not isinstance(at.act(case, "wang.qiang", "submit"), Refusal)
    with at.office.db.read() as session:
        assert session.get_one(Case, case).organisation_id == first


def test_who_is_turned_down_signs_in_no_more(at: Window) -> None:
    registered(at)
    one = only(at)
    refused = refuse(at.office, at.actor("window"), one, " ", at.now)
    assert isinstance(refused, Refusal) and refused.message.code == "applicants.reason"
    assert refuse(at.office, at.actor("window"), one, "代码与执照不符", at.now) is None
    assert not isinstance(sign_in(at.office, "wang.qiang", SECRET, HOME, at.now), str)
    again = confirm(at.office, at.actor("window"), one, at.now)
    assert isinstance(again, Refusal) and again.message.code == "applicants.decided"


@pytest.mark.parametrize("who", ["first", "chief", "auditor"])
def test_others_do_not_look_after_applicants(at: Window, who: str) -> None:
    registered(at)
    one, actor = only(at), at.actor(who)
    assert waiting(at.office, actor, at.now) == []
    own = at.organisations["甲公司"]
    for found in (
        confirm(at.office, actor, one, at.now), refuse(at.office, actor, one, "不", at.now),
        enter(at.office, actor, given(2), at.now), invite(at.office, actor, own, at.now),
    ):  # fmt: skip
        assert isinstance(found, Refusal) and found.message.code == "applicants.not_yours"


def test_an_invitation_makes_one_account_of_a_confirmed_organisation(at: Window) -> None:
    own = at.organisations["甲公司"]
    token = invite(at.office, at.actor("window"), own, at.now)
    assert isinstance(token, str)
    named = invited(at.office, token, at.now)
    assert named is not None and named.name == "甲公司"
    weak = join(at.office, token, "李敏", account("li.min", password="x", again="x"), at.now)
    assert isinstance(weak, Refusal) and invited(at.office, token, at.now) is not None
    assert join(at.office, token, "李敏", account("li.min"), at.now) is None
    again = join(at.office, token, "李敏", account("li.min2"), at.now)
    assert isinstance(again, Refusal) and again.message.code == "people.link_dead"
    with at.office.db.read() as session:
        person = session.exec(select(Person).where(Person.login == "li.min")).one()
        roles = session.exec(select(Grant.role).where(col(Grant.person_id) == person.id)).all()
    assert (person.organisation_id, list(roles)) == (own, ["applicant"])


def test_an_invitation_ends_after_a_week_and_is_for_confirmed_organisations(at: Window) -> None:
    own = at.organisations
    token = invite(at.office, at.actor("window"), own["甲公司"], at.now)
    assert isinstance(token, str) and invited(at.office, token, at.now + timedelta(days=8)) is None
    for other in (own["丙公司"], own["审批局"], 999):
        assert isinstance(invite(at.office, at.actor("window"), other, at.now), Refusal)


def test_the_same_code_is_entered_once(at: Window) -> None:
    assert isinstance(enter(at.office, at.actor("window"), given(), at.now), int)
    again = enter(at.office, at.actor("window"), given(name="另一个名字"), at.now)
    assert isinstance(again, Refusal) and again.message.code == "applicants.code_known"


def test_nobody_registers_where_nothing_is_offered(office: Office) -> None:
    at = window(office, valid={"from": "2030-01-01"})
    assert not offered(office, at.now)
    refused = register(office, given(), account(), HOME, at.now)
    assert isinstance(refused, Refusal) and refused.message.code == "applicants.not_offered"


ELSEWHERE = "500103"


@pytest.fixture
def two_cities(at: Window) -> Window:
    """A second city, where applicants hold another role: of cases that the office opens for them."""
    text = texts(id="notice", city="500000")["procedure"].replace('"applicant"', '"firm"').replace('"window"', '"desk"')
    published = publish(at.office, {**texts(), "procedure": text}, "", None, at.now)
    assert published, [f.say() for f in published.findings]
    return at


def held(at: Window, login: str) -> set[tuple[str, str]]:
    with at.office.db.read() as session:
        mine = select(Grant).join(Person, col(Person.id) == Grant.person_id).where(Person.login == login)
        return {(g.role, g.district) for g in session.exec(mine)}


def test_who_registers_holds_what_is_offered_in_its_own_city(two_cities: Window) -> None:
    at = two_cities
    registered(at, 1, "north")
    assert register(at.office, given(2, district=ELSEWHERE), account("south"), HOME, at.now) is None
    assert held(at, "north") == {("applicant", PLACE)} and held(at, "south") == {("firm", ELSEWHERE)}


def test_what_is_for_some_districts_is_offered_in_no_other(two_cities: Window) -> None:
    at = two_cities
    text = texts(id="trial", city="500000", districts=["500106"])["procedure"].replace('"applicant"', '"tester"')
    assert publish(at.office, {**texts(), "procedure": text}, "", None, at.now)
    for number, place in ((2, ELSEWHERE), (3, "500106")):
        assert register(at.office, given(number, district=place), account(f"firm{place}"), HOME, at.now) is None
    assert held(at, f"firm{ELSEWHERE}") == {("firm", ELSEWHERE)}
    assert held(at, "firm500106") == {("firm", "500106"), ("tester", "500106")}


def trial(about: str = "") -> dict[str, str]:
    """Another procedure of the same city, whose applicants hold a role of their own."""
    text = texts(id="trial", about=about or "试点")["procedure"].replace('"applicant"', '"tester"')
    return {**texts(), "procedure": text.replace('"where": "tester"', '"where": "applicant"')}


def test_who_registered_before_a_procedure_was_published_applies_for_it_too(two_cities: Window) -> None:
    at = two_cities
    registered(at, 1, "north")
    assert register(at.office, given(2, district=ELSEWHERE), account("south"), HOME, at.now) is None
    assert confirm(at.office, at.actor("admin"), only(at), at.now) is None
    assert publish(at.office, trial(), "", at.people["admin"], at.now)
    assert held(at, "north") == {("applicant", PLACE), ("tester", PLACE)} and held(at, "south") == {("firm", ELSEWHERE)}
    with at.office.db.read() as session:
        made = session.exec(select(Grant).where(Grant.role == "tester")).all()
        north = session.exec(select(Person).where(Person.login == "north")).one()
        assert {g.given_by for g in made} == {at.people["admin"]}
        actor = actor_of(at.office, session, north.id or 0, at.now)
    found = start(at.office, actor, "trial", subject=str(north.organisation_id), key="t", now=at.now)
    assert isinstance(found, int), found


def test_what_somebody_lost_does_not_come_back_with_the_next_version(at: Window) -> None:
    registered(at, 1, "north")
    with at.office.db.write() as session:
        lost = session.exec(select(Person).where(Person.login == "north")).one().id
        session.exec(delete(Grant).where(col(Grant.person_id) == lost))
    assert publish(at.office, trial(), "", None, at.now) and held(at, "north") == set()
    with at.office.db.write() as session:
        session.exec(delete(Grant).where(col(Grant.role) == "tester"))
    assert publish(at.office, trial("改了说明"), "", None, at.now)
    assert held(at, "first") == {("applicant", PLACE)}


@pytest.fixture
def missed(at: Window, monkeypatch: pytest.MonkeyPatch) -> Window:
    """An office that published a procedure when publishing gave nobody its roles; people came before and after it."""
    registered(at, 1, "north")
    monkeypatch.setattr("workflows.publishing.grant_new", lambda *_: 0)
    at.now += timedelta(days=1)
    assert publish(at.office, trial(), "", None, at.now)
    at.now += timedelta(days=1)
    registered(at, 2, "later")
    with at.office.db.write() as session:  # of somebody it was taken away, somebody else was never to have it
        own, day = at.organisations, at.office.today(at.now)
        session.add(Grant(person_id=at.people["first"], role="tester", organisation_id=own["甲公司"], district=PLACE,
                          valid_from=day - timedelta(days=1), valid_until=day - timedelta(days=1)))  # fmt: skip
        session.exec(delete(Grant).where(col(Grant.role) == "tester", col(Grant.person_id) == at.people["later"]))
    monkeypatch.setattr("workflows.commands.applicants.the_office", lambda: nullcontext(at.office))
    monkeypatch.setattr("workflows.commands.applicants.now", lambda: at.now)
    return at


def testers(at: Window) -> set[int]:
    with at.office.db.read() as session:
        counts = Grant.role == "tester", col(Grant.valid_until).is_(None)
        return set(session.exec(select(Grant.person_id).where(*counts)))


def test_who_missed_the_roles_of_a_procedure_gets_them_once_by_a_command_that_says_before_what_it_would_do(
    missed: Window, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = {missed.people[login] for login in ("north", "second", "third")}
    assert main(["applicants", "follow", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("“许可”的角色“申请人”：补给 3 人。\n") and "第1家科技公司" in said
    assert testers(missed) == set()
    assert main(["applicants", "follow"]) == 0
    assert capsys.readouterr().out == said.replace("这是试算，什么都没有写。\n", "") and testers(missed) == wanted
    with missed.office.db.write() as session:
        session.exec(delete(Grant).where(col(Grant.role) == "tester", col(Grant.person_id) == missed.people["north"]))
    assert main(["--lang", "en", "applicants", "follow"]) == 0
    assert capsys.readouterr().out == "No role is lacking.\n"
    assert testers(missed) == wanted - {missed.people["north"]}, "what was taken away stays taken"


def test_the_window_of_a_city_looks_after_its_own_applicants(two_cities: Window) -> None:
    at = two_cities
    assert register(at.office, given(2, district=ELSEWHERE), account("south"), HOME, at.now) is None
    (one,) = waiting(at.office, at.actor("admin"), at.now)
    assert waiting(at.office, at.actor("window"), at.now) == []
    for found in (
        confirm(at.office, at.actor("window"), one.id, at.now),
        enter(at.office, at.actor("window"), given(3, district=ELSEWHERE), at.now),
    ):
        assert isinstance(found, Refusal) and found.message.code in {"applicants.not_yours", "applicants.district"}
    assert confirm(at.office, at.actor("admin"), one.id, at.now) is None


def test_who_joins_an_organisation_of_another_city_holds_what_is_offered_there(two_cities: Window) -> None:
    at = two_cities
    assert isinstance(enter(at.office, at.actor("admin"), given(district=ELSEWHERE), at.now), int)
    registered(at)
    (one,) = waiting(at.office, at.actor("admin"), at.now)
    assert confirm(at.office, at.actor("admin"), one.id, at.now) is None
    assert held(at, "wang.qiang") == {("firm", ELSEWHERE)}
