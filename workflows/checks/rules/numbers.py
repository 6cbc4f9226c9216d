"""Numbers of cases and papers: a pattern that can be filled, from series that cannot collide, given on every way."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.checks.base import Problems, procedure_check
from workflows.engine.numbering import PARTS, places
from workflows.model.numbers import Number

SEQ = "seq"


@procedure_check
def check_pattern(problems: Problems) -> None:
    """A pattern has the running number once, and nothing that is not known."""
    for place, number in _numbers(problems):
        here, named = place.at("pattern"), places(number.pattern)
        if named.count(SEQ) != 1:
            here.error("pattern_seq", pattern=number.pattern)
        for name in named:
            here.known(name, {*PARTS, SEQ}, "word.pattern_part")


@procedure_check
def check_series(problems: Problems) -> None:
    """Each series makes numbers of its own: what tells series apart stands in the number."""
    for place, number in _numbers(problems):
        for n, name in enumerate(number.series):
            here = place.at("series", n)
            if here.known(name, PARTS, "word.series_part") and name not in places(number.pattern):
                here.error("series_hidden", part=name, pattern=number.pattern)


def _numbers(problems: Problems) -> Iterator[tuple[Problems, Number]]:
    """The number of cases, and those of papers."""
    procedure = problems.procedure
    if procedure.case.number is not None:
        yield problems.at("case", "number"), procedure.case.number
    for key, paper in procedure.papers.items():
        if paper.number is not None:
            yield problems.at("papers", key, "number"), paper.number


@procedure_check
def check_number_given(problems: Problems) -> None:
    """A number that is described is given by some transition."""
    procedure = problems.procedure
    given = any(e.effect == "number" for t in procedure.transitions.values() for e in t.do)
    if procedure.case.number is not None and not given:
        problems.at("case", "number").error("number_not_given")
    if procedure.campaign is not None and not given:
        problems.at("campaign").error("campaign_not_filed")
