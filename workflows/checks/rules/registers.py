"""Registers: keys, titles and rights name their own fields, choices a code list, readers a role."""

from __future__ import annotations

from collections.abc import Mapping

from forms.feel.shapes import ANY, Shape, grouped, listed
from forms.reading import DefinitionFinding
from workflows.checks.base import Problems, procedure_check
from workflows.definition import Procedure
from workflows.model.registers import Follows, OutboundList, Register, RegisterField, RegisterFile, RegisterTable
from workflows.rights import EVERY

DEEPEST = 2
"""Levels of tables."""


@procedure_check
def check_registers(problems: Problems) -> None:
    """The registers of the procedure; what it shares is checked where it stands, and has to be there."""
    for name, register in problems.procedure.registers.items():
        here = problems.at("registers", name)
        if isinstance(register, RegisterFile):
            continue
        if register.is_shared:
            here.error("shared_missing", name=name)
        else:
            _check(here, register)
            here.at("import_by").all_known(register.import_by, here.roles, "word.role")


def check_register(register: RegisterFile, problems: Problems) -> list[DefinitionFinding]:
    """Everything wrong in a shared register; `problems` is a procedure that uses it."""
    _check(problems, register)
    if register.basis is None:
        problems.warning("no_basis", title=register.called)
    elif (register.basis.split() or [""])[0] not in {"own", *register.sources}:
        problems.at("basis").known(register.basis.split()[0], {"own", *register.sources}, "word.source")
    return problems.found


def _check(here: Problems, register: Register) -> None:
    _check_fields(here, register)
    _check_lists(here.at("fields"), register.fields)
    _check_tables(here.at("tables"), register.tables, 1)
    _check_readers(here, register)
    if register.follows is not None:
        _check_follows(here.at("follows"), register, register.follows)
    for name, each in register.lists.items():
        _check_outbound(here.at("lists", name), register, each)


def _check_follows(here: Problems, register: Register, rule: Follows) -> None:
    """It follows a register that there is and that follows no other, by its whole key, and nobody writes it."""
    registers = here.procedure.registers
    here.at("also").all_known(rule.also, registers, "word.register")
    if not here.at("register").known(rule.register_id, registers, "word.register"):
        return
    source = registers[rule.register_id]
    if source.follows is not None or source is register:
        here.at("register").error("follows_follower", register=source.called)
    for name in set(register.key) - rule.key.keys():
        here.at("key").error("effect_key_missing", field=name, register=register.called)
    if register.tables or register.import_by or _written(here.procedure, register):
        here.error("follows_written", register=register.called)
    types: dict[str, Shape] = {"entry": grouped({**_OF_ENTRY, **_shapes(source.fields, {})})}
    here.at("when").compiled(rule.when, types, "boolean")
    for kind, values in (("key", rule.key), ("fields", rule.fields)):
        here.at(kind).all_known(list(values), register.fields, "word.register_field")
        for name, text in values.items():
            here.at(kind, name).compiled(text, types)
    if rule.reason is not None:
        here.at("reason").compiled(rule.reason, types, "string")


def _written(procedure: Procedure, register: Register) -> bool:
    """Whether an effect of the procedure writes the register."""
    mine = {k for k, r in procedure.registers.items() if r is register}
    lists = [t.do for t in procedure.transitions.values()]
    lists += [e for c in procedure.children.values() for e in c.on_end.values()]
    lists += [e for w in procedure.watched for e in (w.at_yellow, w.at_red)]
    return any(getattr(each, "register_id", None) in mine for effects in lists for each in effects)


def _check_outbound(here: Problems, register: Register, each: OutboundList) -> None:
    """A list in another system's layout has columns that can be reckoned."""
    types: dict[str, Shape] = {"entry": grouped({**_OF_ENTRY, **_shapes(register.fields, register.tables)})}
    if each.per is not None and here.at("per").known(each.per, register.tables, "word.register_table"):
        table = register.tables[each.per]
        types["item"] = grouped(_shapes(table.fields, table.tables))
    for heading, text in each.columns.items():
        here.at("columns", heading).compiled(text, types)
    if each.when is not None:
        here.at("when").compiled(each.when, types, "boolean")


_OF_ENTRY = dict.fromkeys(("id", "key", "title", "since", "district"), ANY)


def _shapes(fields: Mapping[str, RegisterField], tables: Mapping[str, RegisterTable]) -> dict[str, Shape]:
    rows = {name: listed(grouped(_shapes(table.fields, table.tables))) for name, table in tables.items()}
    return {**dict.fromkeys(fields, ANY), **rows}


def _check_fields(here: Problems, register: Register) -> None:
    """Key, title and district are fields of the register."""
    fields = register.fields
    here.at("title").known(register.title, fields, "word.register_field")
    here.at("key").all_known(register.key, fields, "word.register_field")
    if not register.key:
        here.at("key").error("register_no_key", register=register.called)
    districts = {k for k, f in fields.items() if f.type == "district"}
    if register.district is not None:
        here.at("district").known(register.district, districts, "word.district_field")


def _check_tables(here: Problems, tables: Mapping[str, RegisterTable], level: int) -> None:
    """Keys of rows are fields of their table; a table may lie in a table, and no deeper."""
    for key, table in tables.items():
        here.at(key, "key").all_known(table.key, table.fields, "word.register_field")
        _check_lists(here.at(key, "fields"), table.fields)
        if level == DEEPEST and table.tables:
            here.at(key, "tables").error("register_too_deep")
        else:
            _check_tables(here.at(key, "tables"), table.tables, level + 1)


def _check_lists(here: Problems, fields: Mapping[str, RegisterField]) -> None:
    """A choice names the code list that it is from."""
    for name, each in fields.items():
        if each.type in {"choice", "choices"} and each.options is None:
            here.at(name).error("choice_no_list", field=name)
        elif each.options is not None:
            here.at(name, "options").known(each.options, here.lists, "word.list")


def _check_readers(here: Problems, register: Register) -> None:
    """A city role reads everything; others the entries of the district or organisation that they are held for.

    A shared register may be read by roles of other procedures, which are not known here.
    """
    roles = here.procedure.roles
    places = {kind: {k for k, f in register.fields.items() if f.type == kind} for kind in ("district", "organisation")}
    for role, place in register.read.items():
        at = here.at("read", role)
        if role not in roles and (register.is_shared or not at.known(role, roles, "word.role")):
            continue
        if roles[role].of_organisation is not None:
            at.known(place, places["organisation"], "word.district_field")
        elif roles[role].place is None and place != EVERY:
            at.error("reads_everything", role=roles[role].title)
        elif roles[role].place is not None:
            at.known(place, places["district"], "word.district_field")
