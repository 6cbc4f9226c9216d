"""Verbs: those that are named exist, for roles that exist, and a terminated case comes to an end."""

from __future__ import annotations

from workflows.checks.base import Problems, procedure_check
from workflows.engine.verbs import registry
from workflows.engine.verbs.base import EVERYBODY


@procedure_check
def check_verbs(problems: Problems) -> None:
    """Every key is a verb, every role one of the procedure or `*`."""
    for name, roles in problems.procedure.verbs.roles.items():
        here = problems.at("verbs", "roles", name)
        here.known(name, registry, "word.verb")
        here.all_known(roles, {*problems.roles, EVERYBODY}, "word.role")


@procedure_check
def check_link_days(problems: Problems) -> None:
    """For how many days a link is good is a number."""
    if problems.form is not None:
        types = {k: v for k, v in problems.types().items() if k != "clock"}
        problems.at("verbs", "link_days").compiled(problems.procedure.verbs.link_days, types, "number")


@procedure_check
def check_terminated(problems: Problems) -> None:
    """A case is terminated into a final state; who may terminate needs one."""
    verbs, states = problems.procedure.verbs, problems.procedure.states
    here = problems.at("verbs", "terminated")
    if verbs.terminated is None:
        if verbs.roles.get("terminate"):
            here.error("terminated_missing")
    elif here.known(verbs.terminated, states, "word.state") and states[verbs.terminated].end is None:
        here.error("terminated_open", state=states[verbs.terminated].title)
