"""Sources and dates: every basis names a document or is `own`, and a procedure is offered from a day on."""

from __future__ import annotations

from collections.abc import Iterator

from forms.checks.sources import OWN
from workflows.checks.base import Problems, procedure_check
from workflows.checks.rules.parameters import is_day


@procedure_check
def check_bases(problems: Problems) -> None:
    """The first word of a basis is a key of `sources`."""
    known = {OWN, *problems.procedure.sources}
    for here, basis in _bases(problems):
        if basis is not None:
            here.at("basis").known((basis.split() or [""])[0], known, "word.source")


@procedure_check
def check_basis_given(problems: Problems) -> None:
    """Transitions and registers say what they rest on, if only that the policy does not say."""
    procedure = problems.procedure
    for name, transition in procedure.transitions.items():
        if transition.basis is None:
            problems.at("transitions", name).warning("no_basis", title=transition.title)
    for name, register in procedure.registers.items():
        if register.basis is None and not register.is_shared:
            problems.at("registers", name).warning("no_basis", title=register.called)


@procedure_check
def check_valid(problems: Problems) -> None:
    """The days from and until which it is offered are days, in their order."""
    valid, here = problems.procedure.valid, problems.at("valid")
    for key, value in (("from", valid.from_), ("until", valid.until)):
        if value is not None and not is_day(value):
            here.at(key).error("no_day", value=value)
    if valid.until is not None and is_day(valid.until) and is_day(valid.from_) and valid.until < valid.from_:
        here.at("until").error("days_reversed", low=valid.from_, high=valid.until)


def _bases(problems: Problems) -> Iterator[tuple[Problems, str | None]]:
    procedure = problems.procedure
    yield problems.at("start"), procedure.start.basis
    if procedure.campaign is not None:
        yield problems.at("campaign"), procedure.campaign.basis
    yield from ((problems.at("parameters", n), p.basis) for n, p in procedure.parameters.items())
    yield from ((problems.at("transitions", n), t.basis) for n, t in procedure.transitions.items())
    yield from ((problems.at("registers", n), r.basis) for n, r in procedure.registers.items() if not r.is_shared)
    yield from ((problems.at("children", n), c.basis) for n, c in procedure.children.items())
    for name, table in procedure.decisions.items():
        here = problems.at("decisions", name)
        yield here, table.basis
        yield from ((here.at("rules", n), rule.basis) for n, rule in enumerate(table.rules))
