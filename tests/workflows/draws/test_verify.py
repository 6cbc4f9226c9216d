"""A record replays, and whatever is changed in it is found; so is what the database and the history do not bear out."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from data.tables import DrawRecord
from forms.text import LANGUAGES
from tests.workflows.draws.sampling import sampled, sampling
from workflows.__main__ import main
from workflows.draws.record import begun, completed
from workflows.draws.stored import stored
from workflows.draws.verify import differences
from workflows.messages import say
from workflows.office import Office

ABOUT = {
    "draw": "sample", "title": {"zh": "抽查", "en": "Sample"}, "procedure": "p", "version": 1,
    "case": {"id": 1, "number": None}, "number": 1, "committed_at": "2026-03-01T00:00:00.000000Z",
    "drawn_at": "2026-03-02T00:00:00.000000Z",
}  # fmt: skip


def made() -> dict[str, Any]:
    reason = [{"zh": "查过", "en": "Done"}]
    pool = [
        {"key": f"{n:02}", "stratum": "甲乙"[n % 2], "weight": str(n % 3), "excluded": reason if n == 7 else []}
        for n in range(30)
    ]
    fixed = {"pool": pool, "counts": {"乙": 3, "甲": 2}, "people": ["1", "2", "3"], "each": 2, "rules": {"zh": "抽查"}}
    return completed(begun("ab" * 32, ABOUT, fixed), {"2": ["00", "01", "02", "03", "04"]})


RECORD = made()


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [p for k, v in value.items() for p in leaves(v, (*path, k))]
    if isinstance(value, list):
        return [p for n, v in enumerate(value) for p in leaves(v, (*path, n))]
    return [path]


LEAVES = leaves(RECORD)


def changed(value: Any) -> Any:
    """Another value of the same kind: one character, one unit."""
    if isinstance(value, str):
        return (chr(ord(value[0]) ^ 1) + value[1:]) if value else "x"
    return value + 1 if isinstance(value, int) else 1


def test_a_record_replays() -> None:
    assert differences(RECORD) == [] == differences(json.loads(json.dumps(RECORD)))
    assert len(RECORD["drawn"]) == 5 and len(RECORD["matched"]) == 5


@settings(max_examples=150)
@given(st.sampled_from(LEAVES))
def test_one_changed_value_is_found(path: tuple[Any, ...]) -> None:
    record = deepcopy(RECORD)
    place: Any = record
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = changed(place[path[-1]])
    found = differences(record)
    assert found and all(say(m, lang) for m in found for lang in LANGUAGES)


@settings(max_examples=200)
@given(st.integers(0, 10**6), st.sampled_from("0a}{\",:9"))
def test_one_changed_byte_is_found(at: int, letter: str) -> None:
    text = json.dumps(RECORD, ensure_ascii=False)
    at %= len(text)
    other = text[:at] + letter + text[at + 1 :]
    try:
        record = json.loads(other)
    except ValueError:
        return
    assert record == RECORD or differences(record)


@pytest.mark.parametrize("part", list(RECORD))
def test_a_part_that_is_missing_is_named(part: str) -> None:
    record = {k: v for k, v in RECORD.items() if k != part}
    assert [m.data.get("part") for m in differences(record)][0] == part


@pytest.mark.parametrize("value", [None, [], "x", {}, {**RECORD, "more": 1}, {**RECORD, "pool": [{}]}])
def test_what_is_no_record_is_told_so(value: Any) -> None:
    found = differences(value)
    assert found and all(say(m, lang) for m in found for lang in LANGUAGES)


def test_the_first_that_comes_out_otherwise_is_named_even_when_the_digest_was_made_anew() -> None:
    from workflows.draws.record import digest_of

    record = deepcopy(RECORD)
    record["drawn"][1]["key"], record["drawn"][0]["key"] = record["drawn"][0]["key"], record["drawn"][1]["key"]
    record["digest"] = digest_of(record)
    found = differences(record)
    assert [m.code for m in found] == ["draw.differs"] and found[0].data["number"] == 1


def test_a_record_that_was_made_anew_contradicts_the_history(office: Office) -> None:
    """Whoever can write into the database and knows the algorithm still has the chain against them."""
    desk = sampling(office)
    case = sampled(desk)
    with office.db.write() as session:
        row = session.exec(select(DrawRecord)).one()
        old = row.record or {}
        about = {k: old[k] for k in ABOUT}
        fixed = {k: old[k] for k in ("pool", "counts", "people", "each", "rules")}
        row.seed = "cd" * 32
        row.record = completed(begun(row.seed, about, fixed), {})
        row.commitment = row.record["commitment"]
        session.add(row)
    with office.db.read() as session:
        (found,) = stored(session, case)
    assert differences(found.record) == [] and [m.code for m in found.wrong] == ["draw.no_history"]


@pytest.fixture
def here(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, Path]:
    """A case that was drawn from, in an office that the commands find."""
    case = sampled(sampling(office))
    monkeypatch.setenv("DATABASE_URL", office.db.engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("SANDBOX_DATA", str(tmp_path))
    return case, tmp_path


def test_the_command_line_replays_exports_and_says_what_differs(
    here: tuple[int, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    case, folder = here
    assert main(["draw", "verify"]) == 0 and "重算一致，抽出 3 个" in capsys.readouterr().out
    assert main(["draw", "export", "--case", str(case), "--to", str(folder)]) == 0
    path = folder / f"{case}-sample-1.json"
    assert main(["draw", "verify", str(path)]) == 0
    record = json.loads(path.read_text(encoding="utf-8"))
    record["pool"][0]["weight"] = "2"
    path.write_text(json.dumps(record), encoding="utf-8")
    capsys.readouterr()
    assert main(["--lang", "en", "draw", "verify", str(path)]) == 1
    assert "The pool was changed" in capsys.readouterr().out
    path.write_text("{", encoding="utf-8")
    assert main(["draw", "verify", str(path)]) == 1 and "读不懂" in capsys.readouterr().err
    assert main(["draw", "verify", "--case", "99"]) == 0 and "没有已抽取的记录" in capsys.readouterr().out
