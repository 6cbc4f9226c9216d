"""How much of a table came out as it should."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms.official.guess import Guess
from forms.official.reading import Reading, read_official
from tests.forms.official.drawing import docx, xlsx
from tests.forms.official.samples import SAMPLES, Sample, Want


@dataclass(frozen=True)
class Score:
    """Fields that are right, those that are missing or wrong, and those nobody asked for."""

    right: int
    wanted: int
    found: int
    wrong: Sequence[str]


def paths(reading: Reading) -> list[tuple[str, Guess]]:
    by_id = {g.id: g for g in reading.guesses}

    def path(guess: Guess) -> str:
        return f"{path(by_id[guess.table])}.{guess.title}" if guess.table else guess.title

    return [(path(g), g) for g in reading.guesses if g.kind in ("field", "table")]


def score(reading: Reading, wanted: Sequence[Want]) -> Score:
    left = paths(reading)
    wrong = []
    for want in wanted:
        same = [pair for pair in left if pair[0] == want.path]
        hit = next((pair for pair in same if _fits(pair[1], want)), None)
        if hit is None:
            got = [f"{g.type} {g.unit} {len(g.options)}" for _, g in same]
            wrong.append(f"{want.path}: {want.types} {want.unit} {want.options or ''} ← {got}")
        else:
            left.remove(hit)
    wrong += [f"+ {path}: {g.type}" for path, g in left if not any(w.path == path for w in wanted)]
    right = len(wanted) - sum(not x.startswith("+") for x in wrong)
    return Score(right, len(wanted), len(paths(reading)), wrong)


def _fits(guess: Guess, want: Want) -> bool:
    options = len(guess.options) + (guess.other and not any(o.startswith("其他") for o in guess.options))
    unit = guess.unit if guess.type in ("money", "integer", "decimal") else ""
    return guess.type in want.types.split() and unit == want.unit and (not want.options or want.options == options)


def read_both(sample: Sample) -> list[tuple[str, Reading]]:
    made = (("docx", docx(sample.blocks)), ("xlsx", xlsx(sample.blocks)))
    return [(kind, read_official(data, f"{sample.name}.{kind}")) for kind, data in made]


def main(names: Sequence[str], samples: Sequence[Sample] = SAMPLES) -> None:
    for sample in samples:
        if names and not any(n in sample.name for n in names):
            continue
        for kind, reading in read_both(sample):
            found = score(reading, sample.fields)
            said = [g.title for g in reading.guesses if g.kind == "opinion"]
            seals = sum(g.kind == "seal" for g in reading.guesses)
            title = next(g.title for g in reading.guesses if g.kind == "title")
            print(sample.name, kind, f"{found.right}/{found.wanted} of {found.found}", title)
            for line in found.wrong:
                print("     ", line)
            if said != list(sample.opinions) or seals != sample.seals or title != sample.title:
                print("     ", title, said, seals, [g.title for g in reading.guesses if g.kind == "seal"])
