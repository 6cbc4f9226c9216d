"""The draw itself: the same everywhere, nobody who is left out, as many as were asked for, and fair."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.draws.algorithm import UNIT, Candidate, Source, TooFew, drawn, matched, millionths

SEED, SALT = "00" * 32, "11" * 32
KNOWN = ["127", "036", "112", "154", "005"]
KEYS = st.text("abc甲乙丙①€", min_size=1, max_size=3)
POOLS = st.lists(
    st.builds(Candidate, KEYS, st.sampled_from(["", "东", "西"]), st.integers(0, 3 * UNIT), st.booleans()),
    max_size=20, unique_by=lambda c: c.key,
)  # fmt: skip
HEX = st.binary(min_size=32, max_size=32).map(bytes.hex)
COUNTS = st.fixed_dictionaries({s: st.integers(0, 9) for s in ("", "东", "西")})


@given(POOLS, COUNTS, HEX, HEX, st.randoms())
def test_it_comes_out_the_same_in_whatever_order_the_pool_is_given(pool, counts, seed, salt, random) -> None:
    mixed = list(pool)
    random.shuffle(mixed)
    assert drawn(pool, counts, Source(seed, salt)) == drawn(mixed, counts, Source(seed, salt))


@given(POOLS, COUNTS, HEX, HEX)
def test_nobody_left_out_or_without_weight_is_drawn_and_each_stratum_gives_its_number(pool, counts, seed, salt) -> None:
    found = drawn(pool, counts, Source(seed, salt))
    known = {c.key: c for c in pool}
    assert len({d.key for d in found}) == len(found)
    assert all(not known[d.key].out and known[d.key].weight > 0 for d in found)
    assert all(known[d.key].stratum == d.stratum for d in found)
    can = Counter(c.stratum for c in pool if c.counts)
    assert Counter(d.stratum for d in found) == Counter({s: min(n, can[s]) for s, n in counts.items()})


@given(st.integers(1, 1 << 80), HEX, HEX, st.text(max_size=5))
def test_numbers_stay_below_their_bound(n: int, seed: str, salt: str, label: str) -> None:
    assert 0 <= Source(seed, salt).below(n, label) < n


def test_a_few_lines_that_know_only_the_description_draw_the_same() -> None:
    """What the docstring says is enough: a second implementation, in other words."""
    pool = [("甲", 1), ("乙", 2), ("丙", 3), ("丁", 4), ("戊", 0)]
    key = hmac.new(bytes.fromhex(SEED), bytes.fromhex(SALT), hashlib.sha256).digest()
    left, chosen = sorted((k, w * 1_000_000) for k, w in pool if w), []
    for turn in (1, 2, 3):
        total, counter = sum(w for _, w in left), 0
        while True:
            label = json.dumps(["draw", "", turn, counter], ensure_ascii=False, separators=(",", ":"))
            x = int(hmac.new(key, label.encode(), "sha256").hexdigest(), 16)
            if x < 2**256 - 2**256 % total:
                break
            counter += 1
        r = x % total
        for place, (name, weight) in enumerate(left):
            if r < weight:
                chosen.append(name)
                del left[place]
                break
            r -= weight
    ours = drawn([Candidate(k, "", w * UNIT) for k, w in pool], {"": 3}, Source(SEED, SALT))
    assert [d.key for d in ours] == chosen


def test_a_known_draw_never_changes() -> None:
    """Records of today are replayed in ten years."""
    pool = [Candidate(f"{n:03}", "", UNIT) for n in range(200)]
    assert [d.key for d in drawn(pool, {"": 5}, Source(SEED, SALT))] == KNOWN


def test_everybody_has_the_chance_that_their_weight_gives() -> None:
    """4,000 draws of one out of four, which are fixed; seven standard deviations around what is expected."""
    weights = {"a": 1, "b": 2, "c": 3, "d": 4}
    pool = [Candidate(k, "", w * UNIT) for k, w in weights.items()]
    found = Counter(drawn(pool, {"": 1}, Source(SEED, f"{n:064x}"))[0].key for n in range(4000))
    for key, weight in weights.items():
        p = weight / 10
        assert abs(found[key] - 4000 * p) < 7 * (4000 * p * (1 - p)) ** 0.5


def test_every_pair_is_as_likely_where_nothing_weighs_more() -> None:
    pool = [Candidate(k, "", UNIT) for k in "abcd"]
    pairs = Counter(
        frozenset(d.key for d in drawn(pool, {"": 2}, Source(SEED, f"{n:064x}"))) for n in range(3000)
    )  # fmt: skip
    assert len(pairs) == 6 and all(abs(c - 500) < 7 * (3000 * 5 / 36) ** 0.5 for c in pairs.values())


@settings(max_examples=60)
@given(POOLS, HEX, st.dictionaries(st.sampled_from("ABCDE"), st.frozensets(KEYS, max_size=4), min_size=3))
def test_people_never_look_at_what_they_recuse_themselves_from_and_share_the_work(pool, seed, recused) -> None:
    source = Source(seed, SALT)
    items = drawn(pool, {"": 9, "东": 9, "西": 9}, source)
    try:
        found = matched(items, recused, 2, source)
    except TooFew as few:
        assert sum(few.key not in r for r in recused.values()) == few.there < 2
        return
    assert all(len(set(people)) == 2 and not any(k in recused[p] for p in people) for k, people in found.items())
    if not any(recused.values()):
        load = Counter(p for people in found.values() for p in people)
        assert max(load[p] for p in recused) - min(load[p] for p in recused) <= 1


@pytest.mark.parametrize(("weight", "wanted"), [
    ("1", UNIT), ("0", 0), ("0.000001", 1), ("2.50", 2_500_000), ("0.0000001", None), ("-1", None), ("NaN", None),
    ("x", None), ("1E+10", None), ("1000000000", 10**15),
])  # fmt: skip
def test_weights_are_exact(weight: str, wanted: int | None) -> None:
    assert millionths(weight) == wanted
