"""Board figures, drill-down, lists and what is to do, over many cases against few: what a hundred times as many cost.

    python -m tests.bench.facts [NUMBER OF CASES] [FEW] [FOLDER]

Lists are asked as their pages ask them: with the permission filter, their total and all that a row shows. Time is that
of this process, on SQLite; beside each ratio stands how large it may be, and how many lines are drawn: a page of three
lines is no measure for one of twenty. With a FOLDER the databases stay there and are used again.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import Session

from data import FileStore, migrate, open_database
from data.queries import counts
from data.queries.cases import CaseFilter
from data.queries.facts import tallies
from data.queries.narrowing import Further
from tests.bench import _million as made
from tests.bench.cases import best
from workflows.cases import search
from workflows.cases.listing import Listed, columns_offered, listed
from workflows.cases.next_case import next_case
from workflows.cases.search import Query
from workflows.cases.todo import Todo, todo
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.people.listing import waiting

NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)
TODAY, DESK, CLERK, MANY = made.TODAY, ["desk@*"], [f"clerk@{made.NEAR}"], [
    f"{role}@{code}" for role in ("clerk", "head") for code in made.DISTRICTS
]  # fmt: skip
MARK, LIST = 3.0, 1.5
"""How much more a figure or a mark's cases may cost, and the first and the next page of a list."""


@dataclass(frozen=True)
class Asked:
    """A question, and by how much a hundred times as many cases may make it dearer."""

    name: str
    limit: float
    ask: Callable[[], Any]


def figures(s: Session) -> Iterator[Asked]:
    """What boards ask."""
    open_, lit = CaseFilter(ended=False), CaseFilter(further=Further(day=TODAY))
    asked: tuple[tuple[str, list[str], CaseFilter, tuple[str, ...], date | None], ...] = (
        ("by stage", DESK, CaseFilter(), ("stage",), None),
        ("by stage, 82 tokens", [*MANY, *DESK], CaseFilter(), ("stage",), None),
        ("by stage, district, late", DESK, CaseFilter(), ("stage", "district", "late"), None),
        ("a campaign by district and state", DESK, CaseFilter(campaign=3), ("district", "state"), None),
        ("open cases by holder", DESK, open_, ("holder",), None),
        ("lights by stage", DESK, lit, ("light", "stage"), None),
        ("a district's own", CLERK, CaseFilter(), ("state",), None),
        ("as of last month's end", DESK, CaseFilter(), ("stage", "district"), made.ENDS[1]),
        ("as of a day of last month", DESK, CaseFilter(), ("stage",), date(2026, 10, 12)),
        ("as of yesterday, by holder", DESK, open_, ("holder",), TODAY - timedelta(1)),
        ("lights as of a day of last month", DESK, CaseFilter(), ("light", "stage"), date(2026, 10, 20)),
    )
    for name, tokens, wanted, facts, on in asked:
        yield Asked(name, MARK, partial(counts.by, s, tokens, wanted, *facts, on=on))


MARKS = {
    "open, one stage": Query(stages=("city",), ended=False),
    "red": Query(lights=("red",), day=TODAY, order="due", descending=False),
    "closed of a district": Query(states=("closed",), districts=(made.NEAR,)),
    "late of a procedure": Query(procedure="p3", late=True),
    "held by the desk": Query(holder="desk@*", ended=False, order="due", descending=False),
    "as of a day of last month": Query(stages=("city",), as_of=date(2026, 10, 12)),
}
"""What opens behind marks of boards."""
LISTS = {
    "newest": Query(),
    "by number": Query(order="number", descending=False),
    "by district": Query(order="district", descending=False),
    "one procedure": Query(procedure="p2"),
    "one procedure by filing": Query(procedure="p2", order="filed_on"),
    "open by due": Query(ended=False, order="due", descending=False),
    "late": Query(late=True),
    "mine": Query(holder="me", order="due", descending=False),
}


def lists(office: Office, people: dict[str, Actor]) -> Iterator[Asked]:
    """The pages: drill-down, lists with their next page, what is to do, and the numbers beside the menu."""
    desk = people["desk"]
    for name, query in MARKS.items():
        yield Asked(f"drill-down: {name}", MARK, partial(_page, office, desk, query))
    for who in ("desk", "clerk"):
        for name, query in LISTS.items():
            yield Asked(f"{who}: {name}", LIST, partial(_page, office, people[who], query))
            after = search.find(office, people[who], query, limit=20).next
            if after:
                yield Asked(f"{who}: {name}, next", LIST, partial(_page, office, people[who], query, after))
    for who, actor in people.items():
        yield Asked(f"{who}: 工作台", LIST, partial(todo, office, actor, NOW))
        yield Asked(f"{who}: number waiting", LIST, partial(waiting, office, actor))
        yield Asked(f"{who}: next case", LIST, partial(next_case, office, actor, 1))


def _page(office: Office, actor: Actor, query: Query, after: str | None = None) -> Any:
    """A page as 办件查询 shows it."""
    offered = columns_offered(office, actor, query)
    return listed(office, actor, query, ("state", "due", "campaign"), offered, NOW, after=after)


@dataclass(frozen=True)
class Taken:
    """Milliseconds of this process, how much more they may be than of few cases, and the lines that were drawn."""

    limit: float
    ms: float
    lines: int


def _taken(asked: Asked) -> Taken:
    return Taken(asked.limit, best(asked.ask, time.process_time, 9), _lines(asked.ask()))


def _lines(found: Any) -> int:
    """How much of an answer is drawn, by how it is shown: a page, a desk, the case after this one, a number."""
    match found:
        case Listed():
            return len(found.page.rows)
        case Todo():
            return len(found.items) + len(found.recent) + len(found.expected)
        case (case, int(left), bool()):
            return left + (case is not None)
        case (int(number), bool()):
            return number
        case _:
            return 0


def measure(office: Office) -> dict[str, Taken]:
    """What each question took, by its name."""
    whose = {"desk": made.DESK, "clerk": made.CLERK, "expert": made.EXPERT, "leader": made.LEADER}
    with office.db.read() as s:
        assert tallies.ready(s, "stand")
        people = {k: actor_of(office, s, i, NOW) for k, i in whose.items()}
        taken = {a.name: _taken(a) for a in figures(s)}
    return taken | {a.name: _taken(a) for a in lists(office, people)}


def told(few: dict[str, Taken], many: dict[str, Taken]) -> Iterator[str]:
    """A line for each question; what is dearer than it may be is marked, of pages that are as full."""
    for name, found in many.items():
        if name not in few:
            yield f"{name:36} {'':8}    {found.ms:8.1f} ms  (few have no next page)"
            continue
        base = few[name]
        ratio = found.ms / max(base.ms, 0.1)
        lines = f"{base.lines} and {found.lines} lines" if base.lines != found.lines else f"≤ {found.limit}"
        dear = ratio > found.limit and base.lines == found.lines
        yield f"{name:36} {base.ms:8.1f} ms {found.ms:8.1f} ms  × {ratio:6.2f}  ({lines}){'  !' if dear else ''}"


def office(folder: Path, number: int) -> Office:
    """A filled office in a folder; one that was filled there before is taken."""
    path = folder / f"{number}.db"
    there = path.exists()
    db = open_database(f"sqlite:///{path}")
    migrate(db)
    begun = time.perf_counter()
    if not there:
        made.fill(db, number)
    print(f"{number} cases written in {time.perf_counter() - begun:.0f} s", flush=True)
    return Office(db, FileStore(folder / "files"))


def main(arguments: list[str]) -> int:
    number, few = (int(a) for a in [*arguments[:2], *("1000000", "10000")[len(arguments[:2]) :]])
    taken = {}
    with tempfile.TemporaryDirectory() as passing:
        where = Path(arguments[2] if len(arguments) > 2 else passing)
        for size in (few, number):
            filled = office(where, size)
            taken[size] = measure(filled)
            filled.db.close()
    print(*told(taken[few], taken[number]), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
