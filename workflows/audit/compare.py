"""What stands in the database of a case, beside what its history says: tasks, opinions, outcomes, files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session, select

from data.files import FileStore
from data.tables import Case, CaseFile, Task
from forms.fields.attachment import AttachmentField
from forms.fields.table import ROW_ID
from forms.text import Message
from forms.values import Values, all_rows, is_empty
from workflows.audit import papers
from workflows.audit.left import task_json
from workflows.audit.replay import Replayed
from workflows.bundle import MAIN, Bundle
from workflows.cases import filled
from workflows.cases.opened import main_of
from workflows.cases.opinions import OPINION
from workflows.rights import access_of_roles

Found = Iterator[tuple[int, Message]]
"""The step that told it last, and what is not as it told."""


def against(session: Session, files: FileStore, bundle: Bundle, case: Case, again: Replayed) -> Found:
    """Everything about a case that is not what its history says; nothing of what the history does not tell."""
    yield from _tasks(session, bundle, case, again)
    yield from _opinion_files(session, files, bundle, again)
    yield from papers.against(session, files, case, again)
    if again.whole:
        yield from _case(case, again)
    if again.whole and again.frozen:
        yield from _values(session, bundle, case, again)


def _tasks(session: Session, bundle: Bundle, case: Case, again: Replayed) -> Found:
    stored = {t.id or 0: task_json(t) for t in session.exec(select(Task).where(Task.case_id == case.id))}
    for key, (step, told) in again.tasks.items():
        known = {**_about(bundle, told), "step": step}
        now = stored.get(key)
        if now is None:
            yield step, Message("audit.task_gone", known)
            continue
        wrong = sorted(k for k in told if now.get(k) != told[k] and not (k == "token" and _may_move(again)))
        if wrong:
            code = {"opinion": "audit.opinion", "inputs": "audit.inputs"}.get(wrong[0], "audit.task")
            yield step, Message(code, {**known, "what": wrong})
    for key in sorted(stored.keys() - again.tasks.keys()) if again.whole else ():
        step = again.facts.revision + 1
        yield step, Message("audit.task_new", _about(bundle, stored[key]))


def _may_move(again: Replayed) -> bool:
    """A draft that was never handed on may be given to another organisation (see `applicants.moving`)."""
    return again.facts.revision == 0


def _about(bundle: Bundle, task: Mapping[str, Any]) -> dict[str, Any]:
    role = bundle.procedure.roles.get(task["role"])
    return {"task": task["id"], "role": role.title if role else task["role"]}


def _opinion_files(session: Session, files: FileStore, bundle: Bundle, again: Replayed) -> Found:
    """The files of opinions are there, as they were given, and lie where whoever may see the opinion finds them."""
    for step, told in again.tasks.values():
        round_ = bundle.procedure.rounds.get(told["round"])
        fields = bundle.form(round_.form).fields if round_ and told["opinion"] else ()
        parts = (p for f in fields if isinstance(f, AttachmentField) for p in told["opinion"].get(f.key) or ())
        for part in parts:
            held = session.get(CaseFile, (again.facts.id, part["hash"], OPINION))
            if held is None or not _whole(files, part["hash"]):
                yield step, Message("audit.file", {**_about(bundle, told), "step": step, "name": part["name"]})


def _whole(files: FileStore, key: str) -> bool:
    try:
        files.get(key)
    except (OSError, ValueError):
        return False
    return True


def _case(case: Case, again: Replayed) -> Found:
    told = {k: v for k, v in again.apart.items() if not (k == "holder" and _may_move(again))}
    wrong = sorted(k for k, v in told.items() if getattr(case, k) != v)
    if wrong:
        step = again.facts.revision + 1
        yield step, Message("audit.case", {"step": step, "what": wrong})


def _values(session: Session, bundle: Bundle, case: Case, again: Replayed) -> Found:
    """What nobody could have typed since the last step: it is as it was frozen, or as a round brought it out."""
    now = filled.at(session, main_of(session, again.facts.id or 0), 0).values
    open_ = access_of_roles(bundle, replace(again.facts, suspended=False), bundle.procedure.roles).writable
    form, moved = bundle.form(MAIN), case.organisation_id != again.facts.organisation
    free = open_ | ({bundle.procedure.case.subject} if moved else set())
    paths = [p for p, f in form.by_path.items() if f.stored and p not in form.tables and p not in free]
    wrong = {p: None for p in paths if "." not in p and _differ(now.get(p), again.facts.values.get(p))}
    wrong |= dict.fromkeys(_in_rows(bundle, now, again, [p for p in paths if "." in p]))
    for table in form.tables:
        if not any(p == table or p.startswith(f"{table}.") for p in open_) and _ids(bundle, now, table) != _ids(
            bundle, again.facts.values, table
        ):
            wrong[table] = None
    if wrong:
        step = again.facts.revision + 1
        titles = [form.by_path[p].title for p in wrong]
        yield step, Message("audit.values", {"step": step, "fields": titles})


def _in_rows(bundle: Bundle, now: Values, again: Replayed, paths: list[str]) -> Iterator[str]:
    """The columns that are not as the history left them, in rows that there are; a row that came since is empty."""
    form = bundle.form(MAIN)
    before = {row[ROW_ID]: row for _, row, _ in all_rows(form, again.facts.values)}
    for table, row, _ in all_rows(form, now):
        for path in paths:
            key = path.rpartition(".")[2]
            if path.rpartition(".")[0] == table:
                told = before.get(row[ROW_ID], {}).get(key)
                if _differ(row.get(key), again.written.get((row[ROW_ID], key), told)):
                    yield path


def _ids(bundle: Bundle, values: Mapping[str, Any], table: str) -> list[str]:
    return [row[ROW_ID] for path, row, _ in all_rows(bundle.form(MAIN), values) if path == table]


def _differ(one: Any, other: Any) -> bool:
    return (None if is_empty(one) else one) != (None if is_empty(other) else other)
