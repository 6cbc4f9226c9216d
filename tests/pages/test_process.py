"""The page of a procedure as it runs: its picture, its tables, and nothing for who sees no cases."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from tests.pages.work import desk, going, screen, words
from tests.workflows.bureau import HERE, PROCEDURE, Bureau, sample
from workflows.cases import search
from workflows.cases.search import Query

__all__ = ["desk"]


def test_a_procedure_is_shown_as_it_runs(desk: Bureau) -> None:
    desk.filed()
    with screen(desk, "clerk", "process", procedure=PROCEDURE, months="all") as at:
        assert not at.exception
        assert "在办 1 件" in words(at) and "走过的路" in words(at)


def test_what_is_chosen_stands_in_the_address_and_a_way_leads_to_who_took_it(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, {**sample(), "填报区县": HERE})
    desk.later(hours=1)
    desk.done(case, "submit", "clerk")
    with screen(desk, "clerk", "process", procedure=PROCEDURE, months="all") as at:
        at.button_group(key="chosen_months").set_value("24").run()
        assert at.query_params["months"] == "24" and not at.exception
        ways = [c for c in at.get("bidi_component") if c.proto.component_name == "desk_table"][1]
        at.session_state[ways.proto.id.split("-", 2)[2]] = {"opened": "draft/review"}
        at.run()
        asked = Query.read(dict(parse_qsl(urlsplit(going(at)).query)))
        assert asked.procedure == PROCEDURE and "submit" in asked.took and asked.took_from is not None
        assert search.count(desk.office, desk.actor("clerk"), asked) == (1, False)
