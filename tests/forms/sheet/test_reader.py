"""A reading process may die, hang or be asked by many: the one that asks goes on."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.sheet import SheetRefused, Unsafe, opening, read
from forms.sheet.reader import Pool
from forms.sheet.source import open_source
from tests.forms.sheet.books import book, packed, parts
from tests.forms.sheet.corpus import AWKWARD, FORM
from tests.forms.shipped import options

SMALL = book({"企业": [["企业名称", "职工数量"], ["甲", 1]]})
OLD = AWKWARD["old workbook"].data()
RICH = AWKWARD["runs of text and readings"].data()


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(2)
    yield made
    made.close()


def rows(pool: Pool, data: bytes, **more: Any) -> list[Any]:
    return [row for kind, value in pool.frames(data, **more) if kind == "rows" for row in value]


def process(pool: Pool) -> int:
    """The process that waits for the next file."""
    return pool._idle[-1].child.pid


def test_one_process_reads_one_file_after_the_other(pool: Pool) -> None:
    seen = set()
    for _ in range(3):
        assert rows(pool, SMALL) == [["企业名称", "职工数量"], ["甲", 1.0]]
        seen.add(process(pool))
    with pytest.raises(Unsafe):
        rows(pool, b"%PDF")
    assert seen == {process(pool)}


def test_a_process_that_was_killed_costs_a_sentence_and_the_next_file_is_read(pool: Pool) -> None:
    rows(pool, SMALL)
    stopped = process(pool)
    os.kill(stopped, signal.SIGSTOP)
    threading.Timer(0.3, os.kill, (stopped, signal.SIGKILL)).start()
    with pytest.raises(Unsafe) as refused:
        rows(pool, SMALL)
    assert refused.value.message.code == "sheet.crashed"
    assert rows(pool, SMALL)[1] == ["甲", 1.0]


def test_a_process_that_hangs_is_ended(pool: Pool) -> None:
    rows(pool, SMALL)
    os.kill(process(pool), signal.SIGSTOP)
    with pytest.raises(Unsafe) as refused:
        rows(pool, SMALL, seconds=0.3)
    assert refused.value.message.code == "sheet.slow"


def test_a_reader_that_asks_for_too_much_memory_is_told_so() -> None:
    """The limit of the process itself: more than it may have, and still an answer."""
    import io

    from forms.sheet import worker

    def greedy(_: bytes) -> Iterator[Any]:
        raise MemoryError
        yield

    out, before = io.BytesIO(), worker.opened
    worker.opened = greedy
    try:
        worker.serve(b"", out)
    finally:
        worker.opened = before
    assert b"sheet.heavy" in out.getvalue()


def test_several_files_at_once_wait_their_turn(pool: Pool) -> None:
    found: list[Any] = []
    threads = [threading.Thread(target=lambda: found.append(rows(pool, SMALL))) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 6 and all(each == found[0] for each in found)
    assert len(pool._idle) <= 2


def test_who_stops_in_the_middle_leaves_nothing_to_the_next(pool: Pool) -> None:
    frames = pool.frames(book({"企业": [[n] for n in range(3 * opening.BATCH)]}))
    assert next(frames)[0] == "kind"
    frames.close()
    assert rows(pool, SMALL)[1] == ["甲", 1.0]


def test_rows_come_in_batches_and_whole() -> None:
    data = book({"企业": [[n, f"甲{n}"] for n in range(2 * opening.BATCH + 7)]})
    assert [row[0] for row in open_source(data).grids["企业"]] == list(range(2 * opening.BATCH + 7))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([SMALL, OLD, RICH]), st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8))
def test_whatever_bytes_are_changed_the_answer_is_a_reading_or_a_sentence(
    data: bytes, changes: list[tuple[int, int]]
) -> None:
    found = bytearray(data)
    for place, value in changes:
        found[place % len(found)] = value
    tried(bytes(found))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([SMALL, OLD, RICH]), st.floats(0, 1), st.binary(max_size=20))
def test_wherever_a_file_is_cut_the_answer_is_a_reading_or_a_sentence(data: bytes, share: float, more: bytes) -> None:
    tried(data[: int(len(data) * share)] + more)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([SMALL, RICH]), st.data())
def test_whatever_a_part_says_the_answer_is_a_reading_or_a_sentence(data: bytes, draw: st.DataObject) -> None:
    """The archive is whole, its parts are not: swapped, or with other bytes in them."""
    found = parts(data)
    names = st.sampled_from(sorted(found))
    one, other = draw.draw(names), draw.draw(names)
    if draw.draw(st.booleans()):
        found[one], found[other] = found[other], found[one]
    body = bytearray(found[one] or b" ")
    changes = st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(b'<>/"=0a9 &')), max_size=4)
    for place, value in draw.draw(changes):
        body[place % len(body)] = value
    tried(packed({**found, one: bytes(body)}))


def tried(data: bytes) -> None:
    try:
        read(FORM, data, options())
    except SheetRefused:
        return
