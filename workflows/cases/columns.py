"""The columns that a list of cases may show: facts of the case, computed columns, fields that can be found or counted.

A column is named by a key that travels in addresses and saved views: `state`, `c:<computed column>`, `f:<path>`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from forms.definition import Form
from forms.fields import Field, OptionSource
from forms.text import Message, Text
from workflows.bundle import Bundle
from workflows.cases.search import CaseRow
from workflows.engine.types import Actor
from workflows.rights import concerned

COMPUTED, FIELD = "c:", "f:"
MOST_SHOWN = 5
"""Values of a field in several rows that a cell names; it counts the others."""


@dataclass(frozen=True)
class ListColumn:
    """A column: its key, its heading, what lies behind it, and how wide it is in a workbook."""

    key: str
    title: Text | Message
    kind: str = "text"  # text | number | day | moment
    width: float = 16
    field: Field | None = None
    path: str = ""
    unit: Text | None = None


_FACTS: tuple[tuple[str, str, float], ...] = (
    ("number", "text", 24), ("title", "text", 44), ("procedure", "text", 28), ("state", "text", 14),
    ("stage", "text", 14), ("district", "text", 16), ("organisation", "text", 28), ("campaign", "text", 20),
    ("holder", "text", 18), ("opened", "day", 14), ("filed", "day", 14), ("due", "day", 14), ("ended_on", "day", 14),
    ("late", "text", 10), ("on_behalf", "text", 8), ("changed", "moment", 18),
)  # fmt: skip
USUAL = (
    "number", "title", "procedure", "state", "district", "organisation", "campaign", "holder", "filed", "due", "late",
    "on_behalf", "changed",
)  # fmt: skip
"""The facts that a workbook has unless others are chosen; beside them all computed columns."""


def facts() -> dict[str, ListColumn]:
    """The columns that every case has."""
    return {k: ListColumn(k, Message(f"export.{k}"), kind, width) for k, kind, width in _FACTS}


def offered(actor: Actor, bundles: Iterable[Bundle]) -> dict[str, ListColumn]:
    """Every column that somebody may choose for the cases of some procedures; fields only of a single one.

    Fields whose every reading is on record are no columns: a list is no place to read them in.
    """
    known = list(bundles)
    found = facts()
    for bundle in known:
        for name, column in bundle.procedure.case.columns.items():
            key = f"{COMPUTED}{name}"
            found[key] = ListColumn(key, column.title, "number", 12, path=name, unit=column.unit)
    return found | _fields(actor, known[0]) if len(known) == 1 else found


def _fields(actor: Actor, bundle: Bundle) -> dict[str, ListColumn]:
    form = bundle.form()
    mine = {p: f for p, f in form.by_path.items() if (f.find or f.count) and f.stored and _open(actor, bundle, p)}
    return {f"{FIELD}{p}": field_column(form, p, f) for p, f in mine.items()}


def field_column(form: Form, path: str, field: Field) -> ListColumn:
    """The column of a field."""
    kind = "number" if field.numeric else "text"
    return ListColumn(f"{FIELD}{path}", _called(form, path), kind, float(field.sheet_width), field, path, field.measure)


def _called(form: Form, path: str) -> Text:
    """A field by its title, behind that of its table."""
    field, table = form.by_path[path], form.tables.get(path.rpartition(".")[0])
    zh, en = field.heading("zh"), field.heading("en")
    if table is None:
        return Text(zh=zh, en=en)
    return Text(zh=f"{table.title.say('zh')}·{zh}", en=f"{table.title.say('en')} · {en}")


def _open(actor: Actor, bundle: Bundle, path: str) -> bool:
    """Whether a field is in a group that somebody reads in some state, and that is not confidential."""
    group = bundle.group_of(path)
    if group is None or group in bundle.procedure.main.logged:
        return False
    given = (r for s in bundle.procedure.states.values() for g in (group, "*") if g in s.rights for r in [s.rights[g]])
    roles = {role for right in given for role in (*right.read, *right.write)}
    return concerned(roles, actor.bound(bundle.procedure.id))


def paths(columns: Collection[ListColumn]) -> list[str]:
    """The fields whose copied values the columns show."""
    return [c.path for c in columns if c.field is not None]


Options = Callable[[int], OptionSource]
"""The lookups of a version by its id."""


def value(column: ListColumn, row: CaseRow, options: Options, lang: str) -> Any:
    """What a column holds of a case: text, a number, a day or a moment; None for nothing."""
    if column.key.startswith(COMPUTED):
        return row.columns.get(column.path)
    if column.field is not None:
        return _copied(column.field, row.found.get(column.path, ()), options(row.version), lang)
    return _FACT[column.key](row, lang)


def _copied(field: Field, values: tuple[Any, ...], options: OptionSource, lang: str) -> Any:
    """The copies of a field: one as it is, several by their words."""
    if len(values) == 1 and not isinstance(values[0], str):
        return _number(field, values[0])
    words = list(dict.fromkeys(_word(field, v, options, lang) for v in values))
    more = len(words) - MOST_SHOWN
    shown = ("、" if lang == "zh" else ", ").join(words[:MOST_SHOWN])
    return (shown + (f" …+{more}" if more > 0 else "")) or None


def _number(field: Field, value: Any) -> Any:
    return Decimal(value).scaleb(-field.scale) if isinstance(value, int) and field.scale else value


def _word(field: Field, value: Any, options: OptionSource, lang: str) -> str:
    if isinstance(value, str):
        plain = {"true": True, "false": False}.get(value, value) if field.type == "yes_no" else value
        return field.show([plain] if field.type == "choices" else plain, options, lang)
    found = _number(field, value)
    return found.isoformat() if isinstance(found, date) else f"{found:f}" if isinstance(found, Decimal) else str(found)


_FACT: Mapping[str, Callable[[CaseRow, str], Any]] = {
    "number": lambda r, lang: r.number,
    "title": lambda r, lang: r.title.say(lang),
    "procedure": lambda r, lang: r.procedure_title.say(lang),
    "state": lambda r, lang: r.state.title.say(lang),
    "stage": lambda r, lang: r.stage_title.say(lang),
    "district": lambda r, lang: r.district.title.say(lang),
    "organisation": lambda r, lang: r.organisation.say(lang),
    "campaign": lambda r, lang: r.campaign_title.say(lang) if r.campaign_title else None,
    "holder": lambda r, lang: r.holder.say(lang) if r.holder else None,
    "opened": lambda r, lang: r.opened_at,
    "filed": lambda r, lang: r.filed_on,
    "due": lambda r, lang: r.due,
    "ended_on": lambda r, lang: r.ended_on,
    "late": lambda r, lang: r.late,
    "on_behalf": lambda r, lang: r.on_behalf,
    "changed": lambda r, lang: r.changed_at,
}
