"""Case numbers: a pattern that can be filled, from series that cannot collide, given on every way."""

from __future__ import annotations

from workflows.checks.base import Problems, procedure_check
from workflows.engine.numbering import PARTS, places

SEQ = "seq"


@procedure_check
def check_pattern(problems: Problems) -> None:
    """The pattern has the running number once, and nothing that is not known."""
    number = problems.procedure.case.number
    if number is None:
        return
    here, named = problems.at("case", "number", "pattern"), places(number.pattern)
    if named.count(SEQ) != 1:
        here.error("pattern_seq", pattern=number.pattern)
    for name in named:
        here.known(name, {*PARTS, SEQ}, "word.pattern_part")


@procedure_check
def check_series(problems: Problems) -> None:
    """Each series makes numbers of its own: what tells series apart stands in the number."""
    number = problems.procedure.case.number
    for n, name in enumerate(number.series if number else ()):
        here = problems.at("case", "number", "series", n)
        if here.known(name, PARTS, "word.series_part") and number and name not in places(number.pattern):
            here.error("series_hidden", part=name, pattern=number.pattern)


@procedure_check
def check_number_given(problems: Problems) -> None:
    """A number that is described is given by some transition."""
    procedure = problems.procedure
    given = any(e.effect == "number" for t in procedure.transitions.values() for e in t.do)
    if procedure.case.number is not None and not given:
        problems.at("case", "number").error("number_not_given")
    if procedure.campaign is not None and not given:
        problems.at("campaign").error("campaign_not_filed")
