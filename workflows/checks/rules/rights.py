"""Rights: they name roles and groups that exist, and every field of the main form belongs to one group."""

from __future__ import annotations

from workflows.bundle import MAIN, group_of
from workflows.checks.base import Problems, procedure_check
from workflows.rights import EVERY


@procedure_check
def check_rights(problems: Problems) -> None:
    """Each right is of a role that exists to a group that exists; what readers name is said of them once."""
    procedure = problems.procedure
    groups = {EVERY, *(procedure.forms[MAIN].groups if MAIN in procedure.forms else {})}
    for name, use in procedure.forms.items():
        problems.at("forms", name, "logged").all_known(use.logged, use.groups, "word.group")
    said = {name for each in procedure.readers for name in (*each.groups, *each.roles)}
    for n, each in enumerate(procedure.readers):
        here = problems.at("readers", n)
        here.at("groups").all_known(each.groups, groups, "word.group")
        here.at("roles").all_known(each.roles, problems.roles, "word.role")
        here.at("states").all_known(each.states, problems.states, "word.state")
        here.at("except").all_known(each.except_, problems.states, "word.state")
    for name, state in procedure.states.items():
        for group, right in state.rights.items():
            here = problems.at("states", name, "rights", group)
            here.known(group, groups | said, "word.group")
            here.at("read").all_known(right.read, problems.roles | said, "word.role")
            here.at("write").all_known(right.write, problems.roles, "word.role")


@procedure_check
def check_groups(problems: Problems) -> None:
    """Groups hold paths of the main form, each once; other forms have none: who may read the case reads them."""
    form, procedure = problems.form, problems.procedure
    for name, use in procedure.forms.items():
        if name != MAIN and use.groups:
            problems.at("forms", name, "groups").error("groups_of_other", use=name)
    if form is None:
        return
    seen: dict[str, str] = {}
    for group, paths in procedure.main.groups.items():
        for n, path in enumerate(paths):
            here = problems.at("forms", MAIN, "groups", group, n)
            if path != EVERY:
                here.known(path, form.by_path, "word.field")
            if path in seen:
                here.error("path_twice", path=path, group=group, other=seen[path])
            seen[path] = group


@procedure_check
def check_every_field(problems: Problems) -> None:
    """A field in no group could be read and written by nobody."""
    form, procedure = problems.form, problems.procedure
    if form is None:
        return
    for path in form.by_path:
        around = path.rpartition(".")[0]
        loose = group_of(procedure.main.groups, path) is None
        if loose and (not around or group_of(procedure.main.groups, around) is not None):
            problems.at("forms", MAIN, "groups").error("no_group", path=path, title=form.by_path[path].title)


@procedure_check
def check_groups_in_use(problems: Problems) -> None:
    """A group that no state gives to anybody is of no use; one that nobody may write stays empty."""
    procedure = problems.procedure
    if MAIN not in procedure.forms:
        return
    for group in procedure.main.groups:
        rights = [s.rights[g] for s in procedure.states.values() for g in (group, EVERY) if g in s.rights]
        here = problems.at("forms", MAIN, "groups", group)
        if not any(r.read or r.write for r in rights):
            here.warning("group_unseen", group=group)
        elif not any(r.write for r in rights) and not _brought_out(problems, group):
            here.warning("group_unwritten", group=group)


def _brought_out(problems: Problems, group: str) -> bool:
    """Whether a round writes fields of a group, a child brings them, or a parent gives them."""
    brought = [path for r in problems.procedure.rounds.values() for path in r.outcome]
    brought += [path for child in problems.procedure.children.values() for path in child.take]
    brought += problems.procedure.start.given
    return any(group_of(problems.procedure.main.groups, path) == group for path in brought)
