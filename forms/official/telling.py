"""A reading in words, for the command line and for other programs: every guess with its place and its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from forms.canonical import plain
from forms.definition import CodeList
from forms.messages import say
from forms.official.assemble import Made, assemble
from forms.official.guess import Guess
from forms.official.reading import Reading, read_official


def told(data: bytes, name: str, known: Mapping[str, CodeList], lang: str = "zh") -> tuple[dict[str, Any], Made]:
    """The form, its lists and every guess as JSON data; raises `OfficialRefused`."""
    reading = read_official(data, name)
    made = assemble(reading, {}, known=known)
    lists = {key: plain(each) for key, each in made.lists.items()}
    notes = [say(m, lang) for m in reading.document.told]
    said = [_guess(reading, g, made, lang) for g in reading.guesses]
    return {"form": plain(made.form), "lists": lists, "guesses": said, "notes": notes}, made


def _guess(reading: Reading, guess: Guess, made: Made, lang: str) -> dict[str, Any]:
    where = [say(reading.document.where(s), lang) for s in guess.spots[:3]]
    return {
        "kind": guess.kind, "place": where, "read": guess.read, "title": guess.title, "type": guess.type,
        "path": made.keys.get(guess.id, ""), "unit": guess.unit, "options": list(guess.options),
        "why": [say(m, lang) for m in guess.why], "sure": guess.sure, "alternatives": list(guess.kinds),
    }  # fmt: skip


def lines_of(said: Mapping[str, Any]) -> Iterator[str]:
    """A line for each guess."""
    yield from said["notes"]
    for each in said["guesses"]:
        place = each["place"][0] if each["place"] else ""
        more = "、".join([each["unit"], *each["options"]]).strip("、")
        what = (each["type"] or each["kind"]) + (f"({more})" if more else "")
        told = (place, each["kind"], each["path"] or each["title"], what, str(each["sure"]), "；".join(each["why"]))
        yield "\t".join(told)
