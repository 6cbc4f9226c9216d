"""Rights in some rows only: tables, roles and conditions exist, each binds somebody, and no row is left to nobody."""

from __future__ import annotations

from collections.abc import Iterator

from forms.definition import Form
from workflows.bundle import group_of
from workflows.checks.base import Problems, procedure_check
from workflows.definition import GroupRights, RowRight, State
from workflows.rights import EVERY


@procedure_check
def check_row_rights(problems: Problems) -> None:
    """Each limit is of a table of its group, for roles of its right, by a condition over the row."""
    if problems.form is None:
        return
    for name, state in problems.procedure.states.items():
        for group, right in state.rights.items():
            for n, row in enumerate(right.rows):
                here = problems.at("states", name, "rights", group, "rows", n)
                _check(here, problems.form, group, right, row)
                twice = [r for r in right.rows[:n] if r.table == row.table and _bound(right, r) & _bound(right, row)]
                if twice:
                    roles = sorted(_bound(right, twice[0]) & _bound(right, row))
                    here.error("row_right_twice", table=row.table, roles=roles)


def _check(here: Problems, form: Form, group: str, right: GroupRights, row: RowRight) -> None:
    if not here.at("table").known(row.table, form.tables, "word.table"):
        return
    if not _holds(here, form, group, row.table):
        here.at("table").error("row_right_outside", table=row.table, group=group)
    here.at("roles").all_known(row.roles, {*right.read, *right.write}, "word.role_of_right")
    if row.read is None and row.write is None:
        here.error("row_right_empty", table=row.table)
    if row.write is not None and not _bound(right, row) & set(right.write):
        here.at("write").warning("row_right_no_writer", table=row.table)
    for verb, when in (("read", row.read), ("write", row.write)):
        if when is not None:
            here.at(verb).compiled(when, here.types(row.table), "boolean")


def _holds(here: Problems, form: Form, group: str, table: str) -> bool:
    """Whether something of a group stands in the rows of a table."""
    groups = here.procedure.main.groups
    return any(p.startswith(f"{table}.") and group in (EVERY, group_of(groups, p)) for p in form.by_path)


def _bound(right: GroupRights, row: RowRight) -> set[str]:
    """The roles that a limit binds."""
    return set(row.roles) or {*right.read, *right.write}


@procedure_check
def check_rows_of_nobody(problems: Problems) -> None:
    """What has to be filled in in every row can be, in some state, by somebody who may write every row."""
    form = problems.form
    if form is None:
        return
    for path, field in form.by_path.items():
        table, group = path.rpartition(".")[0], group_of(problems.procedure.main.groups, path)
        if not table or group is None or not field.stored or not (field.required or field.required_when):
            continue
        found = [w for s in problems.procedure.states.values() for w in _writers(s, group, table)]
        if found and not any(found):
            problems.at("forms", "main", "groups", group).warning(
                "rows_of_nobody", title=field.title, path=path, table=form.tables[table].title
            )


def _writers(state: State, group: str, table: str) -> Iterator[bool]:
    """For each role that may write a group in a state, whether it may in every row of a table."""
    around = {table, table.rpartition(".")[0]}
    for right in (state.rights[g] for g in (group, EVERY) if g in state.rights):
        limits = [r for r in right.rows if r.table in around and (r.read or r.write)]
        for role in right.write:
            yield not any(not r.roles or role in r.roles for r in limits)
