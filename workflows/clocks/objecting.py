"""Objections in a form of the procedure's own: read from a plain page, checked as forms are, its files looked at.

Nothing is kept before everything is known to be right: where it came from has not sent too much, the period runs, the
form finds nothing wrong, and each file is what it says and holds no virus.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms.checking import check
from forms.definition import Form
from forms.fields import Field, OptionSource
from forms.fields.attachment import AttachmentField
from forms.finding import Finding
from forms.text import Message
from forms.values import Values, normal
from forms.visibility import hidden, without
from workflows.attachments import file_name, store
from workflows.cases.opened import Opened, reopened
from workflows.cases.steps import keep_files
from workflows.clocks import public
from workflows.engine.types import Refusal
from workflows.files.kinds import sniff
from workflows.model.clocks import PublicPeriod
from workflows.office import Office
from workflows.people.robot import looking, robot

MOST_FILES, MOST_BYTES = 10, 20 * 1024 * 1024
"""Files of one objection, and their bytes together, whatever the form allows."""
OBJECTION = "#objection"
"""The group of files that lie in objections: whoever answers those may have them."""

Sent = Mapping[str, Sequence[tuple[str, bytes]]]
"""Files by field: name and bytes."""


@dataclass(frozen=True)
class Wrong:
    """What the form finds wrong, by field; `""` stands for the form as a whole."""

    by_field: Mapping[str, tuple[Message, ...]]


def object_with(
    office: Office, case_id: int, given: Mapping[str, str], files: Sent, source: str, now: datetime
) -> int | Refusal | Wrong:
    """Take an objection in the form of the public period that runs; its number, or why not."""
    asked = _asked(office, case_id, files, source, now)
    if isinstance(asked, Refusal):
        return asked
    form, options = asked
    values = _values(form, given, files, options)
    if wrong := _wrong(form, values, options):
        return Wrong(wrong)
    seen = without(form, values, hidden(form, values, options))
    for field in _attachments(form, seen):
        kept = _stored(office, field, files.get(field.key, ()), now)
        if isinstance(kept, Refusal):
            return Wrong({field.key: (kept.message,)})
        seen[field.key] = kept
    return _written(office, case_id, seen, source, now)


def _asked(
    office: Office, case_id: int, files: Sent, source: str, now: datetime
) -> tuple[Form, OptionSource] | Refusal:
    """The form that is asked for now, unless something stands against taking anything."""
    with office.db.read() as session:
        found = reopened(office, session, case_id, looking(), now)
        running = next(public.periods_of(found), None) if found else None
        if found is None or running is None or running[1].form is None:
            return Refusal(Message("public.not_now"), guard="state")
        against = public.flood(session, case_id, public.place(office, source, now), now) or _too_much(files)
        return against or (found.bundle.form(running[1].form), found.world.options)


def _too_much(files: Sent) -> Refusal | None:
    every = [content for sent in files.values() for _, content in sent]
    if len(every) <= MOST_FILES and sum(map(len, every)) <= MOST_BYTES:
        return None
    return Refusal(Message("public.files", {"most": MOST_FILES, "mb": MOST_BYTES // 1024 // 1024}), guard="given")


def _values(form: Form, given: Mapping[str, str], files: Sent, options: OptionSource) -> Values:
    """What was typed, and what is told of the files without keeping any."""
    raw: dict[str, Any] = {f.key: given[f.key] for f in form.fields if f.key in given and f.typed}
    raw |= {key: [_told(name, content) for name, content in sent] for key, sent in files.items() if sent}
    return normal(form, raw, options)


def _told(name: str, content: bytes) -> dict[str, Any]:
    kind = sniff(content) or "?"
    return {"hash": hashlib.sha256(content).hexdigest(), "name": file_name(name), "size": len(content), "kind": kind}


def _wrong(form: Form, values: Values, options: OptionSource) -> dict[str, tuple[Message, ...]]:
    """What the form finds wrong, and texts that are too long for anybody to read."""
    found: dict[str, tuple[Message, ...]] = {}
    for each in check(form, values, options):
        if each.blocks and each.level == "error":
            found[_field(each)] = (*found.get(_field(each), ()), each.message)
    for key, value in values.items():
        if isinstance(value, str) and len(value) > public.LONGEST:
            found.setdefault(key, (Message("too_long", {"length": len(value), "limit": public.LONGEST}),))
    return found


def _field(each: Finding) -> str:
    return "" if each.place.table else each.place.field


def _attachments(form: Form, values: Values) -> list[AttachmentField]:
    return [f for f in form.fields if isinstance(f, AttachmentField) and values.get(f.key)]


def _stored(
    office: Office, field: AttachmentField, sent: Sequence[tuple[str, bytes]], now: datetime
) -> list[dict[str, Any]] | Refusal:
    with office.db.write() as session:
        by = robot(session, now)
    kept: list[dict[str, Any]] = []
    for name, content in sent:
        found = store(office, by, content, name, now, field)
        if isinstance(found, Refusal):
            return found
        kept.append(found)
    return kept


def _written(office: Office, case_id: int, values: Values, source: str, now: datetime) -> int | Refusal:
    def with_files(found: Opened, period: PublicPeriod) -> None:
        if period.form is not None:
            keep_files(found, found.bundle.form(period.form), values, OBJECTION)

    return public.written(office, case_id, source, now, body=values, also=with_files)


def fields_of(form: Form) -> list[Field]:
    """The fields that a plain page asks, and what it tells between them."""
    return [f for f in form.fields if f.stored or not f.valued]
