"""The sheet 说明 of a file: what was asked for, by whom and when, how much there is, and what is not in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from forms.text import Message, Text
from workflows.cases.chosen_words import Chosen, by_path, of_form, of_steps
from workflows.cases.search import ME, Query
from workflows.exports.book import SheetOf
from workflows.exports.lists import Order
from workflows.exports.plan import Of, Plan
from workflows.exports.writing import Writing
from workflows.messages import say
from workflows.rights import in_words

_SILENT = ("order", "descending")


def about(parts: Sequence[Writing]) -> SheetOf:
    """Everything that is to be said of a file when its cases are written, and their children behind them."""
    plan = parts[0].plan
    order = plan.order
    lang = order.asked.lang
    lines = [*_who(order), *_asked(plan), *_counts(parts), *_closed(parts), *_notes(parts)]
    said = [[say(label, lang), value.say(lang) if isinstance(value, Text) else _word(value, lang)]
            for label, value in lines]  # fmt: skip
    headings = [(say(Message("export.about_what"), lang), 24.0), (say(Message("export.about_value"), lang), 90.0)]
    return SheetOf(say(Message("export.about_sheet"), lang), headings, said)


Line = tuple[Message, Any]


def _word(value: Any, lang: str) -> Any:
    return say(value, lang) if isinstance(value, Message) else value


def _who(order: Order) -> Iterator[Line]:
    at = order.now.astimezone(order.office.zone)
    actor = order.actor
    yield Message("export.at"), at.strftime("%Y-%m-%d %H:%M")
    yield Message("export.by"), "　".join(p for p in (actor.name, actor.organisation_name) if p)
    yield Message("export.scope"), Message("export.scope_own")


def _asked(plan: Plan) -> Iterator[Line]:
    """The conditions in words; "all" without any."""
    found = list(conditions_in_words(plan))
    yield from found
    if plan.query.as_of is not None and plan.order.asked.contents:
        yield Message("export.q_as_of"), Message("export.past")
    if not found:
        yield Message("export.query"), Message("export.query_all")


def conditions_in_words(plan: Plan) -> Iterator[Line]:
    """Each condition of the query."""
    query, blank = plan.query, Query()
    for each in fields(Query):
        value = getattr(query, each.name)
        if each.name not in _SILENT and value != getattr(blank, each.name):
            yield Message(f"export.q_{each.name}"), _said(plan, each.name, value)


def _said(plan: Plan, name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return Message("export.yes" if value else "export.no")
    if isinstance(value, date):
        return value.isoformat()
    names, lang = _names(plan, name), plan.order.asked.lang
    if isinstance(value, Mapping):
        return "　".join(_field(plan, name, k, v) for k, v in value.items())
    each = value if isinstance(value, tuple) else (value,)
    return ("、" if lang == "zh" else ", ").join(names[v].say(lang) if v in names else str(v) for v in each)


def _field(plan: Plan, name: str, path: str, value: str) -> str:
    """What a field is to hold, in words."""
    lang, of = plan.order.asked.lang, of_steps if name == "given" else of_form
    bundles = (b for o in plan.procedures.values() for b in (o.newest, *o.bundles.values()))
    known = by_path(c for b in bundles for c in of(b)).get(path) or Chosen(path, Text(zh=path))
    words = [w.say(lang) for w in known.words(value, _both("export.value_none"))]
    return f"{known.title.say(lang)} = {('、' if lang == 'zh' else ', ').join(words)}"


def _names(plan: Plan, name: str) -> Mapping[Any, Text]:
    """What the values of a condition are called."""
    office, session = plan.order.office, plan.order.session
    known = [o.newest.procedure for o in plan.procedures.values()]
    if name == "districts":
        return {k: o.title for k, o in office.district_names(session).items()}
    if name == "states":
        return {k: s.title for p in known for k, s in p.states.items()}
    if name in ("stages", "reached", "unreached"):
        return {s.id: s.title for p in known for s in p.stages}
    if name in ("procedure", "procedures"):
        return {p.id: p.title for p in known}
    if name == "campaign":
        return campaign_titles(plan)
    if name == "took":
        return {k: tr.title for p in known for k, tr in p.transitions.items()}
    if name == "lights":
        return {k: _both(f"export.light_{k}") for k in ("green", "yellow", "red")}
    held = plan.query.holder
    if name == "holder" and held != ME:
        return {held: in_words(held, known, office.district_names(session))}
    return {ME: Text(zh=plan.order.actor.name)} if name == "holder" else {}


def _both(code: str) -> Text:
    return Text(zh=say(Message(code), "zh"), en=say(Message(code), "en"))


def campaign_titles(plan: Plan) -> Mapping[Any, Text]:
    """The campaign that is asked for, by its id."""
    from data.tables import Campaign

    row = plan.order.session.get(Campaign, plan.query.campaign)
    return {plan.query.campaign: Text(zh=row.title, en=row.title_en or None)} if row else {}


def _counts(parts: Sequence[Writing]) -> Iterator[Line]:
    for part in parts:
        yield Message("export.count" if part.parents is None else "export.count_children"), part.plan.total
        for of in part.plan.procedures.values():
            for number, count in of.counts.items():
                yield Message("export.version", {"procedure": of.newest.procedure.title, "number": number}), count
    for title, count in (line for part in parts for line in part.counted()):
        yield Message("export.rows", {"table": title}), count


def _closed(parts: Sequence[Writing]) -> Iterator[Line]:
    """The field groups and opinions that are not for the reader, never silently."""
    for of in (of for part in parts for of in part.plan.procedures.values()):
        for group, count in sorted(of.closed.items()):
            yield Message("export.not_yours"), Message("export.closed_line", {
                "procedure": of.newest.procedure.title, "group": group, "count": count, "total": of.count,
                "fields": list(_fields(of, group)),
            })  # fmt: skip


    for procedure, form, count, total in (line for part in parts for line in part.closed_opinions()):
        yield Message("export.not_yours"), Message("export.closed_opinions", {
            "procedure": procedure, "form": form, "count": count, "total": total,
        })  # fmt: skip


def _fields(of: Of, group: str) -> Iterator[Text]:
    form = of.newest.form()
    top = [p for p in of.newest.paths_by_group.get(group, ()) if form.by_path[p].valued]
    yield from (form.by_path[p].title for p in sorted(top, key=form.ranks.__getitem__)[:12])


def _notes(parts: Sequence[Writing]) -> Iterator[Line]:
    yield Message("export.keys"), Message("export.keys_how")
    if any(True for part in parts for given in part.given.values() for _ in given.counted()):
        yield Message("export.keys"), Message("export.given_how")
    yield Message("export.old"), Message("export.old_how")
