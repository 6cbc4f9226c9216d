"""Random and mutated texts for the expression language: none of them raises, hangs or harms the process.

`python -m tests.soak.feel [HOW MANY] [SEED]`
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from forms import feel
from forms.condition import from_feel, to_feel
from forms.feel import FeelError
from forms.feel.shapes import BOOLEAN, DATE, NUMBER, TEXT, Shape, grouped, listed

CASES = Path(__file__).parents[1] / "cases" / "feel.json"
MANY, LONGEST = 200_000, 5.0
"""So many texts, and so many seconds for one of them at most."""
SIGNS = '( ) [ ] { } , . : ; + - * / ** = != < <= > >= .. @ ? " “ ” （ ） ， ： \\ // /* */'
WORDS = (
    *SIGNS.split(), *sorted(feel.KEYWORDS), *sorted(feel.REGISTRY.by_name),
    "of", "instance of", "item", "partial", "external", "数量", "区域", "名称", "a", "b", "x", "case",
    "0", "1", "-1", "2.5", "1e400", "99999999", '"文"', '"(a+)+$"', '@"2026-03-02"', '@"P1D"', '@"P1M"', '@"09:00:00"',
    "[1..5]", "(1..", "list<number>", "\n", "\u00a0", "\ud83d", "\U0001f40e",
)  # fmt: skip
CONTEXT: dict[str, Any] = {
    "数量": Decimal(3), "名称": "东园",
    "区域": [{"数量": 1, "名称": "甲", "户": [{"n": 1}]}, {"数量": None, "名称": "乙", "户": []}],
    "a": None, "b": True, "x": [1, 2, "三"], "case": {"late": False, "n": 0.5},
}  # fmt: skip
TYPES = {
    "数量": NUMBER, "名称": TEXT, "a": Shape(), "b": BOOLEAN, "x": Shape("list"), "case": grouped({"late": BOOLEAN}),
    "区域": listed(grouped({"数量": NUMBER, "名称": TEXT, "户": listed(grouped({"n": NUMBER}))})), "d": DATE,
}  # fmt: skip


def main(arguments: list[str]) -> int:
    """Prints what went wrong; 1 if anything did."""
    count, seed = (int(arguments[n]) if len(arguments) > n else default for n, default in ((0, MANY), (1, 20261126)))
    begun = time.monotonic()
    wrong = play(count, seed)
    print("\n".join(wrong), end="\n" if wrong else "")
    print(f"{count:,} texts in {time.monotonic() - begun:.0f} s, {len(wrong)} went wrong (seed {seed})")
    return int(bool(wrong))


def play(count: int, seed: int) -> list[str]:
    """Tries so many texts; says what was raised or took too long."""
    dice, wrong = random.Random(seed), list[str]()
    known = [case["text"] for case in json.loads(CASES.read_text(encoding="utf-8"))]
    for _ in range(count):
        text = made(dice, known)
        begun = time.monotonic()
        try:
            ask(text)
        except Exception as error:  # whatever it is: it should not be
            wrong.append(f"{text!r}: {error!r}")
        if time.monotonic() - begun > LONGEST:
            wrong.append(f"{text!r}: {time.monotonic() - begun:.1f} s")
    return wrong


def ask(text: str) -> None:
    """Everything that is done with a text anywhere."""
    value, reasons = feel.explain(text, CONTEXT)
    assert all(reason.say(lang) for reason in reasons for lang in ("zh", "en"))
    assert feel.to_text(value)
    try:
        tree = feel.parse(text)
    except FeelError as error:
        assert error.say("zh") and error.say("en") and value is None
    else:
        assert feel.parse(feel.render(tree)) == tree
        feel.references(tree)
    for work in (lambda: feel.compile(text, TYPES), lambda: feel.compile(text, TYPES, unary=True), lambda: _back(text)):
        _sentence(work)


def _back(text: str) -> None:
    written = to_feel(from_feel(text))
    assert feel.parse(written) == feel.parse(text)


def _sentence(work: Callable[[], Any]) -> None:
    try:
        work()
    except FeelError as error:
        assert error.say("zh") and error.say("en")


def made(dice: random.Random, known: list[str]) -> str:
    """A text: known ones mutated, or words and signs in a row."""
    if dice.random() < 0.3:
        return " ".join(dice.choice(WORDS) for _ in range(dice.randint(1, 25)))
    text = dice.choice(known)
    for _ in range(dice.randint(1, 4)):
        text = dice.choice(MUTATIONS)(dice, text, known)
    return text[:2_000]


def _cut(dice: random.Random, text: str, known: list[str]) -> str:
    start, end = sorted(dice.randint(0, len(text)) for _ in range(2))
    return text[:start] + text[end:]


def _insert(dice: random.Random, text: str, known: list[str]) -> str:
    at = dice.randint(0, len(text))
    return text[:at] + dice.choice(WORDS) + text[at:]


def _splice(dice: random.Random, text: str, known: list[str]) -> str:
    other = dice.choice(known)
    return text[: dice.randint(0, len(text))] + other[dice.randint(0, len(other)) :]


def _double(dice: random.Random, text: str, known: list[str]) -> str:
    start, end = sorted(dice.randint(0, len(text)) for _ in range(2))
    return text[:end] + text[start:end] * dice.randint(1, 8) + text[end:]


def _swap(dice: random.Random, text: str, known: list[str]) -> str:
    letters = list(text)
    if len(letters) > 1:
        one, two = dice.sample(range(len(letters)), 2)
        letters[one], letters[two] = letters[two], letters[one]
    return "".join(letters)


def _wrap(dice: random.Random, text: str, known: list[str]) -> str:
    before, after = dice.choice(WRAPS)
    return before * dice.randint(1, 30) + text + after * dice.randint(1, 30)


WRAPS = (("(", ")"), ("[", "]"), ("{k: ", "}"), ("not(", ")"), ("-", ""), ("", "[1]"), ("f(", ")"))
MUTATIONS = (_cut, _insert, _splice, _double, _swap, _wrap)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
