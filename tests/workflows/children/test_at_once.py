"""Two at the same moment, each holding what the other wants: parents and children, children of one parent, imports.

Each pair is brought to where the second half of its work begins before either goes on. Whoever waits for the other
there instead gives the signal up after a second: that is how it should be.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
from sqlmodel import col, select

from data.queries import registers as stored
from data.tables import Case, Entry
from tests.workflows.registers.test_importing import csv
from tests.workflows.shops import HERE, Shops, shops
from workflows.audit.verify import verify
from workflows.cases.once import Done
from workflows.children import ending
from workflows.engine.types import Refusal
from workflows.jobs.service import job
from workflows.jobs.worker import Worker
from workflows.office import Office
from workflows.registers import importing, imports

PATIENCE = 1.0


@pytest.fixture
def street(office: Office) -> Shops:
    return shops(office)


@contextmanager
def meeting(target: Any, name: str, parties: int = 2) -> Iterator[None]:
    """Everybody who comes to a function waits for the others before it, but not for ever."""
    barrier, real = threading.Barrier(parties), getattr(target, name)

    def waiting(*given: Any, **named: Any) -> Any:
        with suppress(threading.BrokenBarrierError):
            barrier.wait(PATIENCE)
        return real(*given, **named)

    with patch.object(target, name, waiting):
        yield


def together(*works: Callable[[], Any]) -> list[Any]:
    """What came of each; an error is what came of it."""
    answers: list[Any] = [None] * len(works)

    def work(n: int) -> None:
        try:
            answers[n] = works[n]()
        except Exception as error:
            answers[n] = error

    threads = [threading.Thread(target=work, args=(n,)) for n in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def inspections(street: Shops, *names: str) -> tuple[int, list[int]]:
    """A case with an inspection of each shop that lies with the bureau."""
    case = street.licence(*({"店名": name} for name in names))
    street.done(case, "bureau", "send")
    with street.office.db.read() as s:
        children = [c or 0 for c in s.exec(select(Case.id).where(Case.parent_id == case).order_by(col(Case.id)))]
    for child in children:
        street.done(child, "writer", "submit")
    return case, children


def states(street: Shops, *cases: int) -> list[str]:
    with street.office.db.read() as s:
        assert verify(street.office, s)[1] == []
        return [s.get_one(Case, c).state for c in cases]


def test_a_child_and_its_parent_may_end_at_the_same_moment(street: Shops) -> None:
    case, (child,) = inspections(street, "粉店")
    with meeting(ending, "ended"):
        parent, own = together(
            lambda: street.act(case, "bureau", "enter"), lambda: street.act(child, "bureau", "approve")
        )
    assert isinstance(parent, Done), parent
    assert isinstance(own, (Done, Refusal)), own
    assert states(street, case, child) == ["done", "approved" if isinstance(own, Done) else "stopped"]


def test_two_children_of_one_parent_may_end_at_the_same_moment(street: Shops) -> None:
    case, (one, two) = inspections(street, "粉店", "茶馆")
    with meeting(ending, "ended"):
        answers = together(*(lambda c=c: street.act(c, "bureau", "approve") for c in (one, two)))  # type: ignore[misc]
    assert all(isinstance(a, Done) for a in answers), answers
    assert states(street, case, one, two) == ["work", "approved", "approved"]
    assert [line.ended for line in _family(street, case)] == [True, True]


def _family(street: Shops, case: int) -> Any:
    from workflows.children.view import of_a_case

    return of_a_case(street.office, street.actor("writer"), case, street.now).lines


def leaving_a_child_of_an_entry(street: Shops) -> int:
    """A change of the shop, which lies with the bureau."""
    street.entered({"店名": "面馆", "面积": 20, "员": ("张三",)})
    street.later(days=60)
    child = street.child("writer", "change", entry=1)
    assert isinstance(child, int), child
    street.fill(child, "writer", 面积=55, 生效="2026-04-10", 理由="扩店")
    street.done(child, "writer", "submit")
    return child


def test_a_change_of_an_entry_and_an_import_may_come_at_the_same_moment(street: Shops) -> None:
    child = leaving_a_child_of_an_entry(street)
    bureau, day = street.actor("bureau"), date(2026, 4, 20)
    check = imports.check_later(
        street.office, bureau, "shops", csv(f"{HERE},面馆,25"), "a.csv", day, "普查", street.now
    )
    assert isinstance(check, int)
    worker = Worker(street.office, lambda: street.now)
    while worker.once():
        pass
    number = imports.import_later(street.office, bureau, check, street.now)
    assert isinstance(number, int)
    read, go_on, real = threading.Event(), threading.Event(), importing.planned

    def planned(*given: Any) -> Any:
        plan = real(*given)
        read.set()
        go_on.wait(PATIENCE)
        return plan

    def approve() -> Any:
        assert read.wait(30)
        try:
            return street.act(child, "bureau", "approve")
        finally:
            go_on.set()

    with patch.object(importing, "planned", planned):
        _, own = together(lambda: [None for _ in iter(worker.once, False)], approve)
    done = job(street.office, bureau, number)
    assert done is not None and done.state in ("done", "failed")
    # The import, dated later, came first: the change from the 10th on is refused; or the change did, and the import is.
    assert (done.state == "done") == isinstance(own, Refusal), (done, own)
    unbroken(street)


def unbroken(street: Shops) -> None:
    """Each revision of the entry begins where the one before ended."""
    with street.office.db.read() as s:
        assert verify(street.office, s)[1] == []
        every = stored.revisions(s, 1)
        assert len(every) == 2 and every[-1].until is None
        assert [e.until for e in every[:-1]] == [e.since for e in every[1:]]
        assert len(s.exec(select(Entry).where(Entry.register_id == "shops", Entry.title == "面馆")).all()) == 2


def test_what_the_database_gave_up_is_done_again(street: Shops) -> None:
    from data.engine import Clashed

    case = street.licence({"店名": "粉店"})
    real, times = ending.ended, [0]

    def clashing(*given: Any) -> None:
        times[0] += 1
        if times[0] < 3:
            raise Clashed
        real(*given)

    with patch.object(ending, "ended", clashing):
        assert isinstance(street.act(case, "bureau", "enter"), Done)
    assert times[0] == 3 and states(street, case) == ["done"]
