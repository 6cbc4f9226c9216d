"""Where else a value is declared: in other open cases, those of the same campaign, and registers.

The answer does not hang on who asks, so that an answered question stays answered for everybody: what stands in the
same district is named, of another district only the district is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from data.tables import Case, CaseValue, Entry, EntryValue, Submission, SubmissionRow
from forms.text import Text
from workflows.bundle import MAIN, Bundle
from workflows.cases.indexing import index_group
from workflows.office import Office

_CHUNK = 500


@dataclass(frozen=True)
class Asking:
    """The case that asks; its own values are no double."""

    case: int | None
    district: str
    campaign: int | None


Named = dict[str, str]
"""A place as expressions see it, like a district: 名称, and name in English."""


def find(
    session: Session, office: Office, bundle: Bundle, mine: Asking, path: str, values: Sequence[str], today: date
) -> dict[str, list[Named]]:
    """Value → the places where it stands too, for the values that stand somewhere else."""
    found: dict[str, dict[str, Named]] = {}
    names = {code: option.title for code, option in office.district_names(session).items()}
    for start in range(0, len(values), _CHUNK):
        chunk = values[start : start + _CHUNK]
        for value, district, title in [
            *_in_cases(session, bundle, mine, path, chunk),
            *_in_registers(session, bundle, mine, path, chunk, today),
        ]:
            name = names.get(district or "", Text(zh=district or ""))
            place = _named(name, title if district == mine.district else "")
            found.setdefault(value, {})[place["名称"]] = place
    return {value: [places[name] for name in sorted(places)] for value, places in found.items()}


def _named(district: Text, title: str) -> Named:
    zh, en = (f"“{title}”", f" “{title}”") if title else ("", "")
    return {"名称": district.zh + zh, "name": district.say("en") + en}


Hit = tuple[str | None, str, str, int | None]
Place = tuple[str, str | None, str]
"""The value, the district it stands in, and the title of the row around it."""


def _in_cases(session: Session, bundle: Bundle, mine: Asking, path: str, values: Sequence[str]) -> Iterator[Place]:
    from workflows.world import dropped_states

    same = [Case.campaign_id == mine.campaign] if mine.campaign is not None else []
    wanted = (
        select(CaseValue.text, Case.district, CaseValue.row, Case.id)
        .join(Case, col(Case.id) == col(CaseValue.case_id))
        .where(
            CaseValue.field == path,
            col(CaseValue.text).in_(values),
            Case.procedure == bundle.procedure.id,
            col(Case.state).not_in(dropped_states(bundle)),
            or_(col(Case.ended).is_(False), *same),
        )
    )
    others = wanted if mine.case is None else wanted.where(Case.id != mine.case)
    hits = session.exec(others.order_by(Case.district, col(Case.id))).all()
    near = [h for h in hits if h[1] == mine.district]
    titles = _titles(session, bundle, path, near) if near else {}
    return ((value or "", district, titles.get((case or 0, row), "")) for value, district, row, case in hits)


def _titles(session: Session, bundle: Bundle, path: str, hits: Sequence[Hit]) -> dict[tuple[int, str], str]:
    """The title of the row around a row of an inner table, by case and row."""
    form = bundle.form(MAIN)
    outer = path.rpartition(".")[0].rpartition(".")[0]
    key = form.tables[outer].row_title if outer else None
    if key is None or index_group(bundle, f"{outer}.{key}") != bundle.group_of(f"{outer}.{key}"):
        return {}  # the row around is not for everybody who may read its group
    cases = {h[3] or 0 for h in hits}
    below = {(case, row): parent for case, row, parent, _ in _rows(session, cases, {h[2] for h in hits})}
    around = {(case, row): body for case, row, _, body in _rows(session, cases, set(below.values()))}
    return {at: str(around.get((at[0], parent), {}).get(key) or "") for at, parent in below.items()}


def _rows(session: Session, cases: set[int], rows: set[str]) -> Sequence[tuple[int, str, str, Mapping[str, Any]]]:
    """Rows as they are now: case, identity, identity of the row around, body."""
    now = select(Submission.case_id, SubmissionRow.row, SubmissionRow.parent, SubmissionRow.body).join(
        Submission, col(Submission.id) == col(SubmissionRow.submission_id)
    )
    main = col(Submission.case_id).in_(cases) & (col(Submission.use) == MAIN)
    wanted = now.where(main, col(SubmissionRow.until).is_(None), col(SubmissionRow.row).in_(rows))
    return session.exec(wanted).all()


def _in_registers(
    session: Session, bundle: Bundle, mine: Asking, path: str, values: Sequence[str], today: date
) -> Iterator[Place]:
    """Open entries of other districts; declared again by its own district, an entry is continued."""
    fields = sorted(set(_register_fields(bundle, path.rpartition(".")[2])))
    if not fields:
        return
    wanted = (
        select(EntryValue.text, Entry.district)
        .join(Entry, col(Entry.id) == col(EntryValue.entry_id))
        .where(
            col(EntryValue.field).in_(fields),
            col(EntryValue.text).in_(values),
            col(Entry.register_id).in_(list(bundle.procedure.registers)),
            or_(col(Entry.district).is_(None), Entry.district != mine.district),
            Entry.since <= today,
            or_(col(Entry.until).is_(None), col(Entry.until) > today),
        )
    )
    for value, district in session.exec(wanted.distinct()):
        yield value or "", district, ""


def _register_fields(bundle: Bundle, key: str) -> Iterator[str]:
    """Where the registers of the procedure hold a field of that name."""
    for register in bundle.procedure.registers.values():
        if key in register.fields and register.fields[key].find:
            yield key
        for name, table in register.tables.items():
            if key in table.fields and table.fields[key].find:
                yield f"{name}.{key}"
