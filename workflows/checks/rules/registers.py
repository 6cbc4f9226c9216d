"""Registers: keys, titles and rights name their own fields, choices a code list, readers a role."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.checks.base import Problems, procedure_check
from workflows.definition import RegisterField
from workflows.rights import EVERY


@procedure_check
def check_register_fields(problems: Problems) -> None:
    """Key, title and district are fields of the register."""
    for name, register in problems.procedure.registers.items():
        here, fields = problems.at("registers", name), register.fields
        here.at("title").known(register.title, fields, "word.register_field")
        here.at("key").all_known(register.key, fields, "word.register_field")
        if not register.key:
            here.at("key").error("register_no_key", register=register.called)
        districts = {k for k, f in fields.items() if f.type == "district"}
        if register.district is not None:
            here.at("district").known(register.district, districts, "word.district_field")


@procedure_check
def check_register_tables(problems: Problems) -> None:
    """Keys of rows are fields of their table."""
    for name, register in problems.procedure.registers.items():
        for key, table in register.tables.items():
            problems.at("registers", name, "tables", key, "key").all_known(
                table.key, table.fields, "word.register_field"
            )


@procedure_check
def check_register_lists(problems: Problems) -> None:
    """A choice names the code list that it is from."""
    for name, register in problems.procedure.registers.items():
        here = problems.at("registers", name)
        _lists(here.at("fields"), register.fields)
        for key, table in register.tables.items():
            _lists(here.at("tables", key, "fields"), table.fields)


def _lists(here: Problems, fields: Mapping[str, RegisterField]) -> None:
    for name, each in fields.items():
        if each.type in {"choice", "choices"} and each.options is None:
            here.at(name).error("choice_no_list", field=name)
        elif each.options is not None:
            here.at(name, "options").known(each.options, here.lists, "word.list")


@procedure_check
def check_register_readers(problems: Problems) -> None:
    """A city role reads everything; others the entries of the district or organisation that they are held for."""
    procedure = problems.procedure
    for name, register in procedure.registers.items():
        places = {kind: {k for k, f in register.fields.items() if f.type == kind} for kind in ("district", "organisation")}
        for role, place in register.read.items():
            here = problems.at("registers", name, "read", role)
            if not here.known(role, problems.roles, "word.role"):
                continue
            if procedure.roles[role].of_organisation is not None:
                here.known(place, places["organisation"], "word.district_field")
            elif procedure.roles[role].place is None and place != EVERY:
                here.error("reads_everything", role=procedure.roles[role].title)
            elif procedure.roles[role].place is not None:
                here.known(place, places["district"], "word.district_field")
