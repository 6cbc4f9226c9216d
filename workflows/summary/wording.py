"""The words of a summary: how a participant stands, what differs, what became of a suggestion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from forms.fields import Field, OptionSource
from forms.text import Message, Text
from workflows.messages import say
from workflows.office import Office
from workflows.summary.conflicts import Conflict
from workflows.summary.points import Point
from workflows.summary.sheet import Row, Said, Sheet, offices, shown

MARK = {"split": "◆", "against": "◆", "differs": "≠"}
"""How a difference is marked beside its word: a solid diamond for a contradiction, unequal for values."""


def word(code: str, lang: str, /, **data: object) -> str:
    return say(Message(f"summary.{code}", data), lang)


def about(row: Row, lang: str) -> str:
    """The number and the title of a row; "" for the whole case."""
    number = str(row.about.number) if row.about.number else ""
    return "　".join(part for part in (number, row.about.label.say(lang)) if part)


def who(said: Said, lang: str) -> str:
    """The person, and for whom (代); the role where the organisation does not say it."""
    person = said.asked.person
    if said.deputy and person:
        person = word("deputy", lang, name=person, person=said.deputy)
    return person


def marks(said: Said, lang: str) -> list[str]:
    """Lead, kept from before, from outside, how somebody came to be asked."""
    asked = said.asked
    found = [("lead", asked.lead), ("kept", asked.kept and asked.given), ("guest", said.guest)]
    found += [(k, asked.relation == k) for k in ("before", "after", "beside")]
    return [word(code, lang) for code, on in found if on]


def stands(said: Said, lang: str) -> str:
    """How somebody stands who has given no opinion that can be seen; "" for one that can."""
    if said.state == "given":
        return ""
    note = said.asked.note if said.state == "out" else ""
    return word(f"state_{said.state}", lang) + (f"：{note}" if note and lang == "zh" else f": {note}" if note else "")


def differs(sheet: Sheet, row: Row, conflict: Conflict, options: OptionSource, lang: str) -> str:
    """A conflict in words: what it is about, and who says what."""
    field = next((f for f in sheet.fields if f.key == conflict.field), None)
    title = field.title.say(lang) if field else word("verdict", lang)
    by_task = {s.task: s for s in row.said}
    told = (
        word("says", lang, value=_value(field, value, options, lang), who=offices([by_task[t] for t in tasks], lang))
        for value, tasks in conflict.values
    )
    return word("differs", lang, field=title, told=("；" if lang == "zh" else "; ").join(told))


def _value(field: Field | None, value: object, options: OptionSource, lang: str) -> str:
    if field is None:
        return word("agrees" if value else "refuses", lang)
    return shown(field, {field.key: value}, options, lang)


def conflicts(sheet: Sheet, options: OptionSource, lang: str) -> Iterator[tuple[Row, Conflict, str]]:
    """Every conflict of a sheet with its sentence."""
    for row in sheet.rows:
        for conflict in row.conflicts.values():
            yield row, conflict, differs(sheet, row, conflict, options, lang)


def waiting(sheet: Sheet, lang: str) -> list[str]:
    """Who has still to answer about some row."""
    return offices([s for s in sheet.said if s.waits], lang)


def title(sheet: Sheet, lang: str) -> str:
    """The round, and which visit to it where there were several."""
    name = sheet.title.say(lang)
    return name if sheet.visits < 2 else word("visit", lang, round=name, n=sheet.view.visit)


def proposers(sheet: Sheet, point: Point, lang: str) -> list[str]:
    """Whose suggestion it is."""
    return offices([s for s in sheet.said if s.task in point.tasks], lang)


def verdict(point: Point, lang: str) -> str:
    """What became of it, or that it waits."""
    return say(Message(f"suggestion.{point.answer.verdict}"), lang) if point.answer else word("unanswered", lang)


def by(point: Point, lang: str) -> str:
    """Who answered, and for whom."""
    answer = point.answer
    if answer is None:
        return ""
    return word("deputy", lang, name=answer.by, person=answer.deputy) if answer.deputy else answer.by


def day(at: datetime | None, office: Office) -> str:
    """The office's calendar day."""
    return at.astimezone(office.zone).strftime("%Y-%m-%d") if at else ""


def of_case(number: str | None, name: Text, lang: str) -> str:
    return "　".join(part for part in (number, name.say(lang)) if part)
