"""Names: each once, none empty."""

from __future__ import annotations

from forms.checks.base import Findings, Subject, error, form_check, repeated
from forms.fields.table import TableField


@form_check
def check_field_keys(subject: Subject) -> Findings:
    """A field's key stands once on its level."""
    for n, _ in repeated(part.path for part in subject.parts):
        part = subject.parts[n]
        yield error("twice_field", f"{part.pointer}/key", key=part.field.key)


@form_check
def check_page_ids(subject: Subject) -> Findings:
    """A page's id stands once."""
    for n, key in repeated(page.id for page in subject.form.pages):
        yield error("twice_page", f"/pages/{n}/id", key=key)


@form_check
def check_rule_ids(subject: Subject) -> Findings:
    """A rule's id stands once."""
    for n, key in repeated(rule.id for rule in subject.form.rules):
        yield error("twice_rule", f"/rules/{n}/id", key=key)


@form_check
def check_titles(subject: Subject) -> Findings:
    """Everything that is shown has a title."""
    titled = [("", subject.form.title), *((f"/pages/{n}", p.title) for n, p in enumerate(subject.form.pages))]
    titled += [(part.pointer, part.field.title) for part in subject.parts]
    for pointer, title in titled:
        if not title.zh.strip():
            yield error("no_text", f"{pointer}/title")


@form_check
def check_tables_have_fields(subject: Subject) -> Findings:
    """A table without columns can hold nothing."""
    for part in subject.parts:
        if isinstance(part.field, TableField) and not part.field.fields:
            yield error("no_fields", part.pointer, path=part.path)
