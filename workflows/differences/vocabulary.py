"""What keys of a procedure are called, in whichever of its parts they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.messages import MESSAGES

ROLES = frozenset({
    "by", "roles", "readers", "answers", "veto", "holder", "hand_over_to", "read", "write", "on_behalf", "role",
    "status_for", "named", "as_", "import_by",
})  # fmt: skip
STATES = frozenset({"from_", "to", "states", "state", "paused_in", "ends_in", "while_in", "except_", "initial",
                    "terminated"})  # fmt: skip
EVERYBODY = "*"


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The names of everything in one version: of both versions where two are compared, the later one first."""

    bundles: tuple[Bundle, ...]

    def named(self, part: str, key: str) -> Text | Message | str:
        """What a key is called in a part: roles where roles stand, states where states stand, else whatever it names.

        A text that names nothing (a condition, a number) is itself.
        """
        if key == EVERYBODY:
            return Message("diff.everybody")
        first = self.roles if part in ROLES else self.states if part in STATES else {}
        return first.get(key) or self._every.get(key) or key

    @cached_property
    def roles(self) -> Mapping[str, Text]:
        return {k: r.title for b in self._last_first for k, r in b.procedure.roles.items()}

    @cached_property
    def states(self) -> Mapping[str, Text]:
        return {k: s.title for b in self._last_first for k, s in b.procedure.states.items()}

    @cached_property
    def _every(self) -> Mapping[str, Text]:
        found: dict[str, Text] = {}
        for bundle in self._last_first:
            for key, title in _titles(bundle):
                found[key] = title
        return found

    @property
    def _last_first(self) -> Iterable[Bundle]:
        """The one that counts comes last: it overwrites."""
        return reversed(self.bundles)


def _titles(bundle: Bundle) -> Iterable[tuple[str, Text]]:
    procedure = bundle.procedure
    for form in bundle.forms.values():
        yield from ((path, field.title) for path, field in form.by_path.items())
    titled: list[Mapping[str, Any]] = [
        procedure.clocks, procedure.duties, procedure.children, procedure.rounds, procedure.papers,
        procedure.transitions, procedure.roles, procedure.states,
    ]  # fmt: skip
    for each in titled:
        yield from ((key, thing.title) for key, thing in each.items())
    yield from ((stage.id, stage.title) for stage in procedure.stages)
    yield from ((use, bundle.forms[each.form].title) for use, each in procedure.forms.items())


def part_name(owner: str, part: str) -> Message | str:
    """What a part of a model is called; its key where no word is known."""
    codes = (f"diff.part.{owner}.{part}", f"diff.part.{part}", f"design.prop.{part}")
    return next((Message(code) for code in codes if code in MESSAGES), part.strip("_"))
