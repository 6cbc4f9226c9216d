"""What there is to choose from where a model only says that it is a text: fields of a register, outcomes, columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from forms.definition import Form
from forms.fields.table import TableField
from forms.reading import parsed
from forms.sharing import whole
from pages.context import actor, now, office, say, t
from pages.parts.flow_ask import Ask
from pages.parts.flow_state import FlowDesk
from workflows import editing
from workflows.bundle import MAIN
from workflows.definition import Procedure
from workflows.editing import Opened
from workflows.engine.effects.register_add import RegisterAdd
from workflows.engine.effects.registering import RegisterEffect
from workflows.engine.effects.rows_add import RowsAdd
from workflows.engine.numbering import PARTS
from workflows.engine.shapes import table_path
from workflows.model.children import Child
from workflows.model.numbers import Number
from workflows.model.papers import Paper
from workflows.model.registers import Follows, OutboundList, Register, RegisterField, RegisterFile, RegisterTable
from workflows.model.rounds import Suggestions

Words = Mapping[str, str]
"""What may be chosen, by its key, with what it is called."""


def lines_offered(ask: Ask) -> Words | None:
    """The entries a list of texts may have; None where they are free."""
    return _found(_LINES, ask)


def text_offered(ask: Ask) -> Words | None:
    """What a text may be; None where it is free."""
    return _found(_TEXTS, ask)


def keys_offered(ask: Ask) -> Words | None:
    """The keys that something by key may have; None where they are free."""
    names = ask.prop.keys or (ask.prop.names if ask.prop.kind == "expressions" else None)
    if names is not None and names.kind != "group":
        return {k: say(ask.desk.title(names.kind, k)) for k in ask.desk.keys(names.kind)}
    return _found(_KEYS, ask)


def formulas_offered(ask: Ask, key: str) -> Words:
    """Formulas that are fields, to be chosen; anything else may be written."""
    if isinstance(ask.part, Register) and ask.prop.name == "read":
        return {"*": t("flow.choice.word.*")} | _fields(ask.part.fields)
    fields = ask.desk.form.fields
    tables = isinstance(ask.part, RegisterEffect) and ask.prop.name == "rows"
    found = {f.key: say(f.title) for f in fields if f.valued and isinstance(f, TableField) == tables}
    each = getattr(ask.part, "each", None)
    table = table_path(ask.desk.form, each) if each else None
    if table is not None:
        row = ask.desk.form.tables[table].fields
        found = {f"item.{f.key}": f"{say(ask.desk.title('path', f'{table}.{f.key}'))}" for f in row if f.valued} | found
    return found


def register_of(desk: FlowDesk, key: str) -> Register | None:
    """A register of the procedure, or the shared one that it uses."""
    own = desk.procedure.registers.get(key)
    if own is None or not own.is_shared:
        return own
    return parsed(RegisterFile, desk.texts.get(f"register/{key}", "")).model


def register_at(ask: Ask) -> Register | None:
    """The register that a part of it lies in: the shared one on the desk, or one of the procedure's own."""
    own: Register | None = getattr(ask.desk, "register", None)
    parts = ask.pointer.split("/")
    return own or (register_of(ask.desk, parts[2]) if len(parts) > 2 else None)


def _found(among: Mapping[tuple[type, str], Callable[[Ask], Words | None]], ask: Ask) -> Words | None:
    offered = next((f for (cls, name), f in among.items() if isinstance(ask.part, cls) and name == ask.prop.name), None)
    return offered(ask) if offered else None


def _fields(fields: Mapping[str, RegisterField]) -> dict[str, str]:
    return {k: say(f.title) if f.title else k for k, f in fields.items()}


def _of_register(ask: Ask) -> Words | None:
    """The fields of the register that an effect writes: those of its key, all others, its tables."""
    register = register_of(ask.desk, getattr(ask.part, "register_id", ""))
    if register is None:
        return None
    if ask.prop.name == "rows":
        return {k: say(table.title) if table.title else k for k, table in register.tables.items()}
    found = _fields(register.fields)
    if isinstance(ask.part, RegisterAdd) and ask.prop.name == "entry":
        return {k: title for k, title in found.items() if k not in register.key}
    return {k: title for k, title in found.items() if ask.prop.name != "key" or k in register.key}


def _of_row(ask: Ask) -> Words | None:
    """The fields of the table that gets rows."""
    table = ask.desk.form.tables.get(getattr(ask.part, "into", ""))
    return {f.key: say(f.title) for f in table.fields if f.stored} if table else None


def _of_followed(ask: Ask) -> Words | None:
    """The fields of the register that follows another one."""
    register = register_of(ask.desk, ask.pointer.split("/")[2]) if ask.pointer.count("/") > 2 else None
    return _fields(register.fields) if register else None


def _outcomes(ask: Ask) -> Words | None:
    """How cases of a child may end, as far as that procedure is known."""
    part: Any = ask.part
    text = ask.desk.texts.get(f"procedure/{part.procedure}", "") or (
        ask.desk.draft.text if part.procedure == ask.desk.procedure.id else "")  # fmt: skip
    child = parsed(Procedure, text).model if text else None
    return {s.end: say(s.title) for s in child.states.values() if s.end} if child else None


def _opinion(ask: Ask) -> Words | None:
    """The texts of the form of an opinion."""
    round_ = ask.desk.procedure.rounds.get(ask.pointer.split("/")[2])
    use = ask.desk.procedure.forms.get(round_.form) if round_ else None
    form = ask.desk.forms.get(use.form) if use else None
    return {f.key: say(f.title) for f in form.fields if f.type in ("text", "long_text")} if form else None


def _tables(ask: Ask) -> Words | None:
    """The tables of the register around."""
    register = register_at(ask)
    return {k: say(t_.title) if t_.title else k for k, t_ in register.tables.items()} if register else None


def _own_fields(ask: Ask) -> Words | None:
    part: Any = ask.part
    return _fields(part.fields)


def _code_lists(ask: Ask) -> Words | None:
    return {k: say(each.title) for k, each in ask.desk.known.lists.items()}


def _templates(ask: Ask) -> Words | None:
    found = {p.name.partition("/")[2]: say(p.title) for p in editing.parts(office(), actor()) if p.kind == "paper"}
    return {**found, ask.value: found.get(ask.value, ask.value)}


def _parts(ask: Ask) -> Words | None:
    """What tells series of numbers apart."""
    return {part: t(f"flow.series.{part}") for part in PARTS}


def _given(ask: Ask) -> Words | None:
    """The fields of the main form of a child, as far as that procedure is known."""
    part: Any = ask.part
    found = editing.open_part(office(), actor(), f"procedure/{part.procedure}")
    child = parsed(Procedure, found.text).model if isinstance(found, Opened) else None
    main = editing.open_part(office(), actor(), f"form/{child.main.form}") if child and MAIN in child.forms else None
    form = parsed(Form, main.text).model if isinstance(main, Opened) else None
    if form is None:
        return None
    fields = whole(form, ask.desk.known.sections).form.fields
    return {f.key: say(f.title) for f in fields if f.stored}


def _cities(ask: Ask) -> Words | None:
    with office().db.read() as session:
        return {code: f"{say(o.title)}　{code}" for code, o in office().cities(session).items()}


def _districts(ask: Ask) -> Words | None:
    """Those of its city, or of every city."""
    part: Any = ask.part
    with office().db.read() as session:
        found = office().districts(session, office().today(now()), part.city)
    return {code: f"{say(o.title)}　{code}" for code, o in found.items()}


def _registers(ask: Ask) -> Words | None:
    return {k: say(ask.desk.title("register", k)) for k in ask.desk.keys("register")}


_LINES: dict[tuple[type, str], Callable[[Ask], Words | None]] = {
    (Suggestions, "fields"): _opinion, (Child, "outcomes"): _outcomes, (Follows, "also"): _registers,
    (Register, "key"): _own_fields, (RegisterTable, "key"): _own_fields, (Number, "series"): _parts,
    (Procedure, "districts"): _districts,
}  # fmt: skip
_TEXTS: dict[tuple[type, str], Callable[[Ask], Words | None]] = {
    (Paper, "template"): _templates, (Procedure, "city"): _cities,
    (Register, "title"): _own_fields, (Register, "district"): _own_fields, (RegisterField, "options"): _code_lists,
    (OutboundList, "per"): _tables,
}  # fmt: skip
_KEYS: dict[tuple[type, str], Callable[[Ask], Words | None]] = {
    (RegisterEffect, "key"): _of_register, (RegisterEffect, "entry"): _of_register,
    (RegisterEffect, "fields"): _of_register, (RegisterEffect, "rows"): _of_register,
    (Follows, "key"): _of_followed, (Follows, "fields"): _of_followed, (Child, "on_end"): _outcomes,
    (Child, "give"): _given, (RowsAdd, "fields"): _of_row,
}  # fmt: skip
