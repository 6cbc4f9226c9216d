"""Tallies answer what counting case by case answers: on any day, whatever was added up when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, or_, update
from sqlmodel import Session, col, select

from data import Database
from data.queries import cases, counts, figures, visibility
from data.queries.cases import CaseFilter
from data.queries.facts import proof, spans, tallied, tallies, values
from data.queries.facts.families import STANDING, WIDE
from data.queries.facts.pauses import pauses
from data.queries.narrowing import Further
from data.tables import (
    Case,
    CaseSpan,
    CaseValue,
    History,
    Organisation,
    Person,
    StepValue,
    Tally,
    Task,
    TaskSpan,
    WorkingDay,
)
from data.tables.facts import NOW
from tests.data import offices
from tests.data.facts.test_spans import change

BEGIN = datetime(2026, 1, 20, 2, tzinfo=UTC)
STATES = {"draft": "fill", "filed": "city", "mend": "fill", "closed": "done"}
PLACES = ("500103", "500112")
ENDS = (date(2026, 1, 31), date(2026, 2, 28))
TOKENS: tuple[list[str], ...] = (["clerk@500103"], ["desk@*"], ["clerk@500112", "desk@*"], [])
QUESTIONS: tuple[tuple[CaseFilter, tuple[str, ...]], ...] = (
    (CaseFilter(), ("stage", "state", "district", "late", "ended")),
    (CaseFilter(ended=False), ("holder", "campaign")),
    (CaseFilter(districts=("500103",), late=True), ("state",)),
    (CaseFilter(stages=("city", "fill"), campaign=1), ()),
    (CaseFilter(), ("light", "district")),
    (CaseFilter(further=Further(lights=("red", "yellow"), procedures=["p"])), ("stage",)),
    (CaseFilter(ended=False, further=Further(lights=("red", "yellow"))), ("state", "district")),
    (CaseFilter(ended=False, further=Further(lights=("green",))), ("light",)),
    (CaseFilter(further=Further(outcomes=[("p", "closed")])), ("version", "on_behalf", "suspended")),
    (CaseFilter(filed_from=date(2026, 2, 1), ended=False), ("month:filed", "state")),
    (CaseFilter(further=Further(ended_from=date(2026, 1, 1), ended_until=date(2026, 2, 28))), ("month:ended",)),
    (CaseFilter(further=Further(returned=False, returns={"p": ["to_mend"]})), ("stage", "trail")),
    (CaseFilter(ended=True), ("month:ended", "district")),
    (CaseFilter(further=Further(ended_from=date(2026, 1, 1), in_time=True)), ("procedure", "state")),
    (CaseFilter(ended=True, further=Further(in_time=False)), ("month:filed", "district")),
    (CaseFilter(ended=False, further=Further(in_time=True)), ("stage", "district")),
    (CaseFilter(ended=False, further=Further(in_time=False)), ("procedure", "month:filed")),
    (CaseFilter(ended=False, filed_from=date(2026, 2, 1), further=Further(in_time=False)), ()),
    (CaseFilter(further=Further(reached=[[("p", "filed")]], unreached=[("p", "mend"), ("q", "filed")])), ("state",)),
)

step = st.tuples(
    st.integers(0, 5), st.sampled_from(sorted(STATES)), st.integers(0, 9), st.booleans(),
    st.sampled_from([None, -2, 3, 20]), st.sampled_from(["", "", "fold", "some", "close", "days", "compact"]),
)  # fmt: skip


def audience(s: Session, state: str, place: str) -> int:
    home, both = [f"clerk@{place}"], [f"clerk@{place}", *([] if state == "draft" else ["desk@*"])]
    return visibility.audience(s, {"g": both, "own": home})


def play(
    s: Session, steps: list[tuple[Any, ...]], cases: dict[int, Case] | None = None, begin: date | None = None
) -> date:
    """Cases that are opened and changed as days go by, while somebody adds up now and then; gives the last day."""
    made = {} if cases is None else cases
    now = BEGIN if begin is None else datetime.combine(begin, BEGIN.timetz())
    for which, state, days, flag, due, chore in steps:
        now += timedelta(days=days, seconds=1)  # nothing is added up between two things of one moment
        place = PLACES[which % 2]
        facts: dict[str, Any] = {
            "state": state, "stage": STATES[state], "ended": state == "closed", "late": flag, "suspended": which == 4,
            "due": due and now.date() + timedelta(days=due), "yellow_on": due and now.date() + timedelta(days=due - 2),
            "holder": f"{state}@{place}", "campaign_id": 1 if flag else None,
        }  # fmt: skip
        facts |= _days(made.get(which), state, now.date())
        if which in made:
            finish(s, made[which], flag, now)
        if which not in made:
            seen = audience(s, state, place)
            made[which] = offices.case(s, opened_at=now, district=place, audience_id=seen, **facts)
        else:
            change(s, made[which], now, audience_id=audience(s, state, place), **facts)
        befall(s, made[which], state, flag, now)
        hold(s, made[which], days + 3 * flag)
        before = latest(s, made[which])
        visit = before.visit + (before.case_state != state) if before else 1
        s.add(Task(case_id=made[which].id or 0, case_state=state, round="r" if flag else "", role="r", token="r@*",
                   state="open", opened_at=now, visit=visit))  # fmt: skip
        do(s, chore, now.date())
        if days % 3 == 1:  # saved without a step, later
            now += timedelta(days=days % 2)
            spans.at(s, now)
            hold(s, made[which], days)
            finish(s, made[which], flag, now)
            s.flush()
    return now.date()


def _days(case: Case | None, state: str, today: date) -> dict[str, Any]:
    filed = today if state == "filed" and (case is None or case.filed_on is None) else case and case.filed_on
    return {"filed_on": filed, "ended_on": today if state == "closed" else None}


def befall(s: Session, case: Case, state: str, late: bool, now: datetime) -> None:
    """A step, with some choices in its form."""
    number = len(s.exec(select(History).where(History.case_id == case.id)).all()) + 1
    step = History(
        case_id=case.id or 0, step=number, at=now, actor_id=1, role="r", action=f"to_{state}", to_state=state,
        commitment="", previous="", hash="",
    )  # fmt: skip
    s.add(step)
    s.flush()
    why = [("why", "a"), ("why", "b"), ("else", "a")][: number % 3 + late]
    s.add_all(StepValue(history_id=step.id or 0, case_id=step.case_id, field=f, text=t) for f, t in why)
    s.flush()


def latest(s: Session, case: Case) -> Task | None:
    return s.exec(select(Task).where(Task.case_id == case.id).order_by(col(Task.id).desc()).limit(1)).first()


def finish(s: Session, case: Case, flag: bool, now: datetime) -> None:
    """What is to do in a state is done, again perhaps, or called off; never when the case has been elsewhere since."""
    last = latest(s, case)
    for task in s.exec(select(Task).where(Task.case_id == case.id, Task.visit == (last.visit if last else 1))):
        if task.state == "open" or flag:
            task.state, task.done_at, task.done_by = ("done", now, 1) if flag or task.round else ("closed", None, None)


def hold(s: Session, case: Case, number: int) -> None:
    """What is filled in: several kinds, something of their own, a number (in a row too)."""
    kinds = ["a", "b", "c"][: number % 4]
    rows = [{"group": "g", "field": "kind", "text": k} for k in kinds] if number % 5 else []
    rows += [{"group": "own", "field": "mine", "text": "m"}] if number % 2 else []
    rows += [{"group": "own", "field": "secret", "number": number + 1}]
    rows += [{"group": "g", "field": f, "row": r, "number": number} for f, r in (("case.n", ""), ("t.n", "1"))]
    s.execute(delete(CaseValue).where(col(CaseValue.case_id) == case.id))
    blank = {"case_id": case.id, "row": "", "text": None, "number": None, "day": None}
    s.execute(insert(CaseValue), [{**blank, **r} for r in rows])
    values.keep(s, case.id or 0, ["kind", "mine", "secret", "case.n", "t.n"])


def do(s: Session, chore: str, today: date) -> None:
    if chore in ("fold", "some"):
        tallies.fold(s, 2 if chore == "some" else 500)
    if chore == "close":
        for end in ENDS:
            if end < today:
                tallies.close(s, end)
    if chore == "days":
        for day in tallies.worth(s, today - timedelta(1)):
            tallies.close(s, day)
    if chore == "compact":
        tallies.compact(s)


@contextmanager
def forgotten(database: Database) -> Iterator[Session]:
    """A session of which nothing is kept."""
    with database.write() as s:
        offices.found(s)
        first = date(2026, 1, 1)
        days = [first + timedelta(n) for n in range(200)]
        s.execute(insert(WorkingDay), [{"day": d, "n": worked(first, d)} for d in days])
        yield s
        s.rollback()


def answers(s: Session, days: list[date | None], kept: bool, patch: pytest.MonkeyPatch) -> list[counts.Counts]:
    patch.setattr(tallied, "ready", lambda _s, _name: kept)
    found = []
    for on in days:
        for wanted, facts in QUESTIONS:
            lit = "light" in facts or wanted.further.lights
            further = Further(**{**vars(wanted.further), "day": on or date(2026, 3, 1)}) if lit else wanted.further
            further = replace(further, day=on or date(2026, 12, 31)) if further.in_time is not None else further
            asked = CaseFilter(**{**vars(wanted), "further": further})
            assert tallied.needed(s, asked, on) is not None or further.in_time is not None and asked.ended is False
            found += [counts.by(s, tokens, asked, *facts, on=on) for tokens in TOKENS]
            if on is None:
                found += [{(i,): 1 for i in cases.ids(s, tokens, asked)} for tokens in TOKENS]
    found += [each for tokens in TOKENS for on in days for each in lying(s, tokens, kept, on)]
    found += [each for tokens in TOKENS for on in days for each in done(s, tokens, kept, on)]
    found += [each for tokens in TOKENS for on in days for each in held(s, tokens, on)]
    return [{k: n for k, n in each.items() if n} for each in found]


def lying(s: Session, tokens: list[str], known: bool, on: date | None) -> Iterator[counts.Counts]:
    """Steps that were taken and stays that are over, by how their cases stand."""
    today, past = on or date(2026, 12, 31), on is not None
    taken = {"p": ["to_filed", "to_mend"], "q": ["to_draft"]}
    near, year = CaseFilter(districts=("500103",)), (date(2026, 2, 1), today)
    for wanted in (
        figures.Wanted(CaseFilter(), today, "steps", actions=taken, past=past),
        figures.Wanted(near, today, "steps", actions=taken, done=year, roles=["r"], past=past),
    ):
        yield figures.cells(s, tokens, wanted, ("procedure", "action", "month:done", "state"))
        yield figures.cells(s, tokens, wanted, ("procedure", "given:why", "month:done"))
    for wanted in (
        figures.Wanted(CaseFilter(filed_from=date(2026, 2, 1)), today, "stays", past=past),
        figures.Wanted(near, today, "stays", stage="fill", past=past),
    ):
        kept = figures.lengths(s, tokens, wanted, ("stage", "district"))
        assert (kept is not None) == known or past and known
        if kept is None:
            kept = {}
            for (*key, first, last), n in figures.spells(s, tokens, wanted, ("stage", "district")).items():
                took = worked(date.fromisoformat(first), date.fromisoformat(last))
                kept.setdefault(tuple(key), Counter())[took] += n
        yield {(*key, took): n for key, all_of_it in kept.items() for took, n in all_of_it.items()}


def done(s: Session, tokens: list[str], known: bool, on: date | None) -> Iterator[counts.Counts]:
    """How long tasks took by the clock."""
    today, paused, past, year = on or date(2026, 12, 31), [("p", "mend")], on is not None, date(2026, 2, 1)
    for wanted in (
        figures.Wanted(CaseFilter(), today, "tasks", past=past),
        figures.Wanted(CaseFilter(ended=False), today, "tasks", "", "", {}, ["r"], done=(year, today), past=past),
    ):
        kept = figures.running(s, tokens, wanted, ("doer", "role"), paused)
        assert kept is None or known
        if kept is None:
            kept, stood = {}, pauses(s, tokens, wanted.cases, paused, on)
            for (*key, case, first, last), n in figures.spells(s, tokens, wanted, ("doer", "role", "id")).items():
                begun, ended = date.fromisoformat(first), date.fromisoformat(last)
                took = worked(begun, ended)
                for since, until in stood.get(case, ()):
                    one, other = max(begun, since), min(ended, until or ended)
                    took -= worked(one, other) if one < other else 0
                kept.setdefault(tuple(key), Counter())[max(took, 0)] += n
        yield {(*key, took): n for key, all_of_it in kept.items() for took, n in all_of_it.items()}


HELD = (
    (CaseFilter(), ("value:kind", "version")), (CaseFilter(ended=False), ("state", "value:kind")),
    (CaseFilter(filed_from=date(2026, 2, 1)), ("value:mine", "month:filed")),
)  # fmt: skip
SOUGHT = (
    (CaseFilter(further=Further(values={"kind": ["a"]})), ("state", "version")),
    (CaseFilter(ended=False, further=Further(values={"kind": []})), ()),
    (CaseFilter(filed_from=date(2026, 2, 1), further=Further(values={"mine": ["m"]})), ("month:filed",)),
)
"""Cases that hold a value, or none."""
ADDED = ((CaseFilter(campaign=1), ("district",)), (CaseFilter(stages=("city",)), ()))


def held(s: Session, tokens: list[str], on: date | None) -> Iterator[counts.Counts]:
    """How many cases hold which value, and sums of numbers."""
    day, past = on or date(2026, 12, 31), on is not None
    for wanted, facts in (*HELD, *SOUGHT):
        yield figures.cells(s, tokens, figures.Wanted(wanted, day, past=past), facts)
    for (wanted, facts), name in product(ADDED, ("case.n", "t.n", "kind", "secret")):
        found = figures.sums(s, tokens, figures.Wanted(wanted, day, past=past), name, facts)
        yield {(*key, what): n for key, pair in found.items() for what, n in zip("sn", pair, strict=True)}


def worked(begun: date, ended: date) -> int:
    """Two days in three are worked."""
    return ended.toordinal() * 2 // 3 - begun.toordinal() * 2 // 3


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(step, min_size=1, max_size=12))
def test_tallies_are_what_counting_gives(database: Database, steps: list[tuple[Any, ...]]) -> None:
    with forgotten(database) as s, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tallies, "MOVED", 2)
        last = play(s, steps)
        days: list[date | None] = [None, ENDS[0], date(2026, 2, 11)]
        counted = answers(s, days, False, patch)
        assert answers(s, days, True, patch) == counted
        assert proof.wrong(s) == []
        tallies.rebuild(s, [e for e in ENDS if e < last])
        assert answers(s, days, True, patch) == counted
        assert proof.wrong(s) == []


@pytest.mark.parametrize(("far", "left"), [(20_000, []), (1, [date(2026, 2, 3)])])
def test_of_old_days_the_ends_of_months_keep_their_tallies_and_days_that_much_lies_between(
    database: Database, far: int, left: list[date], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "FAR", far)
    opened = [(0, "draft", 0), (1, "filed", 9), (2, "draft", 5), (3, "filed", 40)]
    with forgotten(database) as s:
        play(s, [(which, state, days, True, 3, "fold") for which, state, days in opened])
        for day in (ENDS[0], date(2026, 2, 3), date(2026, 2, 5), date(2026, 2, 20)):
            tallies.close(s, day)
        tallies.thin(s, date(2026, 2, 10))
        found = s.exec(select(Tally.upto).where(Tally.family == "stand").distinct()).all()
        assert sorted(found) == [ENDS[0], *left, date(2026, 2, 20), NOW]
        assert proof.wrong(s) == []


def test_a_wrong_tally_is_found(database: Database) -> None:
    with forgotten(database) as s:
        play(s, [(0, "draft", 0, False, None, ""), (1, "filed", 1, True, 3, "fold")])
        row = s.exec(select(Tally).where(Tally.family == "stand")).first()
        assert row is not None
        row.n += 1
        s.add(row)
        s.flush()
        (found,) = proof.wrong(s)
        assert (found[0], found[3], found[4]) == ("stand", 2, 1)


def test_what_is_kept_of_tasks_is_proved_by_the_tasks_and_mended_when_all_is_counted_anew(database: Database) -> None:
    with forgotten(database) as s:
        play(s, [(n, "filed", 1, True, 3, "") for n in range(4)] + [(n, "filed", 1, True, 3, "fold") for n in range(4)])
        kept = s.exec(select(TaskSpan).where(col(TaskSpan.until_on).is_(None)).order_by(col(TaskSpan.id))).all()
        assert len(kept) > 3 and proof.wrong(s) == []
        s.execute(delete(TaskSpan).where(col(TaskSpan.id) == kept[0].id))
        s.execute(update(TaskSpan).where(col(TaskSpan.id) == kept[1].id).values(role="else"))
        s.execute(insert(TaskSpan), [{**kept[2].model_dump(exclude={"id"})}])
        astray = [w[2]["task_id"] for w in proof.wrong(s) if w[0] == "tasks"]
        assert sorted(astray) == sorted([kept[0].task_id, kept[1].task_id, kept[1].task_id, kept[2].task_id])
        s.execute(delete(TaskSpan).where(col(TaskSpan.id) > kept[-1].id))
        tallies.rebuild(s)
        assert proof.wrong(s) == []


def test_tallies_answer_once_every_case_is_in_them(database: Database) -> None:
    with forgotten(database) as s:
        made = offices.case(s)
        s.execute(delete(CaseSpan).where(col(CaseSpan.case_id) == made.id))
        assert not tallies.begin(s) and not tallies.ready(s, "stand")
        offices.case(s)
        s.execute(delete(Case).where(col(Case.id) == made.id))
        assert tallies.begin(s) and all(tallies.ready(s, name) for name in STANDING)


def test_a_family_that_is_new_begins_with_what_the_others_know(database: Database) -> None:
    with forgotten(database) as s, pytest.MonkeyPatch.context() as patch:
        last = play(s, [
            (0, "draft", 0, False, None, ""), (0, "filed", 9, True, 3, "fold"), (0, "mend", 9, True, 3, "close"),
            (1, "filed", 9, False, 3, ""),
        ])  # fmt: skip
        tallies.begin(s)
        s.execute(delete(Tally).where(or_(col(Tally.family) == "befell", col(Tally.state) == "befell")))
        assert proof.wrong(s) == [] and not tallies.ready(s, "befell")
        tallies.fold(s, 1)
        assert tallies.begin(s) and proof.wrong(s) == []
        days: list[date | None] = [None, last, ENDS[0]]
        assert answers(s, days, True, patch) == answers(s, days, False, patch)


def test_somebody_of_the_whole_city_is_answered_without_a_look_at_cases(database: Database) -> None:
    with forgotten(database) as s, pytest.MonkeyPatch.context() as patch:
        play(s, [(n, "filed", 2, True, 3, "") for n in range(4)] + [(1, "closed", 9, False, None, "close")])
        tallies.rebuild(s, [ENDS[0]])
        patch.setattr(figures, "_cells", forbidden)
        patch.setattr(figures, "_sums", forbidden)
        patch.setattr(counts, "narrowed", forbidden)
        for on in (None, ENDS[0], date(2026, 2, 3)):
            steps = figures.Wanted(CaseFilter(), on or NOW, "steps", actions={"p": ["to_filed"]}, past=on is not None)
            assert figures.cells(s, ["desk@*"], steps, ("state",))
            assert figures.lengths(s, ["desk@*"], replace(steps, ground="stays"), ("stage",)) is not None
            for in_time in (True, False):
                further = Further(in_time=in_time, day=on or date(2026, 12, 31))
                assert counts.by(s, ["desk@*"], CaseFilter(ended=False, further=further), "stage", on=on) is not None
            for wanted, facts in SOUGHT:
                figures.cells(s, ["desk@*"], figures.Wanted(wanted, on or NOW, past=on is not None), facts)
            for wanted, facts in HELD:
                found = figures.cells(s, ["desk@*"], figures.Wanted(wanted, on or NOW, past=on is not None), facts)
                assert found or wanted.filed_from
            asked = figures.Wanted(CaseFilter(), on or NOW, "tasks", past=on is not None)
            assert figures.running(s, ["desk@*"], asked, (), []) is not None
            for wanted, facts in ADDED[:1]:
                asked = figures.Wanted(wanted, on or NOW, past=on is not None)
                assert figures.sums(s, ["desk@*"], asked, "case.n", facts)


@pytest.mark.parametrize("kept", [True, False], ids=["tallied", "case by case"])
def test_a_number_in_a_group_that_one_may_not_read_is_in_no_sum_and_its_case_in_no_number(
    database: Database, kept: bool
) -> None:
    with forgotten(database) as s, pytest.MonkeyPatch.context() as patch:
        play(s, [(0, "filed", 2, True, 3, ""), (1, "filed", 2, True, 3, ""), (2, "closed", 2, True, None, "")])
        tallies.rebuild(s)
        patch.setattr(tallied, "ready", lambda _s, _name: kept)
        for past in (False, True):
            asked = figures.Wanted(CaseFilter(), date(2026, 12, 31), past=past)
            added = {
                tokens[0]: figures.sums(s, tokens, asked, "secret", ("state",))
                for tokens in (["desk@*"], ["clerk@500103"], ["clerk@500112"])
            }
            assert added["desk@*"] == {}
            assert figures.sums(s, ["desk@*"], asked, "secret", ()) in ({}, {(): (0, 0)})
            assert added["clerk@500103"].keys() == {("filed",), ("closed",)}
            assert {n for tokens in added for _, n in added[tokens].values()} == {1}
            assert figures.cells(s, ["desk@*"], asked, ("value:mine",)) == {(None,): 3}


def test_other_working_days_make_every_length_unknown(database: Database) -> None:
    with forgotten(database) as s:
        tallies.rebuild(s)
        tallies.forget(s, "stays")
        assert {n for n in STANDING if not tallies.ready(s, n)} == {"stays", f"{WIDE}stays"}


def forbidden(*_: Any) -> Any:
    raise AssertionError("counted case by case")


def test_what_was_done_again_counts_on_days_before_as_it_was_done_then(database: Database) -> None:
    with forgotten(database) as s:
        play(s, [(0, "filed", 0, True, 3, "")])
        (task,) = s.exec(select(Task)).all()
        for day, role in ((21, "r"), (25, "r"), (28, "other")):
            now = BEGIN.replace(day=day)
            spans.at(s, now)
            task.state, task.role, task.done_by = "done", role, 1
            task.done_at = now if day < 28 else task.done_at  # at last it is only called otherwise
            s.flush()

        def was(day: int) -> Any:
            wanted = figures.Wanted(CaseFilter(), date(2026, 1, day), "tasks", past=True)
            return figures.cells(s, ["desk@*"], wanted, ("role", "day:done"))

        assert was(20) == {}
        assert was(24) == {("r", "2026-01-21"): 1}
        assert was(27) == {("r", "2026-01-25"): 1}
        assert was(28) == {("other", "2026-01-25"): 1}
        assert proof.wrong(s) == []


def test_who_belongs_to_another_organisation_did_it_there(database: Database) -> None:
    with forgotten(database) as s:
        s.add(Organisation(id=2, name="另一局", district="500000"))
        tallies.rebuild(s)
        s.get_one(Person, 1).organisation_id = 2
        s.flush()
        assert {n for n in STANDING if not tallies.ready(s, n)} == {f"{WIDE}done"}
