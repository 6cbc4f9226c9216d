from __future__ import annotations

from datetime import timedelta

from data.tables import Campaign
from tests.workflows.bureau import HERE, MONDAY, PROCEDURE, THERE, Bureau
from workflows.cases.startable import choices, prospect


def offered(desk: Bureau, who: str) -> list[tuple[int, int]]:
    return [(len(c.own), len(c.on_behalf)) for c in choices(desk.office, desk.actor(who), desk.now)]


def test_a_clerk_starts_for_the_own_district_and_the_bureau_for_every_other(desk: Bureau) -> None:
    assert [(c.own[0].key, c.on_behalf) for c in choices(desk.office, desk.actor("clerk"), desk.now)] == [(HERE, ())]
    own, others = offered(desk, "desk")[0]
    assert own == 0
    assert others > 30
    assert offered(desk, "head") == offered(desk, "leader") == offered(desk, "nobody") == []


def test_campaigns_that_have_opened_are_offered_also_when_they_are_over(desk: Bureau) -> None:
    with desk.office.db.write() as session:
        today = MONDAY.date()
        later = Campaign(
            procedure=PROCEDURE, title="later", opens=today + timedelta(days=3), closes=today + timedelta(days=9)
        )
        session.add(later)
    desk.later(days=1)
    assert [c.title.zh for c in choices(desk.office, desk.actor("clerk"), desk.now)[0].campaigns] == ["2026年第一批"]
    desk.later(days=90)
    assert len(choices(desk.office, desk.actor("clerk"), desk.now)[0].campaigns) == 2


def test_a_procedure_may_be_for_some_districts_of_its_city(desk: Bureau) -> None:
    with desk.office.db.read() as session:
        bundle = desk.office.newest(session, PROCEDURE)
        assert bundle is not None
        few = bundle.procedure.model_copy(update={"districts": [THERE, "110105"]})
        assert list(desk.office.places(session, MONDAY.date(), few)) == [THERE]
        assert len(desk.office.places(session, MONDAY.date(), bundle.procedure)) > 30


def test_the_prospect_names_what_stands_against_it(desk: Bureau) -> None:
    def ask(who: str, subject: str, on_behalf: bool = False):
        found = prospect(desk.office, desk.actor(who), PROCEDURE, subject, desk.campaign, on_behalf, desk.now)
        assert found is not None
        return found

    assert ask("clerk", HERE).why_not is None
    assert ask("desk", THERE, on_behalf=True).why_not is None
    refused = ask("clerk", THERE).why_not
    assert refused is not None and refused.guard == "role"
    case = desk.start()
    again = ask("clerk", HERE)
    assert again.why_not is not None and again.why_not.guard == "one_open"
    assert again.open_case == case
    assert ask("desk", HERE, on_behalf=True).open_case is None  # a draft of the district is not the bureau's to see


def test_the_last_declaration_is_offered_to_begin_with(desk: Bureau) -> None:
    case = desk.filed()
    found = prospect(desk.office, desk.actor("clerk"), PROCEDURE, HERE, desk.campaign, False, desk.now)
    assert found is not None
    assert [e.id for e in found.earlier] == [case]
    assert found.earlier[0].number
    other = prospect(desk.office, desk.actor("clerk2"), PROCEDURE, THERE, desk.campaign, False, desk.now)
    assert other is not None and other.earlier == ()


def test_a_procedure_that_nobody_offers_has_no_prospect(desk: Bureau) -> None:
    assert prospect(desk.office, desk.actor("clerk"), "nothing", HERE, None, False, desk.now) is None
