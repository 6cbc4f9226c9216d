"""Opening children with a transition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from forms import feel
from forms.feel.shapes import ANY
from forms.text import Message
from workflows.engine.children import given
from workflows.engine.effects.base import Effect, Outcome, effect
from workflows.engine.shapes import table_path
from workflows.engine.types import Refusal
from workflows.engine.wanted import NewChild
from workflows.model.naming import ChildKey, Feel

if TYPE_CHECKING:
    from workflows.checks.base import Problems
    from workflows.engine.situation import Attempt


@effect
class OpenChild(Effect):
    """Opens a child, or one per element of `each`; a child of an entry names the `entry`."""

    effect: Literal["child"] = "child"
    child: ChildKey
    each: Feel | None = None  # FEEL: a list; in what follows each of its elements is `item`
    entry: Feel | None = None  # FEEL: an entry
    give: dict[str, Feel] = {}  # field of the child's main form → FEEL, besides what the child itself is given

    def apply(self, attempt: Attempt, outcome: Outcome) -> Refusal | None:
        context, services = attempt.situation.context, attempt.situation.services
        items = [None] if self.each is None else feel.evaluate(self.each, context, services)
        if not isinstance(items, list):
            return Refusal(Message("children_no_list", {"transition": attempt.transition.title, "text": self.each}))
        declared = attempt.situation.procedure.children[self.child]
        for item in items:
            scope = context if self.each is None else feel.scope({"item": item}, context)
            entry = self._entry(attempt, scope)
            if self.entry is not None and entry is None:
                data = {"transition": attempt.transition.title, "child": declared.title}
                return Refusal(Message("child_no_entry", data))
            own = {} if entry is not None else declared.give  # what an entry gives is known when it is opened
            outcome.children.append(NewChild(self.child, "", given({**own, **self.give}, scope, services), entry))
        return None

    def _entry(self, attempt: Attempt, scope: Mapping[str, Any]) -> int | None:
        found = feel.evaluate(self.entry, scope, attempt.situation.services) if self.entry else None
        number = found.get("id") if isinstance(found, Mapping) else None
        return None if number is None else int(number)

    def problems(self, at: Problems) -> None:
        children = at.procedure.children
        if not at.at("child").known(self.child, children, "word.child") or at.form is None:
            return
        table = None
        if self.each is not None:
            at.at("each").compiled(self.each, at.types(), "list")
            table = table_path(at.form, self.each)
        item = at.types(table)["row"] if table else ANY
        types = at.types(given={"item": item} if self.each is not None else {})
        if (self.entry is None) != (children[self.child].of == "case"):
            at.error("child_entry_or_case", child=children[self.child].title)
        if self.entry is not None:
            at.at("entry").compiled(self.entry, types)
        for name, text in self.give.items():
            at.at("give", name).compiled(text, types)
