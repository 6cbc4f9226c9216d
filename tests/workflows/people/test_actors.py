"""What grants come to: districts below, districts merged away, the whole city."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from data.tables import District
from tests.workflows.people.office import CITY, HERE, NOW, Small, granted
from workflows.people.actors import covered
from workflows.people.grants import Wanted, insert_grant


def place(code: str, **more: object) -> District:
    named = {"name": code, "short": code, "name_en": code, "kind": "district", "valid_from": date(2000, 1, 1)}
    return District(code=code, **(named | more))


def test_a_grant_in_a_district_covers_it_alone(small: Small) -> None:
    person = small.person("chen", "clerk", HERE)
    assert granted(small.actor(person)) == {f"clerk@{HERE}"}


def test_a_grant_for_the_city_covers_every_district_retired_ones_too(small: Small) -> None:
    tokens = granted(small.actor(small.person("li", "leader", CITY, small.bureau)))
    with small.office.db.read() as session:
        today = small.office.districts(session, small.office.today(NOW))
        ever = small.office.district_names(session)
    assert tokens == {"leader@*"} | {f"leader@{code}" for code in ever if code != CITY}
    assert len(ever) - 1 > len(today)


def test_whoever_works_for_a_merged_district_has_what_was_merged_into_it() -> None:
    districts = [place("new"), place("old", successor="new"), place("older", successor="old"), place("other")]
    assert covered("new", districts) == {"new", "old", "older"}
    assert covered("old", districts) == {"old", "older"}


def test_units_lie_below_their_district() -> None:
    districts = [place("d"), place("zone", kind="unit", parent="d"), place("part", kind="unit", parent="zone")]
    assert covered("d", districts) == {"d", "zone", "part"}
    assert covered("zone", districts) == {"zone", "part"}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(["parent", "successor"])), max_size=20))
def test_circles_among_districts_end(edges: list[tuple[int, int, str]]) -> None:
    districts = {n: place(str(n)) for n in range(10)}
    for low, high, way in edges:
        setattr(districts[low], way, str(high))
    assert all(str(n) in covered(str(n), list(districts.values())) for n in districts)


def test_a_grant_counts_from_its_first_day_through_its_last(small: Small) -> None:
    person, today = small.person("chen"), small.office.today(NOW)
    with small.office.db.write() as session:
        insert_grant(session, person, Wanted("clerk", small.here, HERE, today, today), None)
    held = [bool(granted(small.actor(person, NOW + timedelta(days=d)))) for d in (-1, 0, 1)]
    assert held == [False, True, False]
