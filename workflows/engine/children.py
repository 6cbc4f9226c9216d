"""Children, pure: what they are given, what they tell of themselves, and opening one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from forms import feel
from forms.text import Message
from workflows.engine.entries import plain
from workflows.engine.types import Actor, Opening, Refusal, World

if TYPE_CHECKING:
    from workflows.bundle import Bundle
    from workflows.engine.situation import Situation


def given(give: Mapping[str, str], scope: Mapping[str, Any], services: feel.Services) -> dict[str, Any]:
    """Field → value as a form takes it, from expressions over the parent."""
    return {name: taken(feel.evaluate(text, scope, services)) for name, text in give.items()}


_SOMEBODY = {"id", "名称", "name"}
"""What an organisation and a person have in expressions, whose `code` is not what they are stored by."""


def taken(value: Any) -> Any:
    """A FEEL value as a form takes it: organisations and people by id, districts by their code, rows by field."""
    if isinstance(value, Mapping):
        if value.keys() >= _SOMEBODY:
            return str(plain(value["id"]))
        return value["code"] if "code" in value else {k: taken(v) for k, v in value.items()}
    return [taken(v) for v in value] if isinstance(value, list) else plain(value)


def child_view(situation: Situation, outcome: str | None) -> dict[str, Any]:
    """A child as expressions of its parent see it: the fields of its main form, and how it stands."""
    fields = {f.key: situation.context.get(f.key) for f in situation.form.fields}
    return {"number": situation.case.number, **fields, "outcome": outcome}


def decide_child(
    bundle: Bundle, actor: Actor, subject: str, organisation: int | None, values: Mapping[str, Any], world: World,
    now: datetime,
) -> Opening | Refusal:  # fmt: skip
    """The child to be written, or what stands against it in its own procedure; who may open it says the parent's."""
    from workflows.engine import start
    from workflows.engine.situation import Situation

    found = start.subject_of(bundle, subject, world.options)
    blank = start.blank(bundle, found, None, on_behalf=False)
    whose = blank.organisation if bundle.of_organisations else organisation or 0  # a parent may be another's
    case = replace(blank, values={**values, **blank.values}, organisation=whose)
    situation = Situation(bundle, case, actor, world, now)
    refused = start.refused(situation, ("valid", "subject", "one_open"))
    if refused is not None:
        return refused
    found_for = whose or world.organisation_for(bundle.procedure.start.by, case.district)
    if found_for is None:
        return Refusal(Message("no_organisation", {"subject": start.subject_title(situation)}), guard="organisation")
    return start.opening(situation, found_for)
