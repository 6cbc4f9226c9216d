"""A register that procedures share on a desk of its own: its panels are those of the workflow designer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms import feel
from forms.canonical import plain
from forms.condition.building import Subject
from forms.definition import Form, Source
from forms.design.tree import Data
from forms.feel.shapes import ANY
from forms.reading import parsed
from forms.text import Text
from pages.context import actor, office
from pages.parts.design_state import looked_now
from pages.parts.flow_state import BESIDE, EMPTY, FlowDesk, flow_desk
from workflows import designing, editing
from workflows.checks.texts import PartFinding
from workflows.definition import Procedure, Role
from workflows.editing import Opened
from workflows.engine.types import Refusal
from workflows.model.registers import RegisterFile

SEEN = ("entry", "item", "key", "since")
"""Names that conditions and formulas of a register see."""


@dataclass(frozen=True)
class RegisterDesk(FlowDesk):
    """The same for a shared register: it may name the roles and registers of the office, and has no form."""

    register: RegisterFile
    roles: Mapping[str, Role]

    @property
    def data(self) -> Data:  # type: ignore[override]
        kept = {k.partition("/")[2]: {} for k in self.known.sources if k.startswith("register/")}
        roles = {k: plain(r) for k, r in self.roles.items()}
        return {"roles": roles, "stages": [], "forms": {}, "registers": {**kept, self.register.id: {}}}

    @property
    def form(self) -> Form:
        return EMPTY

    @property
    def besides(self) -> Sequence[Subject]:
        return ()

    def types(self, table: str) -> feel.Types:
        return dict.fromkeys((*BESIDE, *SEEN, *self.register.fields), ANY)

    @property
    def sources(self) -> Mapping[str, Source]:
        return self.register.sources

    def title(self, kind: str, key: str) -> Text:
        if kind == "role" and key in self.roles:
            return self.roles[key].title
        return self.known.sources.get(f"{kind}/{key}", Text(zh=key))

    def place(self, found: PartFinding) -> str:
        return ""


def panels_desk(name: str) -> FlowDesk | Opened | Refusal:
    """The procedure or the shared register of the address."""
    if name.startswith("procedure/"):
        return flow_desk(name)
    draft = editing.open_part(office(), actor(), name)
    register = parsed(RegisterFile, draft.text).model if isinstance(draft, Opened) else None
    if register is None or not isinstance(draft, Opened):
        return draft
    known, looked = looked_now(name, draft.text)
    reach, roles = designing.reach(office(), actor(), name), designing.roles_known(office(), actor())
    nothing = Procedure.model_construct(registers={register.id: register}, roles=roles)
    return RegisterDesk(name, draft, nothing, looked, known, {name: draft.text}, "", reach, register, roles)
