"""The shapes of what expressions see of rounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from forms import feel
from forms.feel.shapes import ANY, BOOLEAN, MOMENT, TEXT, WHOLE, Shape, grouped, listed
from forms.names import choices_of, shapes_of

if TYPE_CHECKING:
    from workflows.checks.base import Problems
    from workflows.model.rounds import Round

STANDS = grouped({
    "complete": BOOLEAN, "agreed": BOOLEAN, "share": Shape("number"), "score": Shape("number"), "count": WHOLE,
    "waiting": WHOLE,
})  # fmt: skip
"""How a round stands: the name `round`."""
ABOUT: Mapping[str, Shape] = {
    "role": TEXT, "person": WHOLE, "organisation": WHOLE, "lead": BOOLEAN, "weight": WHOLE, "row": TEXT, "at": MOMENT,
    "kept": BOOLEAN,
}  # fmt: skip
"""What an opinion has beside the fields of its form."""


def opinion_of(problems: Problems, round_: Round) -> Shape:
    """One opinion: the fields of its form, who gave it and when."""
    use = problems.procedure.forms.get(round_.form)
    form = problems.forms.get(use.form) if use else None
    if form is None:
        return ANY
    return problems.once(
        f"opinion {form.id}", lambda: grouped({**shapes_of(form, "", choices_of(problems.lists)), **ABOUT})
    )


def rounds_seen(problems: Problems) -> feel.Types:
    """`round` and `opinions`, where a procedure has rounds; what lies in an opinion is known if there is one round."""
    rounds = list(problems.procedure.rounds.values())
    if not rounds:
        return {}
    return {"round": STANDS, "opinions": listed(opinion_of(problems, rounds[0]) if len(rounds) == 1 else ANY)}


def in_round(problems: Problems, round_: Round) -> feel.Types:
    """What participants, recusal and outcomes see: the form, `round`, `opinions`, and `item` for a row."""
    found: dict[str, Shape] = {"round": STANDS, "opinions": listed(opinion_of(problems, round_))}
    if round_.per is not None and problems.form is not None and round_.per in problems.form.tables:
        found["item"] = problems.types(round_.per)["row"]
    return problems.types(given=found)


def of_opinion(problems: Problems, round_: Round) -> feel.Types:
    """What `agrees`, `score` and `share` see: the opinion `o` and the case, not the form."""
    form = problems.form.by_path.keys() if problems.form else ()
    every = problems.types(given={"o": opinion_of(problems, round_)})
    return {name: shape for name, shape in every.items() if name not in form and name not in {"round", "opinions"}}
