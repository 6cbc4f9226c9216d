"""The typed copies of what can be searched for and counted, kept fresh with every save."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from data.queries.facts import values as dated
from data.tables import CaseValue, History, StepValue
from forms import feel
from forms.definition import Form
from forms.fields import Field, Indexed, OptionSource
from forms.fields.table import ROW_ID
from forms.values import all_rows, is_empty
from workflows.bundle import MAIN, Bundle
from workflows.rights import limited_tables, rows_group

COLUMN = "case."
"""Prefix of the computed columns of a case: among the paths of its fields, and among its field groups."""


def with_columns(bundle: Bundle, tokens: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The tokens of every field group, and of every computed column: those that may read all it is made of."""
    found = dict(tokens)
    everyone = frozenset[str]().union(*tokens.values())
    for name, groups in column_groups(bundle).items():
        whole = (tokens.get(rows_group(g), tokens.get(g, frozenset())) for g in groups)
        found[f"{COLUMN}{name}"] = everyone.intersection(*whole)
    return found


def index_group(bundle: Bundle, path: str) -> str | None:
    """The group under which the values of a path are indexed.

    Rows that somebody with the group may not read lie under a group of their own, which only those have who read all
    rows: SQL cannot ask the condition of a row, so others do not find cases by such values, not even by their rows'.
    """
    known = _GROUPS.setdefault(bundle, {})
    if path not in known:
        known[path] = _index_group(bundle, path)
    return known[path]


_GROUPS: WeakKeyDictionary[Bundle, dict[str, str | None]] = WeakKeyDictionary()
"""What every value that is written asks again."""


def _index_group(bundle: Bundle, path: str) -> str | None:
    group, table = bundle.group_of(path), path.rpartition(".")[0]
    if group is None or not limited_tables(bundle, group) & set(_outwards(table)):
        return group
    return rows_group(group)


def column_groups(bundle: Bundle) -> dict[str, frozenset[str]]:
    """Computed column → the field groups it reads."""
    columns = bundle.procedure.case.columns
    return {name: frozenset(_groups_read(bundle, column.value)) for name, column in columns.items()}


def _groups_read(bundle: Bundle, expression: str) -> Iterator[str]:
    """Groups of all fields whose key an expression names, wherever they stand: rather one too many."""
    names = {part for path in feel.references(expression) for part in path}
    for path in bundle.form(MAIN).by_path:
        group = bundle.group_of(path)
        if path.rpartition(".")[2] in names and group is not None:
            yield group


def write_all(session: Session, case_id: int, bundle: Bundle, values: Mapping[str, Any], options: OptionSource) -> None:
    """Copy everything: when a case is opened."""
    form = bundle.form(MAIN)
    every = {r[ROW_ID] for _, r, _ in all_rows(form, values)} | {""}
    _insert(session, _copies(case_id, bundle, values, every, options))
    dated.keep(session, case_id, counted(form))


def write_touched(
    session: Session,
    case_id: int,
    bundle: Bundle,
    values: Mapping[str, Any],
    touched: Collection[str],
    deleted: Collection[str],
    options: OptionSource,
) -> None:
    """Copy anew what stands in touched rows ("" outside tables), and forget what stood in deleted ones."""
    form = bundle.form(MAIN)
    if not _marked(form):
        return
    old = sorted({*touched, *deleted})
    for start in range(0, len(old), 500):
        chunk = col(CaseValue.row).in_(old[start : start + 500])
        session.execute(delete(CaseValue).where(col(CaseValue.case_id) == case_id, chunk, _of_form()))
    _insert(session, _copies(case_id, bundle, values, set(touched), options))
    for start in range(0, len(old), 500):
        dated.keep(session, case_id, counted(form), old[start : start + 500])


def write_given(
    session: Session, step: History, form: Form, given: Mapping[str, Any], options: OptionSource
) -> None:
    """Copy what was chosen in the form of a step: charts count steps by it."""
    rows = [
        {"history_id": step.id, "case_id": step.case_id, "field": path, "text": text}
        for path, text in given_copies(form, given, options)
    ]
    if rows:
        session.execute(insert(StepValue), rows)


def given_copies(form: Form, given: Mapping[str, Any], options: OptionSource) -> list[tuple[str, str]]:
    """The counted fields of a step's form, each with every text that it holds, once."""
    marked = {table: [(p, f) for p, f in fields if f.count] for table, fields in _marked(form).items()}
    found = (
        (path, indexed.text)
        for table, row in _rows(form, given) for path, field in marked.get(table, ())
        if not is_empty(row.get(field.key)) for indexed in field.index_rows(row[field.key], options)
    )  # fmt: skip
    return list(dict.fromkeys((path, text) for path, text in found if text is not None))


def write_columns(session: Session, case_id: int, columns: Mapping[str, Any]) -> None:
    """Copy the computed columns that are whole numbers or text; each is a field group of its own."""
    old = select(col(CaseValue.field)).where(col(CaseValue.case_id) == case_id, ~_of_form())
    before = set(session.execute(old).scalars())
    session.execute(delete(CaseValue).where(col(CaseValue.case_id) == case_id, ~_of_form()))
    kept = column_copies(case_id, columns)
    _insert(session, kept)
    dated.keep(session, case_id, before | {each["field"] for each in kept})


def column_copies(case_id: int, columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of computed columns."""
    kept = {k: v for k, v in columns.items() if isinstance(v, (int, str)) and not isinstance(v, bool)}
    kinds = {k: "number" if isinstance(v, int) else "text" for k, v in kept.items()}
    return [{**_empty(case_id, f"{COLUMN}{k}", f"{COLUMN}{k}", ""), kinds[k]: v} for k, v in kept.items()]


def counted_copies(
    case_id: int, bundle: Bundle, values: Mapping[str, Any], options: OptionSource
) -> Iterator[dict[str, Any]]:
    """The rows of what charts count by, of everything filled in."""
    form = bundle.form(MAIN)
    every, wanted = {r[ROW_ID] for _, r, _ in all_rows(form, values)} | {""}, set(counted(form))
    return (row for row in _copies(case_id, bundle, values, every, options) if row["field"] in wanted)


def counted(form: Form) -> list[str]:
    """The paths of the fields that charts may count by: of these it is kept what they held on any day."""
    return [path for fields in _marked(form).values() for path, field in fields if field.count]


def _of_form() -> Any:
    return ~col(CaseValue.field).startswith(COLUMN)


def _marked(form: Form) -> dict[str, list[tuple[str, Field]]]:
    """Table path ("" outside tables) → its fields that are copied, with their paths."""
    found: dict[str, list[tuple[str, Field]]] = {}
    for path, field in form.by_path.items():
        if (field.find or field.count) and field.stored:
            found.setdefault(path.rpartition(".")[0], []).append((path, field))
    return found


def conditional(form: Form) -> bool:
    """Whether something copied may be hidden by a condition, so that any change may bring others with it."""
    paged = {f.key for page in form.pages if page.visible_when for f in page.fields}
    return any(
        form.by_path[part].visible_when or part in paged
        for fields in _marked(form).values()
        for path, _ in fields
        for part in _outwards(path)
    )


def _outwards(path: str) -> Iterator[str]:
    """A path and the paths of the tables around it."""
    while path:
        yield path
        path = path.rpartition(".")[0]


def _copies(
    case_id: int, bundle: Bundle, values: Mapping[str, Any], wanted: Collection[str], options: OptionSource
) -> Iterator[dict[str, Any]]:
    marked = _marked(bundle.form(MAIN))
    groups = {path: index_group(bundle, path) for fields in marked.values() for path, _ in fields}
    for table, row in _rows(bundle.form(MAIN), values):
        identity = row.get(ROW_ID, "") if table else ""
        if identity not in wanted:
            continue
        for path, field in marked.get(table, ()):
            if is_empty(row.get(field.key)) or groups[path] is None:
                continue
            for found in field.index_rows(row[field.key], options):
                yield {**_empty(case_id, groups[path] or "", path, identity), **_columns(found)}


def _rows(form: Form, values: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "", values
    for table, row, _ in all_rows(form, values):
        yield table, row


def _columns(found: Indexed) -> dict[str, Any]:
    return {"text": found.text, "number": found.number, "day": found.day}


def _empty(case_id: int, group: str, field: str, row: str) -> dict[str, Any]:
    return {"case_id": case_id, "group": group, "field": field, "row": row, "text": None, "number": None, "day": None}


def _insert(session: Session, copies: Iterable[dict[str, Any]]) -> None:
    if rows := list(copies):
        session.execute(insert(CaseValue), rows)
