"""An office that works for two cities: what is held, offered and counted for one stays out of the other."""

from __future__ import annotations

from datetime import date

from data.reference.load import load_places, read_districts
from tests.workflows.people.office import HERE, NOW, Small
from workflows.boards.scope import view
from workflows.office import Office
from workflows.people.cities import city_of, home
from workflows.people.organisations import Described, insert_organisation

BEIJING = "110000"
OURS = {r["code"] for r in read_districts("beijing.csv") if r["kind"] != "city"}


def both(office: Office) -> Small:
    small = Small(office)
    with office.db.write() as session:
        load_places(session)
    return small


def test_a_city_has_its_districts_and_units(office: Office) -> None:
    both(office)
    with office.db.read() as session:
        assert set(office.districts(session, date(2026, 3, 2), BEIJING)) == OURS
        assert len(office.districts(session, date(2026, 3, 2), "500000")) == 39
        assert home(session) == "500000"


def test_the_office_is_at_home_where_its_topmost_organisation_works(office: Office) -> None:
    with office.db.write() as session:
        load_places(session)
        assert home(session) == "500000"
        insert_organisation(session, Described("亦庄某局", "1101A1"))
        assert home(session) == BEIJING


def test_every_place_lies_in_a_city() -> None:
    class Row:
        def __init__(self, row: dict[str, object]) -> None:
            self.kind, self.parent = row["kind"], row["parent"]

    rows = {r["code"]: Row(r) for name in ("beijing.csv", "chongqing.csv") for r in read_districts(name)}
    assert {city_of(code, rows) for code in rows} == {BEIJING, "500000"}  # type: ignore[arg-type]
    assert city_of("none", rows) is None  # type: ignore[arg-type]


def test_a_role_held_for_a_city_reaches_that_citys_districts_only(office: Office) -> None:
    small = both(office)
    with office.db.write() as session:
        there = insert_organisation(session, Described("北京某局", BEIJING))
    mine = small.actor(small.person("beijing", "desk", BEIJING, there))
    ours = small.actor(small.person("ours", "desk", "500000", small.bureau))
    assert {f"desk@{d}" for d in OURS} <= mine.tokens and f"desk@{HERE}" not in mine.tokens
    assert f"desk@{HERE}" in ours.tokens and not {f"desk@{d}" for d in OURS} & ours.tokens


def test_the_offices_own_roles_reach_every_city(office: Office) -> None:
    small = both(office)
    assert {f"admin@{d}" for d in (HERE, "1101A1")} <= small.admin.tokens


def test_a_map_has_the_places_of_one_city(office: Office) -> None:
    small = both(office)
    ours = small.actor(small.person("ours", "desk", "500000", small.bureau))
    with office.db.read() as session:
        assert not {p.code for p in view(office, session, ours, NOW).places} & OURS
        assert {p.code for p in view(office, session, ours, NOW, code=BEIJING).places} == OURS
        assert view(office, session, small.admin, NOW).title.zh == "重庆市"
