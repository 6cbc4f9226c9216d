"""关联查询: entries of registers and other cases, looked up by those who may read them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from data.queries import lookups
from data.queries.visibility import groups_readable
from data.tables import Case, Entry, Submission
from forms.fields import Field, Option
from forms.fields.table import ROW_ID, TableField
from forms.pinyin import is_sound, sounds_like
from forms.text import Text
from forms.values import rows
from workflows.bundle import MAIN, Bundle

if TYPE_CHECKING:
    from workflows.engine.types import Actor
    from workflows.office import Office

LIMIT = 20
"""Hits of one search: who does not find it among them types more of it."""
SOUNDED = 25_000
"""Titles that are listened to at most when a text in Latin letters finds nothing as it stands."""


def search(office: Office, actor: Actor, source: str, text: str, on: date) -> list[Option]:
    """The first few that a text finds, without what they hold."""
    if not (text := text.strip()):
        return []
    with office.db.read() as session:
        return _search(session, actor.tokens, source, text, on)


def _search(session: Session, tokens: Collection[str], source: str, text: str, on: date) -> list[Option]:
    kind, _, name = source.partition("/")
    if kind == "register":
        where = lookups.entries(session, tokens, name, on)
        found = [_of_entry(e, {}) for e in lookups.entries_like(session, where, text, LIMIT)]
        return found or [_of_entry(e, {}) for e in _sounding(session, Entry, where, text)]
    where = lookups.cases(session, tokens, name)
    hits = [_of_case(c, {}) for c in lookups.cases_like(session, where, tokens, name, text, LIMIT)]
    return hits or [_of_case(c, {}) for c in _sounding(session, Case, where, text)]


def _sounding(session: Session, of: type[Any], where: Sequence[Any], text: str) -> list[Any]:
    """Those whose title sounds like the letters, until there are enough."""
    if not is_sound(text) or len(text) < 2:
        return []
    ids: list[int] = []
    for key, title in lookups.titles(session, of, where, SOUNDED):
        if sounds_like(title, text):
            ids.append(key or 0)
        if len(ids) == LIMIT:
            break
    return list(session.exec(select(of).where(col(of.id).in_(ids)).order_by(col(of.id).desc())))


def now(office: Office, actor: Actor, source: str, key: int, on: date) -> Option | None:
    """An entry or case with what it holds, as far as the actor may read it; None for what is not there for them."""
    kind, _, name = source.partition("/")
    with office.db.read() as session:
        if kind == "register":
            where = lookups.entries(session, actor.tokens, name, on)
            entry = session.exec(select(Entry).where(*where, Entry.id == key)).first()
            return _of_entry(entry, entry_values(entry)) if entry else None
        case = session.exec(select(Case).where(*lookups.cases(session, actor.tokens, name), Case.id == key)).first()
        return _of_case(case, _case_values(office, session, actor.tokens, case)) if case else None


def latest(office: Office, actor: Actor, source: str, key: str, on: date) -> Option | None:
    """The entry or case that bears the key now: an entry that was continued is another one of the same key."""
    found = called(office, actor.tokens, on)(source, key)
    return found[0] if len(found) == 1 else None


def called(office: Office, tokens: Collection[str], on: date) -> Callable[[str, str], list[Option]]:
    """What finds the entries or cases that are called exactly so; what they hold is told where it is only one."""

    def find(source: str, text: str) -> list[Option]:
        kind, _, name = source.partition("/")
        with office.db.read() as session:
            if kind == "register":
                entries = lookups.entries_called(session, lookups.entries(session, tokens, name, on), text)
                return [_of_entry(e, entry_values(e)) for e in entries]
            cases = lookups.cases_called(session, lookups.cases(session, tokens, name), text)
            return [_of_case(c, _case_values(office, session, tokens, c)) for c in cases]

    return find


def _of_entry(entry: Entry, values: Mapping[str, Any]) -> Option:
    return Option(entry.key, Text(zh=entry.title), data={"id": entry.id or 0, "values": values})


def _of_case(case: Case, values: Mapping[str, Any]) -> Option:
    title = Text(zh=case.title, en=case.title_en or None)
    return Option(case.number or "", title, data={"id": case.id or 0, "values": values})


def entry_values(entry: Entry) -> dict[str, Any]:
    """What an entry holds, by the paths that look-ups name: its fields, and since when it is in."""
    about = {"key": entry.key, "title": entry.title, "since": entry.entered.isoformat(), "district": entry.district}
    return {**about, **entry.body}


def _case_values(office: Office, session: Session, tokens: Collection[str], case: Case) -> dict[str, Any]:
    """What the main form of a case holds outside tables, as far as it may be read, and what is known of the case."""
    tables = office.bundle(session, case.version_id).form().tables
    own = {k: v for k, v in readable_values(office, session, tokens, case).items() if k not in tables}
    return {"number": case.number, "title": case.title, "district": case.district, **own}


def readable_values(office: Office, session: Session, tokens: Collection[str], case: Case) -> dict[str, Any]:
    """What the main form of a case holds, without the groups that may not be read."""
    from workflows.cases import filled

    bundle = office.bundle(session, case.version_id)
    groups = groups_readable(session, case.id or 0, tokens)
    wanted = select(Submission).where(Submission.case_id == case.id, Submission.use == MAIN)
    values = filled.current(office, session, session.exec(wanted).one()).values
    return _restricted(bundle, bundle.form().fields, values, "", groups)


def _restricted(
    bundle: Bundle, fields: list[Field], values: Mapping[str, Any], prefix: str, groups: Collection[str]
) -> dict[str, Any]:
    """Rows of a table whose rights differ from row to row are only for those who read all of them."""
    from workflows.cases.indexing import index_group

    kept: dict[str, Any] = {ROW_ID: values[ROW_ID]} if ROW_ID in values else {}
    for f in fields:
        path = f"{prefix}{f.key}"
        if f.key in values and index_group(bundle, path) in groups:
            kept[f.key] = values[f.key]
            if isinstance(f, TableField):
                below = [_restricted(bundle, f.fields, r, f"{path}.", groups) for r in rows(values, f.key)]
                kept[f.key] = [row for row in below if row.keys() - {ROW_ID}]
    return kept
