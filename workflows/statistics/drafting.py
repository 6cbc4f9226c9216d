"""A table as an administrator changes it: a draft like all definitions, published with the procedures that name it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime

from forms.canonical import plain, pretty
from forms.design.starting import key_for
from forms.reading import parsed
from forms.text import Message, Text
from workflows import designing, editing, releasing
from workflows.boards.building import Builder
from workflows.boards.scope import WHOLE, view
from workflows.bundle import Bundle
from workflows.checks.board import Kit
from workflows.designing import Reach
from workflows.editing import Opened
from workflows.engine.types import Actor, Refusal
from workflows.model.statistics import Statistic
from workflows.office import Office
from workflows.publishing import PROCEDURE
from workflows.releasing import Checked
from workflows.statistics import periods
from workflows.statistics.building import Tables
from workflows.statistics.derived import broken
from workflows.statistics.figures import compute
from workflows.statistics.known import Known
from workflows.statistics.sheet import Sheet

KIND = "statistics"


@dataclass(frozen=True)
class Desk:
    """A table on the desk: its draft, what is wrong with it, what it could ask, how far back and forward it goes."""

    name: str
    draft: Opened
    table: Statistic
    checked: Checked
    bundle: Bundle
    procedures: tuple[str, ...]
    tables: Tables
    reach: Reach


def desk(office: Office, actor: Actor, id_: str, now: datetime) -> Desk | Opened | Refusal:
    """The draft of a table; its text alone where that cannot be read, or no procedure names it."""
    name = f"{KIND}/{id_}"
    draft = editing.open_part(office, actor, name)
    table = parsed(Statistic, draft.text).model if isinstance(draft, Opened) and draft.text else None
    if table is None or isinstance(draft, Refusal):
        return draft
    checked = releasing.check(office, actor, name, draft.text, now)
    procedures = tuple(v.procedure for v in checked.publication.versions) or tuple(_users(office, actor, name))
    with office.db.read() as session:
        bundles = [b for p in procedures if (b := office.newest(session, p))]
        seen = view(office, session, actor, now, everyone=True)
    if not bundles:
        return draft
    builder = Builder([Kit(b.procedure, b.forms, b.lists) for b in bundles], {p.code: p.title for p in seen.places})
    reach = designing.reach(office, actor, name)
    return Desk(name, draft, table, checked, checked.bundle or bundles[0], procedures, Tables(builder), reach)


def _users(office: Office, actor: Actor, name: str) -> list[str]:
    """The procedures that are published with it, or are drafted to be."""
    found = [p for part in editing.parts(office, actor) if part.name == name for p in part.used_by]
    return found or [p for p, key in _drafted(office, actor) if f"{KIND}/{key}" == name]


def _drafted(office: Office, actor: Actor) -> list[tuple[str, str]]:
    """Every procedure that the person drafts with the tables that it names."""
    with office.db.read() as session:
        drafts = editing.drafts_of(session, actor.id)
    found = []
    for name, text in drafts.items():
        if name.startswith(f"{PROCEDURE}/"):
            named = _named(text)
            found += [(name.partition("/")[2], key) for key in named]
    return found


def _named(text: str) -> list[str]:
    try:
        found = json.loads(text).get(KIND, [])
    except (ValueError, AttributeError):
        return []
    return [str(n) for n in found] if isinstance(found, list) else []


def put(office: Office, actor: Actor, of: Desk, table: Statistic, now: datetime) -> Refusal | None:
    """Keeps a change of the table as one step, unless somebody changed the draft meanwhile."""
    return designing.put(office, actor, {of.name: text_of(table)}, {of.name: of.draft.text}, now)


def text_of(table: Statistic) -> str:
    """A table as it is kept."""
    return pretty(plain(table)) + "\n"


def begin(office: Office, actor: Actor, procedure: str, title: Text, now: datetime) -> str | Refusal:
    """A new table of a procedure, which names it in a draft of its own; its id."""
    part = f"{PROCEDURE}/{procedure}"
    opened = editing.open_part(office, actor, part)
    if isinstance(opened, Refusal):
        return opened
    with office.db.read() as session:
        bundle = office.newest(session, procedure)
    if bundle is None or not title.zh.strip():
        return Refusal(Message("statistics.untitled"), guard="title")
    id_ = key_for(title.zh, {p.name.partition("/")[2] for p in editing.parts(office, actor)})
    texts = {f"{KIND}/{id_}": text_of(_blank(id_, title, bundle)), part: _naming(opened.text, id_)}
    refused = designing.put(office, actor, texts, {f"{KIND}/{id_}": "", part: opened.text}, now)
    return refused or id_


def _blank(id_: str, title: Text, bundle: Bundle) -> Statistic:
    """A table that can be published as it is: one row, one column, for the roles that have the first table, or any."""
    before = next(iter(bundle.statistics.values()), None)
    roles = before.readers if before else list(bundle.procedure.roles)[:1]
    return Statistic.model_validate({
        "id": id_, "title": title, "number": "—", "maker": before.maker if before else bundle.procedure.title,
        "unit": {"zh": "件", "en": "cases"}, "period": "month", "source": "cases",
        "head": {"zh": "指标名称", "en": "Indicator"}, "readers": roles,
        "close_by": before.close_by if before else roles,
        "rows": [{"id": "件数", "title": {"zh": "收到件数", "en": "Handed in"}, "happened": "filed"}],
        "columns": [{"id": "本期", "title": {"zh": "本期", "en": "This period"}}],
    })  # fmt: skip


def _naming(text: str, id_: str) -> str:
    """The text of a procedure that names the table too."""
    data = json.loads(text)
    return pretty({**data, KIND: [*data.get(KIND, []), id_]}) + "\n"


def preview(office: Office, actor: Actor, of: Desk, now: datetime) -> Sheet:
    """The table with the figures of its last whole period, over all cases, as if it were published."""
    period = periods.over(of.table.period, office.today(now))
    with office.db.read() as session:
        city = of.bundle.procedure.city
        seen = view(office, session, actor, now, period.last, WHOLE, city, everyone=True)
        known = Known(of.table, of.bundle, of.procedures)
        figures = compute(seen, known, period, lambda _: None)
    rules = tuple(broken(figures.table, figures.titles, figures.values))
    return Sheet(known, replace(figures, asked={}), "open", (), None, None, False, False, rules)
